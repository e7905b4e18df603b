import { boardOf } from '@rapport/domain/watches';
import type { ShopEvent } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { NO_FACTS, aCaller, aSearch, aSlice, anArrival, someSettings } from './testing.ts';

const searched = (id: string, query: string, resultsCount: number): ShopEvent => ({ id, name: 'search', ageMs: 0, query, resultsCount });

it('gathers wishes and searches without an answer, each person once, and leaves out what was found or is paused', async () => {
  const { slice, at } = await aSlice('demand');
  await slice.watch(at, aCaller('a'), aSearch('matcha bowl', { maxPriceMinor: 5_000 }), NO_FACTS);
  await slice.record(at, aCaller('a'), [searched('e1', 'Matcha bowls', 0)]);
  await slice.record(at, aCaller('b'), [searched('e2', 'matcha bowl', 0), searched('e3', 'tea', 12)]);
  await slice.record(at, aCaller('c'), [searched('e4', 'bowl for matcha', 0), searched('e5', 'tea', 12)]);
  await slice.record(at, aCaller('d'), [searched('e6', 'matcha bowl', 3), searched('e7', 'tea', 12)]);
  const gone = await slice.watch(at, aCaller('e'), aSearch('matcha bowl'), NO_FACTS);
  if (gone.ok) await slice.changeWatch(at, 'e', gone.watch.id, { paused: true }, NO_FACTS);
  const answer = await slice.demand(at);
  expect(answer).toMatchObject({ ok: true });
  expect(answer.ok && boardOf(answer.wants)).toMatchObject([{ people: 3, wishing: 1, ceilingMinor: null }]);
});

it('reads searches with the owner’s words: three people who say it differently want one thing', async () => {
  const { slice, at } = await aSlice('demand-words', someSettings({ lexicon: { synonyms: [['抹茶碗', 'matcha bowl']], letters: [] } }));
  await slice.watch(at, aCaller('a'), aSearch('抹茶碗'), NO_FACTS);
  await slice.record(at, aCaller('a'), [searched('e1', 'matcha bowl', 0)]);
  await slice.record(at, aCaller('b'), [searched('e2', 'Matcha bowls', 0)]);
  await slice.record(at, aCaller('c'), [searched('e3', '抹茶 碗', 0)]);
  const answer = await slice.demand(at);
  expect(answer.ok && boardOf(answer.wants)).toMatchObject([{ people: 3, wishing: 1 }]);
});

it('refuses whoever asks another generation', async () => {
  const { slice } = await aSlice('demand-moved');
  expect(await slice.demand({ generation: 2 })).toMatchObject({ ok: false, problem: 'moved' });
});

it('counts a person once for a product that came with several changes', async () => {
  const { slice, at } = await aSlice('waiting-changes');
  for (const id of ['a', 'b', 'c']) await slice.watch(at, aCaller(id), aSearch('matcha bowl'), NO_FACTS);
  const bowl = aProduct('bowl', { title: { en: 'Matcha bowl' }, brand: {}, category: {}, tags: [] });
  const twice = [anArrival(1, bowl), anArrival(2, bowl, { changeKind: 'returned' })];
  expect(await slice.waiting(at, [...twice, anArrival(3, { ...bowl, id: 'other' })])).toEqual({ ok: true, people: [3, 3], anyone: 3 });
});

it('counts for each product the people who keep a wish that it meets, told of it or not, once each', async () => {
  const { slice, at } = await aSlice('waiting');
  for (const id of ['a', 'b', 'c']) await slice.watch(at, aCaller(id), aSearch('matcha bowl'), NO_FACTS);
  await slice.watch(at, aCaller('a'), aSearch('shino'), NO_FACTS);
  const paused = await slice.watch(at, aCaller('d'), aSearch('matcha bowl'), NO_FACTS);
  if (paused.ok) await slice.changeWatch(at, 'd', paused.watch.id, { paused: true }, NO_FACTS);
  const titled = (title: string) => aProduct(title, { title: { en: title }, brand: {}, category: {}, tags: [] });
  const products = ['Shino matcha bowl', 'Kettle', 'Shino vase'].map((title, at0) => anArrival(at0 + 1, titled(title)));
  expect(await slice.waiting(at, products)).toEqual({ ok: true, people: [3, 0, 1], anyone: 3 });
  await slice.arrive(at, 'catalog', products);
  expect(await slice.waiting(at, products)).toEqual({ ok: true, people: [3, 0, 1], anyone: 3 });
  expect(await slice.waiting({ generation: 2 }, products)).toMatchObject({ ok: false, problem: 'moved' });
});
