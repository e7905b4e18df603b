import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addWants, boardOf, FEWEST_WANTING, waitedFor, wantsOf, type Sought } from './demand.ts';
import { readLexicon } from './lexicon.ts';
import { stemmer, stemOf } from './meaning.ts';

const sought = (shopper: string, query: string, more: Partial<Sought> = {}): Sought => ({
  shopper,
  query,
  wished: false,
  ceilingMinor: null,
  lastAtMs: 1,
  ...more,
});

it('knows a want again in other words for it', () => {
  expect(new Set(['matcha bowl', 'Bowls for matcha', ' MATCHA  bowl'].map(stemOf)).size).toBe(1);
  expect(stemOf('抹茶 碗')).toBe(stemOf('抹茶碗'));
  expect(stemOf('the !')).toBe(stemOf('the'));
});

it('counts people, not searches, and says nothing of fewer than three', () => {
  const all = [
    sought('a', 'matcha bowl', { wished: true, ceilingMinor: 5_000, lastAtMs: 5 }),
    sought('a', 'matcha bowls', { lastAtMs: 9 }),
    sought('b', 'matcha bowl', { ceilingMinor: 9_000 }),
    sought('c', 'Matcha Bowl', { ceilingMinor: 7_000 }),
    sought('a', 'left-handed scissors'),
    sought('b', 'left-handed scissors'),
  ];
  expect(boardOf(wantsOf(all))).toEqual([{ words: 'Matcha Bowl', people: 3, wishing: 1, ceilingMinor: 7_000, lastAtMs: 9 }]);
});

it('comes to the same however the people are spread over slices', () => {
  const Any = fc.array(
    fc.record({
      shopper: fc.constantFrom(...'abcdefgh'),
      query: fc.constantFrom('matcha bowl', 'bowl', 'matcha bowls', '抹茶碗', 'left scissors', '!'),
      wished: fc.boolean(),
      ceilingMinor: fc.option(fc.integer({ min: 1, max: 99_999 })),
      lastAtMs: fc.integer({ min: 0, max: 1_000 }),
    }),
  );
  fc.assert(
    fc.property(Any, fc.integer({ min: 1, max: 4 }), (all, slices) => {
      const sliceOf = ({ shopper }: Sought): number => shopper.charCodeAt(0) % slices;
      const parts = Array.from({ length: slices }, (_, slice) => wantsOf(all.filter((one) => sliceOf(one) === slice)));
      const board = boardOf(addWants(parts));
      expect(board).toEqual(boardOf(addWants([wantsOf(all)])));
      for (const { people, wishing } of board) {
        expect(people).toBeGreaterThanOrEqual(FEWEST_WANTING);
        expect(wishing).toBeLessThanOrEqual(people);
      }
    }),
  );
});

it('says how many wait for what came in, over all slices, and never of fewer than three', () => {
  const things = [{ id: 'bowl' }, { id: 'kettle' }, { id: 'cup' }];
  const slices = [
    [2, 1, 0],
    [0, 1, 0],
    [5, 0, 3],
  ];
  expect(waitedFor(things, slices)).toEqual([
    { id: 'bowl', people: 7 },
    { id: 'cup', people: 3 },
  ]);
});

describe('with the owner’s words', () => {
  const lexicon = readLexicon({
    synonyms: [
      ['mug', 'cup', '馬克杯'],
      ['抹茶碗', 'matcha bowl', '茶筅碗'],
      ['tea cup', '茶杯'],
    ],
    letters: ['臺台'],
  });
  const stem = stemmer(lexicon);

  it.each([
    [
      ['mug', 'Cups', '馬克杯', ' mugs '],
      ['tea', '杯'],
    ],
    [
      ['抹茶碗', '抹茶 碗', 'matcha bowls', 'bowl of matcha', '茶筅碗'],
      ['matcha', '碗'],
    ],
    [['blue mug', 'cup, blue', '馬克杯 blue'], ['blue']],
    [['tea cups', '茶杯', 'cup for tea'], ['cup']],
    [['臺灣茶', '台灣茶', '台灣 茶'], ['茶']],
    [['手工抹茶碗', '手工 茶筅碗', 'matcha bowl 手工'], ['抹茶碗']],
  ])('%j are one want, and %j another', (same, others) => {
    expect(new Set(same.map(stem)).size).toBe(1);
    for (const other of others) expect(stem(other)).not.toBe(stem(same[0] ?? ''));
  });

  it('counts each person once, whatever they wrote, and shows the words of most', () => {
    const all = [sought('a', 'mug', { lastAtMs: 2 }), sought('a', 'cup'), sought('b', 'mug'), sought('c', '馬克杯', { wished: true })];
    expect(boardOf(wantsOf(all))).toEqual([]);
    expect(boardOf(wantsOf(all, stem))).toMatchObject([{ words: 'mug', people: 3, wishing: 1 }]);
  });

  it('comes to what it came to without them where the owner said nothing of a word', () => {
    const plain = stemmer();
    fc.assert(
      fc.property(fc.array(fc.constantFrom('left', 'handed', 'scissors', '左手', '茶刀', 'of', 'the'), { minLength: 1, maxLength: 5 }), (some) => {
        expect(stem(some.join(' '))).toBe(plain(some.join(' ')));
        expect(plain(some.join(' '))).toBe(stemOf(some.join(' ')));
      }),
    );
  });
});
