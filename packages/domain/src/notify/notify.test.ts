import type { Channel, MessageKind, Preferences, Purpose } from '@rapport/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from './hours.ts';
import { KINDS } from './kinds.ts';
import { mayTell, type TellQuestion } from './may-tell.ts';
import { DAY_MS, HOUR_MS, NOON_MS, aQuestion } from './notify.testing.ts';
import { roomFor } from './room.ts';
import type { Contact } from './room.ts';
import { DEFAULT_PREFERENCES, DEFAULT_RULES, rulesFor } from './rules.ts';

const consents = fc.constantFrom('granted' as const, 'denied' as const, 'pending' as const);
const switches = fc.record({ inbox: fc.boolean(), email: fc.boolean(), push: fc.boolean() });
const AnyPreferences: fc.Arbitrary<Preferences> = fc.record({
  allowed: fc.record({ 'asked-for': switches, service: switches, promotional: switches }),
  quiet: fc.constantFrom(null, { from: '12:00', to: '14:00' }),
  timeZone: fc.constant(null),
  frequency: fc.constant('at-once' as const),
  fewer: fc.boolean(),
  off: fc.boolean(),
  follows: fc.boolean(),
});
const AnyQuestion: fc.Arbitrary<TellQuestion> = fc
  .record({
    kind: fc.constantFrom(...(Object.keys(KINDS) as MessageKind[])),
    channel: fc.constantFrom('inbox' as const, 'email' as const, 'push' as const),
    hour: fc.integer({ min: 0, max: 24 * 8 }),
    age: fc.integer({ min: 0, max: 20 * 24 }),
    frequency: fc.constantFrom('at-once' as const, 'daily' as const, 'weekly' as const),
    consent: fc.record({ personalisation: consents, messages: fc.oneof(fc.constant('granted' as const), consents) }),
    preferences: fc.oneof(fc.constant(DEFAULT_PREFERENCES), AnyPreferences),
    timeZone: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe'),
    ago: fc.array(fc.integer({ min: 0, max: 30 * 24 }), { maxLength: 6 }),
    address: fc.constantFrom(null, '', 'a@shop.example', 'b@shop.example'),
    addressConfirmed: fc.boolean(),
    channelWorks: fc.boolean(),
    inHoldout: fc.boolean(),
    barredBy: fc.constantFrom(null, null, null, 'rule-1'),
    alreadyTold: fc.boolean(),
    available: fc.boolean(),
    outranked: fc.boolean(),
  })
  .map(({ hour, age, ago, ...rest }) => {
    const nowMs = NOON_MS + hour * HOUR_MS;
    const contacts = ago
      .toSorted((a, b) => a - b)
      .map((hours) => ({ atMs: nowMs - hours * HOUR_MS, purpose: 'asked-for' as Purpose, channels: ['email' as const] }));
    return {
      ...rest,
      nowMs,
      occasionMs: nowMs - age * HOUR_MS,
      contacts,
      rules: DEFAULT_RULES,
      limits: [{ id: 'mine', purpose: null, channel: 'email' as const, most: 4, days: 7 as const }],
    };
  });

