import { runInDurableObject } from 'cloudflare:test';
import { factsOf, newcomer } from '@rapport/domain/knowing';
import type { Summary, Taste } from '@rapport/domain/knowing';
import { bindRule, FIELDS, isIn, parseRule, runnable } from '@rapport/domain/segments';
import type { Bound } from '@rapport/domain/segments';
import { NO_INTERESTS } from '@rapport/domain/interest';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KnowingStore } from './knowing-store.ts';
import { SegmentStore } from './segment-store.ts';
import { aSlice } from './testing.ts';

// One parsed rule, asked of each person alone by JsonLogic and of all of them by SQL: the same people, whatever the rule, whoever they are.

const NOW = Date.UTC(2026, 10, 22);
const DAY_MS = 86_400_000;
const PEOPLE = 1_000;
const RULES = 100;
const DECLARED = [
  { id: 'cats', type: 'number' as const },
  { id: 'town', type: 'text' as const },
  { id: 'vegan', type: 'flag' as const },
  { id: 'tea', type: 'choice' as const, choices: ['green', 'black', '烏龍'] },
];
const ZONES = ['UTC', 'Asia/Taipei', 'America/St_Johns', 'Pacific/Apia', 'Africa/Cairo'];
const WORDS = ['vip', 'maker:Kato', 'category:Ware', 'word:碗', 'a', '', '0', "O'Hara", 'null'];

const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
// Few distinct values, so that borders are met again and again.
const moment = fc.integer({ min: -400, max: 2 }).chain((day) => fc.constantFrom(0, -1, 1, 3_600_000).map((off) => NOW + day * DAY_MS + off));
const small = fc.integer({ min: 0, max: 6 });
const pick = (name: string) => fc.constantFrom(...(FIELDS[name]?.values ?? []));

const person = fc
  .record({
    kind: pick('kind'),
    locale: fc.constantFrom('en', 'zh-Hant', ''),
    firstSeenAtMs: moment,
    lastSeenAtMs: moment,
    joinedAtMs: some(moment),
    stage: pick('stage'),
    stageSinceMs: moment,
    layer: fc.constantFrom('guest', 'member', 'vip', 'patron'),
    layerSinceMs: some(moment),
    layerBefore: some(fc.constantFrom('guest', 'vip')),
    costedMinor: fc.constantFrom(0, 4_999),
    marginMinor: fc.constantFrom(-100, 0, 2_500),
    orders: small,
    spentMinor: fc.constantFrom(0, 1, 4_999, 5_000, 1e12),
    firstOrderAtMs: some(moment),
    lastOrderAtMs: some(moment),
    refunds: small,
    lastRefundAtMs: some(moment),
    visits: small,
    views: small,
    alive: some(fc.constantFrom(0, 0.1, 0.5, 0.30000000000000004, 1)),
    expectedOrders: some(fc.double({ min: 0, max: 5, noNaN: true })),
    valueMinor: some(fc.constantFrom(0, 100, 12_345)),
    valueDecile: some(fc.integer({ min: 1, max: 10 })),
    recency: some(fc.integer({ min: 1, max: 5 })),
    rfm: some(pick('rfm')),
    points: small,
    consent: fc.record({ personalisation: pick('consent.personalisation'), messages: pick('consent.messages') }),
  })
  .map((change) => ({ ...newcomer({ ...change, pointsAvailable: 0, pointsPending: 0 } as never), ...change }) as unknown as Summary);
const told = some(
  fc.record({
    likes: fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: 3 }),
    lists: fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: 2 }),
    // Also what doesn't fit the declared type: fields change, answers stay.
    profile: fc.dictionary(
      fc.constantFrom('cats', 'town', 'vegan', 'tea', 'gone'),
      fc.constantFrom<string | number | boolean>(...WORDS, 0, 1, 2, 2.5, -3, true, false, 'green'),
      {
        maxKeys: 4,
      },
    ),
  }),
);

