import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { PersonStanding, ShopperPage, StagesReport, TimelineEntry, Trace } from '@rapport/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn, taken, type Caller } from '../../scripts/serve/shop.ts';
import { aGuest, aMember, anEvent, anOrder } from '../contract/a-shop-day.ts';
import { aHouse, OWNER, until } from '../harness/index.ts';
import type { House } from '../harness/index.ts';

// One person lives through all eight stages, under a clock that the test moves; each is seen where the owner sees it. Half of them begin because nothing happened.

const DAY_MS = 86_400_000;
let house: House;
let begin: number;
let today = 0;

beforeAll(async () => {
  house = await aHouse({ clock: true });
  begin = Date.now();
});
afterAll(() => house.dispose());

/** Lets days pass; what is due by then happens. */
const pass = async (days: number): Promise<void> => {
  today += days;
  await house.setClock(Math.round(today * DAY_MS));
};
/** A session lasts two weeks, and weeks pass here. */
const owner = (): Promise<Caller> => signIn(house.url, house.shop.shopId, OWNER, house.mailbox);
const buys = async (id: string): Promise<void> => {
  await taken(await house.api.secret('POST', '/v1/orders', anOrder(id, { placedAt: new Date(begin + today * DAY_MS).toISOString() })));
};

it('from a first look to coming back, each stage at its moment, and each seen in the console', { timeout: 180_000 }, async () => {
  let staff = await owner();
  let id = '';
  const standing = async (): Promise<PersonStanding> => taken<PersonStanding>(await staff('GET', `/v1/shoppers/${id}/standing`));
  /** The stage shows; those that time brings come with the alarm, which rings a moment later. */
  const is = async (stage: string): Promise<PersonStanding> => {
    staff = await owner();
    await until(async () => (await standing()).stage === stage);
    return standing();
  };

  // What stages say is promotional: so that each is heard in so short a life, nothing else holds it back.
  const offerRules = { ...DEFAULT_OFFER_RULES, limits: [], unanswered: 20, afterPurchaseDays: 0 };
  await taken(await staff('PATCH', '/v1/shop', { offerRules, holdoutPercent: 0 }));
  /** A few minutes pass, and what the stage has to say has been said. */
  const says = async (stage: string): Promise<void> => {
    await pass(0.01);
    staff = await owner();
    const log = async () =>
      (await taken<{ traces: Trace[] }>(await staff('GET', `/v1/messages?kind=stage&channel=inbox&limit=100&shopper=${id}`))).traces;
    await until(async () => (await log())[0]?.subject.startsWith(`stage:${stage}:`) === true, { what: `the word of ${stage}`, timeoutMs: 15_000 });
    expect((await log())[0]).toMatchObject({ outcome: 'sent', purpose: 'promotional', channel: 'inbox' });
  };

  const guest = await aGuest(house);
  await taken(await house.api.shopper(guest)('POST', '/v1/events', { events: [anEvent('view_item', { items: [{ productId: 'gong-fu' }] })] }));
  id = (await taken<ShopperPage>(await staff('GET', '/v1/shoppers'))).shoppers[0]?.id ?? '';
  expect((await is('prospect')).nextStageAtMs).toBeNull();
  await says('prospect');

  await aMember(house, 'mei', guest);
  await is('welcome');
  await says('welcome');
  await pass(14.01);
  await is('getting-to-know');
  await says('getting-to-know');

  await buys('o-1');
  await is('welcome');
  await pass(15);
  await is('getting-to-know');
  await buys('o-2');
  await is('active');
  await says('active');
  for (const order of ['o-3', 'o-4', 'o-5']) {
    await pass(15);
    await buys(order);
  }
  const closer = await is('closer');
  await says('closer');
  expect(closer.value).toMatchObject({ basis: 'too-little-history' });

  // Their own rhythm is fifteen days: twice that is noticed, five times that is given up.
  await pass(29);
  expect((await is('closer')).stage).toBe('closer');
  await pass(1.2);
  expect((await is('at-risk')).reasons).toEqual([{ code: 'silence', count: 30 }]);
  await says('at-risk');
  await pass(45);
  expect((await is('lost')).reasons.map(({ code }) => code)).toEqual(['silence']);
  await says('lost');
  await buys('o-6');
  const back = await is('won-back');
  await says('won-back');
  expect(back.history.map(({ stage }) => stage).toReversed()).toEqual([
    'welcome',
    'getting-to-know',
    'welcome',
    'getting-to-know',
    'active',
    'closer',
    'at-risk',
    'lost',
    'won-back',
  ]);

  const { entries } = await taken<{ entries: TimelineEntry[] }>(await staff('GET', `/v1/shoppers/${id}/timeline?limit=100`));
  expect(entries.filter(({ name }) => name === 'stage_changed')).toHaveLength(9);
  const segment = { rule: { and: [{ '==': [{ var: 'stage' }, 'won-back'] }, { '>=': [{ var: 'orders' }, 6] }] } };
  expect(await taken<object>(await staff('POST', '/v1/audience/count', segment))).toMatchObject({ people: 1, everybody: 1 });
  // A report says nothing of so few.
  expect((await taken<StagesReport>(await staff('GET', '/v1/reports/stages'))).everybody).toBeNull();
});
