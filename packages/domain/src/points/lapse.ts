import type { Programme } from '@rapport/protocol';
import { monthsLater } from './calendar.ts';
import type { Account } from './movement.ts';

/** When points earned now lapse by this programme; null = never, or not by themselves. */
export function lapsesAtMs({ expiry }: Programme, atMs: number, timeZone: string): number | null {
  return expiry?.kind === 'lot' ? monthsLater(atMs, expiry.months, expiry.roundTo, timeZone) : null;
}

/** When everything lapses because nothing was earned or spent for so long; null = it doesn't, or there is nothing to lapse. */
export function idleAtMs({ expiry }: Programme, account: Account, timeZone: string): number | null {
  if (expiry?.kind !== 'idle' || account.available === 0) return null;
  const since = account.activeAtMs ?? Math.max(0, ...account.lots.map((lot) => lot.createdAtMs));
  return monthsLater(since, expiry.months, 'exact', timeZone);
}

/** Points that lapse at one moment. */
export interface Lapse {
  readonly atMs: number;
  readonly points: number;
}

/** What lapses and when, the soonest first. */
export function lapses(programme: Programme, account: Account, timeZone: string): readonly Lapse[] {
  const pointsByMoment = new Map<number, number>();
  for (const { available, expiresAtMs } of account.lots) {
    if (available > 0 && expiresAtMs !== null) pointsByMoment.set(expiresAtMs, (pointsByMoment.get(expiresAtMs) ?? 0) + available);
  }
  const idle = idleAtMs(programme, account, timeZone);
  const byLot = [...pointsByMoment].map(([atMs, points]) => ({ atMs, points })).toSorted((a, b) => a.atMs - b.atMs);
  if (idle === null) return byLot;
  const before = byLot.filter(({ atMs }) => atMs < idle);
  return [...before, { atMs: idle, points: account.available - before.reduce((sum, { points }) => sum + points, 0) }];
}

const DAY_MS = 86_400_000;

/** A word of warning that is due: these points lapse then. `days` is the step of the programme that asks for it. */
export interface Warning extends Lapse {
  readonly days: number;
}

/**
 * Warnings that are due now, and when the next one is. Of several steps that are due for one moment only the nearest is told, so that somebody who comes late isn't
 * told twice on one day.
 * @param wasTold whether this step was told of this moment before
 */
export function warnings(
  programme: Programme,
  account: Account,
  nowMs: number,
  timeZone: string,
  wasTold: (atMs: number, days: number) => boolean,
): { readonly due: readonly Warning[]; readonly nextAtMs: number | null } {
  const steps = (programme.warnDays ?? [30, 7]).toSorted((a, b) => a - b);
  const due: Warning[] = [];
  let nextAtMs: number | null = null;
  for (const lapse of lapses(programme, account, timeZone)) {
    if (lapse.atMs <= nowMs || lapse.points === 0) continue;
    const nearest = steps.find((days) => lapse.atMs - days * DAY_MS <= nowMs);
    if (nearest !== undefined && !wasTold(lapse.atMs, nearest)) due.push({ ...lapse, days: nearest });
    const later = steps.map((days) => lapse.atMs - days * DAY_MS).filter((atMs) => atMs > nowMs);
    for (const atMs of later) if (nextAtMs === null || atMs < nextAtMs) nextAtMs = atMs;
  }
  return { due, nextAtMs };
}
