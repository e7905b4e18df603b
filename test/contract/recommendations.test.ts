import { Placement } from '@rapport/protocol';
import type { PageView, PlacementList, RecommendationRow, TriedRow } from '@rapport/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importCatalogue } from '../../scripts/serve/shop.ts';
import { aHouse, until } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { aGuest, aMember, anEvent, anOrder } from './a-shop-day.ts';

// What a shopper is shown at every placement, through the built worker: what they hid, gave back or bought, what the owner wants, and what pages report of it.

let house: House;
const PLACEMENTS: readonly Placement[] = Placement.options;
/** Ten products of two makers, the last one sold out. */
const ALL = Array.from({ length: 10 }, (_, index) => `p${index}`);
const FILE = [
  'id,group_id,title,brand,category,price,currency,stock',
  ...ALL.map((id, index) => `${id},${id},Piece ${index},${index % 2 ? 'Kato' : 'Tani'},Ware,${10 + index}.00,EUR,${index === 9 ? 0 : 5}`),
].join('\n');

beforeAll(async () => {
  house = await aHouse();
  await importCatalogue(house.api.secret, FILE, 'rapport-csv');
});
afterAll(() => house.dispose());

const row = async (token: string, placement: string, more = ''): Promise<RecommendationRow> =>
  (await (
    await house.api.shopper(token)('GET', `/v1/me/recommendations?placement=${placement}&count=8&locale=en${more}`)
  ).json()) as RecommendationRow;
const ids = ({ items }: { items: readonly { productId: string }[] }): string[] => items.map(({ productId }) => productId);
const looks = (token: string, ...products: string[]): Promise<Response> =>
  house.api.shopper(token)('POST', '/v1/events', { events: products.map((productId) => anEvent('view_item', { items: [{ productId }] })) });
const buys = (customer: string, order: string, status: string, ...products: string[]): Promise<Response> => {
  const lines = products.map((productId) => ({ productId, quantity: 1, unitPriceMinor: 100, totalMinor: 100 }));
  return house.api.secret('POST', '/v1/orders', anOrder(order, { customer: { id: customer }, status, lines }));
};
const lays = async (placement: string, hand: object): Promise<void> => {
  const staff = await house.api.staff();
  expect((await staff('PATCH', `/v1/placements/${placement}`, { pins: [], exclude: [], boosts: [], ...hand })).status).toBe(200);
};

it('shows something at every placement, to a guest in the first minute as to somebody who bought it all', async () => {
  const guest = await aGuest(house);
  const member = await aMember(house, 'all');
  for (const placement of PLACEMENTS) expect([placement, ids(await row(guest, placement)).length]).toEqual([placement, 8]);
  await looks(guest, ...ALL);
  await looks(member, ...ALL);
  for (const placement of PLACEMENTS) expect([placement, ids(await row(guest, placement)).length]).toEqual([placement, 8]);
  await buys('all', 'o-all', 'paid', ...ALL);
  for (const placement of PLACEMENTS) {
    const shown = ids(await row(member, placement, '&product=p1'));
    expect([placement, shown.length, new Set(shown).size]).toEqual([placement, 8, 8]);
    expect(shown).not.toContain('p1');
    expect(shown).not.toContain('p9');
  }
});

it('gives the rows and offers of a page with the view, in their order; what is none costs that row and nothing else', async () => {
  const guest = house.api.shopper(await aGuest(house));
  const ask = { placement: 'similar', product: 'p1', count: 3, locale: 'en' };
  const answer = await guest('POST', '/v1/me/page', {
    rows: [ask, { placement: 'sideways' }, { ...ask, product: 'x'.repeat(129) }, { placement: 'for-you' }],
    offers: [{ placement: 'banner' }, { placement: 'sideways' }],
  });
  expect(answer.status).toBe(200);
  const { rows, offers, ...view } = (await answer.json()) as PageView;
  expect(rows.map((one) => one && ids(one).length)).toEqual([3, null, null, 8]);
  expect(offers).toEqual([{ offers: [], currency: 'EUR' }, null]);
  expect(view).toEqual(await (await guest('GET', '/v1/me')).json());
  expect((await guest('POST', '/v1/me/page', { rows: Array.from({ length: 5 }, () => ask) })).status).toBe(400);
  expect((await guest('POST', '/v1/me/page', { offers: Array.from({ length: 5 }, () => ({ placement: 'cart' })) })).status).toBe(400);
});

