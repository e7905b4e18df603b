import * as z from 'zod';
import { Channel, Purpose } from './contact.ts';
import { Locale } from './locale.ts';
import { OfferView } from './offer.ts';
import { ProductCard, Texts } from './product.ts';

/** Which watch, and when it was made: "you looked for it on 3 May". The watch may be gone meanwhile. */
const watched = { watchId: z.string().optional(), sinceMs: z.int() };

/** Why a message came: the watch it answers. The page writes the sentence in its own language. */
export const MessageReason = z.discriminatedUnion('code', [
  /** `near` = most of the words and the same category, or a letter apart; shown as such. */
  z.object({ code: z.literal('searched'), query: z.string(), ...watched, match: z.enum(['exact', 'near']) }),
  z.object({ code: z.literal('followed'), what: z.enum(['brand', 'author', 'series', 'category', 'seller']), name: z.string(), ...watched }),
  /** The price when the watch was made (or when it last spoke), and now; minor units of the shop's currency. */
  z.object({ code: z.literal('cheaper'), beforeMinor: z.int(), afterMinor: z.int(), ...watched }),
  /** It can be bought again. `variant` = its title in every language, '' where there is only one. */
  z.object({ code: z.literal('back'), variant: z.record(z.string(), z.string()), ...watched }),
  /** It is like the product of this title. */
  z.object({ code: z.literal('like'), title: z.string(), ...watched }),
  /** The shop's own words, by language, with everything filled in: a reminder, a word of the life cycle. `rule` = the owner's rule behind it. */
  z.object({ code: z.literal('said'), rule: z.string(), title: Texts, text: Texts, ...watched }),
  /** Points that lapse then, unless they are used; `sinceMs` = when it was said. */
  z.object({ code: z.literal('lapsing'), points: z.int(), lapsesAtMs: z.int(), ...watched }),
]);
export type MessageReason = z.infer<typeof MessageReason>;

/** Every kind of thing that is said to a shopper; `notify/kinds` says what each is for. */
export const MessageKind = z.enum(['arrival', 'price', 'stock', 'reminder', 'replenish', 'renewal', 'offer', 'stage', 'points', 'confirm-email']);
export type MessageKind = z.infer<typeof MessageKind>;

/** An offer as a message tells of it: in the version that was promised with it, in the words that pages use. */
export const MessageOffer = OfferView.omit({ missingMinor: true, state: true, code: true });
export type MessageOffer = z.infer<typeof MessageOffer>;

/**
 * Something told to a shopper, in their inbox: of a product, or of an offer; the other one is null. What speaks of points has the shop in the
 * product's place: an empty `productId`, its name and its address.
 */
export const Message = z.object({
  id: z.string(),
  kind: MessageKind,
  atMs: z.int(),
  readAtMs: z.int().nullable(),
  product: ProductCard.nullable(),
  offer: MessageOffer.nullable(),
  reasons: z.array(MessageReason),
});
export type Message = z.infer<typeof Message>;

export const MessagePage = z.object({ messages: z.array(Message), next: z.string().nullable() });
export type MessagePage = z.infer<typeof MessagePage>;

/** The closed list of answers that the one place that decides may give. */
export const TellOutcome = z.enum(['sent', 'held', 'not-sent']);
export type TellOutcome = z.infer<typeof TellOutcome>;

/** The one reason why something was told, held or not told. No trace, no send. */
export const TellReason = z.enum([
  // sent
  'asked-for',
  'service',
  'promotional',
  // held, or not sent where waiting would make it old
  'digest',
  'cap-day',
  'cap-week',
  'cap-month',
  'minimum-gap',
  'quiet-hours',
  'send-window',
  'outranked',
  'channel-failed',
  // not sent
  'no-consent',
  'all-off',
  'purpose-off',
  'address-unconfirmed',
  'no-address',
  'channel-off',
  'holdout',
  'rule',
  'already-told',
  'not-available',
  'stale',
]);
export type TellReason = z.infer<typeof TellReason>;

/** One decision: what, where, with which answer and why. */
export const Trace = z.object({
  id: z.string(),
  atMs: z.int(),
  shopperId: z.string(),
  /** The message it is about; null where none came to be. */
  messageId: z.string().nullable(),
  kind: MessageKind,
  purpose: Purpose,
  channel: Channel,
  /** What it is about, `product:<id>` or `offer:<id>@<version>`. */
  subject: z.string(),
  outcome: TellOutcome,
  reason: TellReason,
  /** Held until then. */
  untilMs: z.int().nullable(),
  /** The owner's rule that said no. */
  rule: z.string().nullable(),
});
export type Trace = z.infer<typeof Trace>;

/** Why a message came: every decision about it, the oldest first, and `words` to read, a sentence each: why it came, then what became of mail and push. */
export const WhyView = z.object({ traces: z.array(Trace), words: z.array(z.string()) });
export type WhyView = z.infer<typeof WhyView>;

/** Body of POST /v1/me/inbox/read. */
export const ReadMark = z.strictObject({ ids: z.array(z.string().min(1).max(64)).min(1).max(100) });
export type ReadMark = z.infer<typeof ReadMark>;

/** Body of POST /v1/me/inbox/marks. */
export const MessageMark = z.strictObject({
  ids: z.array(z.string().min(1).max(64)).min(1).max(100),
  as: z.enum(['read', 'unread', 'archived', 'unarchived']),
});
export type MessageMark = z.infer<typeof MessageMark>;

/** A mail as the shop sends it, filled with an example. */
export const TemplateView = z.object({ id: z.string(), subject: z.string(), html: z.string(), text: z.string() });
export type TemplateView = z.infer<typeof TemplateView>;

/** Body of POST /v1/templates/{id}/test. */
export const TemplateTest = z.strictObject({ locale: z.union([z.literal(''), Locale]).default('') });
export type TemplateTest = z.infer<typeof TemplateTest>;

/** A channel: whether it works, by which way, and if not, what is missing. */
export const ChannelView = z.object({
  id: Channel,
  works: z.boolean(),
  way: z.enum(['socket', 'smtp', 'binding', 'resend', 'postmark', 'web-push', 'none']),
  missing: z.array(z.enum(['sender', 'mail-server', 'public-url'])),
});
export type ChannelView = z.infer<typeof ChannelView>;

/** What trying a channel brought. `reason` is the channel's own code. */
export const ChannelTest = z.object({ ok: z.boolean(), reason: z.string().nullable() });
export type ChannelTest = z.infer<typeof ChannelTest>;
