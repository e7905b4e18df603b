import { mayShow } from './few.ts';

/** The way to a purchase, by the names of GA4's events. */
export const FUNNEL_STEPS = ['view_item', 'add_to_cart', 'begin_checkout', 'purchase'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** One person's way from the first product they look at to what they buy: the day it began on in the shop's calendar, and when each step was reached first. */
export interface Round {
  readonly day: string;
  readonly beganAtMs: number;
  readonly reachedMs: Readonly<Partial<Record<FunnelStep, number>>>;
}

/** A step that a round has just reached. `waitMs` = since the step before it; null where that one was not seen. */
export interface Reached {
  readonly day: string;
  readonly step: FunnelStep;
  readonly waitMs: number | null;
}

const DAY_MS = 86_400_000;
/** Whoever comes back after so long begins anew. */
export const ROUND_LIFE_MS = 30 * DAY_MS;

const isPast = (round: Round, atMs: number): boolean => atMs - round.beganAtMs > ROUND_LIFE_MS;

/**
 * What one thing that somebody did means for their round: steps count once, in their order; one that was skipped (a purchase reported by the shop of somebody whose
 * pages were not seen) counts as reached with no time of its own. A purchase ends the round. `today` is the day a new one would begin on.
 */
export function advance(before: Round | null, step: FunnelStep, atMs: number, today: string): { round: Round | null; reached: Reached[] } {
  const round = before && !isPast(before, atMs) ? before : { day: today, beganAtMs: atMs, reachedMs: {} };
  const place = FUNNEL_STEPS.indexOf(step);
  const times: Partial<Record<FunnelStep, number>> = { ...round.reachedMs };
  const reached: Reached[] = [];
  for (const [index, one] of FUNNEL_STEPS.entries()) {
    if (index > place) break;
    if (isReached(round, one)) continue;
    const beforeMs = index === 0 ? undefined : times[FUNNEL_STEPS[index - 1] ?? one];
    const wasSeen = index === place;
    reached.push({ day: round.day, step: one, waitMs: wasSeen && beforeMs !== undefined ? Math.max(0, atMs - beforeMs) : null });
    if (wasSeen) times[one] = atMs;
  }
  return { round: step === 'purchase' ? null : { ...round, reachedMs: times }, reached };
}

/** Whether a round has come as far as a step: it has, too, when only a later one was seen. */
const isReached = (round: Round, step: FunnelStep): boolean =>
  FUNNEL_STEPS.slice(FUNNEL_STEPS.indexOf(step)).some((one) => round.reachedMs[one] !== undefined);

/** Waits are counted by powers of two of a minute: 0 = under a minute, 1 = under two, 2 = under four … */
const MOST_BUCKETS = 16;

/** The bucket of a wait; -1 for one that is not known. */
export const bucketOf = (waitMs: number | null): number =>
  waitMs === null ? -1 : Math.min(MOST_BUCKETS, waitMs < 60_000 ? 0 : Math.floor(Math.log2(waitMs / 60_000)) + 1);

/** A count of one day: rounds that began on it, reached the step, and had waited so long. */
export interface FunnelSum {
  readonly step: FunnelStep;
  readonly bucket: number;
  readonly rounds: number;
}

/** A step as it may be shown. */
export interface FunnelLine {
  readonly step: FunnelStep;
  /** Rounds that came so far; null where the number, or what it is short of the one before, stands for one to four. */
  readonly rounds: number | null;
  /** Of those who had reached the first step, 0 to 1; null like `rounds`. */
  readonly share: number | null;
  /** Half of those whose time is known waited at most about so long since the step before, in ms; null with fewer than five. */
  readonly medianWaitMs: number | null;
}

/** Adds up sums of several days and slices. */
export function funnelLines(sums: readonly FunnelSum[]): FunnelLine[] {
  let shown: number | null = null;
  let first: number | null = null;
  return FUNNEL_STEPS.map((step, index) => {
    const of = sums.filter((one) => one.step === step);
    const rounds = of.reduce((sum, one) => sum + one.rounds, 0);
    const lost: number = shown === null ? rounds : shown - rounds;
    const may = (rounds === 0 || mayShow(rounds)) && (lost === 0 || mayShow(lost));
    if (may) shown = rounds;
    if (index === 0) first = may ? rounds : null;
    return {
      step,
      rounds: may ? rounds : null,
      share: may && first !== null && first > 0 ? rounds / first : null,
      medianWaitMs: index === 0 ? null : median(of),
    };
  });
}

/** The upper end of the bucket that holds the middle of those whose time is known. */
function median(sums: readonly FunnelSum[]): number | null {
  const known = sums.filter(({ bucket }) => bucket >= 0).toSorted((a, b) => a.bucket - b.bucket);
  const all = known.reduce((sum, { rounds }) => sum + rounds, 0);
  if (!mayShow(all)) return null;
  let seen = 0;
  for (const { bucket, rounds } of known) {
    seen += rounds;
    if (seen * 2 >= all) return 60_000 * 2 ** bucket;
  }
  return null;
}
