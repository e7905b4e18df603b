import type { ReminderRule } from '@rapport/protocol';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addGaps, countGaps, filled, gapsOf, goneLines, momentsOf, remindersOf, rhythmsOf, usualDays } from './index.ts';
import type { Purchase } from './index.ts';

const DAY_MS = 86_400_000;
const at = (iso: string): number => Date.parse(iso);

const purchase = (change: Partial<Purchase> = {}): Purchase => ({
  orderId: 'o-1',
  line: 0,
  productId: 'kettle',
  title: 'Iron kettle',
  maker: 'Nanbu',
  category: 'Kettles',
  quantity: 1,
  atMs: at('2026-01-31T12:00:00Z'),
  lastsDays: null,
  gone: false,
  ...change,
});
const rule = (change: Partial<ReminderRule> = {}): ReminderRule => ({
  id: 'warranty',
  name: 'Warranty',
  kind: 'reminder',
  of: { by: 'category', names: ['Kettles'] },
  after: { by: 'months', months: 24 },
  earlierDays: 0,
  leadsTo: null,
  paused: false,
  title: { en: 'Your {product}' },
  text: { en: 'Bought on {bought}.' },
  ...change,
});
const due = (purchases: readonly Purchase[], rules: readonly ReminderRule[], timeZone = 'UTC') =>
  remindersOf(purchases, { rules, rhythms: {}, timeZone });
const isoOf = (atMs: number, zone = 'UTC'): string =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDateTime().toString();

describe('the day it is due', () => {
  it('ends with the month where the month is shorter', () => {
    expect(isoOf(momentsOf(at('2026-01-31T12:00:00Z'), { months: 1 }, 0, 'UTC').dueAtMs)).toBe('2026-02-28T10:00:00');
    expect(isoOf(momentsOf(at('2028-01-31T12:00:00Z'), { months: 1 }, 0, 'UTC').dueAtMs)).toBe('2028-02-29T10:00:00');
    expect(isoOf(momentsOf(at('2024-02-29T12:00:00Z'), { months: 12 }, 0, 'UTC').dueAtMs)).toBe('2025-02-28T10:00:00');
  });

  it('is counted on the calendar of who bought, not in hours', () => {
    // Half past eleven at night in Taipei is still the day before in London; and between the two the clocks of Berlin go forward.
    expect(isoOf(momentsOf(at('2026-03-01T15:30:00Z'), { days: 30 }, 0, 'Asia/Taipei').dueAtMs, 'Asia/Taipei')).toBe('2026-03-31T10:00:00');
    const berlin = momentsOf(at('2026-03-28T23:30:00Z'), { days: 1 }, 0, 'Europe/Berlin').dueAtMs;
    expect(isoOf(berlin, 'Europe/Berlin')).toBe('2026-03-30T10:00:00');
    expect(isoOf(berlin)).toBe('2026-03-30T08:00:00');
  });

  it('is ten in the morning of the wanted day in every zone, also where the clocks change', () => {
    const zones = ['Europe/Berlin', 'Asia/Taipei', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu', 'America/Sao_Paulo'];
    fc.assert(
      fc.property(
        fc.integer({ min: at('2015-01-01'), max: at('2035-01-01') }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 90 }),
        fc.constantFrom(...zones),
        (boughtAtMs, months, earlierDays, zone) => {
          const { dueAtMs, untilMs } = momentsOf(boughtAtMs, { months }, earlierDays, zone);
          const [bought, said, until] = [boughtAtMs, dueAtMs, untilMs].map((ms) =>
            Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone),
          );
          expect(said?.toPlainTime().toString()).toBe('10:00:00');
          expect(until?.toPlainDate().toString()).toBe(bought?.toPlainDate().add({ months }).toString());
          expect(dueAtMs).toBeGreaterThan(boughtAtMs);
          expect(dueAtMs).toBeLessThanOrEqual(untilMs);
        },
      ),
    );
  });
});