describe('mayTell', () => {
  it('tells what was asked for', () =>
    expect(mayTell(aQuestion())).toEqual({ outcome: 'sent', reason: 'asked-for', purpose: 'asked-for', untilMs: null, rule: null }));

  const off = (purpose: Purpose, channel: Channel): Preferences => ({
    ...DEFAULT_PREFERENCES,
    allowed: { ...DEFAULT_PREFERENCES.allowed, [purpose]: { ...DEFAULT_PREFERENCES.allowed[purpose], [channel]: false } },
  });

  it.each([
    ['no-consent', { consent: { personalisation: 'granted', messages: 'denied' } }],
    ['no-consent', { consent: { personalisation: 'granted', messages: 'pending' }, alreadyTold: true, available: false }],
    ['all-off', { preferences: { ...DEFAULT_PREFERENCES, off: true } }],
    ['purpose-off', { preferences: off('asked-for', 'email') }],
    ['purpose-off', { kind: 'offer' }],
    ['holdout', { kind: 'offer', channel: 'inbox', inHoldout: true }],
    ['rule', { barredBy: 'not-while-complaining' }],
    ['already-told', { alreadyTold: true, available: false }],
    ['not-available', { available: false }],
    ['stale', { occasionMs: NOON_MS - 15 * DAY_MS }],
    ['channel-off', { channelWorks: false }],
    ['no-address', { address: null }],
    ['no-address', { channel: 'push', address: '' }],
    ['address-unconfirmed', { addressConfirmed: false }],
    ['cap-day', { rules: { ...DEFAULT_RULES, caps: { day: 0, week: 5, month: 9 } } }],
  ] as const)('does not tell: %s', (reason, more) =>
    expect(mayTell(aQuestion(more as Partial<TellQuestion>))).toMatchObject({ outcome: 'not-sent', reason }),
  );

  const sent = (...hoursAgo: number[]) => ({
    contacts: hoursAgo
      .toSorted((a, b) => a - b)
      .map((hours) => ({ atMs: NOON_MS - hours * HOUR_MS, purpose: 'asked-for' as const, channels: ['email' as const] })),
  });

  it.each([
    ['quiet-hours', { nowMs: NOON_MS + 10 * HOUR_MS }, NOON_MS + 21 * HOUR_MS],
    ['quiet-hours', { preferences: { ...DEFAULT_PREFERENCES, quiet: { from: '11:00', to: '13:30' } } }, NOON_MS + 1.5 * HOUR_MS],
    ['send-window', { rules: { ...DEFAULT_RULES, windows: [{ days: [1], from: '10:00', to: '12:00' }] } }, NOON_MS + 22 * HOUR_MS],
    ['minimum-gap', sent(1), NOON_MS + HOUR_MS],
    ['cap-day', sent(21, 3), NOON_MS + 3 * HOUR_MS],
    ['cap-week', sent(30, 40, 50, 60, 140), NOON_MS + 28 * HOUR_MS],
    // Room at eleven in the evening is room at nine in the morning.
    ['quiet-hours', sent(13, 10), NOON_MS + 21 * HOUR_MS],
    ['digest', { frequency: 'daily' }, NOON_MS + 21 * HOUR_MS],
    ['digest', { frequency: 'weekly', channel: 'inbox' }, NOON_MS + 21 * HOUR_MS],
    ['outranked', { outranked: true }, NOON_MS + 60_000],
  ] as const)('waits: %s', (reason, more, untilMs) =>
    expect(mayTell(aQuestion(more as Partial<TellQuestion>))).toMatchObject({ outcome: 'held', reason, untilMs }),
  );

  /** Somebody who agreed to offers by mail. */
  const offer = {
    kind: 'offer',
    preferences: { ...DEFAULT_PREFERENCES, allowed: { ...DEFAULT_PREFERENCES.allowed, promotional: { inbox: true, email: true, push: false } } },
  } as const;
  const onMondays = { ...DEFAULT_RULES, windows: [{ days: [1], from: '10:00', to: '12:00' }] };
  const oneADay = { id: 'one', purpose: null, channel: null, most: 1, days: 7 } as const;

  it.each([
    ['send-window', { ...offer, rules: onMondays }, NOON_MS + 22 * HOUR_MS, null],
    ['cap-day', { ...offer, ...sent(3) }, NOON_MS + 21 * HOUR_MS, null],
    ['rule', { barredBy: 'pause', barredUntilMs: NOON_MS + 2 * HOUR_MS }, NOON_MS + 2 * HOUR_MS, 'pause'],
    ['rule', { ...offer, channel: 'inbox', barredBy: 'pause', barredUntilMs: NOON_MS + 2 * HOUR_MS }, NOON_MS + 2 * HOUR_MS, 'pause'],
    ['rule', { ...sent(20), limits: [oneADay] }, NOON_MS + 7 * DAY_MS - 20 * HOUR_MS, 'one'],
    ['rule', { kind: 'reminder', ...sent(20), limits: [oneADay] }, NOON_MS + 7 * DAY_MS - 20 * HOUR_MS, 'one'],
    // Old an hour after that morning, and no sooner.
    ['quiet-hours', { nowMs: NOON_MS + 10 * HOUR_MS, occasionMs: NOON_MS - 14 * DAY_MS + 21 * HOUR_MS }, NOON_MS + 21 * HOUR_MS, null],
  ] as const)('waits: %s', (reason, more, untilMs, rule) =>
    expect(mayTell(aQuestion(more as Partial<TellQuestion>))).toMatchObject({ outcome: 'held', reason, untilMs, rule }),
  );

  it.each([
    ['an offer whose reader takes digests of their wishes', { ...offer, frequency: 'weekly' }],
    ['an offer under a limit for all: such limits are looked at before', { ...offer, ...sent(30), limits: [oneADay] }],
    ['a service outside the hours for sending', { kind: 'reminder', rules: onMondays }],
    ['what a rule held until now', { barredBy: 'pause', barredUntilMs: NOON_MS }],
    ['what turns old with this moment', { occasionMs: NOON_MS - 14 * DAY_MS }],
    ['the inbox of somebody without an address', { channel: 'inbox', address: null, addressConfirmed: false, channelWorks: false }],
  ] as const)('does not hold: %s', (_, more) =>
    expect(mayTell(aQuestion(more as Partial<TellQuestion>))).toMatchObject({ outcome: 'sent', rule: null }),
  );

  it('never sends by day or night where the owner opened no hour for sending', () => {
    const rules = { ...DEFAULT_RULES, windows: [{ days: [1], from: '22:00', to: '23:00' }] };
    expect(mayTell(aQuestion({ rules }))).toEqual({ outcome: 'not-sent', reason: 'send-window', purpose: 'asked-for', untilMs: null, rule: null });
  });

  it('does not wait for what would be old by then, and says what it would have waited for', () => {
    const rules = { ...DEFAULT_RULES, caps: { day: 9, week: 9, month: 1 } };
    expect(mayTell(aQuestion({ rules, ...sent(24) }))).toMatchObject({ outcome: 'not-sent', reason: 'cap-month' });
  });

  it('lets a service through by day whatever was sent, and what somebody waits for in front of the page even at night', () => {
    expect(mayTell(aQuestion({ kind: 'reminder', ...sent(0.1, 0.2, 0.3) }))).toMatchObject({ outcome: 'sent', reason: 'service' });
    expect(mayTell(aQuestion({ kind: 'confirm-email', nowMs: NOON_MS + 14 * HOUR_MS, addressConfirmed: false }))).toMatchObject({ outcome: 'sent' });
  });

  it('holds to what it promises, whatever is asked', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(AnyQuestion, (question) => {
        const { outcome, reason, untilMs, rule, purpose } = mayTell(question);
        const { consent, preferences, channel, nowMs, kind, inHoldout } = question;
        expect(purpose).toBe(KINDS[kind].purpose);
        expect(untilMs !== null).toBe(outcome === 'held');
        expect(rule !== null).toBe(reason === 'rule');
        expect(reason === purpose).toBe(outcome === 'sent');
        // Never without consent, never of what is not so, never twice, never promotion to the control group; what was asked for never falls to it.
        if (outcome !== 'not-sent') {
          expect([consent.messages, question.available, question.alreadyTold, question.barredBy]).toEqual(['granted', true, false, null]);
          expect(inHoldout && purpose === 'promotional').toBe(false);
          expect(preferences.off && kind !== 'confirm-email').toBe(false);
          if (channel !== 'inbox') expect(question.address && question.channelWorks).toBeTruthy();
        }
        if (reason === 'holdout') expect(purpose).toBe('promotional');
        if (outcome === 'held') {
          expect(untilMs).toBeGreaterThan(nowMs);
          expect(untilMs).toBeLessThanOrEqual(question.occasionMs + KINDS[kind].keepsMs);
          if (channel === 'inbox') expect(reason).toBe('digest');
        }
        // What leaves by mail or push leaves by day, with room under the caps.
        if (outcome === 'sent' && channel !== 'inbox' && kind !== 'confirm-email') {
          const rules = rulesFor(question.rules, preferences);
          expect(isOpen({ quiet: rules.quiet, windows: [] }, question.timeZone, nowMs)).toBe(true);
          if (purpose !== 'service') expect(roomFor(rules, purpose, question.contacts, nowMs)).toBeNull();
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('what was held leaves when it is asked again then, if nothing else has changed', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(AnyQuestion, (question) => {
        let asked: TellQuestion = { ...question, outranked: false };
        let decision = mayTell(asked);
        for (let times = 0; decision.outcome === 'held' && times < 4; times += 1) {
          asked = { ...asked, nowMs: decision.untilMs ?? 0 };
          decision = mayTell(asked);
        }
        expect(decision.outcome).not.toBe('held');
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('roomFor', () => {
  it('keeps the last place of a day free of promotion', () => {
    const contacts = [{ atMs: NOON_MS - 5 * HOUR_MS, purpose: 'promotional' as const, channels: ['email' as const] }];
    expect(roomFor(DEFAULT_RULES, 'promotional', contacts, NOON_MS)).toEqual({ fromMs: NOON_MS + 19 * HOUR_MS, reason: 'cap-day' });
    expect(roomFor(DEFAULT_RULES, 'asked-for', contacts, NOON_MS)).toBeNull();
  });

  it('never lets more through than a cap says, however the days fall', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 }), fc.boolean(), (steps, fewer) => {
        const rules = rulesFor(DEFAULT_RULES, { ...DEFAULT_PREFERENCES, fewer });
        const contacts: Contact[] = [];
        let nowMs = NOON_MS;
        for (const step of steps) {
          nowMs += step * 600_000;
          if (roomFor(rules, 'asked-for', contacts, nowMs) === null) contacts.push({ atMs: nowMs, purpose: 'asked-for', channels: ['push'] });
        }
        for (const { atMs } of contacts) {
          const within = (spanMs: number): number => contacts.filter((one) => one.atMs > atMs - spanMs && one.atMs <= atMs).length;
          expect(within(DAY_MS)).toBeLessThanOrEqual(rules.caps.day);
          expect(within(7 * DAY_MS)).toBeLessThanOrEqual(rules.caps.week);
          expect(within(30 * DAY_MS)).toBeLessThanOrEqual(rules.caps.month);
        }
      }),
    );
  });
});
