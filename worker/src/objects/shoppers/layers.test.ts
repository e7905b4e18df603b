import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { cutsIn } from '@rapport/domain/segments';
import { NOTHING_LEARNT } from '@rapport/domain/value';
import type { Order, ShopEvent } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { now, setOffset } from '../../platform/clock.ts';
import { aCaller, anOrder, aSlice, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;

afterEach(async () => {
  setOffset(0);
  await reset();
});

type Slice = Awaited<ReturnType<typeof aSlice>>;
const order = (id: string, atMs: number, totalMinor = 5_000): Order => anOrder(id, totalMinor, { placedAt: new Date(atMs).toISOString() });
const standingOf = async ({ slice, at }: Slice, id: string) => {
  const answer = await slice.standing(at, id);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.standing;
};
const layerOf = async (here: Slice, id: string): Promise<string> => (await standingOf(here, id)).layer;
const own = (...rules: (readonly [string, Record<string, unknown>])[]) =>
  someSettings({ layers: rules.map(([id, rule]) => ({ id, name: { en: id }, rule })) });

it('follows the owner’s layers the moment something happens, by list and by time alone, and says what was before', async () => {
  const here = await aSlice('layers');
  const { slice, at, stub } = here;
  await slice.promote(at, 'mei', { name: 'Mei', email: null, locale: 'en' });
  expect(await layerOf(here, 'mei')).toBe('member');
  await slice.configure(
    at,
    own(
      ['press', { in: ['press', { var: 'lists' }] }],
      ['regular', { and: [{ '>=': [{ var: 'orders' }, 2] }, { 'within-days': [{ var: 'lastOrderAt' }, 30] }] }],
    ),
    2,
  );
  await runDurableObjectAlarm(stub);
  expect(await layerOf(here, 'mei')).toBe('member');
  await slice.order(at, 'mei', order('o1', now() - 3 * DAY_MS));
  await slice.order(at, 'mei', order('o2', now()));
  expect(await standingOf(here, 'mei')).toMatchObject({ layer: 'regular', layerBefore: 'member' });
  await slice.enlist(at, ['mei'], 'press', true);
  expect(await layerOf(here, 'mei')).toBe('press');
  await slice.enlist(at, ['mei'], 'press', false);
  expect(await layerOf(here, 'mei')).toBe('regular');
  // Nothing happens for a month: the alarm alone takes them out of it, at its moment.
  for (const [days, layer] of [
    [29, 'regular'],
    [30.1, 'member'],
  ] as const) {
    setOffset(Math.round(days * DAY_MS));
    await slice.tick();
    await runDurableObjectAlarm(stub);
    expect([days, await layerOf(here, 'mei')]).toEqual([days, layer]);
  }
  const { entries } = (await slice.timeline(at, 'mei', null, 50)) as unknown as { entries: { name: string; detail: { from: string; to: string } }[] };
  expect(entries.filter(({ name }) => name === 'layer_changed').map(({ detail }) => detail.to)).toEqual(['member', 'regular', 'press', 'regular']);
  expect(await slice.standings(at)).toMatchObject({ groups: [{ layer: 'member', people: 1 }] });
});

it('looks at everybody anew when the owner changes the layers', async () => {
  const here = await aSlice('layers-anew');
  const { slice, at, stub } = here;
  for (const id of ['a', 'b']) await slice.promote(at, id, { name: id, email: null, locale: id === 'a' ? 'en' : 'fr' });
  await slice.configure(at, own(['english', { '==': [{ var: 'locale' }, 'en'] }]), 2);
  await runDurableObjectAlarm(stub);
  expect([await layerOf(here, 'a'), await layerOf(here, 'b')]).toEqual(['english', 'member']);
  await slice.configure(at, own(['french', { '==': [{ var: 'locale' }, 'fr'] }]), 3);
  await runDurableObjectAlarm(stub);
  expect([await layerOf(here, 'a'), await layerOf(here, 'b')]).toEqual(['member', 'french']);
});

it('cuts tenths by what stays with the shop, and says by what', async () => {
  const here = await aSlice('margins');
  const { slice, at, stub } = here;
  const costing = (costMinor: number) => ({ products: { pot: { brands: [], categories: [], costs: { 'pot-1': costMinor } } } });
  // Ten people: who pays less leaves more.
  for (let i = 0; i < 10; i += 1) await slice.order(at, `p${i}`, order(`o${i}`, now() - DAY_MS, 4_000 + 400 * i), costing(500 + 700 * i));
  const learnt = { ...NOTHING_LEARNT, meanSpend: 5_000 };
  const shaped = await slice.shape(at, learnt);
  if (!shaped.ok) throw new Error(shaped.problem);
  expect(shaped.shape).toMatchObject({ costedMinor: 58_000, marginMinor: 58_000 - 36_500, bare: {} });
  await slice.learn(at, learnt, cutsIn(shaped.shape));
  await runDurableObjectAlarm(stub);
  const [first, last] = [await standingOf(here, 'p0'), await standingOf(here, 'p9')];
  expect([first.value?.decile, last.value?.decile]).toEqual([10, 1]);
  expect(first.value?.decileBy).toBe('margin');
  expect(last.value?.valueMinor).toBe(first.value?.valueMinor);
  expect(first.value?.worthMinor).toBe(Math.round((first.value?.valueMinor ?? 0) * (3_500 / 4_000)));
  // What it cost then stays, whatever it costs later.
  await slice.order(at, 'p0', { ...order('o0', now() - DAY_MS, 4_000), status: 'fulfilled' }, costing(4_000));
  expect((await standingOf(here, 'p0')).value?.decile).toBe(10);
});

it('takes what went back in part off what was spent, its margin, its day and what a test measures, however it is told', async () => {
  const here = await aSlice('given-back');
  const { slice, at, stub } = here;
  const facts = { products: { pot: { brands: [], categories: [], costs: { 'pot-1': 1_500 } } } };
  const given = (id: string, amountMinor: number) => ({ id, amountMinor, lines: [] });
  const placedAt = new Date(now() - DAY_MS).toISOString();
  const bought = (more: Partial<Order> = {}): Order => anOrder('o', 5_000, { placedAt, subtotalMinor: 5_000, ...more });
  // Told one by one, told again, told with the order, and told before a late report that knows nothing of it.
  await slice.order(at, 'ann', bought(), facts);
  await slice.refund(at, 'ann', 'o', given('r1', 1_000));
  await slice.refund(at, 'ann', 'o', given('r1', 1_000));
  await slice.refund(at, 'ann', 'o', given('r2', 1_500));
  await slice.order(at, 'ben', bought({ refunds: [given('r2', 1_500), given('r1', 1_000)] }), facts);
  await slice.order(at, 'cem', bought({ refunds: [given('r1', 1_000)] }), facts);
  await slice.refund(at, 'cem', 'o', given('r2', 1_500));
  await slice.order(at, 'cem', bought({ status: 'fulfilled' }), facts);
  const rows = await runInDurableObject(stub, (_, { storage }) =>
    storage.sql
      .exec(
        `SELECT spent_minor AS spent, costed_minor AS costed, margin_minor AS margin, mean_minor AS mean, l.goods_before_minor AS goods
         FROM audience a JOIN lift l ON l.shopper = a.shopper ORDER BY a.shopper`,
      )
      .toArray(),
  );
  const half = { spent: 2_500, costed: 2_500, margin: 1_750, goods: 2_500 };
  expect(rows).toMatchObject([half, half, half]);
  const days = await slice.days(at, '2000-01-01', '2100-01-01');
  if (!days.ok) throw new Error(days.problem);
  const sum = (name: 'revenueMinor' | 'refundedMinor'): number => days.days.reduce((all, day) => all + day[name], 0);
  expect(sum('revenueMinor') - sum('refundedMinor')).toBe(7_500);
  // All of it gone in parts is an order undone.
  await slice.refund(at, 'ann', 'o', given('r3', 9_000));
  const [gone] = await runInDurableObject(stub, (_, { storage }) =>
    storage.sql.exec("SELECT orders, spent_minor AS spent, margin_minor AS margin, refunds FROM audience WHERE shopper = 'ann'").toArray(),
  );
  expect(gone).toEqual({ orders: 0, spent: 0, margin: 0, refunds: 1 });
});

it('knows by a look that something became dearer than they had bought it', async () => {
  const here = await aSlice('dearer');
  const { slice, at } = here;
  const looked = (id: string): ShopEvent => ({ id, name: 'view_item', ageMs: 0, items: [{ productId: 'pot' }] });
  const costs = (priceMinor: number) => ({ pot: { maker: '', category: '', series: '', priceMinor, words: [] } });
  await slice.promote(at, 'mei', { name: 'Mei', email: null, locale: 'en' });
  await slice.order(at, 'mei', order('o1', now() - 200 * DAY_MS));
  const codes = async (): Promise<string[]> => (await standingOf(here, 'mei')).reasons.map(({ code }) => code);
  await slice.record(at, aCaller('mei'), [looked('e1')], costs(5_000));
  expect([(await standingOf(here, 'mei')).stage, await codes()]).toEqual(['at-risk', ['silence']]);
  await slice.record(at, aCaller('mei'), [looked('e2')], costs(5_900));
  expect(await codes()).toEqual(['price-rose', 'silence']);
});
