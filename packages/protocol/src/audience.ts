import * as z from 'zod';

/** The eight stages of a life with a shop. */
export const Stage = z.enum(['prospect', 'welcome', 'getting-to-know', 'active', 'closer', 'at-risk', 'lost', 'won-back']);
export type Stage = z.infer<typeof Stage>;

/** A layer by its id: `guest`, `member`, or one of the shop's own. */
export const Layer = z.string();
export type Layer = z.infer<typeof Layer>;

/** The owner's rules of the stages; what isn't named follows from the shop's own rhythm. */
export const StageRulesPatch = z.strictObject({
  welcomeDays: z.int().min(1).max(365).optional(),
  wonBackDays: z.int().min(1).max(365).optional(),
  /** Usual days between two orders of one person. */
  usualGapDays: z.number().min(1).max(1_000).optional(),
  /** At risk after so many usual gaps of silence, lost after so many. */
  riskGaps: z.number().min(1).max(20).optional(),
  lostGaps: z.number().min(1).max(50).optional(),
  closeOrders: z.int().min(2).max(1_000).optional(),
});
export type StageRulesPatch = z.infer<typeof StageRulesPatch>;

/** A rule in JsonLogic's form; `domain/segments` says which operators and fields there are, and where one can't be read. */
export const SegmentRule = z.record(z.string(), z.unknown());
export type SegmentRule = z.infer<typeof SegmentRule>;

const SegmentId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/);

/** People whom a rule holds of, whenever it is asked. */
export const Segment = z.strictObject({ id: SegmentId, name: z.string().trim().min(1).max(80), rule: SegmentRule });
export type Segment = z.infer<typeof Segment>;

/** A layer of the owner's own, above guests and free members. In their order the first whose rule holds is somebody's layer. */
export const LayerDefinition = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,47}$/)
    .refine((id) => id !== 'guest' && id !== 'member', 'guest and member are there already'),
  /** Its name, in the languages of the shop. */
  name: z
    .record(z.string().max(35), z.string().trim().min(1).max(60))
    .refine((name) => Object.keys(name).length > 0, 'a name in one language at least'),
  rule: SegmentRule,
});
export type LayerDefinition = z.infer<typeof LayerDefinition>;

/** Something the owner asks of people: why, for how long it is kept, and who may see it. */
export const ProfileField = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  type: z.enum(['text', 'number', 'flag', 'choice', 'date']),
  /** The question, in the languages of the shop; '' = where none fits. */
  label: z.record(z.string(), z.string().max(200)),
  /** What it is asked for, shown with the question. */
  purpose: z.record(z.string(), z.string().max(300)),
  choices: z.array(z.string().min(1).max(80)).max(30).optional(),
  /** Points for the first answer. */
  points: z.int().min(0).max(100_000).default(0),
  keepDays: z.int().min(1).max(3_650).default(730),
  /** Whether it is asked for, or kept for later. */
  isAsked: z.boolean().default(true),
  /** Which staff may see the answers, in a rule too: all who help people, managers and owners, or owners alone. */
  seenBy: z.enum(['helpers', 'managers', 'owners']).default('helpers'),
  /** What the text is, where two rows of one person may be known by it. */
  holds: z.enum(['phone', 'address']).optional(),
});
export type ProfileField = z.infer<typeof ProfileField>;

/** Body of POST /v1/audience/count. */
export const AudienceQuestion = z.strictObject({ rule: SegmentRule });
export type AudienceQuestion = z.infer<typeof AudienceQuestion>;

export const AudienceCount = z.object({ people: z.int(), everybody: z.int(), atMs: z.int() });
export type AudienceCount = z.infer<typeof AudienceCount>;

/** Body of POST /v1/audience/list. */
export const AudienceListQuestion = AudienceQuestion.extend({
  after: z.string().min(1).max(300).optional(),
  limit: z.int().min(1).max(100).default(50),
});
export type AudienceListQuestion = z.infer<typeof AudienceListQuestion>;

/** One person of a list, with what lists compare. Money in minor units; `alive` = the chance that they are still a customer. */
export const AudienceRow = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  kind: z.enum(['guest', 'member']),
  layer: Layer,
  stage: Stage,
  orders: z.int(),
  spentMinor: z.int(),
  /** Orders that were cancelled or given back. */
  refunds: z.int(),
  stageSinceMs: z.int(),
  /** The layer they were in before this one, and since when this; null = they have never been in another. */
  layerBefore: Layer.nullable(),
  layerSinceMs: z.int().nullable(),
  lastSeenAtMs: z.int(),
  lastOrderAtMs: z.int().nullable(),
  valueMinor: z.int().nullable(),
  /** The tenth by value, 10 the best. */
  valueDecile: z.int().nullable(),
  alive: z.number().nullable(),
  points: z.int(),
});
export type AudienceRow = z.infer<typeof AudienceRow>;

export const AudiencePage = z.object({ people: z.array(AudienceRow), next: z.string().nullable() });
export type AudiencePage = z.infer<typeof AudiencePage>;

export const SegmentList = z.object({
  segments: z.array(Segment),
  fields: z.array(z.object({ name: z.string(), type: z.string(), values: z.array(z.union([z.string(), z.number()])).optional() })),
});
export type SegmentList = z.infer<typeof SegmentList>;

const ProfileValue = z.union([z.string(), z.number(), z.boolean()]);

