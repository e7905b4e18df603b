import type { Channel, Purpose } from '@rapport/protocol';
import type { Contact } from './room.ts';
import { DEFAULT_PREFERENCES, DEFAULT_RULES } from './rules.ts';
import type { TellQuestion } from './may-tell.ts';

/** Noon on Sunday, 22 November 2026, UTC. */
export const NOON_MS = Date.UTC(2026, 10, 22, 12);
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A question whose answer is yes, with what a test wants different. */
export const aQuestion = (more: Partial<TellQuestion> = {}): TellQuestion => ({
  nowMs: NOON_MS,
  kind: 'arrival',
  channel: 'email',
  occasionMs: more.nowMs ?? NOON_MS,
  frequency: 'at-once',
  consent: { personalisation: 'denied', messages: 'granted' },
  preferences: DEFAULT_PREFERENCES,
  timeZone: 'UTC',
  rules: DEFAULT_RULES,
  limits: [],
  contacts: [],
  address: 'a@shop.example',
  addressConfirmed: true,
  channelWorks: true,
  inHoldout: false,
  barredBy: null,
  alreadyTold: false,
  available: true,
  outranked: false,
  ...more,
});

/** A message that left by one channel. */
export interface Left {
  readonly message: number;
  readonly atMs: number;
  readonly purpose: Purpose;
  readonly channel: Exclude<Channel, 'inbox'>;
}

/** What left as a decision looks at it, the newest first: each on its own, so that what left at one moment is one letter by its time alone. */
export const contactsOf = (left: readonly Left[], without: number): Contact[] =>
  left
    .filter(({ message }) => message !== without)
    .map(({ message, atMs, purpose, channel }) => ({
      ...{ atMs, purpose, channels: [channel] },
      again: left.some((other) => other.message === message && (other.atMs > atMs || (other.atMs === atMs && other.channel > channel))),
    }))
    .toSorted((a, b) => b.atMs - a.atMs);
