import { evictDurableObject, reset, runDurableObjectAlarm } from 'cloudflare:test';
import type { Message, MyReminder, Order, ReminderRule, Trace } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { now, setOffset } from '../../platform/clock.ts';
import { drawOf } from '../../platform/hash.ts';
import { aCaller, anOrder, aSlice, good, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;

afterEach(async () => {
  setOffset(0);
  await reset();
});

const warranty: ReminderRule = {
  id: 'warranty',
  name: 'Warranty ends',
  kind: 'reminder',
  of: { by: 'category', names: ['Kettles'] },
  after: { by: 'days', days: 30 },
  earlierDays: 0,
  leadsTo: null,
  paused: false,
  title: { en: 'The warranty of your {product} ends', 'zh-Hant': '您的{product}保固即將到期' },
  text: { en: 'You bought it on {bought}; it is covered until {until}.' },
};
const again: ReminderRule = {
  ...warranty,
  id: 'again',
  kind: 'replenish',
  of: { by: 'category', names: ['Tea'] },
  after: { by: 'used-up', days: 20 },
  title: { en: 'Running low?' },
};
const TRAITS = {
  kettle: { maker: 'Nanbu', category: 'Kettles', series: '', priceMinor: 9_000, words: [] },
  sencha: { maker: 'Uji', category: 'Tea', series: '', priceMinor: 1_800, words: [] },
};
const order = (id: string, products: readonly string[], status: Order['status'] = 'paid'): Order =>
  anOrder(id, 1_000 * products.length, {
    status,
    placedAt: new Date(now()).toISOString(),
    lines: products.map((productId) => ({ productId, title: `A ${productId}`, quantity: 1, unitPriceMinor: 1_000, totalMinor: 1_000 })),
  });

type Slice = Awaited<ReturnType<typeof aSlice>>;
const pass = async ({ stub, slice }: Slice, toMs: number): Promise<void> => {
  setOffset(toMs);
  for (let round = 0; round < 3; round += 1) {
    await slice.tick();
    await runDurableObjectAlarm(stub);
  }
};
const buys = async ({ slice, at }: Slice, who: string, ...of: Parameters<typeof order>): Promise<void> => {
  await slice.view(at, aCaller(who));
  await slice.consent(at, aCaller(who), { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' });
  good(await slice.order(at, who, order(...of), {}, TRAITS));
};
const inbox = async ({ slice, at }: Slice, id: string): Promise<Message[]> =>
  good(await slice.inbox(at, id, 'en', { before: null, after: null }, 100)).messages;
const traces = async ({ slice, at }: Slice, shopper: string): Promise<Trace[]> =>
  good(await slice.messageLog(at, { before: null, limit: 100, shopper })).traces;
const mine = async ({ slice, at }: Slice, id: string): Promise<MyReminder[]> => good(await slice.myReminders(at, id, 'en')).reminders;
const rules = async (here: Slice, ...reminders: ReminderRule[]): Promise<void> => {
  good(await here.slice.configure(here.at, someSettings({ reminders }), (version += 1)));
};
let version = 1;

it('reminds of each kettle once, on its day, in the shop’s words filled in, also of what the shop no longer has', async () => {
  const here = await aSlice('reminders', someSettings({ reminders: [warranty] }));
  await buys(here, 'mei', 'o-1', ['kettle', 'sencha', 'kettle']);
  expect((await mine(here, 'mei')).map(({ product, title, stopped }) => ({ product, title, stopped }))).toEqual([
    { product: 'A kettle', title: 'The warranty of your A kettle ends', stopped: false },
    { product: 'A kettle', title: 'The warranty of your A kettle ends', stopped: false },
  ]);
  await pass(here, 28 * DAY_MS);
  expect(await inbox(here, 'mei')).toEqual([]);
  await evictDurableObject(here.stub);
  await pass(here, 31 * DAY_MS);
  const told = await inbox(here, 'mei');
  expect(told).toHaveLength(2);
  expect(told[0]).toMatchObject({
    kind: 'reminder',
    reasons: [{ code: 'said', rule: 'warranty', title: { 'zh-Hant': '您的A kettle保固即將到期' } }],
  });
  await pass(here, 60 * DAY_MS);
  expect(await inbox(here, 'mei')).toHaveLength(2);
  expect((await traces(here, 'mei')).map(({ kind, purpose, outcome }) => `${kind} ${purpose} ${outcome}`)).toEqual([
    'reminder service sent',
    'reminder service sent',
  ]);
  expect(await mine(here, 'mei')).toEqual([]);
});

it('says nothing of what went back, was called off, was bought again or was stopped', async () => {
  const here = await aSlice('answered', someSettings({ reminders: [warranty, again] }));
  await buys(here, 'mei', 'o-1', ['kettle', 'sencha']);
  good(await here.slice.refund(here.at, 'mei', 'o-1', { id: 'r-1', amountMinor: 1_000, lines: [{ line: 0, amountMinor: 1_000 }] }));
  await buys(here, 'jun', 'o-2', ['kettle']);
  good(await here.slice.cancelOrder(here.at, 'jun', 'o-2', 'changed their mind'));
  await buys(here, 'lin', 'o-3', ['kettle']);
  const [stop] = await mine(here, 'lin');
  good(await here.slice.stopReminder(here.at, 'lin', stop?.id ?? '', true));
  expect(await mine(here, 'lin')).toMatchObject([{ stopped: true }]);
  expect(await here.slice.stopReminder(here.at, 'lin', 'reminder:nothing', true)).toMatchObject({ ok: false, problem: 'not-found' });
  setOffset(15 * DAY_MS);
  await buys(here, 'mei', 'o-4', ['sencha']);
  expect(await mine(here, 'mei')).toHaveLength(1);
  await pass(here, 32 * DAY_MS);
  for (const who of ['mei', 'jun', 'lin']) expect(await inbox(here, who)).toEqual([]);
});

it('follows a rule that was changed, paused or made later, and tells nobody of what is long past', async () => {
  const here = await aSlice('later');
  await buys(here, 'mei', 'o-1', ['kettle']);
  await pass(here, 20 * DAY_MS);
  await rules(here, { ...warranty, after: { by: 'days', days: 2 } });
  await pass(here, 21 * DAY_MS);
  expect(await inbox(here, 'mei')).toEqual([]);
  await rules(here, { ...warranty, paused: true });
  await pass(here, 31 * DAY_MS);
  expect(await inbox(here, 'mei')).toEqual([]);
  await rules(here, warranty);
  await pass(here, 32 * DAY_MS);
  expect(await inbox(here, 'mei')).toHaveLength(1);
});

it('counts what a rule would do before it is one, and where its time comes from', async () => {
  const here = await aSlice('preview');
  for (const who of ['a', 'b', 'c']) await buys(here, who, `o-${who}`, ['sencha']);
  const asked = { ...again, after: { by: 'used-up' as const, days: null } };
  expect(good(await here.slice.tryReminder(here.at, asked, '')).piece).toMatchObject({ owners: 3, today: 0, month: 0, basis: { none: 3 } });
  good(await here.slice.learnRhythms(here.at, { sencha: { days: 45, times: 12 } }));
  expect(good(await here.slice.tryReminder(here.at, asked, '')).piece).toMatchObject({
    owners: 3,
    month: 0,
    later: 3,
    basis: { learnt: 3, none: 0 },
  });
  expect(good(await here.slice.tryReminder(here.at, again, '')).piece).toMatchObject({ later: 3, basis: { learnt: 3 } });
  expect(good(await here.slice.tryReminder(here.at, warranty, '')).piece).toMatchObject({ owners: 0 });
  expect(good(await here.slice.rhythms(here.at, 10)).rhythms).toEqual([{ productId: 'sencha', days: 45, times: 12 }]);
});

it('does not sell to the control group, but tells it when a warranty ends', async () => {
  const KEY = 'a-key-of-the-holdout';
  const held = Array.from({ length: 40 }, (_, i) => `shp_${i}`).find((id) => drawOf(KEY, id) < 0.5) ?? '';
  const here = await aSlice('holdout', someSettings({ holdoutPercent: 50, reminders: [warranty, again] }), KEY);
  await buys(here, held, 'o-1', ['kettle', 'sencha']);
  await pass(here, 22 * DAY_MS);
  await pass(here, 31 * DAY_MS);
  expect((await inbox(here, held)).map(({ kind }) => kind)).toEqual(['reminder']);
  expect((await traces(here, held)).map(({ kind, reason }) => `${kind} ${reason}`)).toContain('replenish holdout');
});

it('gives purchases and stops to the member whom a guest turns out to be, and leaves nothing of who is erased', async () => {
  const here = await aSlice('joined', someSettings({ reminders: [warranty] }));
  await buys(here, 'guest', 'o-1', ['kettle']);
  await buys(here, 'member', 'o-2', ['kettle']);
  good(await here.slice.leave(here.at, 'guest', 'member'));
  for (let page = 0, done = false; !done;) {
    const { rows } = good(await here.slice.exportPerson(here.at, 'guest', page));
    page = good(await here.slice.importPerson(here.at, 'member', 'guest', page, rows)).through;
    done = rows === null;
  }
  good(await here.slice.forward(here.at, 'guest', 'member'));
  expect(await mine(here, 'member')).toHaveLength(2);
  await pass(here, 31 * DAY_MS);
  expect(await inbox(here, 'member')).toHaveLength(2);
  good(await here.slice.erase(here.at, 'member'));
  expect(good(await here.slice.tryReminder(here.at, warranty, '')).piece.owners).toBe(0);
});