describe('what calls for a reminder', () => {
  it('is one a purchase line and rule, by category, maker or product, whatever the case and width', () => {
    const two = [
      purchase(),
      purchase({ line: 1, productId: 'pot', category: 'ＫＥＴＴＬＥＳ ' }),
      purchase({ line: 2, productId: 'tin', category: 'Tins' }),
    ];
    expect(due(two, [rule()]).map(({ subject }) => subject)).toEqual(['reminder:warranty:o-1:0', 'reminder:warranty:o-1:1']);
    expect(due(two, [rule({ of: { by: 'brand', names: ['nanbu'] } })])).toHaveLength(3);
    expect(due(two, [rule({ of: { by: 'product', ids: ['tin'] } })])).toMatchObject([{ purchase: { productId: 'tin' } }]);
    expect(due(two, [rule({ paused: true })])).toEqual([]);
    expect(due([purchase({ category: '' })], [rule({ of: { by: 'category', names: ['Kettles'] } })])).toEqual([]);
  });

  it('is gone with what went back, and for a service stays when the same is bought again', () => {
    const again = purchase({ orderId: 'o-2', atMs: at('2026-05-01T12:00:00Z') });
    expect(due([purchase({ gone: true })], [rule()])).toEqual([]);
    expect(due([purchase(), again], [rule()]).map(({ purchase: { orderId } }) => orderId)).toEqual(['o-1', 'o-2']);
    expect(due([purchase(), again], [rule({ kind: 'replenish' })]).map(({ purchase: { orderId } }) => orderId)).toEqual(['o-2']);
    expect(due([purchase(), { ...again, gone: true }], [rule({ kind: 'replenish' })]).map(({ purchase: { orderId } }) => orderId)).toEqual(['o-1']);
    const extended = purchase({ orderId: 'o-3', productId: 'two-more-years', category: 'Service', atMs: at('2027-05-01T12:00:00Z') });
    expect(due([purchase(), extended], [rule({ kind: 'renewal', leadsTo: 'two-more-years' })])).toEqual([]);
    expect(due([purchase(), again], [rule({ kind: 'renewal', leadsTo: 'two-more-years' })])).toHaveLength(2);
  });

  it('never speaks twice of a line, nor of one that is gone or was bought again, whatever somebody bought', () => {
    const some = fc.record({
      orderId: fc.constantFrom('o-1', 'o-2', 'o-3', 'o-4'),
      line: fc.integer({ min: 0, max: 3 }),
      productId: fc.constantFrom('kettle', 'leaf'),
      category: fc.constantFrom('Kettles', 'Tea'),
      quantity: fc.integer({ min: 1, max: 3 }),
      atMs: fc.integer({ min: 0, max: 2_000 }).map((day) => at('2024-01-01') + day * DAY_MS),
      gone: fc.boolean(),
    });
    const rules = [
      rule(),
      rule({ id: 'again', kind: 'replenish', of: { by: 'category', names: ['Tea', 'Kettles'] }, after: { by: 'used-up', days: 30 } }),
    ];
    fc.assert(
      fc.property(fc.uniqueArray(some, { selector: ({ orderId, line }) => `${orderId} ${line}`, maxLength: 12 }), (rows) => {
        const purchases = rows.map(purchase);
        const found = due(purchases, rules);
        expect(new Set(found.map(({ subject }) => subject)).size).toBe(found.length);
        for (const { purchase: one, kind, dueAtMs } of found) {
          expect(one.gone).toBe(false);
          expect(dueAtMs).toBeGreaterThan(one.atMs);
          if (kind === 'replenish')
            expect(purchases.some((other) => !other.gone && other.productId === one.productId && other.atMs > one.atMs)).toBe(false);
        }
        expect(due(purchases.toReversed(), rules)).toEqual(found);
      }),
    );
  });
});

