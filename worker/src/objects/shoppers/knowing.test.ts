import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import type { Condition } from '@rapport/domain/segments';
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

const order = (id: string, atMs: number, status: Order['status'] = 'paid'): Order =>
  anOrder(id, 5_000, { status, placedAt: new Date(atMs).toISOString() });
const viewed = (id: string, productId: string): ShopEvent => ({ id, name: 'view_item', ageMs: 0, items: [{ productId }] });
const POT = { pot: { maker: 'Kato', category: 'Ware', series: '', priceMinor: 5_000, words: ['rough'] } };

type Slice = Awaited<ReturnType<typeof aSlice>>;
/** Lets days pass, and what is due happen. */
const pass = async ({ stub, slice }: Slice, days: number): Promise<void> => {
  setOffset(Math.round(days * DAY_MS));
  await slice.tick();
  await runDurableObjectAlarm(stub);
};
const standingOf = async ({ slice, at }: Slice, id: string) => {
  const answer = await slice.standing(at, id);
  if (!answer.ok) throw new Error(answer.problem);
  return answer.standing;
};

it('moves somebody through their stages by the alarm alone, each at its moment, and remembers the way', async () => {
  const here = await aSlice('stages');
  const begin = now();
  await here.slice.promote(here.at, 'mei', { name: 'Mei', email: null, locale: 'en' });
  await here.slice.order(here.at, 'mei', order('o1', begin));
  expect((await standingOf(here, 'mei')).stage).toBe('welcome');
  const met: [number, string][] = [];
  for (const day of [13, 14.1, 119, 120.1, 299, 300.1, 700]) {
    await pass(here, day);
    met.push([day, (await standingOf(here, 'mei')).stage]);
  }
  expect(met).toEqual([
    [13, 'welcome'],
    [14.1, 'getting-to-know'],
    [119, 'getting-to-know'],
    [120.1, 'at-risk'],
    [299, 'at-risk'],
    [300.1, 'lost'],
    [700, 'lost'],
  ]);
  await here.slice.order(here.at, 'mei', order('o2', now()));
  await evictDurableObject(here.stub);
  const { stage, history } = await standingOf(here, 'mei');
  expect(stage).toBe('won-back');
  expect(history.map((one) => one.stage).toReversed()).toEqual(['welcome', 'getting-to-know', 'at-risk', 'lost', 'won-back']);
  expect(history.find((one) => one.stage === 'lost')?.reasons.at(-1)?.code).toBe('silence');
  const { entries } = (await here.slice.timeline(here.at, 'mei', null, 50)) as unknown as { entries: { name: string; detail: object }[] };
  expect(entries.filter(({ name }) => name === 'stage_changed')).toHaveLength(5);
});

it('learns what somebody likes from what they look at and buy, and forgets it when they take their consent back', async () => {
  const here = await aSlice('likes');
  await here.slice.record(here.at, aCaller('a'), [viewed('e1', 'pot'), viewed('e2', 'pot'), viewed('e3', 'pot')], POT);
  const { likings } = await standingOf(here, 'a');
  expect(likings).toContainEqual({ facet: 'maker', key: 'Kato', share: 1, sure: expect.closeTo(0.56, 2) as number, because: 'look' });
  expect(likings.map(({ facet, key }) => `${facet}:${key}`)).toContain('price:50-100');
  await here.slice.order(here.at, 'a', order('o1', now()), {}, POT);
  expect((await standingOf(here, 'a')).likings[0]).toMatchObject({ key: 'Kato', because: 'purchase' });
  await here.slice.consent(here.at, aCaller('a'), { personalisation: 'denied', messages: 'denied', source: 'banner', words: '' });
  expect((await standingOf(here, 'a')).likings).toEqual([]);
});

