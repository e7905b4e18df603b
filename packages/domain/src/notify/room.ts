import type { Channel, ContactRules, Purpose, TellReason } from '@rapport/protocol';

const HOUR_MS = 3_600_000;
/** A day of 24 hours. */
export const DAY_MS = 24 * HOUR_MS;
/** How far back contacts must be known to decide, in ms. */
export const CONTACTS_KEPT_MS = 30 * DAY_MS;

/** What left at one moment by mail and push: a letter, however much stands in it. */
export interface Contact {
  readonly atMs: number;
  readonly purpose: Purpose;
  readonly channels: readonly Exclude<Channel, 'inbox'>[];
  /** All of it left once more, later, by the other channel. A message on two channels counts once, when it last left; for each channel alone, when it left by that. */
  readonly again?: boolean;
}

/** From when on there is room for one more, and what has to be waited for. */
export interface Room {
  readonly fromMs: number;
  readonly reason: TellReason;
}

const SPANS = [
  { reason: 'cap-day', cap: 'day', spanMs: DAY_MS },
  { reason: 'cap-week', cap: 'week', spanMs: 7 * DAY_MS },
  { reason: 'cap-month', cap: 'month', spanMs: CONTACTS_KEPT_MS },
] as const;

/**
 * When the caps and the gap leave room for one more message, `Infinity` when never; null = now. Promotion never takes the last place of a day, week or month
 * that has more than one: it stays free for what the shopper asked for.
 */
export const roomFor = (
  rules: Pick<ContactRules, 'caps' | 'gapMinutes'>,
  purpose: Purpose,
  contacts: readonly Contact[],
  nowMs: number,
): Room | null => {
  const atMs = [...new Set(contacts.filter(({ again }) => again !== true).map((contact) => contact.atMs))].toSorted((a, b) => b - a);
  const waits: Room[] = SPANS.map(({ reason, cap, spanMs }) => {
    const most = rules.caps[cap];
    const places = purpose === 'promotional' && most > 1 ? most - 1 : most;
    if (places === 0) return { fromMs: Infinity, reason };
    const oldest = atMs[places - 1];
    return { fromMs: oldest === undefined ? nowMs : oldest + spanMs, reason };
  });
  const last = atMs[0];
  if (last !== undefined) waits.push({ fromMs: last + rules.gapMinutes * 60_000, reason: 'minimum-gap' });
  const longest = waits.reduce((a, b) => (b.fromMs > a.fromMs ? b : a));
  return longest.fromMs > nowMs ? longest : null;
};
