import fc from 'fast-check';
import { expect, it } from 'vitest';
import { followIdeas, followingOf, mayLetFollow, openIdeas } from './follow-ideas.ts';
import { traitOf } from './watches/index.ts';
import { FOLLOWED_WEIGHT, likings, NO_INTERESTS, notice, WEIGHTS } from './interest/index.ts';
import type { Interests, Sign, Traits } from './interest/index.ts';

const DAY_MS = 86_400_000;
const NOW = 20_500 * DAY_MS;
const cup: Traits = {
  maker: 'Mino',
  makerIs: 'brand',
  makerNames: { en: 'Mino', 'zh-Hant': '美濃' },
  category: 'Cups',
  series: '',
  priceMinor: 900,
  words: [],
};
const novel: Traits = { ...cup, maker: 'Banana', makerIs: 'author', makerNames: { '': 'Banana' }, category: 'Books', series: 'Kitchen' };
const after = (signs: readonly Sign[], traits: Traits = cup): Interests =>
  signs.reduce((known, sign) => notice(known, { sign, atMs: NOW, traits }, 2), NO_INTERESTS);
const ideas = (known: Interests, met: readonly Traits[] = [cup], nowMs = NOW) => followIdeas(likings(known, nowMs), met).map(({ id }) => id);

it('asks after two purchases, not after one, and not after a few looks', () => {
  expect(ideas(after(['purchase', 'purchase']))).toEqual(['brand:mino']);
  expect(ideas(after(['look', 'basket', 'purchase']))).toEqual([]);
  expect(ideas(after(['look', 'basket', 'purchase', 'look']))).toEqual(['brand:mino']);
  expect(ideas(after(Array<Sign>(12).fill('look')))).toEqual([]);
});

it('says what it is and how it is called in every language, with the strongest reason', () => {
  expect(followIdeas(likings(after(['purchase', 'purchase']), NOW), [cup])).toEqual([
    { id: 'brand:mino', what: 'brand', key: 'Mino', names: { en: 'Mino', 'zh-Hant': '美濃' }, because: 'purchase' },
  ]);
  expect(ideas(after(['purchase', 'purchase'], novel), [novel])).toEqual(['author:banana', 'series:kitchen']);
  const [, series] = followIdeas(likings(after(['purchase', 'purchase'], novel), NOW), [cup, novel]);
  expect(series).toEqual({ id: 'series:kitchen', what: 'series', key: 'Kitchen', names: { '': 'Kitchen' }, because: 'purchase' });
});

it('takes the name that taste knows where no other is given, and asks of no maker that is neither brand nor author', () => {
  const { makerNames: _, ...nameless } = cup;
  expect(followIdeas(likings(after(['purchase', 'purchase']), NOW), [nameless])[0]?.names).toEqual({ '': 'Mino' });
  const { makerIs: __, ...unclear } = cup;
  expect(ideas(after(['purchase', 'purchase']), [unclear])).toEqual([]);
  expect(ideas(after(['purchase', 'purchase']), [])).toEqual([]);
});

const NOTHING: ReadonlySet<string> = new Set();

it('offers nothing of a taste that faded, or that what came back speaks against', () => {
  const known = after(['purchase', 'purchase', 'look']);
  const found = followIdeas(likings(known, NOW), [cup]);
  expect(openIdeas(found, likings(known, NOW), NOTHING)).toEqual(found);
  const tale = after(['purchase', 'purchase'], novel);
  const both = followIdeas(likings(tale, NOW), [novel]);
  expect(openIdeas(both, likings(tale, NOW), NOTHING)).toEqual(both);
  // A maker of the same name holds no series.
  const [brand] = found;
  expect(brand && openIdeas([{ ...brand, what: 'series' }], likings(known, NOW), NOTHING)).toEqual([]);
  expect(openIdeas(found, likings(known, NOW + 60 * DAY_MS), NOTHING)).toEqual([]);
  expect(openIdeas(found, likings(notice(known, { sign: 'return', atMs: NOW, traits: cup }, 2), NOW), NOTHING)).toEqual([]);
});

it('asks no more of what is followed or declined, under whichever of its names', () => {
  const liked = likings(after(['purchase', 'purchase']), NOW);
  const found = followIdeas(liked, [cup]);
  const settledBy = fc.subarray(['brand:mino', traitOf('brand', '美濃'), traitOf('brand', 'Tajimi'), traitOf('author', 'Mino'), 'series:mino']);
  fc.assert(
    fc.property(settledBy, (settled) => {
      const isSettled = settled.some((one) => one === 'brand:mino' || one === traitOf('brand', '美濃'));
      expect(openIdeas(found, liked, new Set(settled))).toEqual(isSettled ? [] : found);
    }),
  );
});

it('never asks of what weighs less, nor of a product that is not before it', () => {
  const signs = fc.array(fc.constantFrom(...(Object.keys(WEIGHTS) as Sign[])), { maxLength: 40 });
  fc.assert(
    fc.property(signs, (all) => {
      const weight = all.reduce((sum, sign) => sum + WEIGHTS[sign], 0);
      expect(ideas(after(all)).length > 0).toBe(weight >= FOLLOWED_WEIGHT);
      expect(ideas(after(all), [novel])).toEqual([]);
    }),
  );
});

it('follows for somebody only what the owner allows, they asked for, and they agreed to be told of', () => {
  for (const follows of [undefined, 'off', 'offered', 'allowed'] as const)
    for (const wanted of [true, false])
      for (const messages of ['granted', 'denied', 'pending'] as const) {
        const becomes = followingOf(follows ? { follows } : {}, { follows: wanted }, messages);
        expect(becomes === 'followed').toBe(follows === 'allowed' && wanted && messages === 'granted');
        expect(becomes === 'off').toBe(follows === 'off');
        expect(['off', 'offered', 'followed']).toContain(becomes);
      }
});

it('asks only those for whom a tick would do something', () => {
  const said = ['granted', 'denied', 'pending'] as const;
  for (const follows of [undefined, 'off', 'offered', 'allowed'] as const)
    for (const personalisation of said)
      for (const messages of said) {
        const settings = follows ? { follows } : {};
        const asks = mayLetFollow(settings, { personalisation, messages });
        expect(asks).toBe(personalisation === 'granted' && followingOf(settings, { follows: true }, messages) === 'followed');
      }
});