it('scores a buyer by what the shop learnt, at once and whenever it learns anew', async () => {
  const here = await aSlice('scores');
  await here.slice.order(here.at, 'mei', order('o1', now()));
  expect((await standingOf(here, 'mei')).value).toMatchObject({ basis: 'too-little-history', decile: null });
  const learnt = {
    ...NOTHING_LEARNT,
    basis: 'model' as const,
    purchases: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
    alive: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
    meanSpend: 5_000,
  };
  const cuts = { recencyDays: [1, 2, 3, 4], orders: [1, 1, 2, 3], spentMinor: [1, 2, 3, 4], value: [0, 0, 0, 0, 0, 0, 0, 0, 1] };
  await here.slice.learn(here.at, learnt, cuts);
  await runDurableObjectAlarm(here.stub);
  const { value, recency, rfm } = await standingOf(here, 'mei');
  expect(value).toMatchObject({ basis: 'model', decile: 10 });
  expect(value?.expectedOrders).toBeGreaterThan(0.5);
  expect([recency, rfm]).toEqual([5, 'newcomers']);
  expect(await here.slice.buyers(here.at, '', 10)).toMatchObject({ buyers: [{ again: 0 }], next: null });
});

it('counts each day’s visits, views, orders and who moved, once however often an event comes', async () => {
  const here = await aSlice('days', someSettings({ timeZone: 'Asia/Taipei' }));
  const events = [viewed('e1', 'pot'), viewed('e2', 'pot')];
  await here.slice.record(here.at, aCaller('a'), events);
  await here.slice.record(here.at, aCaller('a'), events);
  setOffset(3_600_000);
  await here.slice.record(here.at, aCaller('a'), [viewed('e3', 'pot')]);
  await here.slice.order(here.at, 'a', order('o1', now()));
  await here.slice.order(here.at, 'a', order('o1', now(), 'fulfilled'));
  await here.slice.order(here.at, 'a', order('o2', now()));
  await here.slice.order(here.at, 'a', order('o2', now(), 'refunded'));
  const { days, flows } = (await here.slice.days(here.at, '2000-01-01', '2100-01-01')) as unknown as {
    days: Record<string, number>[];
    flows: object[];
  };
  const sum = (name: string): number => days.reduce((all, day) => all + (day[name] ?? 0), 0);
  expect(['newcomers', 'visits', 'views', 'orders', 'repeatOrders', 'revenueMinor', 'refunds', 'refundedMinor'].map(sum)).toEqual([
    1, 2, 3, 2, 1, 10_000, 1, 5_000,
  ]);
  expect(flows).toMatchObject([{ previous: 'prospect', stage: 'welcome', people: 1 }]);
});

it('gives a merged guest’s visits, taste and answers to the member, and leaves nothing of an erased person', async () => {
  const fields = [
    {
      id: 'tea',
      type: 'choice' as const,
      label: { '': 'Tea?' },
      purpose: {},
      choices: ['green', 'black'],
      points: 0,
      keepDays: 730,
      isAsked: true,
      seenBy: 'helpers' as const,
    },
  ];
  const here = await aSlice('merge', someSettings({ profileFields: fields }));
  const { slice, at } = here;
  await slice.record(at, aCaller('guest'), [viewed('e1', 'pot'), viewed('e2', 'pot'), viewed('e3', 'pot')], POT);
  expect(await slice.answerFields(at, aCaller('guest'), { tea: 'green' }, 'said')).toMatchObject({ ok: true, profile: { tea: 'green' } });
  expect(await slice.answerFields(at, aCaller('guest'), { tea: 'coffee' }, 'said')).toMatchObject({ ok: false, problem: 'invalid-body' });
  await slice.promote(at, 'mei', { name: 'Mei', email: null, locale: 'en' });
  await slice.leave(at, 'guest', 'mei');
  let page = 0;
  for (let more = true; more;) {
    const read = await slice.exportPerson(at, 'guest', page);
    if (!read.ok) throw new Error(read.problem);
    const taken = await slice.importPerson(at, 'mei', 'guest', page, read.rows);
    if (!taken.ok) throw new Error(taken.problem);
    page = taken.through;
    more = read.rows !== null;
  }
  await slice.forward(at, 'guest', 'mei');
  const { likings, profile } = await standingOf(here, 'mei');
  expect(likings.map(({ key }) => key)).toContain('Kato');
  expect(profile).toEqual({ tea: 'green' });
  await slice.erase(at, 'mei');
  await runInDurableObject(here.stub, (_, { storage }) => {
    for (const table of ['audience', 'taste', 'stage_history'])
      expect([table, storage.sql.exec(`SELECT 1 FROM ${table}`).toArray()]).toEqual([table, []]);
    expect(storage.sql.exec("SELECT key FROM agenda WHERE kind = 'stage'").toArray()).toEqual([]);
  });
});

