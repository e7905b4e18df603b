import type { Tiers } from '@rapport/protocol';
import { yearOf, yearStartMs } from './calendar.ts';

/** How a shopper stands. */
export interface TierState {
  /** Id of the tier; null = below the first. */
  readonly tier: string | null;
  readonly sinceMs: number | null;
  /** From when the grace is counted, because the tier is no longer reached; null = it is. May lie ahead, after a fall by one step. */
  readonly belowSinceMs: number | null;
}

/** What one did, as tiers may measure it. Orders that were undone are left out. */
export interface TierFacts {
  readonly orders: readonly { readonly placedAtMs: number; readonly keptMinor: number; readonly judgedAtMs?: number }[];
  /** Points earned, less what refunds took back. */
  readonly earned: readonly { readonly atMs: number; readonly points: number }[];
}

/** How it went. */
export interface TierStep {
  readonly state: TierState;
  readonly score: number;
  /** When to look again though nothing happened; null = never. */
  readonly nextAtMs: number | null;
}

export const NO_TIER: TierState = { tier: null, sinceMs: null, belowSinceMs: null };

const DAY_MS = 86_400_000;

/** What counts, in the programme's measure: minor units of money kept, points or orders within the window. In calendar years the better of this and the last. */
export function scoreOf(tiers: Tiers, facts: TierFacts, nowMs: number, timeZone: string): number {
  const { window } = tiers;
  const marks = marksOf(tiers, facts).filter(({ atMs }) => atMs <= nowMs);
  const sum = (counts: (atMs: number) => boolean): number => marks.reduce((total, { atMs, worth }) => total + (counts(atMs) ? worth : 0), 0);
  switch (window.kind) {
    case 'life':
      return sum(() => true);
    case 'rolling':
      return sum((atMs) => atMs > nowMs - window.days * DAY_MS);
    case 'year': {
      const year = yearOf(nowMs, timeZone);
      const [start, last] = [yearStartMs(year, timeZone), yearStartMs(year - 1, timeZone)];
      return Math.max(
        sum((atMs) => atMs >= start),
        sum((atMs) => atMs >= last && atMs < start),
      );
    }
  }
}

/**
 * Where somebody stands now: up at once, down only after the grace, one step or all the way. A fall by one step holds for a whole window. Calling it again at the same
 * moment changes nothing more.
 */
export function tierNow(tiers: Tiers | undefined, before: TierState, facts: TierFacts, nowMs: number, timeZone: string): TierStep {
  if (!tiers) return { state: NO_TIER, score: 0, nextAtMs: null };
  const score = scoreOf(tiers, facts, nowMs, timeZone);
  const reached = tiers.list.findLastIndex(({ from }) => from <= score);
  let state = before;
  for (let guard = tiers.list.length + 1; guard > 0; guard -= 1) {
    const next = step(tiers, state, reached, nowMs, timeZone);
    if (next === state) break;
    state = next;
  }
  return { state, score, nextAtMs: nextLook(tiers, state, facts, nowMs, timeZone) };
}

function step(tiers: Tiers, state: TierState, reached: number, nowMs: number, timeZone: string): TierState {
  const idAt = (at: number): string | null => tiers.list[at]?.id ?? null;
  const current = tiers.list.findIndex(({ id }) => id === state.tier);
  if (reached > current) return { tier: idAt(reached), sinceMs: nowMs, belowSinceMs: null };
  if (reached === current)
    return state.belowSinceMs === null && state.tier === idAt(current) ? state : { ...state, tier: idAt(current), belowSinceMs: null };
  if (state.belowSinceMs === null) return { ...state, belowSinceMs: nowMs };
  if (nowMs < state.belowSinceMs + tiers.graceDays * DAY_MS) return state;
  const lower = tiers.down === 'one-step' ? current - 1 : reached;
  return { tier: idAt(lower), sinceMs: nowMs, belowSinceMs: lower > reached ? heldUntil(tiers, nowMs, timeZone) : null };
}

/** After a fall by one step: the end of the next whole window. */
function heldUntil({ window }: Tiers, nowMs: number, timeZone: string): number {
  if (window.kind === 'rolling') return nowMs + window.days * DAY_MS;
  return window.kind === 'year' ? yearStartMs(yearOf(nowMs, timeZone) + 1, timeZone) : nowMs;
}

function nextLook(tiers: Tiers, state: TierState, facts: TierFacts, nowMs: number, timeZone: string): number | null {
  if (state.tier === null) return null;
  if (state.belowSinceMs !== null) return state.belowSinceMs + tiers.graceDays * DAY_MS;
  const { window } = tiers;
  if (window.kind === 'life') return null;
  if (window.kind === 'year') return yearStartMs(yearOf(nowMs, timeZone) + 1, timeZone);
  const leaving = marksOf(tiers, facts).map(({ atMs }) => atMs + window.days * DAY_MS);
  const ahead = leaving.filter((atMs) => atMs > nowMs);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

const marksOf = ({ by }: Tiers, { orders, earned }: TierFacts): readonly { readonly atMs: number; readonly worth: number }[] =>
  by === 'points'
    ? earned.map(({ atMs, points }) => ({ atMs, worth: points }))
    : orders.map(({ placedAtMs, keptMinor }) => ({ atMs: placedAtMs, worth: by === 'orders' ? 1 : keptMinor }));