it('shows others beside a long series: whoever looks at one of twelve cups of a maker does not see twelve cups', async () => {
  await using pottery = await aHouse();
  const cups = Array.from({ length: 24 }, (_, month) => `cup-${month},cup-${month},Month ${month},Lin,Twelve Cups,Cups,52.00,EUR,5`);
  const others = Array.from({ length: 6 }, (_, index) => `other-${index},other-${index},Kettle ${index},Maker ${index},,Kettles,40.00,EUR,5`);
  const file = ['id,group_id,title,brand,series,category,price,currency,stock', ...cups, ...others].join('\n');
  await importCatalogue(pottery.api.secret, file, 'rapport-csv');
  const guest = await aGuest(pottery);
  const events = ['cup-1', 'cup-2'].map((productId) => anEvent('view_item', { items: [{ productId }] }));
  await pottery.api.shopper(guest)('POST', '/v1/events', { events });
  const answer = await pottery.api.shopper(guest)('GET', '/v1/me/recommendations?placement=similar&product=cup-1&count=4&locale=en');
  const shown = ids((await answer.json()) as RecommendationRow);
  expect(shown).toHaveLength(4);
  expect(shown.filter((id) => id.startsWith('cup'))).toHaveLength(2);
});

it('never shows what was hidden, nor what was bought or given back while there is anything else', async () => {
  const member = await aMember(house, 'picky');
  const me = house.api.shopper(member);
  await looks(member, 'p0', 'p1');
  for (const productId of ['p2', 'p3']) expect((await me('POST', '/v1/me/hidden', { productId })).status).toBe(204);
  await buys('picky', 'o-picky', 'paid', 'p4');
  await buys('picky', 'o-back', 'paid', 'p5');
  await buys('picky', 'o-back', 'refunded', 'p5');
  for (const placement of PLACEMENTS) {
    const shown = ids(await row(member, placement));
    expect(shown.length).toBeGreaterThan(0);
    const never = ['p2', 'p3', 'p5', ...(placement === 'replenish' ? [] : ['p4'])];
    expect([placement, shown.filter((id) => never.includes(id))]).toEqual([placement, []]);
  }
  expect(ids(await row(member, 'replenish'))).toEqual(['p4']);
  const hidden = (await (await me('GET', '/v1/me/hidden?locale=en')).json()) as { products: { productId: string; title: string }[] };
  expect(ids({ items: hidden.products }).toSorted()).toEqual(['p2', 'p3']);
  expect((await me('DELETE', '/v1/me/hidden/p2')).status).toBe(204);
  expect(ids(await row(member, 'for-you'))).toContain('p2');
});

