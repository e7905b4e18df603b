import type { HoldoutReport, OfferDecisions, OfferView, PersonLift, RulesVersions } from '@rapport/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aMember, OFFER, anOrder } from '../contract/a-shop-day.ts';
import { aHouse, taken, until, type Caller, type House } from '../harness/index.ts';

// An owner makes an offer for active members. Two of them come: one sees it in three places with the same words, takes it, and the checkout burns the code; the other one
// is no member of that audience. Their twin in the holdout sees nothing. The console explains all three.

let house: House;
let staff: Caller;
const NOW_MS = Date.now();
const DAY_MS = 86_400_000;

beforeAll(async () => {
  house = await aHouse({ shop: { holdoutPercent: 50 } });
  staff = await house.api.staff();
});
afterAll(() => house.dispose());

const offersFor = async (token: string, placement: string, basketMinor = 6_000): Promise<OfferView[]> =>
  (await taken<{ offers: OfferView[] }>(await house.api.shopper(token)('GET', `/v1/me/offers?placement=${placement}&basketMinor=${basketMinor}`)))
    .offers;
const idOf = (token: string): string => (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string }).sub;

/** A member with orders so many days ago. */
const customer = async (name: string, daysAgo: readonly number[]): Promise<{ token: string; id: string; isHeld: boolean }> => {
  const token = await aMember(house, name);
  for (const [at, days] of daysAgo.entries()) {
    const placedAt = new Date(NOW_MS - days * DAY_MS).toISOString();
    await taken(await house.api.secret('POST', '/v1/orders', anOrder(`${name}-${at}`, { customer: { id: name }, placedAt })));
  }
  const { decisions } = await explained(idOf(token));
  const isHeld = decisions.some(({ withheld }) => withheld.some(({ reason }) => reason === 'holdout'));
  return { token, id: idOf(token), isHeld };
};
const explained = async (id: string): Promise<OfferDecisions> => taken<OfferDecisions>(await staff('GET', `/v1/shoppers/${id}/decisions`));

test('an offer reaches whom it is for, everywhere alike; the holdout sees nothing, and the console says why', async () => {
  const draft = {
    ...OFFER,
    name: 'Tea for the faithful',
    audience: { kinds: ['member'], stages: ['active'] },
    minimumMinor: 5_000,
    channels: ['agent'],
  };
  const { id } = await taken<{ id: string }>(await staff('POST', '/v1/offers', draft));
  await taken(await staff('PATCH', `/v1/offers/${id}`, { state: 'running' }));
  const active: Awaited<ReturnType<typeof customer>>[] = [];
  for (let i = 0; active.filter(({ isHeld }) => isHeld).length === 0 || active.filter(({ isHeld }) => !isHeld).length === 0; i += 1)
    active.push(await customer(`active${i}`, [80, 50, 20]));
  const [seeing, twin] = [active.find(({ isHeld }) => !isHeld), active.find(({ isHeld }) => isHeld)];
  const newcomer = await customer('newcomer', []);
  if (!seeing || !twin) throw new Error('both groups are needed');

  const seen = await Promise.all(['panel', 'banner', 'cart'].map((place) => offersFor(seeing.token, place)));
  for (const [offer] of seen) expect(offer).toMatchObject({ id, version: 1, title: OFFER.title, gives: { percent: 10 }, state: 'open' });
  expect(seen[0]?.[0]?.why).toEqual([{ code: 'members' }, { code: 'stage', value: 'active' }]);
  expect(seen[1]?.[0]?.why).toEqual([{ code: 'promised' }]);
  expect((await offersFor(seeing.token, 'cart', 3_800))[0]?.missingMinor).toBe(1_200);
  expect(await offersFor(newcomer.token, 'banner')).toEqual([]);
  for (const place of ['panel', 'banner', 'cart']) expect(await offersFor(twin.token, place)).toEqual([]);

  const claim = await taken<{ offer: OfferView }>(
    await house.api.shopper(seeing.token)('POST', `/v1/me/offers/${id}/claim`, undefined, { 'idempotency-key': 'one' }),
  );
  const { code } = claim.offer;
  const check = (customerId: string) =>
    house.api.secret('POST', '/v1/vouchers/validate', { code, subtotalMinor: 6_000, currency: 'EUR', customerId });
  expect(await (await check(`active${active.indexOf(seeing)}`)).json()).toMatchObject({ valid: true, voucher: { percent: 10, minimumMinor: 5_000 } });
  await taken(await house.api.secret('POST', '/v1/vouchers/use', { code, orderId: 'till-1' }));
  expect((await house.api.secret('POST', '/v1/vouchers/use', { code, orderId: 'till-2' })).status).toBe(409);
  expect((await house.api.shopper(twin.token)('POST', `/v1/me/offers/${id}/claim`, undefined, { 'idempotency-key': 'two' })).status).toBe(404);

  const why = async (person: string, placement: string): Promise<string | undefined> =>
    (await explained(person)).decisions.find((one) => one.placement === placement)?.withheld.find(({ offerId }) => offerId === id)?.reason;
  expect(await why(newcomer.id, 'banner')).toBe('not-for-them');
  expect(await why(twin.id, 'banner')).toBe('holdout');
  expect(await why(seeing.id, 'banner')).toBe('had-enough');
  const report = await taken<HoldoutReport>(await staff('GET', '/v1/experiments/holdout'));
  expect(report.groups.treated.people).toBe(1);
  expect(report.groups.holdout.people).toBe(1);
  expect(report.enough).toBe(false);
  // What they bought before stands with the groups and with each person, on both sides alike.
  const { lift } = await taken<{ lift: PersonLift }>(await staff('GET', `/v1/shoppers/${twin.id}`));
  expect(lift).toMatchObject({ group: 'holdout', before: { orders: 3 }, since: { orders: 0 } });
  expect(report.groups.holdout.before).toEqual(lift.before);
});

