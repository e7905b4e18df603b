import type { Channel, ContactLimit, MessageKind } from '@rapport/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from './kinds.ts';
import { lookBackMs } from './limits.ts';
import { mayTell } from './may-tell.ts';
import { aQuestion, contactsOf, DAY_MS, HOUR_MS, NOON_MS } from './notify.testing.ts';
import type { Left } from './notify.testing.ts';
import { DEFAULT_PREFERENCES } from './rules.ts';

const LOUD = ['email', 'push'] as const;
const free = { caps: { day: 50, week: 200, month: 500 }, gapMinutes: 0, quiet: { from: '00:00', to: '00:00' }, windows: [] };

const AnyLimit: fc.Arbitrary<ContactLimit> = fc
  .record({
    purpose: fc.constantFrom(null, 'asked-for' as const, 'service' as const),
    channel: fc.constantFrom(null, 'email' as const, 'push' as const),
    most: fc.integer({ min: 0, max: 4 }),
    days: fc.constantFrom(1 as const, 7 as const, 30 as const, 365 as const),
  })
  .map((limit) => ({ ...limit, id: `${limit.purpose}/${limit.channel}/${limit.most}/${limit.days}` }));
const AnyLife = fc.record({
  limits: fc.array(AnyLimit, { minLength: 1, maxLength: 4 }),
  fewer: fc.boolean(),
  messages: fc.array(
    fc.record({
      hours: fc.integer({ min: 0, max: 60 }),
      kind: fc.constantFrom<MessageKind[]>('arrival', 'stock', 'reminder', 'points'),
      channels: fc.subarray([...LOUD], { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 16 },
  ),
});

/** Somebody's messages, each mail and push asked about when it is due, and again when it was held until then. */
const live = ({ limits, fewer, messages }: typeof AnyLife extends fc.Arbitrary<infer T> ? T : never) => {
  const left: Left[] = [];
  const lost: { rule: string | null; most: number | undefined }[] = [];
  const inbox: string[] = [];
  let nowMs = NOON_MS;
  const queue: { dueAtMs: number; message: number; kind: MessageKind; channel: (typeof LOUD)[number]; occasionMs: number }[] = [];
  for (const [message, { hours, kind, channels }] of messages.entries()) {
    nowMs += hours * HOUR_MS;
    inbox.push(mayTell(aQuestion({ kind, channel: 'inbox', nowMs, limits, contacts: contactsOf(left, message) })).outcome);
    for (const channel of channels) queue.push({ dueAtMs: nowMs, message, kind, channel, occasionMs: nowMs });
  }
  for (;;) {
    const next = queue.toSorted((a, b) => a.dueAtMs - b.dueAtMs)[0];
    if (!next) return { left, lost, inbox };
    queue.splice(queue.indexOf(next), 1);
    const { dueAtMs: atMs, message, kind, channel, occasionMs } = next;
    const contacts = contactsOf(left, message).filter((one) => one.atMs > atMs - lookBackMs(limits));
    const asked = { kind, channel, nowMs: atMs, occasionMs, limits, contacts, rules: free, preferences: { ...DEFAULT_PREFERENCES, fewer } };
    const { outcome, untilMs, rule, reason } = mayTell(aQuestion(asked));
    if (outcome === 'sent') left.push({ message, atMs, purpose: KINDS[kind].purpose, channel });
    else if (outcome === 'held') queue.push({ ...next, dueAtMs: untilMs ?? Infinity });
    else lost.push({ rule, most: reason === 'rule' ? limits.find(({ id }) => id === rule)?.most : -1 });
  }
};

describe('limits of what was asked for and of services', () => {
  it('hold in every stretch of so many days, whatever comes when and by which ways', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(AnyLife, (life) => {
        const { left, lost, inbox } = live(life);
        for (const { purpose, channel, most, days, id } of life.limits) {
          const counted = left.filter((one) => (purpose === null || one.purpose === purpose) && (channel === null || one.channel === channel));
          for (const { atMs } of counted) {
            const within = counted.filter((one) => one.atMs > atMs - days * DAY_MS && one.atMs <= atMs);
            expect(new Set(within.map(({ message }) => message)).size, id).toBeLessThanOrEqual(
              life.fewer ? Math.max(Math.min(1, most), most >> 1) : most,
            );
          }
        }
        // Nothing is kept from the inbox, and nothing is lost but by a limit that stands in the trace.
        expect(inbox.every((outcome) => outcome === 'sent')).toBe(true);
        expect(left.length + lost.length).toBe(life.messages.reduce((sum, { channels }) => sum + channels.length, 0));
        for (const { rule, most } of lost) expect([rule, most]).not.toContain(null);
      }),
      { numRuns: 120 },
    );
  });

  const limit = (more: Partial<ContactLimit>): ContactLimit => ({ id: 'mine', purpose: 'service', channel: null, most: 1, days: 7, ...more });
  const ago = (days: number, channel: Exclude<Channel, 'inbox'>, again = false) => ({
    ...{ atMs: NOON_MS - days * DAY_MS, purpose: 'service' as const, channels: [channel], again },
  });

  it('hold a mail until there is room, and name the limit', () =>
    expect(mayTell(aQuestion({ kind: 'reminder', limits: [limit({})], contacts: [ago(3, 'push')] }))).toEqual({
      ...{ outcome: 'held', reason: 'rule', purpose: 'service', rule: 'mine', untilMs: NOON_MS + 4 * DAY_MS },
    }));

  it('say no at once where waiting would make it old', () =>
    expect(mayTell(aQuestion({ kind: 'reminder', limits: [limit({ days: 365 })], contacts: [ago(3, 'email')] }))).toMatchObject({
      ...{ outcome: 'not-sent', reason: 'rule', rule: 'mine' },
    }));

  it('count for one channel when it left by that one, and for all when it last left', () => {
    const twice = [ago(1, 'email'), ago(6, 'push', true)];
    const asked = (channel: 'email' | 'push', more: Partial<ContactLimit>) =>
      mayTell(aQuestion({ kind: 'reminder', channel, limits: [limit(more)], contacts: twice })).untilMs;
    expect(asked('push', { channel: 'push' })).toBe(NOON_MS + DAY_MS);
    expect(asked('push', { channel: 'email' })).toBeNull();
    expect(asked('push', {})).toBe(NOON_MS + 6 * DAY_MS);
    expect(asked('push', { most: 2 })).toBeNull();
  });

  it('leave promotion to the rules of offers, other purposes alone, and the first answer to an address untouched', () => {
    const contacts = [ago(1, 'email')];
    const promotional = {
      ...DEFAULT_PREFERENCES,
      allowed: { ...DEFAULT_PREFERENCES.allowed, promotional: { inbox: true, email: true, push: true } },
    };
    expect(mayTell(aQuestion({ kind: 'offer', preferences: promotional, limits: [limit({ purpose: null })], contacts })).outcome).toBe('sent');
    expect(mayTell(aQuestion({ kind: 'arrival', limits: [limit({})], contacts })).outcome).toBe('sent');
    expect(mayTell(aQuestion({ kind: 'confirm-email', limits: [limit({ most: 0 })] })).outcome).toBe('sent');
  });

  it('look back as far as they reach', () => {
    expect(lookBackMs([limit({ days: 1 })])).toBe(30 * DAY_MS);
    expect(lookBackMs([limit({ days: 365 })])).toBe(365 * DAY_MS);
    expect(lookBackMs([limit({ days: 365, purpose: 'promotional' })])).toBe(30 * DAY_MS);
  });
});

describe('a rule that says no for a time', () => {
  it('holds what is still worth saying then, in the inbox as well, and lets go of the rest', () => {
    const asked = (untilMs: number | null) =>
      mayTell(aQuestion({ kind: 'stage', channel: 'inbox', barredBy: 'after-purchase', barredUntilMs: untilMs }));
    expect(asked(NOON_MS + DAY_MS)).toMatchObject({ outcome: 'held', reason: 'rule', rule: 'after-purchase', untilMs: NOON_MS + DAY_MS });
    expect(asked(NOON_MS + 8 * DAY_MS)).toMatchObject({ outcome: 'not-sent', reason: 'rule', rule: 'after-purchase' });
    expect(asked(null)).toMatchObject({ outcome: 'not-sent', reason: 'rule', rule: 'after-purchase' });
  });
});
