import type { LifeFacts, Stage, StageRules } from './stage.ts';
import { REASON_DAYS } from './tuning.ts';

/** Why somebody may have turned away; measured, the heaviest first. */
export type ReasonCode = 'complaint-open' | 'refund' | 'undelivered' | 'wish-unanswered' | 'price-rose' | 'basket-left' | 'silence';

/** What may have gone wrong between the shop and somebody. Times in ms since 1970, null = never. */
export interface Troubles {
  readonly lastRefundAtMs: number | null;
  readonly openComplaints: number;
  readonly lastUndeliveredAtMs: number | null;
  /** The oldest wish that is still open. */
  readonly openWishSinceMs: number | null;
  readonly lastBasketLeftAtMs: number | null;
  /** Something they looked at more than once became dearer. */
  readonly lastPriceRiseAtMs: number | null;
}

export interface Reason {
  readonly code: ReasonCode;
  /** What the reason counts: days of silence, days since the refund, complaints that are open. */
  readonly count: number;
}

export const NO_TROUBLES: Troubles = {
  lastRefundAtMs: null,
  openComplaints: 0,
  lastUndeliveredAtMs: null,
  openWishSinceMs: null,
  lastBasketLeftAtMs: null,
  lastPriceRiseAtMs: null,
};

const DAY_MS = 86_400_000;
const MOST = 3;

/** The top reasons why somebody is at risk or lost; none in any other stage. Silence beyond their rhythm is always the last of them. */
export const reasonsOf = (stage: Stage, facts: LifeFacts, troubles: Troubles, rules: StageRules, atMs: number): Reason[] => {
  if (stage !== 'at-risk' && stage !== 'lost') return [];
  const lastMs = facts.lastOrderAtMs ?? facts.lastSeenAtMs;
  const days = (sinceMs: number): number => Math.floor((atMs - sinceMs) / DAY_MS);
  // What happened long before they fell silent had no part in it.
  const recent = (code: ReasonCode, momentMs: number | null): Reason[] =>
    momentMs !== null && momentMs >= lastMs - REASON_DAYS * DAY_MS ? [{ code, count: days(momentMs) }] : [];
  const found = [
    ...(troubles.openComplaints > 0 ? [{ code: 'complaint-open' as const, count: troubles.openComplaints }] : []),
    ...recent('refund', troubles.lastRefundAtMs),
    ...recent('undelivered', troubles.lastUndeliveredAtMs),
    ...(troubles.openWishSinceMs === null ? [] : [{ code: 'wish-unanswered' as const, count: days(troubles.openWishSinceMs) }]),
    ...recent('price-rose', troubles.lastPriceRiseAtMs),
    ...recent('basket-left', troubles.lastBasketLeftAtMs),
  ];
  const gapDays = Math.round((facts.gapMs ?? rules.usualGapDays * DAY_MS) / DAY_MS);
  return [...found.slice(0, MOST - 1), { code: 'silence', count: Math.max(days(lastMs), gapDays) }];
};