test('each change of the contact rules is a version with who and when; a change of nothing is none', async () => {
  const versions = async (query = ''): Promise<RulesVersions> => taken<RulesVersions>(await staff('GET', `/v1/rules/versions${query}`));
  const [first] = (await versions()).versions;
  if (!first) throw new Error('a shop has rules from the first day');
  expect(first).toMatchObject({ version: 1, who: 'rapport' });
  const { offerRules, contact } = first;
  const later = { ...offerRules, afterPurchaseDays: 5 };
  await taken(await staff('PATCH', '/v1/shop', { offerRules: later }));
  await taken(await staff('PATCH', '/v1/shop', { offerRules: later }));
  await taken(await staff('PATCH', '/v1/shop', { locales: ['en', 'zh-Hant'] }));
  await taken(await staff('PATCH', '/v1/shop', { contact: { ...contact, mailsAMinute: 90 } }));
  const asked = { id: 'asked', purpose: 'asked-for', channel: 'inbox', most: 1, days: 7 };
  expect((await staff('PATCH', '/v1/shop', { offerRules: { ...later, limits: [asked] } })).status).toBe(400);
  const all = (await versions()).versions;
  expect(all).toMatchObject([
    { version: 3, offerRules: { afterPurchaseDays: 5 }, contact: { mailsAMinute: 90 } },
    { version: 2, offerRules: { afterPurchaseDays: 5 }, contact },
    { version: 1, who: 'rapport', offerRules, contact },
  ]);
  for (const { who, fromMs } of all.slice(0, 2)) expect([who, fromMs > NOW_MS]).toEqual([expect.stringContaining('@'), true]);
  expect(await versions('?limit=2')).toMatchObject({ versions: [{ version: 3 }, { version: 2 }], next: '2' });
  expect((await versions('?limit=2&before=2')).versions).toEqual([first]);
  await taken(await staff('PATCH', '/v1/shop', { offerRules, contact }));
});

