/** A moment that a rule speaks of: so many days before the question is asked, or the beginning of a day in the shop's time zone. */
export type Moment = { readonly daysAgo: number } | { readonly date: string };

export type Comparison = '<' | '<=' | '>' | '>=';

/**
 * A rule, read once and for all. Both ways to ask, for one person or for a list, are made from this and from nothing else. Every condition is either true or false
 * of everybody: of what isn't known, or is of another type than declared, nothing holds (so that `not` of it does).
 */
export type Condition<M = Moment> =
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition<M>[] }
  | { readonly op: 'not'; readonly of: Condition<M> }
  | { readonly op: 'compare'; readonly field: string; readonly how: Comparison; readonly value: number | M }
  | { readonly op: 'one-of'; readonly field: string; readonly values: readonly (string | number | boolean)[] }
  | { readonly op: 'holds'; readonly field: string; readonly value: string }
  | { readonly op: 'known'; readonly field: string };

/** A rule with its moments as numbers. */
export type Bound = Condition<never>;

/** How many conditions a rule may have, and how deep they may lie in one another. */
export const MOST_CONDITIONS = 40;
export const MOST_DEPTH = 8;
export const MOST_VALUES = 200;
