import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoVisits } from './co-visits.ts';
import { rank, type RankQuestion } from './rank.ts';
import { byScore, top } from './top.ts';
import { BACKWARD, MAX_NEIGHBOURS, MAX_PRODUCTS, MAX_SESSIONS, PAIR_HALF_LIFE_MS, TREND_HALF_LIFE_MS } from './tuning.ts';

const START_MS = Date.UTC(2026, 10, 1);
const ids = (found: readonly { productId: string }[]) => found.map((each) => each.productId);

/** One session that meets products in this order. */
const visit = (visits: CoVisits, session: string, products: string, atMs = START_MS) =>
  products.split(' ').forEach((productId, index) => visits.learn(session, productId, 1, atMs + index));

describe('CoVisits', () => {
  it('finds what came after, the nearest first, and less what came before', () => {
    const visits = new CoVisits();
    visit(visits, 's', 'a b c');
    expect(ids(visits.neighbours('a', 5))).toEqual(['b', 'c']);
    const [after, before] = visits.neighbours('b', 5);
    expect([after?.productId, before?.productId]).toEqual(['c', 'a']);
    expect(before?.score).toBeLessThan((after?.score ?? 0) * 2 * BACKWARD);
  });

  it('puts equals in the order of their ids', () => {
    const visits = new CoVisits();
    for (const other of ['z', 'b', 'm']) visit(visits, other, `a ${other}`, START_MS);
    expect(ids(visits.neighbours('a', 2))).toEqual(['b', 'm']);
  });

  it('lets old company fade by half in a half-life', () => {
    const visits = new CoVisits();
    for (const session of ['1', '2', '3']) visit(visits, session, 'a old');
    visit(visits, '4', 'a new', START_MS + 2 * PAIR_HALF_LIFE_MS);
    expect(ids(visits.neighbours('a', 2))).toEqual(['new', 'old']);
  });

  it('gives late news the weight it would have had in time', () => {
    const early = new CoVisits();
    const late = new CoVisits();
    const laterMs = START_MS + PAIR_HALF_LIFE_MS;
    visit(early, '1', 'a b', START_MS);
    visit(early, '2', 'a c', laterMs);
    visit(late, '2', 'a c', laterMs);
    visit(late, '1', 'a b', START_MS);
    const scores = (visits: CoVisits) => visits.neighbours('a', 5).map(({ productId, score }) => [productId, score.toFixed(12)]);
    expect(scores(late)).toEqual(scores(early));
  });

  it('counts a product once a session, however often its page is loaded, and more when it is bought', () => {
    const once = new CoVisits();
    visit(once, 's', 'a b');
    const often = new CoVisits();
    visit(often, 's', 'a b');
    for (let load = 0; load < 100; load += 1) often.learn('s', 'b', 1, START_MS + 1);
    expect(often.neighbours('a', 5)).toEqual(once.neighbours('a', 5));
    expect(often.trending(1, START_MS)).toEqual(once.trending(1, START_MS));
    often.learn('s', 'b', 5, START_MS + 1);
    expect(often.neighbours('a', 5)[0]?.score).toBeGreaterThan((once.neighbours('a', 5)[0]?.score ?? 0) * 4);
  });

  it('knows what is met most these days', () => {
    const visits = new CoVisits();
    for (const session of ['1', '2', '3']) visit(visits, session, 'old');
    const laterMs = START_MS + 3 * TREND_HALF_LIFE_MS;
    visit(visits, '4', 'new', laterMs);
    expect(ids(visits.trending(5, START_MS)), 'the future weighs no more than today').toEqual(['old', 'new']);
    expect(ids(visits.trending(5, laterMs))).toEqual(['new', 'old']);
  });

  it('forgets a session: what it meets next is paired with nothing', () => {
    const visits = new CoVisits();
    visits.learn('s', 'a', 1, START_MS);
    visits.forgetSession('s');
    visits.learn('s', 'b', 1, START_MS);
    expect(visits.neighbours('a', 5)).toEqual([]);
    expect(visits.neighbours('b', 5)).toEqual([]);
  });

  it('is the same after being stored and taken back', () => {
    const visits = new CoVisits();
    visit(visits, 's', 'a b c');
    const dirty = visits.takeDirty();
    expect(dirty.toSorted()).toEqual(['a', 'b', 'c']);
    expect(visits.takeDirty()).toEqual([]);
    const restored = new CoVisits();
    for (const productId of dirty) restored.load(productId, visits.dump(productId) ?? '');
    for (const productId of dirty) expect(restored.neighbours(productId, 5)).toEqual(visits.neighbours(productId, 5));
    expect(restored.trending(5, START_MS)).toEqual(visits.trending(5, START_MS));
    expect(restored.takeDirty()).toEqual([]);
  });

  it('learns a product anew when it was stored by another version', () => {
    const visits = new CoVisits();
    visits.load('a', '{"v":2}');
    expect(visits.dump('a')).toBeNull();
  });

  it('keeps a bounded number of neighbours, and lets a newcomer in', () => {
    const visits = new CoVisits();
    for (let other = 0; other < 3 * MAX_NEIGHBOURS; other += 1) visit(visits, `s${other}`, `a b${other}`);
    visit(visits, 'x', 'a newcomer');
    expect(visits.neighbours('a', 1_000)).toHaveLength(MAX_NEIGHBOURS);
    expect(ids(visits.neighbours('a', 1_000))).toContain('newcomer');
  });

  it('keeps a bounded number of products and sessions; one that leaves is to be deleted from the store', () => {
    const visits = new CoVisits();
    for (let session = 0; session <= MAX_PRODUCTS; session += 1) visits.learn(`s${session}`, `p${session}`, 1, START_MS);
    expect(visits.dump('p0')).toBeNull();
    expect(visits.takeDirty()).toContain('p0');
    expect(visits.dump('p1')).not.toBeNull();
    visits.learn(`s${MAX_PRODUCTS - MAX_SESSIONS}`, 'next', 1, START_MS);
    expect(visits.neighbours('next', 1)).toEqual([]);
    visits.learn(`s${MAX_PRODUCTS}`, 'other', 1, START_MS);
    expect(ids(visits.neighbours('other', 1))).toEqual([`p${MAX_PRODUCTS}`]);
  }, 60_000);
});

