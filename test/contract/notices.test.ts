import type { NoticePage } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { taken } from '../../scripts/serve/shop.ts';
import { aHouse, OWNER, until, type House } from '../harness/index.ts';
import { aGuest, anEvent, anOrder } from './a-shop-day.ts';

const DAY_MS = 86_400_000;

const notices = async (house: House): Promise<NoticePage['notices']> => {
  const staff = await house.api.staff();
  return (await taken<NoticePage>(await staff('GET', '/v1/notices'))).notices;
};
/** Subjects of what the owner got by mail, but for the sign-in code. */
const mailed = async (house: House): Promise<string[]> =>
  (await house.mailbox.mails()).filter(({ to, subject }) => to.includes(OWNER) && !/code/.test(subject)).map(({ subject }) => subject);

it('tells the owner in the morning how yesterday was and what five people want: once, in the console and by mail, whatever is killed', async () => {
  await using house = await aHouse({ clock: true });
  await house.api.staff();
  const guests = await Promise.all(Array.from({ length: 6 }, () => aGuest(house)));
  for (const token of guests) {
    await taken(await house.api.shopper(token)('POST', '/v1/events', { events: [anEvent('view_item', { items: [{ productId: 'gong-fu' }] })] }));
    await taken(await house.api.shopper(token)('POST', '/v1/me/watches', { kind: 'search', query: 'left-handed scissors' }));
  }
  await taken(await house.api.secret('POST', '/v1/orders', anOrder('o-1')));
  await house.setClock(DAY_MS);
  const told = await until(async () => {
    const all = await notices(house);
    return all.length === 2 ? all : null;
  });
  const day = told.find(({ kind }) => kind === 'day');
  expect(day?.detail).toMatchObject({ day: { orders: 1, revenueMinor: 20_000, views: 6 }, weekBefore: { orders: 0 } });
  expect(told.find(({ kind }) => kind === 'want')?.detail).toEqual({ words: 'left-handed scissors', people: 6, wishing: 6, ceilingMinor: null });
  await until(async () => ((await mailed(house)).length === 2 ? true : null));
  expect((await mailed(house)).toSorted()).toEqual([
    expect.stringMatching(/^6 people look for “left-handed scissors”$/),
    expect.stringMatching(/^How .+ was$/),
  ]);
  await house.kill9();
  await house.restart();
  await house.setClock(3 * DAY_MS);
  await house.setClock(5 * DAY_MS);
  expect(await notices(house)).toHaveLength(2);
  expect(await mailed(house)).toHaveLength(2);
});

it('keeps to what the owner chose: no mail, and wants from more people on', async () => {
  await using house = await aHouse({ clock: true });
  const staff = await house.api.staff();
  await taken(await staff('PATCH', '/v1/shop', { notices: { mail: false, wantFrom: 7 } }));
  for (const token of await Promise.all(Array.from({ length: 6 }, () => aGuest(house))))
    await taken(await house.api.shopper(token)('POST', '/v1/me/watches', { kind: 'search', query: 'left-handed scissors' }));
  await house.setClock(DAY_MS);
  const told = await until(async () => {
    const all = await notices(house);
    return all.length > 0 ? all : null;
  });
  // On a Monday what the week brought is looked at, too; nobody's standing has changed yet.
  expect(told.map(({ kind }) => kind)).toEqual(['day']);
  expect(await mailed(house)).toEqual([]);

  // People who came into another layer are counted on the Monday after; who they are stands in a list that staff work through.
  await taken(await staff('PATCH', '/v1/shop', { layers: [{ id: 'friends', name: { en: 'Friends' }, rule: { '==': [{ var: 'kind' }, 'guest'] } }] }));
  const moved = { 'within-days': [{ var: 'layerSince' }, 7] };
  const people = await until(async () => {
    const page = await taken<{ people: { layer: string; layerBefore: string | null }[] }>(await staff('POST', '/v1/audience/list', { rule: moved }));
    return page.people.length === 6 ? page.people : null;
  });
  expect(people.map(({ layer, layerBefore }) => [layer, layerBefore])).toEqual(Array.from({ length: 6 }, () => ['friends', 'guest']));
  // A Monday, or the Tuesday where the Monday is today: in the shop's own zone, which knows no summer time.
  const weekday = new Date(Date.now() + 8 * 3_600_000 + DAY_MS).getUTCDay();
  const days = 1 + ([1, 2, 3, 4, 5, 6].find((ahead) => [1, 2].includes((weekday + ahead) % 7)) ?? 1);
  await house.setClock(days * DAY_MS);
  const weekly = await until(async () => (await notices(house)).find(({ kind }) => kind === 'standing') ?? null);
  expect(weekly.detail).toEqual({ days: 7, lists: [{ list: 'layer', people: 6 }] });
  expect((await notices(house)).some(({ kind }) => kind === 'quality')).toBe(false);
});
