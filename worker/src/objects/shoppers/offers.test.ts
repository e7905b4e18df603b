import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import type { ShopEvent } from '@rapport/protocol';
import { afterEach, expect, it } from 'vitest';
import { setOffset } from '../../platform/clock.ts';
import { drawOf } from '../../platform/hash.ts';
import { aCaller, anOffer, aSlice, good, someSettings } from './testing.ts';

const DAY_MS = 86_400_000;
const KEY = 'a-key-of-the-holdout';
const half = someSettings({ holdoutPercent: 50 });
const ids = Array.from({ length: 40 }, (_, i) => `shp_${i}`);
const held = ids.find((id) => drawOf(KEY, id) < 0.5) ?? '';
const free = ids.find((id) => drawOf(KEY, id) >= 0.5) ?? '';

afterEach(async () => {
  setOffset(0);
  await reset();
});

const command = (id: string, version = 1) => ({
  id,
  bodyHash: 'h',
  offerId: 'spring',
  version,
  code: `CODE-${id}`,
  held: false,
  deadlineMs: Date.now() + 365 * DAY_MS,
});

it('shows an offer, keeps what was promised when it changes, and gives a code that is burnt once', async () => {
  const { stub, slice, at } = await aSlice('promise', half, KEY);
  good(await slice.keepOffers(at, [anOffer()], []));
  const caller = aCaller(free);
  const { offers } = good(await slice.offersFor(at, caller, { placement: 'cart', basketMinor: 3_800 }));
  expect(offers).toMatchObject([
    { id: 'spring', version: 1, gives: { percent: 10 }, missingMinor: 1_200, state: 'open', why: [{ code: 'everybody' }] },
  ]);
  good(await slice.keepOffers(at, [anOffer({ version: 2, gives: { kind: 'percent', percent: 5, mostMinor: null } })], []));
  await evictDurableObject(stub);
  expect(good(await slice.offersFor(at, caller, { placement: 'banner' })).offers).toMatchObject([{ version: 1, gives: { percent: 10 } }]);
  const other = ids.find((id) => id !== free && drawOf(KEY, id) >= 0.5) ?? '';
  expect(good(await slice.offersFor(at, aCaller(other), { placement: 'banner' })).offers).toMatchObject([{ version: 2, gives: { percent: 5 } }]);
  expect(good(await slice.offerTerms(at, caller, 'spring')).version).toBe(1);
  const { saved } = good(await slice.claimOffer(at, caller, command('c1')));
  expect(JSON.parse(saved)).toMatchObject({ offer: { state: 'taken', code: 'CODE-c1', version: 1 } });
  expect(good(await slice.claimOffer(at, caller, command('c1'))).saved).toBe(saved);
  expect(await slice.claimOffer(at, caller, command('c2'))).toMatchObject({ ok: false, problem: 'out-of-stock' });
  expect(good(await slice.voucher(at, free, 'CODE-c1')).voucher).toMatchObject({ state: 'ready', percent: 10, minimumMinor: 5_000 });
  good(await slice.useVoucher(at, free, 'CODE-c1', 'o-1'));
  good(await slice.useVoucher(at, free, 'CODE-c1', 'o-1'));
  expect(await slice.useVoucher(at, free, 'CODE-c1', 'o-2')).toMatchObject({ ok: false, problem: 'voucher-used' });
  expect(await slice.voucher(at, other, 'CODE-c1')).toMatchObject({ ok: false, problem: 'unknown-voucher' });
  expect(good(await slice.offerSums(at)).sums['spring']).toEqual({ shown: 3, ghosts: 0, taken: 1, used: 1, declined: 0 });
});

it('refuses a code whose time is over, and an offer that nobody was shown', async () => {
  const { slice, at } = await aSlice('late', half, KEY);
  good(await slice.keepOffers(at, [anOffer({ validDays: 2 })], []));
  expect(await slice.offerTerms(at, aCaller(free), 'spring')).toMatchObject({ ok: false, problem: 'unknown-offer' });
  await slice.offersFor(at, aCaller(free), { placement: 'panel' });
  good(await slice.claimOffer(at, aCaller(free), command('c1')));
  setOffset(2 * DAY_MS + 1);
  expect(good(await slice.voucher(at, free, 'CODE-c1')).voucher.state).toBe('cancelled');
  expect(await slice.useVoucher(at, free, 'CODE-c1', 'o-1')).toMatchObject({ ok: false, problem: 'voucher-used' });
});