const names = [...Object.keys(FIELDS), ...DECLARED.map(({ id }) => `profile.${id}`)];
const leaf = fc.constantFrom(...names).chain((name): fc.Arbitrary<unknown> => {
  const field = FIELDS[name] ?? {
    type: { cats: 'number', town: 'text', vegan: 'flag', tea: 'choice' }[name.slice(8)],
    values: name.endsWith('tea') ? ['green', 'black', '烏龍'] : undefined,
  };
  const of = { var: name };
  const known = fc.constant({ known: [of] });
  const number = fc.constantFrom(-1, 0, 0.1, 0.30000000000000004, 0.5, 1, 2, 2.5, 3, 4_999, 5_000, 12_345, 1e12);
  const op = fc.constantFrom('<', '<=', '>', '>=');
  if (field.type === 'set')
    return fc.oneof(
      known,
      fc.constantFrom(...WORDS).map((word) => ({ in: [word, of] })),
    );
  if (field.type === 'time') {
    const days = fc.tuple(fc.constantFrom('within-days', 'before-days'), fc.constantFrom(0, 1, 30, 399.5));
    const date = fc.tuple(fc.constantFrom('on-or-after', 'before'), fc.constantFrom('2026-11-22', '2026-04-24', '2026-02-30', '2025-12-31'));
    return fc.oneof(
      known,
      days.map(([how, n]) => ({ [how]: [of, n] })),
      date.map(([how, day]) => ({ [how]: [of, day] })),
    );
  }
  const value: fc.Arbitrary<string | number | boolean> = field.values
    ? fc.constantFrom(...field.values)
    : field.type === 'number'
      ? number
      : field.type === 'flag'
        ? fc.boolean()
        : fc.constantFrom(...WORDS, 'en');
  const equal = fc.tuple(fc.constantFrom('==', '!='), value).map(([how, one]) => ({ [how]: [of, one] }));
  const oneOf = fc.array(value, { maxLength: 4 }).map((all) => ({ in: [of, all] }));
  const isNumber = field.type === 'number' || typeof field.values?.[0] === 'number';
  return fc.oneof(known, equal, oneOf, ...(isNumber ? [fc.tuple(op, number).map(([how, one]) => ({ [how]: [of, one] }))] : []));
});
const rule = fc.letrec<{ rule: unknown }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    leaf,
    fc.array(tie('rule'), { maxLength: 3 }).map((of) => ({ and: of })),
    fc.array(tie('rule'), { maxLength: 3 }).map((of) => ({ or: of })),
    tie('rule').map((one) => ({ '!': one })),
  ),
})).rule;

it('finds the same people one by one and all at once: 100,000 pairs of rule and person', { timeout: 60_000 }, async () => {
  const { stub } = await aSlice('segments');
  const people = fc.sample(fc.tuple(person, told), { numRuns: PEOPLE, seed: 11 });
  await runInDurableObject(stub, (_, { storage }) => {
    const [knowing, segments] = [new KnowingStore(storage.sql), new SegmentStore(storage.sql)];
    const facts = people.map(([summary, said], i) => {
      const id = `p${String(i).padStart(4, '0')}`;
      knowing.saveSummary(id, summary);
      const taste: Taste = { ...(said ?? { likes: [], lists: [], profile: {} }), interests: NO_INTERESTS };
      if (said) knowing.saveTaste(id, taste);
      return [id, factsOf(summary, taste)] as const;
    });
    let inside = 0;
    fc.assert(
      fc.property(rule, fc.constantFrom(...ZONES), (given, timeZone) => {
        const parsed = parseRule(given, DECLARED);
        if (!parsed.ok) throw new Error(JSON.stringify([given, parsed.issues]));
        const bound: Bound = bindRule(parsed.condition, { nowMs: NOW, timeZone });
        const run = runnable(bound);
        const one = facts.filter(([, known]) => isIn(run, known)).map(([id]) => id);
        // In pages and pieces of odd sizes, as lists and counts are read.
        const all: string[] = [];
        for (let after: string | null = ''; after !== null;) {
          const page: { ids: string[]; last: string | null } = segments.listPiece(bound, after, 333, 70);
          all.push(...page.ids);
          after = page.last;
        }
        let count = 0;
        for (let after: string | null = ''; after !== null;) {
          const piece: { people: number; last: string | null } = segments.countPiece(bound, after, 250);
          count += piece.people;
          after = piece.last;
        }
        expect(all).toEqual(one);
        expect(count).toBe(one.length);
        inside += one.length;
      }),
      { numRuns: RULES },
    );
    // Neither nobody nor everybody: the rules do choose.
    expect(inside).toBeGreaterThan(PEOPLE * RULES * 0.1);
    expect(inside).toBeLessThan(PEOPLE * RULES * 0.9);
  });
});