describe('how long it lasts', () => {
  const days = (...all: number[]): Purchase[] =>
    all.map((day, i) => purchase({ orderId: `o-${i}`, productId: 'leaf', category: 'Tea', atMs: at('2026-01-01') + day * DAY_MS }));
  const usedUp = rule({ id: 'leaf', kind: 'replenish', of: { by: 'category', names: ['Tea'] }, after: { by: 'used-up', days: null } });

  it('is the person’s own middle gap, with one the middle between theirs and everybody’s, else everybody’s', () => {
    expect(gapsOf(days(0, 20, 50, 75))).toEqual([20, 30, 25]);
    expect(usualDays([20, 30, 25], { days: 60, times: 9 })).toBe(25);
    expect(usualDays([20], { days: 60, times: 9 })).toBe(40);
    expect(usualDays([], { days: 60, times: 9 })).toBe(60);
    expect(usualDays([], null)).toBeNull();
  });

  it('counts pieces: two tins last twice as long, in learning as in telling', () => {
    const [first, second] = days(0, 60);
    if (!first || !second) throw new Error('two purchases');
    expect(gapsOf([{ ...first, quantity: 2 }, second])).toEqual([30]);
    const rhythms = { leaf: { days: 30, times: 12 } };
    const [one] = remindersOf([{ ...first, quantity: 3 }], { rules: [usedUp], rhythms, timeZone: 'UTC' });
    expect(one && isoOf(one.dueAtMs)).toBe('2026-04-01T10:00:00');
    expect(one?.basis).toBe('learnt');
  });

  it('is what the product says, before anything learnt; and says nothing where nobody knows', () => {
    const [one] = days(0);
    if (!one) throw new Error('a purchase');
    expect(remindersOf([one], { rules: [usedUp], rhythms: {}, timeZone: 'UTC' })).toEqual([]);
    const said = remindersOf([{ ...one, lastsDays: 14 }], { rules: [usedUp], rhythms: { leaf: { days: 90, times: 50 } }, timeZone: 'UTC' });
    expect(said).toMatchObject([{ basis: 'own' }]);
    expect(isoOf(said[0]?.dueAtMs ?? 0)).toBe('2026-01-15T10:00:00');
  });

  it('is learnt from five people on, as the median over all slices, and no one person speaks for all', () => {
    const of = (gap: number, times = 1): Record<string, { people: number; byDay: Record<number, number> }> =>
      countGaps(days(...Array.from({ length: times + 1 }, (_, i) => i * gap)));
    expect(rhythmsOf(addGaps([of(10), of(20), of(30), of(40)]))).toEqual({});
    expect(rhythmsOf(addGaps([of(10), of(20), of(30), of(40), of(50)]))).toEqual({ leaf: { days: 30, times: 5 } });
    expect(rhythmsOf(addGaps([of(7, 40), of(30), of(30), of(30), of(30), of(31), of(31)]))['leaf']?.times).toBe(11);
  });

  it('comes out the same however people are spread over slices', () => {
    const people = fc.array(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 5 }), (gaps, slices) => {
        const counted = gaps.map((own) => countGaps(days(...own.reduce<number[]>((sum, gap) => [...sum, (sum.at(-1) ?? 0) + gap], [0]))));
        const parts = Array.from({ length: slices }, (_, slice) => addGaps(counted.filter((_, i) => i % slices === slice)));
        expect(rhythmsOf(addGaps(parts))).toEqual(rhythmsOf(addGaps(counted)));
      }),
    );
  });
});

it('knows which lines of an order went back', () => {
  const refund = (amountMinor: number, ...lines: { line: number; amountMinor: number }[]) => ({ amountMinor, lines });
  expect(goneLines([100, 200], [], false)).toEqual([false, false]);
  expect(goneLines([100, 200], [], true)).toEqual([true, true]);
  expect(goneLines([100, 200], [refund(200, { line: 1, amountMinor: 200 })], false)).toEqual([false, true]);
  expect(goneLines([100, 200], [refund(150)], false)).toEqual([false, false]);
  expect(goneLines([100, 200], [refund(150), refund(150)], false)).toEqual([true, true]);
  expect(goneLines([100, 200], [refund(300, { line: 1, amountMinor: 200 })], false)).toEqual([true, true]);
});

it('takes the first part whose values are all known', () => {
  const value = (known: Record<string, string>) => (name: string) => known[name] ?? null;
  const text = { en: 'Hello[, {name}]. [{missing} more and you are {tier}.|You have {points} points.|]' };
  expect(filled(text, value({ name: 'Mei', missing: '12', tier: 'Gold', points: '5' })).en).toBe('Hello, Mei. 12 more and you are Gold.');
  expect(filled(text, value({ missing: '12', points: '5' })).en).toBe('Hello. You have 5 points.');
  expect(filled(text, value({})).en).toBe('Hello.');
});

it('fills the shop’s words in, in every language, and leaves what it doesn’t know', () => {
  expect(
    filled({ en: 'Your {product}, {nobody}', 'zh-Hant': '您的{product}', de: ' ' }, (name, locale) =>
      name === 'product' ? `kettle (${locale})` : null,
    ),
  ).toEqual({
    en: 'Your kettle (en), {nobody}',
    'zh-Hant': '您的kettle (zh-Hant)',
  });
});
