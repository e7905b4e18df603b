import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, DEFAULT_RULES } from './notify/index.ts';
import { stranger } from './shopper.ts';
import type { Person } from './shopper.ts';
import { tell } from './tell.ts';
import type { Occasion, Reach } from './tell.ts';

const NOON_MS = Date.UTC(2026, 10, 22, 12);
const aPerson = (more: Partial<Person> = {}): Person => ({
  ...stranger('p', 'a', 'en', 0),
  consent: { personalisation: 'granted', messages: 'granted' },
  ...more,
});
const searched = (query: string) => ({ code: 'searched' as const, query, sinceMs: 5, match: 'exact' as const });
const anOccasion = (more: Partial<Occasion> = {}): Occasion => ({
  kind: 'arrival',
  subject: 'product:bowl',
  productId: 'bowl',
  reasons: [searched('matcha bowl'), searched('shino')],
  frequency: null,
  available: true,
  atMs: NOON_MS,
  ...more,
});
const aReach = (more: Partial<Reach> = {}): Reach => ({
  preferences: DEFAULT_PREFERENCES,
  timeZone: 'UTC',
  rules: DEFAULT_RULES,
  limits: [],
  contacts: [],
  inHoldout: false,
  ways: [],
  ...more,
});
const mail = { channel: 'email' as const, address: 'a@b.example', confirmed: true, works: true };
let ids = 0;
const at = (nowMs: number) => ({ nowMs, newId: () => `id-${(ids += 1)}` });

describe('tell', () => {
  it('writes one message for everything that is met, with each reason', () => {
    const told = tell(aPerson(), anOccasion(), aReach(), false, at(NOON_MS));
    expect(told).toMatchObject({ person: { unread: 1 }, message: { state: 'shown', kind: 'arrival' } });
    expect(told.message?.reasons).toHaveLength(2);
    expect(told.entries[0]?.detail).toMatchObject({ queries: ['matcha bowl', 'shino'], channel: 'inbox' });
    expect(told.decisions.map(({ channel, decision }) => [channel, decision.outcome])).toEqual([['inbox', 'sent']]);
  });

  it.each([
    ['no-consent', aPerson({ consent: { personalisation: 'granted', messages: 'denied' } }), {}, false],
    ['not-available', aPerson(), { available: false }, false],
    ['already-told', aPerson(), {}, true],
  ] as const)('says nothing on any channel, and why: %s', (reason, person, more, alreadyTold) => {
    const told = tell(person, anOccasion(more), aReach({ ways: [mail] }), alreadyTold, at(NOON_MS));
    expect(told).toMatchObject({ message: null, person, entries: [] });
    expect(told.decisions.map(({ decision }) => [decision.outcome, decision.reason])).toEqual([
      ['not-sent', reason],
      ['not-sent', reason],
    ]);
  });

  it('shows at night what a mail tells of in the morning', () => {
    const told = tell(aPerson(), anOccasion({ atMs: NOON_MS + 11 * 3_600_000 }), aReach({ ways: [mail] }), false, at(NOON_MS + 11 * 3_600_000));
    expect(told.decisions.map(({ decision }) => [decision.outcome, decision.reason])).toEqual([
      ['sent', 'asked-for'],
      ['held', 'quiet-hours'],
    ]);
    expect(told.message?.state).toBe('shown');
  });

  it('keeps everything for the digest of who wants one, and a watch may be more eager than its person', () => {
    const daily = { ...DEFAULT_PREFERENCES, frequency: 'daily' as const };
    const waits = tell(aPerson(), anOccasion(), aReach({ preferences: daily, ways: [mail] }), false, at(NOON_MS));
    expect(waits).toMatchObject({ message: { state: 'waiting' }, person: { unread: 0 }, entries: [] });
    expect(waits.decisions.map(({ decision }) => decision.reason)).toEqual(['digest', 'digest']);
    const eager = tell(aPerson(), anOccasion({ frequency: 'at-once' }), aReach({ preferences: daily }), false, at(NOON_MS));
    expect(eager.message?.state).toBe('shown');
  });

  it('mails what is off in the inbox, without showing it there', () => {
    const { allowed } = DEFAULT_PREFERENCES;
    const preferences = { ...DEFAULT_PREFERENCES, allowed: { ...allowed, 'asked-for': { inbox: false, email: true, push: true } } };
    const told = tell(aPerson(), anOccasion(), aReach({ preferences, ways: [mail] }), false, at(NOON_MS));
    expect(told).toMatchObject({ message: { state: 'hidden' }, person: { unread: 0 } });
    expect(told.decisions.map(({ decision }) => decision.outcome)).toEqual(['not-sent', 'sent']);
  });

  it('never lets the control group miss what it asked for, and spares it offers', () => {
    expect(tell(aPerson(), anOccasion(), aReach({ inHoldout: true }), false, at(NOON_MS)).message?.state).toBe('shown');
    expect(tell(aPerson(), anOccasion({ kind: 'offer' }), aReach({ inHoldout: true }), false, at(NOON_MS)).decisions[0]?.decision.reason).toBe(
      'holdout',
    );
  });
});