it('shows the holdout nothing, counts the ghost once a day, and lets them take nothing', async () => {
  const { slice, at } = await aSlice('ghost', half, KEY);
  good(await slice.keepOffers(at, [anOffer()], []));
  for (let i = 0; i < 3; i += 1) expect(good(await slice.offersFor(at, aCaller(held), { placement: 'banner' })).offers).toEqual([]);
  expect(await slice.offerTerms(at, aCaller(held), 'spring')).toMatchObject({ ok: false, problem: 'unknown-offer' });
  expect(good(await slice.offerSums(at)).sums['spring']).toMatchObject({ shown: 0, ghosts: 1 });
  const { decisions } = good(await slice.simulate(at, held, 'owner', null));
  expect(decisions.every(({ given }) => given.length === 0)).toBe(true);
  expect(decisions.map(({ withheld }) => withheld[0]?.reason)).toContain('holdout');
});

it('never shows again what is not for them, a paused offer to nobody, a used-up one to nobody new', async () => {
  const { slice, at } = await aSlice('no', half, KEY);
  good(await slice.keepOffers(at, [anOffer()], []));
  await slice.offersFor(at, aCaller(free), { placement: 'banner' });
  good(await slice.declineOffer(at, aCaller(free), 'spring', true));
  expect(good(await slice.offersFor(at, aCaller(free), { placement: 'banner' })).offers).toEqual([]);
  expect(await slice.declineOffer(at, aCaller(free), 'nothing', true)).toMatchObject({ ok: false, problem: 'unknown-offer' });
  const others = ids.filter((id) => id !== free && drawOf(KEY, id) >= 0.5);
  good(await slice.keepOffers(at, [anOffer({ state: 'paused' })], []));
  expect(good(await slice.offersFor(at, aCaller(others[0] ?? ''), { placement: 'banner' })).offers).toEqual([]);
  good(await slice.keepOffers(at, [anOffer()], ['spring']));
  const { decisions } = good(await slice.simulate(at, others[0] ?? '', 'owner', null));
  expect(decisions[0]?.withheld).toMatchObject([{ reason: 'used-up' }]);
});

it('may be shown again once they say that it is for them after all, and counts no refusal', async () => {
  const { slice, at } = await aSlice('yes-after-all', half, KEY);
  good(await slice.keepOffers(at, [anOffer()], []));
  await slice.offersFor(at, aCaller(free), { placement: 'banner' });
  good(await slice.declineOffer(at, aCaller(free), 'spring', true));
  for (let i = 0; i < 2; i += 1) good(await slice.declineOffer(at, aCaller(free), 'spring', false));
  expect(good(await slice.offersFor(at, aCaller(free), { placement: 'banner' })).offers).toMatchObject([{ id: 'spring', state: 'open' }]);
  expect(good(await slice.offerSums(at)).sums['spring']).toMatchObject({ shown: 1, declined: 0 });
  good(await slice.declineOffer(at, aCaller(free), 'spring', true));
  expect(good(await slice.offerSums(at)).sums['spring']).toMatchObject({ declined: 1 });
});

it('takes promises and codes along when a guest turns out to be somebody', async () => {
  const { stub, slice, at } = await aSlice('merge', someSettings(), '');
  good(await slice.keepOffers(at, [anOffer()], []));
  await slice.offersFor(at, aCaller('guest'), { placement: 'banner' });
  good(await slice.claimOffer(at, aCaller('guest'), command('c1')));
  await slice.offersFor(at, aCaller('member'), { placement: 'banner' });
  await slice.leave(at, 'guest', 'member');
  for (let page = 0; ;) {
    const { rows } = good(await slice.exportPerson(at, 'guest', page));
    page = good(await slice.importPerson(at, 'member', 'guest', page, rows)).through;
    if (rows === null) break;
  }
  await slice.forward(at, 'guest', 'member');
  expect(good(await slice.voucher(at, 'member', 'CODE-c1')).voucher.state).toBe('ready');
  const left = await runInDurableObject(stub, (_, { storage }) => storage.sql.exec("SELECT * FROM promise WHERE shopper = 'guest'").toArray());
  expect(left).toEqual([]);
});

const viewed = (id: string, productId: string): ShopEvent => ({ id, name: 'view_item', ageMs: 0, items: [{ productId }] });
const TEA = { sencha: { maker: 'Uji', category: 'Tea', series: '', priceMinor: 1_800, words: ['green'] } };