test('whoever saw ten per cent hears ten per cent everywhere until the offer ends, whatever its owner makes of it', async () => {
  const ten = { ...OFFER, name: 'Ten for a while', priority: 100, channels: ['inbox', 'email', 'push', 'agent'] };
  const { id } = await taken<{ id: string }>(await staff('POST', '/v1/offers', ten));
  await taken(await staff('PATCH', `/v1/offers/${id}`, { state: 'running' }));
  const seenBy = async (token: string, place: string): Promise<OfferView | undefined> => (await offersFor(token, place)).find((one) => one.id === id);
  const whoSees = async (name: string, percent: number): Promise<{ token: string; name: string }> => {
    for (let i = 0; i < 20; i += 1) {
      const token = await aMember(house, `${name}${i}`);
      const offer = await seenBy(token, 'banner');
      if (offer?.gives.kind === 'percent' && offer.gives.percent === percent) return { token, name: `${name}${i}` };
    }
    throw new Error(`nobody sees ${percent} per cent`);
  };
  const early = await whoSees('early', 10);
  await taken(await staff('PATCH', `/v1/offers/${id}`, { ...ten, gives: { kind: 'percent', percent: 5 } }));
  await whoSees('late', 5);
  for (const place of ['panel', 'banner', 'product', 'cart', 'after-purchase'])
    expect([place, await seenBy(early.token, place)]).toMatchObject([place, { version: 1, gives: { percent: 10 } }]);
  // The inbox, the mail, the push and whoever talks to them say it in this version, or say nothing of it.
  const said = (await explained(idOf(early.token))).decisions.flatMap(({ channel, given, withheld }) =>
    [...given, ...withheld].filter(({ offerId }) => offerId === id).map(({ version }) => `${channel} ${version}`),
  );
  expect([...new Set(said)].toSorted()).toEqual(['agent 1', 'email 1', 'inbox 1', 'page 1', 'push 1']);
  const claim = await taken<{ offer: OfferView }>(
    await house.api.shopper(early.token)('POST', `/v1/me/offers/${id}/claim`, undefined, { 'idempotency-key': 'early' }),
  );
  await taken(await staff('PATCH', `/v1/offers/${id}`, { state: 'ended' }));
  await until(async () => (await seenBy(early.token, 'banner')) === undefined, { what: 'the end to be heard of' });
  // What they took stays as it was promised.
  const check = await house.api.secret('POST', '/v1/vouchers/validate', {
    ...{ code: claim.offer.code, subtotalMinor: 6_000, currency: 'EUR', customerId: early.name },
  });
  expect(await check.json()).toMatchObject({ valid: true, voucher: { percent: 10 } });
});

test('a paused offer stops at once, and points are awarded as they were announced', async () => {
  const points = { ...OFFER, name: 'Twice', gives: { kind: 'points', times: 2 }, priority: 100 };
  const { id } = await taken<{ id: string }>(await staff('POST', '/v1/offers', points));
  await taken(await staff('PATCH', `/v1/offers/${id}`, { state: 'running' }));
  let buyer = '';
  for (let i = 0; buyer === '' && i < 20; i += 1) {
    const token = await aMember(house, `buyer${i}`);
    if ((await offersFor(token, 'banner')).some((offer) => offer.id === id)) buyer = `buyer${i} ${token}`;
  }
  const [name = '', token = ''] = buyer.split(' ');
  const me = house.api.shopper(token);
  const lines = [{ productId: 'gong-fu', totalMinor: 20_000 }];
  const preview = async (): Promise<number> =>
    (await taken<{ points: number }>(await me('POST', '/v1/me/preview', { lines, discountMinor: 0 }))).points;
  const usual = await preview();
  await taken(await me('POST', `/v1/me/offers/${id}/claim`, undefined, { 'idempotency-key': 'points' }));
  const announced = await preview();
  expect(announced).toBe(usual * 2);
  const pending = async (): Promise<number> => (await taken<{ points: { pending: number } }>(await me('GET', '/v1/me'))).points.pending;
  const before = await pending();
  await taken(await house.api.secret('POST', '/v1/orders', anOrder('twice-1', { customer: { id: name } })));
  expect((await pending()) - before).toBe(announced);
  expect(await preview()).toBe(usual);

  const other = await aMember(house, 'latecomer');
  await taken(await staff('PATCH', `/v1/offers/${id}`, { state: 'paused' }));
  await until(async () => !(await offersFor(other, 'banner')).some((offer) => offer.id === id), { what: 'the offer to stop' });
});
