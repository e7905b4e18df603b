import { evictDurableObject, reset, runDurableObjectAlarm } from 'cloudflare:test';
import type { Message, Offer, Order, ShopEvent, Trace } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { now, setOffset } from '../../platform/clock.ts';
import { drawOf } from '../../platform/hash.ts';
import { aCaller, anOffer, aSlice, good, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;
const KEY = 'a-key-of-the-holdout';
const ids = Array.from({ length: 40 }, (_, i) => `shp_${i}`);
const held = ids.find((id) => drawOf(KEY, id) < 0.5) ?? '';
const free = ids.find((id) => drawOf(KEY, id) >= 0.5) ?? '';

afterEach(async () => {
  setOffset(0);
  await reset();
});

const offer = (change: Partial<Offer> = {}): Offer =>
  anOffer({
    audience: { kinds: [], stages: [], tiers: [], segments: [], interests: ['category:Tea'], ordersFrom: null, ordersTo: null },
    placements: ['panel'],
    channels: ['inbox'],
    title: { en: 'Ten off tea' },
    text: { en: 'For the first picking.' },
    ...change,
  });
const TEA = { sencha: { maker: 'Uji', category: 'Tea', series: '', priceMinor: 1_800, words: ['green'] } };
const viewed = (id: string): ShopEvent => ({ id, name: 'view_item', ageMs: 0, items: [{ productId: 'sencha' }] });

type Slice = Awaited<ReturnType<typeof aSlice>>;
/** Somebody who has looked at tea often enough to like it. */
const drinks = async ({ slice, at }: Slice, id: string): Promise<void> => {
  good(await slice.record(at, aCaller(id), [viewed(`${id}1`), viewed(`${id}2`), viewed(`${id}3`)], TEA));
};
/** Lets time pass, and what is due happen, with what follows from it. */
const pass = async ({ stub, slice }: Slice, toMs: number): Promise<void> => {
  setOffset(toMs);
  for (let round = 0; round < 3; round += 1) {
    await slice.tick();
    await runDurableObjectAlarm(stub);
  }
};
const inbox = async ({ slice, at }: Slice, id: string): Promise<Message[]> =>
  good(await slice.inbox(at, id, 'en', { before: null, after: null }, 100)).messages;
const traces = async ({ slice, at }: Slice, id: string): Promise<Trace[]> =>
  good(await slice.messageLog(at, { before: null, limit: 100, shopper: id, kind: 'offer' })).traces;

it('finds its people when it starts and when somebody comes to like it, says what the page says, and says it once', async () => {
  const here = await aSlice('telling', someSettings({ holdoutPercent: 0 }), KEY);
  await drinks(here, 'before');
  good(await here.slice.keepOffers(here.at, [offer()], []));
  await pass(here, 1_000);
  expect(await inbox(here, 'before')).toMatchObject([
    { kind: 'offer', product: null, readAtMs: null, offer: { id: 'spring', version: 1, title: { en: 'Ten off tea' }, gives: { percent: 10 } } },
  ]);
  await drinks(here, 'after');
  await here.slice.record(here.at, aCaller('other'), [{ id: 'o1', name: 'search', ageMs: 0, query: 'books' } as ShopEvent]);
  expect(await inbox(here, 'after')).toEqual([]);
  await pass(here, 40_000);
  const [message] = await inbox(here, 'after');
  expect(await inbox(here, 'other')).toEqual([]);

  // A new version changes nothing for who was promised the first, on no channel; and nobody is told twice, whatever comes later.
  good(await here.slice.keepOffers(here.at, [offer({ version: 2, gives: { kind: 'percent', percent: 5, mostMinor: null } })], []));
  await evictDurableObject(here.stub);
  await pass(here, 400_000);
  const [shown] = good(await here.slice.offersFor(here.at, aCaller('after'), { placement: 'panel' })).offers;
  expect({ id: shown?.id, version: shown?.version, gives: shown?.gives, title: shown?.title, text: shown?.text, untilMs: shown?.untilMs }).toEqual({
    id: message?.offer?.id,
    version: message?.offer?.version,
    gives: message?.offer?.gives,
    title: message?.offer?.title,
    text: message?.offer?.text,
    untilMs: message?.offer?.untilMs,
  });
  await pass(here, 20 * DAY_MS);
  for (const id of ['before', 'after']) {
    expect(await inbox(here, id)).toHaveLength(1);
    expect(await traces(here, id)).toMatchObject([{ channel: 'inbox', subject: 'offer:spring@1', outcome: 'sent', purpose: 'promotional' }]);
  }
});

it('holds the second offer until a week is over, and says so once', async () => {
  const here = await aSlice('limits', someSettings(), KEY);
  await drinks(here, free);
  good(await here.slice.keepOffers(here.at, [offer({ priority: 90 }), offer({ id: 'autumn', title: { en: 'Autumn' } })], []));
  await pass(here, 1_000);
  const toldAtMs = now();
  await pass(here, 120_000);
  for (const day of [1, 3, 6]) await pass(here, day * DAY_MS);
  expect((await inbox(here, free)).map((one) => one.offer?.id)).toEqual(['spring']);
  const [waits, ...others] = (await traces(here, free)).filter(({ subject }) => subject === 'offer:autumn@1');
  expect(others).toEqual([]);
  expect(waits).toMatchObject({ outcome: 'held', reason: 'rule', rule: 'one-a-week' });
  expect(Math.abs((waits?.untilMs ?? 0) - toldAtMs - 7 * DAY_MS)).toBeLessThan(5_000);
  await pass(here, 7 * DAY_MS + 5_000);
  expect((await inbox(here, free)).map((one) => one.offer?.id)).toEqual(['autumn', 'spring']);
});

it('writes the holdout nothing, notes once what would have come, and leaves them in peace after it', async () => {
  const here = await aSlice('ghosts', someSettings({ holdoutPercent: 50 }), KEY);
  for (const id of [held, free]) await drinks(here, id);
  good(await here.slice.keepOffers(here.at, [offer()], []));
  for (const ms of [1_000, 100_000, 2 * DAY_MS, 9 * DAY_MS]) await pass(here, ms);
  expect(await inbox(here, held)).toEqual([]);
  expect(await inbox(here, free)).toHaveLength(1);
  expect(await traces(here, held)).toMatchObject([{ channel: 'inbox', outcome: 'not-sent', reason: 'holdout' }]);
  expect(good(await here.slice.offerSums(here.at)).sums['spring']).toMatchObject({ shown: 1, ghosts: 1 });
  // Whoever asks why is told the truth: they belong to the holdout; the others were told already.
  const why = async (id: string): Promise<string[]> =>
    good(await here.slice.simulate(here.at, id, 'owner', null)).decisions.flatMap(({ situation, withheld }) =>
      situation.channel === 'inbox' ? withheld.map(({ reason, tell }) => `${reason} ${tell}`) : [],
    );
  expect([await why(held), await why(free)]).toEqual([['holdout holdout'], ['contact already-told']]);
});

it('keeps silent right after a purchase, and speaks when the days are over', async () => {
  const here = await aSlice('bought', someSettings(), KEY);
  await drinks(here, free);
  good(await here.slice.promote(here.at, free, { name: 'Mei', email: null, locale: 'en' }));
  const money = { totalMinor: 5_000, subtotalMinor: 5_000, discountMinor: 0, taxMinor: 0, shippingMinor: 0, currency: 'EUR' };
  const lines = [{ productId: 'sencha', quantity: 1, unitPriceMinor: 5_000, totalMinor: 5_000 }];
  const order: Order = { id: 'o1', status: 'paid', customer: { id: 'mei' }, placedAt: new Date().toISOString(), ...money, lines };
  good(await here.slice.order(here.at, free, order));
  good(await here.slice.keepOffers(here.at, [offer()], []));
  await pass(here, 1_000);
  expect(await inbox(here, free)).toEqual([]);
  expect(await traces(here, free)).toMatchObject([{ reason: 'rule', rule: 'after-purchase', outcome: 'held' }]);
  await pass(here, 3 * DAY_MS + 120_000);
  expect(await inbox(here, free)).toHaveLength(1);
});

it('waits for an offer’s own hour, and goes when it opens', async () => {
  const here = await aSlice('hours', someSettings(), KEY);
  await drinks(here, free);
  const hour = new Date(now() + 2 * 3_600_000);
  const from = `${String(hour.getUTCHours()).padStart(2, '0')}:00`;
  const to = `${String((hour.getUTCHours() + 1) % 24).padStart(2, '0')}:00`;
  good(await here.slice.keepOffers(here.at, [offer({ calendar: { ...offer().calendar, hours: { from, to } } })], []));
  await pass(here, 1_000);
  expect(await inbox(here, free)).toEqual([]);
  await pass(here, 2 * 3_600_000 + 30_000 - (now() % 3_600_000) + 1_000);
  expect(await inbox(here, free)).toHaveLength(1);
});