it('counts and lists the people of a rule as of one moment', async () => {
  const { slice, at } = await aSlice('audience');
  for (let i = 0; i < 7; i += 1) await slice.record(at, aCaller(`p${i}`), [viewed(`e${i}`, 'pot')]);
  await slice.order(at, 'p3', order('o1', now()));
  const moment = { nowMs: now(), timeZone: 'UTC' };
  const bought: Condition = { op: 'compare', field: 'orders', how: '>=', value: 1 };
  expect(await slice.countAudience(at, bought, moment)).toEqual({ ok: true, people: 1, everybody: 7 });
  expect(await slice.listAudience(at, { op: 'not', of: bought }, moment, 'p1', 3)).toMatchObject({
    people: [{ id: 'p2', stage: 'prospect' }, { id: 'p4' }, { id: 'p5' }],
    next: 'p5',
  });
  expect(await slice.standings(at)).toMatchObject({
    groups: [
      { stage: 'prospect', people: 6 },
      { stage: 'welcome', people: 1, orders: 1 },
    ],
  });
});

it('enters stages by the owner’s own rules, for those who are already here, too', async () => {
  const here = await aSlice('rules');
  await here.slice.order(here.at, 'mei', order('o1', now() - 20 * DAY_MS));
  expect((await standingOf(here, 'mei')).stage).toBe('getting-to-know');
  await here.slice.configure(here.at, someSettings({ stages: { welcomeDays: 30 } }), 2);
  await runDurableObjectAlarm(here.stub);
  expect((await standingOf(here, 'mei')).stage).toBe('welcome');
});

it('counts each way to a purchase once, whatever was seen of it, and follows nobody who took their consent back', async () => {
  const here = await aSlice('funnel');
  const { slice, at } = here;
  const sums = async (): Promise<Record<string, number>> => {
    const answer = await slice.funnel(at, '2000-01-01', '2100-01-01');
    if (!answer.ok) throw new Error(answer.problem);
    const rounds: Record<string, number> = {};
    for (const one of answer.sums) rounds[one.step] = (rounds[one.step] ?? 0) + one.rounds;
    return rounds;
  };
  const underWay = (): Promise<number> =>
    runInDurableObject(here.stub, (_, { storage }) => storage.sql.exec('SELECT 1 FROM funnel_round').toArray().length);
  await slice.record(at, aCaller('mei'), [viewed('e1', 'pot'), viewed('e2', 'pot'), { ...viewed('e3', 'pot'), name: 'add_to_cart' }], POT);
  expect(await sums()).toEqual({ view_item: 1, add_to_cart: 1 });
  await slice.order(at, 'mei', order('o1', now()));
  await slice.order(at, 'mei', order('o1', now(), 'fulfilled'));
  expect(await sums()).toEqual({ view_item: 1, add_to_cart: 1, begin_checkout: 1, purchase: 1 });
  expect(await underWay()).toBe(0);
  await slice.record(at, aCaller('mei'), [viewed('e4', 'pot')], POT);
  expect(await sums()).toMatchObject({ view_item: 2, purchase: 1 });
  expect(await underWay()).toBe(1);
  await slice.consent(at, aCaller('mei'), { personalisation: 'denied', messages: 'granted', source: 'preferences', words: '' });
  expect(await underWay()).toBe(0);
  expect(await sums()).toMatchObject({ view_item: 2 });
});
