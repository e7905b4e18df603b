import * as z from 'zod';

/** A value with the interval that holds it with 95 % confidence. */
export const Interval = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Interval = z.infer<typeof Interval>;

/**
 * One figure of both groups. `buyers` and `repeat-rate` are shares, `order-frequency` is orders a person in 30 days, the others are minor units: `average-order` an order,
 * `revenue` (goods less discounts) and `net` (less the worth of points given, too) a person. `lift` is a share: 0.12 = 12 % more than the holdout. Null = too few to say.
 */
export const LiftMetric = z.object({
  metric: z.enum(['buyers', 'repeat-rate', 'order-frequency', 'average-order', 'revenue', 'net']),
  treated: Interval.nullable(),
  holdout: Interval.nullable(),
  difference: Interval.nullable(),
  lift: Interval.nullable(),
});
export type LiftMetric = z.infer<typeof LiftMetric>;

/** What was bought: orders that stand, goods less discounts, the discounts, and what the points given for it are worth. Amounts in minor units. */
export const Took = z.object({ orders: z.int(), revenueMinor: z.number(), discountMinor: z.number(), pointsMinor: z.number() });
export type Took = z.infer<typeof Took>;

/**
 * A person's row of the comparison. `before` and `since` meet at the first exposure: the first moment at which they were shown something, or would have been but for their
 * group. Without one everything is before. Null = the group isn't drawn yet.
 */
export const PersonLift = z.object({
  group: z.enum(['holdout', 'treated']).nullable(),
  /** They were in both groups before a merge, and are counted where they were assigned. */
  crossed: z.boolean(),
  /** An offer took something off a price for them. */
  discounted: z.boolean(),
  exposures: z.int(),
  exposedAtMs: z.int().nullable(),
  before: Took,
  since: Took,
});
export type PersonLift = z.infer<typeof PersonLift>;

/** `before` = sums of the time before each person's first exposure, when nothing told the groups apart but chance. */
const Crowd = z.object({ people: z.int(), buyers: z.int(), orders: z.int(), before: Took, since: Took });

/**
 * People who saw something, or would have but for their group, from that moment on: those who got no offers, no promotional messages and no personal ranking
 * against the others. The points programme runs for both.
 */
export const HoldoutReport = z.object({
  /** Since the first exposure of anybody. */
  days: z.int(),
  /** People who were in both groups before a merge; they are counted where they were assigned. */
  crossed: z.int(),
  /** Whether the comparison can be read yet. */
  enough: z.boolean(),
  /** About how many more days it needs; 0 = none, null = more than two years at this pace. */
  moreDays: z.int().nullable(),
  groups: z.object({ treated: Crowd, holdout: Crowd, attention: Crowd, discount: Crowd }),
  metrics: z.array(LiftMetric),
  /** Treated people who never got a discount, and those who did, each against the holdout. Who got one wasn't left to chance: read the two with care. */
  attention: z.array(LiftMetric),
  discount: z.array(LiftMetric),
});
export type HoldoutReport = z.infer<typeof HoldoutReport>;