describe('top', () => {
  it('is the beginning of the sorted list', () => {
    const Scores = fc.array(fc.record({ productId: fc.string(), score: fc.integer({ min: 0, max: 5 }) }));
    fc.assert(
      fc.property(Scores, fc.nat(8), (all, limit) => {
        expect(top(all, limit)).toEqual(all.toSorted(byScore).slice(0, limit));
      }),
    );
  });
});

describe('rank', () => {
  const after: Record<string, [string, number][]> = {
    a: [
      ['x', 0.5],
      ['y', 0.2],
    ],
    b: [
      ['y', 0.4],
      ['a', 0.9],
    ],
  };
  const aQuestion = (more: Partial<RankQuestion> = {}): RankQuestion => ({
    seeds: [
      { productId: 'a', weight: 1 },
      { productId: 'b', weight: 1 },
    ],
    exclude: new Set(),
    limit: 4,
    neighbours: (productId) => (after[productId] ?? []).map(([id, score]) => ({ productId: id, score })),
    fallback: ['x', 't1', 't2'],
    ...more,
  });

  it('adds up what the seeds say, names the one that says most, and fills up with the fallback', () => {
    expect(rank(aQuestion()).map(({ productId, because }) => [productId, because])).toEqual([
      ['y', 'b'],
      ['x', 'a'],
      ['t1', null],
      ['t2', null],
    ]);
  });

  it('shows trending to somebody of whom nothing is known', () => {
    expect(ids(rank(aQuestion({ seeds: [] })))).toEqual(['x', 't1', 't2']);
  });

  it('weighs seeds', () => {
    const seeds = [
      { productId: 'a', weight: 5 },
      { productId: 'b', weight: 1 },
    ];
    expect(ids(rank(aQuestion({ seeds })))[0]).toBe('x');
  });

  it('never shows seeds, excluded products or one twice, and is as full as the shop allows', () => {
    const id = fc.constantFrom(...'abcdefgh');
    const Question = fc.record({
      seeds: fc.array(fc.record({ productId: id, weight: fc.double({ min: 0, max: 5, noNaN: true }) }), { maxLength: 4 }),
      exclude: fc.uniqueArray(id, { maxLength: 4 }),
      limit: fc.nat(8),
      pairs: fc.dictionary(id, fc.array(fc.record({ productId: id, score: fc.double({ min: 0, max: 1, noNaN: true }) }))),
      fallback: fc.array(id),
    });
    fc.assert(
      fc.property(Question, ({ seeds, exclude, limit, pairs, fallback }) => {
        const row = ids(rank({ seeds, exclude: new Set(exclude), limit, neighbours: (productId) => pairs[productId] ?? [], fallback }));
        const hidden = new Set([...exclude, ...seeds.map((seed) => seed.productId)]);
        expect(new Set(row).size).toBe(row.length);
        expect(row.some((productId) => hidden.has(productId))).toBe(false);
        const possible = new Set([...fallback, ...seeds.flatMap((seed) => (pairs[seed.productId] ?? []).map((each) => each.productId))]);
        expect(row).toHaveLength(Math.min(limit, [...possible].filter((each) => !hidden.has(each)).length));
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);
});
