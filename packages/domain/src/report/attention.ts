/** Work lists of people whose standing changed: the best who went quiet, whose orders were cancelled or sent back again and again, and who came into another layer. */
export const ATTENTION = ['quiet', 'undone', 'layer'] as const;
export type Attention = (typeof ATTENTION)[number];

/** Who counts as one of the best, by the tenth of their value; and how many orders cancelled or sent back pile up. Our choice. */
const BEST_TENTH = 9;
const UNDONE = 2;

/** The rule of a work list: whom it happened to within so many days. */
export const attentionRule = (list: Attention, days: number): Record<string, unknown> => {
  const within = (field: string): Record<string, unknown> => ({ 'within-days': [{ var: field }, days] });
  if (list === 'layer') return within('layerSince');
  if (list === 'undone') return { and: [{ '>=': [{ var: 'refunds' }, UNDONE] }, within('lastRefundAt')] };
  return { and: [{ '>=': [{ var: 'valueDecile' }, BEST_TENTH] }, { in: [{ var: 'stage' }, ['at-risk', 'lost']] }, within('stageSince')] };
};

/** Days that a week's list and a review's look back over. */
export const WEEK_DAYS = 7;
export const REVIEW_DAYS = 61;

/**
 * What is due on a morning besides the day's report, by the day it is in the shop: each with the key under which it is told once. The week's on a Monday, or the day after
 * where that morning was missed; the review in the first week of every other month.
 */
export const dueOn = (today: string): readonly { readonly what: 'week' | 'review'; readonly key: string }[] => {
  const atMs = Date.parse(`${today}T00:00:00Z`);
  const [year = '', month = '', day = ''] = today.split('-');
  const sinceMonday = (new Date(atMs).getUTCDay() + 6) % 7;
  const monday = new Date(atMs - sinceMonday * 86_400_000).toISOString().slice(0, 10);
  return [
    ...(sinceMonday < 2 ? [{ what: 'week' as const, key: monday }] : []),
    ...(Number(month) % 2 === 1 && Number(day) <= 7 ? [{ what: 'review' as const, key: `${year}-${month}` }] : []),
  ];
};