/** Where somebody stands, and why: what staff reads before they speak. */
export const PersonStanding = z.object({
  stage: Stage,
  stageSinceMs: z.int(),
  nextStageAtMs: z.int().nullable(),
  reasons: z.array(z.object({ code: z.string(), count: z.int() })),
  history: z.array(
    z.object({ stage: z.string(), previous: z.string(), atMs: z.int(), reasons: z.array(z.object({ code: z.string(), count: z.int() })) }),
  ),
  layer: Layer,
  layerSinceMs: z.int().nullable(),
  layerBefore: Layer.nullable(),
  rfm: z.string().nullable(),
  recency: z.int().nullable(),
  frequency: z.int().nullable(),
  money: z.int().nullable(),
  value: z
    .object({
      alive: z.number(),
      expectedOrders: z.number(),
      valueMinor: z.int(),
      decile: z.int().nullable(),
      /** Tenths are by what stays with the shop where costs of goods are known, else by what is paid; `worthMinor` is that amount. */
      decileBy: z.enum(['margin', 'revenue']),
      worthMinor: z.int(),
      /** Whether a model of the shop's own orders says so, or, with too little history, rules of recency. */
      basis: z.enum(['model', 'too-little-history']),
    })
    .nullable(),
  /** What was observed, not told: how much of what they did speaks for it, why, and how sure that is, each 0 to 1. */
  likings: z.array(z.object({ facet: z.string(), key: z.string(), share: z.number(), sure: z.number(), because: z.string() })),
  /** What counts of each field. */
  profile: z.record(z.string(), ProfileValue),
  /** Every answer, what the person said apart from what staff heard, with how sure each is, 0 to 1. */
  told: z.array(z.object({ field: z.string(), source: z.enum(['said', 'heard']), value: ProfileValue, atMs: z.int(), sure: z.number() })),
  segments: z.array(z.string()),
});
export type PersonStanding = z.infer<typeof PersonStanding>;

/** Answers about oneself, or as staff heard them; null takes one back. */
export const ProfileAnswers = z.strictObject({
  answers: z
    .record(z.string().max(40), z.union([z.string().max(300), z.number(), z.boolean(), z.null()]))
    .refine((all) => Object.keys(all).length <= 40, 'at most 40'),
});
export type ProfileAnswers = z.infer<typeof ProfileAnswers>;

/** A question as the shopper reads it. `points` = what the first answer brings them. */
export const ProfileQuestion = z.object({
  id: z.string(),
  type: ProfileField.shape.type,
  label: z.string(),
  purpose: z.string(),
  choices: z.array(z.string()),
  points: z.int(),
});
export type ProfileQuestion = z.infer<typeof ProfileQuestion>;

/** What a shopper is asked now, if anything, and what they have told. */
export const MyProfile = z.object({
  question: ProfileQuestion.nullable(),
  answers: z.array(z.object({ id: z.string(), label: z.string(), value: ProfileValue, atMs: z.int() })),
});
export type MyProfile = z.infer<typeof MyProfile>;

/** Body of POST /v1/me/profile/later: the question that is not answered now. */
export const ProfileLater = z.strictObject({ field: z.string().min(1).max(40) });
export type ProfileLater = z.infer<typeof ProfileLater>;

const sums = [
  'newcomers',
  'joined',
  'visits',
  'views',
  'searches',
  'baskets',
  'orders',
  'repeatOrders',
  'revenueMinor',
  'refunds',
  'refundedMinor',
  'pointsEarned',
  'pointsSpent',
  'pointsExpired',
  'messages',
  'messagesRead',
] as const;
/** The sums of one day in the shop's time zone. */
export const DaySums = z.object({
  day: z.string(),
  ...(Object.fromEntries(sums.map((name) => [name, z.int()])) as Record<(typeof sums)[number], z.ZodInt>),
});
export type DaySums = z.infer<typeof DaySums>;

export const DaysQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(28) });

/** Sums by day, the oldest first; days on which nothing happened are there with zeros. */
export const DaysReport = z.object({ days: z.array(DaySums), atMs: z.int() });
export type DaysReport = z.infer<typeof DaysReport>;

/** A count of people; null = there are some, but fewer than five, and who they are would show. */
const People = z.int().nullable();

/** How far people come from the first product they look at to a purchase, of ways that began on the days asked for. */
export const FunnelReport = z.object({
  atMs: z.int(),
  steps: z.array(
    z.object({
      /** The name of the step's event. */
      step: z.enum(['view_item', 'add_to_cart', 'begin_checkout', 'purchase']),
      /** Ways that came so far; null where a number would stand for fewer than five. */
      rounds: z.int().nullable(),
      /** Of those that began, 0 to 1. */
      share: z.number().nullable(),
      /** Half of them took at most about so long since the step before; a power of two of a minute. */
      medianWaitMs: z.int().nullable(),
    }),
  ),
});
export type FunnelReport = z.infer<typeof FunnelReport>;

/** Who stands where, and who moved. */
export const StagesReport = z.object({
  atMs: z.int(),
  everybody: People,
  stages: z.array(z.object({ stage: Stage, people: People, valueMinor: z.int().nullable() })),
  layers: z.array(z.object({ layer: Layer, people: People, spentMinor: z.int().nullable() })),
  rfm: z.array(z.object({ group: z.string(), people: People, spentMinor: z.int().nullable() })),
  /** Who went from one stage to another within the days asked for. */
  flows: z.array(z.object({ from: z.string(), to: z.string(), people: People })),
  /** Points that members hold. */
  points: z.object({ available: z.int(), pending: z.int() }),
  /** Of those who ever bought, how many bought again, 0 to 1; null with fewer than five. */
  repeatRate: z.number().nullable(),
  model: z
    .object({
      basis: z.enum(['model', 'too-little-history']),
      customers: z.int(),
      returned: z.int(),
      /** What the tenths by value go by: what stays with the shop, or what is paid where too few costs are known. */
      decileBy: z.enum(['margin', 'revenue']),
    })
    .nullable(),
});
export type StagesReport = z.infer<typeof StagesReport>;
