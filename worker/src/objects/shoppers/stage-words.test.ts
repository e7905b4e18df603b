import { reset, runDurableObjectAlarm } from 'cloudflare:test';
import type { Message, Order, ShopSettings, Trace } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { now, setOffset } from '../../platform/clock.ts';
import { drawOf } from '../../platform/hash.ts';
import { aCaller, anOrder, aSlice, good, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;
const free = (change: Partial<ShopSettings> = {}): ShopSettings =>
  someSettings({
    stageWords: {},
    offerRules: {
      limits: [],
      bars: [],
      coolDownDays: { complaint: 0, refund: 0, unanswered: 0 },
      unanswered: 99,
      notWhileOpen: true,
      afterPurchaseDays: 0,
      authority: { marketer: { percent: 0, amountMinor: 0 }, agent: { percent: 0, amountMinor: 0 }, analyst: { percent: 0, amountMinor: 0 } },
    },
    ...change,
  });

afterEach(async () => {
  setOffset(0);
  await reset();
});

const order = (id: string, atMs = now()): Order => anOrder(id, 2_000, { placedAt: new Date(atMs).toISOString() });

type Slice = Awaited<ReturnType<typeof aSlice>>;
const pass = async ({ stub, slice }: Slice, toMs: number): Promise<void> => {
  setOffset(Math.round(toMs));
  for (let round = 0; round < 3; round += 1) {
    await slice.tick();
    await runDurableObjectAlarm(stub);
  }
};
const looks = async ({ slice, at }: Slice, id: string): Promise<void> => {
  good(await slice.record(at, aCaller(id), [{ id: `${id}-${now()}`, name: 'view_item', ageMs: 0, items: [{ productId: 'pot' }] }]));
};
const inbox = async ({ slice, at }: Slice, id: string): Promise<Message[]> =>
  good(await slice.inbox(at, id, 'en', { before: null, after: null }, 100)).messages;
const said = async (here: Slice, id: string): Promise<string[]> =>
  (await inbox(here, id)).flatMap(({ reasons }) => reasons.flatMap((reason) => (reason.code === 'said' ? [reason.rule] : []))).toReversed();
const traces = async ({ slice, at }: Slice, shopper: string): Promise<Trace[]> =>
  good(await slice.messageLog(at, { before: null, limit: 100, shopper, kind: 'stage' })).traces;

it('says one thing at each entry, once, filled in, and only while they are still there', async () => {
  const here = await aSlice('stages', free());
  await looks(here, 'mei');
  expect(await said(here, 'mei')).toEqual([]);
  await pass(here, 61_000);
  expect(await said(here, 'mei')).toEqual(['prospect']);
  good(await here.slice.promote(here.at, 'mei', { name: 'Mei', email: null, locale: null }));
  await pass(here, 130_000);
  const [hello] = await inbox(here, 'mei');
  expect(hello).toMatchObject({
    kind: 'stage',
    reasons: [{ code: 'said', rule: 'welcome', title: { en: 'Welcome to Tea, Mei', 'zh-Hant': 'Mei，歡迎來到 Tea' } }],
  });
  await pass(here, 14.1 * DAY_MS);
  await pass(here, 14.2 * DAY_MS);
  await looks(here, 'mei');
  await pass(here, 14.3 * DAY_MS);
  expect(await said(here, 'mei')).toEqual(['prospect', 'welcome', 'getting-to-know']);
  // A first order is a new beginning; the next order comes before anything is said of it, so nothing is.
  good(await here.slice.order(here.at, 'mei', order('o-1')));
  await pass(here, 14.3 * DAY_MS + 61_000);
  expect((await said(here, 'mei')).at(-1)).toBe('welcome');
  expect((await traces(here, 'mei')).every(({ outcome, purpose }) => outcome === 'sent' && purpose === 'promotional')).toBe(true);
});

it('writes to nobody who didn’t agree, who belongs to the control group, or whose stage came with an old order', async () => {
  const KEY = 'a-key-of-the-holdout';
  const held = Array.from({ length: 40 }, (_, i) => `shp_${i}`).find((id) => drawOf(KEY, id) < 0.5) ?? '';
  const here = await aSlice('silent', free({ holdoutPercent: 50 }), KEY);
  await looks(here, held);
  const quiet = Array.from({ length: 40 }, (_, i) => `shp_${i}`).filter((id) => drawOf(KEY, id) >= 0.5);
  const [old = '', shy = ''] = quiet;
  good(await here.slice.consent(here.at, aCaller(old), { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' }));
  good(await here.slice.order(here.at, old, order('o-old', now() - 400 * DAY_MS)));
  good(
    await here.slice.record(
      here.at,
      { id: shy, locale: 'en', consent: { personalisation: 'granted', messages: 'denied', source: 'banner', words: '', atMs: 1 } },
      [{ id: 'v1', name: 'view_item', ageMs: 0, items: [] }],
    ),
  );
  await pass(here, 70_000);
  for (const id of [held, old, shy]) expect(await inbox(here, id)).toEqual([]);
  expect(await traces(here, held)).toMatchObject([
    { outcome: 'not-sent', reason: 'holdout', subject: expect.stringMatching(/^stage:prospect:/) as string },
  ]);
  expect(await traces(here, old)).toEqual([]);
  expect(await traces(here, shy)).toEqual([]);
});

it('waits for what the contact rules hold back, and says in a trace until when; a paused word says nothing', async () => {
  const rules = free().offerRules;
  const here = await aSlice('held', free({ offerRules: rules && { ...rules, afterPurchaseDays: 2 } }));
  good(await here.slice.consent(here.at, aCaller('mei'), { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?' }));
  good(await here.slice.order(here.at, 'mei', order('o-1')));
  await pass(here, 70_000);
  expect(await inbox(here, 'mei')).toEqual([]);
  expect(await traces(here, 'mei')).toMatchObject([{ outcome: 'held', reason: 'rule', rule: 'after-purchase' }]);
  await pass(here, 2.1 * DAY_MS);
  expect(await said(here, 'mei')).toEqual(['welcome']);
  const own = { paused: true, title: { en: 'x' }, text: { en: 'y' } };
  const mute = await aSlice('mute', free({ stageWords: { prospect: own } }));
  await looks(mute, 'jun');
  await pass(mute, 2.2 * DAY_MS);
  expect(await inbox(mute, 'jun')).toEqual([]);
});
