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
