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

const Crowd = z.object({ people: z.int(), buyers: z.int(), orders: z.int() });

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