it("finds whom an offer is for by stage, liking and segment, by the shop's own rules, and nobody else", async () => {
  const rule = { and: [{ in: ['category:Tea', { var: 'likes' }] }, { '>=': [{ var: 'views' }, 3] }] };
  const settings = someSettings({ segments: [{ id: 'tea-lookers', name: 'Tea lookers', rule }], stages: { welcomeDays: 1 } });
  const { slice, at } = await aSlice('audience', settings);
  const audience = { ...anOffer().audience, stages: ['prospect' as const], segments: ['tea-lookers'], interests: ['category:Tea'] };
  good(await slice.keepOffers(at, [anOffer({ audience })], []));
  const [drinker, looker, stranger] = ['drinker', 'looker', 'stranger'].map((id) => aCaller(id));
  if (!drinker || !looker || !stranger) throw new Error('three people');
  good(await slice.record(at, drinker, [viewed('e1', 'sencha'), viewed('e2', 'sencha'), viewed('e3', 'sencha')], TEA));
  good(await slice.record(at, looker, [viewed('e4', 'pot'), viewed('e5', 'pot'), viewed('e6', 'pot')], { pot: { ...TEA.sencha, category: 'Ware' } }));
  expect(good(await slice.offersFor(at, drinker, { placement: 'banner' })).offers).toMatchObject([
    {
      id: 'spring',
      why: [
        { code: 'stage', value: 'prospect' },
        { code: 'segment', value: 'tea-lookers' },
        { code: 'interest', value: 'category:Tea' },
      ],
    },
  ]);
  for (const other of [looker, stranger]) expect(good(await slice.offersFor(at, other, { placement: 'banner' })).offers).toEqual([]);
  // A member is welcomed for one day in this shop: the rules are the owner's, not the first ones.
  const welcome = anOffer({ id: 'hello', audience: { ...anOffer().audience, stages: ['welcome'] } });
  good(await slice.keepOffers(at, [welcome], []));
  good(await slice.promote(at, 'drinker', { name: 'Mei', email: null, locale: 'en' }));
  expect(good(await slice.offersFor(at, drinker, { placement: 'cart' })).offers).toHaveLength(1);
  good(await slice.promote(at, 'looker', { name: 'Lin', email: null, locale: 'en' }));
  setOffset(2 * DAY_MS);
  expect(good(await slice.offersFor(at, looker, { placement: 'cart' })).offers).toEqual([]);
});

it('keeps silent while a question or complaint is open, and for a month after a complaint', async () => {
  const { stub, slice, at } = await aSlice('cases');
  good(await slice.keepOffers(at, [anOffer()], []));
  const [asking, upset] = [aCaller('asking'), aCaller('upset')];
  for (const caller of [asking, upset]) good(await slice.offersFor(at, caller, { placement: 'banner' }));
  const seen = async (id: string): Promise<number> => good(await slice.offersFor(at, aCaller(id), { placement: 'banner' })).offers.length;
  const said = { id: 'c1', about: 'a lid', state: 'open', source: 'shop' } as const;
  good(await slice.putCase(at, 'asking', { ...said, kind: 'question' }));
  const first = good(await slice.putCase(at, 'upset', { ...said, kind: 'complaint' })).served;
  expect(good(await slice.putCase(at, 'upset', { ...said, kind: 'complaint' })).served).toEqual(first);
  await evictDurableObject(stub);
  expect([await seen('asking'), await seen('upset')]).toEqual([0, 0]);
  expect(good(await slice.simulate(at, 'upset', 'owner', null)).decisions[0]?.withheld).toMatchObject([{ reason: 'case-open' }]);
  const { standing } = good(await slice.standing(at, 'upset'));
  expect(standing.stage).toBe('prospect');
  good(await slice.putCase(at, 'asking', { ...said, kind: 'question', state: 'closed' }));
  good(await slice.closeCase(at, 'upset', 'c1'));
  expect([await seen('asking'), await seen('upset')]).toEqual([1, 0]);
  expect(good(await slice.simulate(at, 'upset', 'owner', null)).decisions[0]?.withheld).toMatchObject([{ reason: 'cool-down' }]);
  setOffset(29 * DAY_MS);
  expect(await seen('upset')).toBe(0);
  setOffset(30 * DAY_MS + 1_000);
  expect(await seen('upset')).toBe(1);
  expect(await slice.putCase(at, 'nobody', { ...said, kind: 'question' })).toMatchObject({ ok: false, problem: 'not-found' });
  expect(await slice.closeCase(at, 'upset', 'none')).toMatchObject({ ok: false, problem: 'not-found' });
  const { entries } = good(await slice.timeline(at, 'upset', null, 20));
  expect(entries.map(({ name }) => name).filter((name) => name.startsWith('case_'))).toEqual(['case_closed', 'case_opened']);
});