it('keeps to the owner’s hand at once: pins, exclusions, boosts, at one placement or at all; staff see what it did', async () => {
  const token = await aMember(house, 'tried');
  await looks(token, 'p0');
  await lays('for-you', { pins: [{ productId: 'p7', place: 2 }], boosts: [{ by: 'product', value: 'p8', times: 10 }] });
  await lays('all', { exclude: [{ by: 'brand', value: 'TANI' }] });
  const staff = await house.api.staff();
  const { shoppers } = (await (await staff('GET', '/v1/shoppers?query=tried')).json()) as { shoppers: { id: string }[] };
  const tried = (await (
    await staff('GET', `/v1/shoppers/${shoppers[0]?.id}/recommendations?placement=for-you&count=8&locale=en`)
  ).json()) as TriedRow;
  expect(tried.items[1]).toMatchObject({ productId: 'p7', pinned: true, reason: { code: 'picked' } });
  expect(tried.holdout).toBe(false);
  expect(ids(tried).toSorted()).toEqual(['p1', 'p3', 'p5', 'p7']);
  for (const placement of PLACEMENTS)
    expect([placement, ids(await row(token, placement)).filter((id) => Number(id[1]) % 2 === 0)]).toEqual([placement, []]);
  await lays('all', {});
  const boosted = (await (
    await staff('GET', `/v1/shoppers/${shoppers[0]?.id}/recommendations?placement=for-you&count=8&locale=en`)
  ).json()) as TriedRow;
  expect(boosted.items[0]).toMatchObject({ productId: 'p8', times: 10, pinned: false });
  const { placements } = (await (await staff('GET', '/v1/placements')).json()) as PlacementList;
  expect(placements.find(({ placement }) => placement === 'for-you')?.hand.pins).toEqual([{ productId: 'p7', place: 2 }]);
  expect(placements.find(({ placement }) => placement === 'all')?.hand.exclude).toEqual([]);
  const audit = (await (await staff('GET', '/v1/audit?limit=5')).json()) as { entries: { what: string }[] };
  expect(JSON.stringify(audit)).toContain('recommendations');
  await lays('for-you', {});
});

it('counts what pages report of a row under its place, and tells of it from the fifth person on', async () => {
  const staff = await house.api.staff();
  const figures = async () =>
    ((await (await staff('GET', '/v1/placements')).json()) as PlacementList).placements.find(({ placement }) => placement === 'next')?.figures ??
    null;
  for (let person = 1; person <= 5; person += 1) {
    const token = await aGuest(house);
    const { recommendationId, items } = await row(token, 'next');
    const seen = items.map(({ productId }) => ({ productId }));
    const events = [
      anEvent('view_item_list', { items: seen, recommendationId }),
      anEvent('select_item', { items: seen.slice(0, 1), recommendationId }),
    ];
    expect((await house.api.shopper(token)('POST', '/v1/events', { events })).status).toBe(202);
    if (person === 4) expect(await figures()).toBeNull();
  }
  const all = await until(figures, { what: 'the fifth person to be counted' });
  expect(all).toMatchObject({ people: 5, rows: 5, seen: 40, chosen: 5 });
});

it('gives people of the control group what is popular, in every row, without pins; what is excluded stays out', async () => {
  const staff = await house.api.staff();
  expect((await staff('PATCH', '/v1/shop', { holdoutPercent: 50 })).status).toBe(200);
  await lays('all', { pins: [{ productId: 'p8', place: 1 }], exclude: [{ by: 'product', value: 'p6' }] });
  const seen = new Set<boolean>();
  for (let person = 0; person < 40 && seen.size < 2; person += 1) {
    const token = await aMember(house, `group-${person}`);
    await looks(token, 'p0', 'p1', 'p2');
    const { shoppers } = (await (await staff('GET', `/v1/shoppers?query=group-${person}@`)).json()) as { shoppers: { id: string }[] };
    const { holdout } = (await (
      await staff('GET', `/v1/shoppers/${shoppers[0]?.id}/recommendations?placement=next&count=8&locale=en`)
    ).json()) as TriedRow;
    seen.add(holdout);
    for (const placement of PLACEMENTS) {
      const { items } = await row(token, placement);
      expect(ids({ items })).not.toContain('p6');
      const isPersonal = items.some(({ reason }) => reason.code !== 'trending' && reason.code !== 'new');
      if (holdout) expect([placement, isPersonal]).toEqual([placement, false]);
      else expect(items[0]).toMatchObject({ productId: 'p8', reason: { code: 'picked' } });
    }
  }
  expect(seen.size).toBe(2);
  await lays('all', {});
});
