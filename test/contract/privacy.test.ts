import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonExport } from '@rapport/protocol';
import { aHouse, caller, signIn, taken, until } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { aGuest, aMember, anEvent, anOrder, CONSENT, FILE, identityOf } from './a-shop-day.ts';

// Canaries: strings that nobody else would write, planted wherever a person leaves something, and looked for everywhere after the person was erased.

let house: House;
const CANARY = 'canary-q7x9';

beforeAll(async () => {
  house = await aHouse({ clock: true });
  await house.api.secret('POST', '/v1/imports?format=rapport-csv', FILE);
});
afterAll(() => house.dispose());

const everyFile = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const filesWith = (text: string): string[] => everyFile(join(house.dir, 'objects')).filter((file) => readFileSync(file).includes(text));

/** A member who has left the canary in name, address, search, wish and order. */
const aNoisyMember = async (id: string): Promise<string> => {
  const guest = await aGuest(house);
  const events = [
    anEvent('search', { query: `${CANARY} ${id}`, resultsCount: 0 }),
    anEvent('view_item', { items: [{ productId: 'gong-fu' }], title: `${CANARY} ${id}` }),
  ];
  expect((await house.api.shopper(guest)('POST', '/v1/events', { events })).status).toBe(202);
  const token = await aMember(house, `${CANARY}-${id}`, guest);
  expect((await house.api.shopper(token)('POST', '/v1/me/watches', { kind: 'search', query: `${CANARY} bowl` })).status).toBe(201);
  const order = anOrder(`${CANARY}-${id}-order`, { customer: { id: `${CANARY}-${id}`, email: `${CANARY}-${id}@people.example` } });
  expect((await house.api.secret('POST', '/v1/orders', order)).status).toBe(200);
  return token;
};

it('gives a person everything that is held of them', async () => {
  const token = await aNoisyMember('export');
  const { tables } = (await (await house.api.shopper(token)('GET', '/v1/me/export')).json()) as { tables: Record<string, unknown[]> };
  expect(Object.keys(tables).toSorted()).toEqual([
    'audience',
    'consent',
    'event',
    'judged_order',
    'ledger',
    'lift',
    'points_state',
    'purchase',
    'shop_order',
    'shopper',
    'stage_history',
    'taste',
    'watch',
  ]);
  expect(JSON.stringify(tables)).toContain(`${CANARY} bowl`);
  // What goods cost the shop stays with the shop.
  const { sub: id } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string };
  const staffs = JSON.stringify(await taken<PersonExport>(await (await house.api.staff())('GET', `/v1/shoppers/${id}/export`)));
  expect([/costs|cost(ed)?_minor|margin_minor/.test(JSON.stringify(tables)), /margin_minor/.test(staffs), staffs.includes('\\"costs\\"')]).toEqual([
    false,
    true,
    true,
  ]);
});

it('forgets a person: no route knows them, late words of theirs are refused, and after the rebuild no byte is left', async () => {
  const token = await aNoisyMember('erase');
  const other = await aMember(house, 'stays');
  const me = house.api.shopper(token);
  expect(filesWith(`${CANARY} erase`).length).toBeGreaterThan(0);
  expect((await me('DELETE', '/v1/me')).status).toBe(204);

  const staff = await house.api.staff();
  const people = await (await staff('GET', `/v1/shoppers?query=${CANARY}-erase`)).json();
  expect(people).toMatchObject({ shoppers: [] });
  for (const path of ['/v1/me', '/v1/me/inbox', '/v1/me/export', '/v1/me/recommendations?placement=for-you'])
    expect([path, (await me('GET', path)).status]).toEqual([path, 410]);
  expect((await me('POST', '/v1/events', { events: [anEvent('page_view')] })).status).toBe(410);
  for (const status of ['paid', 'refunded']) {
    const late = anOrder(`${CANARY}-erase-order`, { customer: { id: `${CANARY}-erase` }, status });
    expect((await house.api.secret('POST', '/v1/orders', late)).status).toBe(410);
  }
  expect((await house.api.secret('POST', '/v1/orders', anOrder('new-order', { customer: { id: `${CANARY}-erase` } }))).status).toBe(410);

  for (const slice of [0, 1, 2]) expect((await staff('POST', `/v1/slices/${slice}/rebuild`)).status).toBe(202);
  await until(() => filesWith(`${CANARY} erase`).length === 0 && filesWith(`${CANARY}-erase`).length === 0, {
    what: 'the bytes to be gone',
    timeoutMs: 30_000,
  });
  expect((await house.api.shopper(other)('GET', '/v1/me')).status).toBe(200);
});

it('takes the bytes out of the files within a day, without anybody asking', async () => {
  const token = await aNoisyMember('alone');
  expect((await house.api.shopper(token)('DELETE', '/v1/me')).status).toBe(204);
  expect(filesWith(`${CANARY} alone`).length).toBeGreaterThan(0);
  await house.setClock(23 * 3_600_000);
  await until(() => filesWith(`${CANARY} alone`).length === 0, { what: 'the rebuild by alarm', timeoutMs: 30_000 });
  await house.setClock(0);
});

it('shows no member of staff an answer that is not for them: not on the page, in a file, in a rule, by a segment or a search', async () => {
  const owner = await house.api.staff();
  const asked = { label: {}, purpose: {}, points: 0, keepDays: 730, isAsked: true };
  const profileFields = [
    { ...asked, id: 'shoe', type: 'number', seenBy: 'helpers' },
    { ...asked, id: 'mobile', type: 'text', seenBy: 'owners', holds: 'phone' },
  ];
  const rule = { '==': [{ var: 'profile.mobile' }, '0912345678'] };
  await taken(await owner('PATCH', '/v1/shop', { profileFields }));
  await taken(await owner('POST', '/v1/segments', { id: 'that-number', name: 'That number', rule }));
  await owner('POST', '/v1/staff', { email: 'manager@tea.example', role: 'manager' });
  const manager = await signIn(house.url, house.shop.shopId, 'manager@tea.example', house.mailbox);
  const token = await aMember(house, 'hidden');
  await taken(await house.api.shopper(token)('POST', '/v1/me/profile', { answers: { shoe: 38, mobile: '0912345678' } }));
  const find = async (staff: typeof owner): Promise<string[]> =>
    (await taken<{ shoppers: { id: string }[] }>(await staff('GET', '/v1/shoppers?query=0912345678'))).shoppers.map(({ id }) => id);
  const [id = ''] = await find(owner);
  expect(await find(manager)).toEqual([]);
  type Standing = { profile: object; told: { field: string }[]; segments: string[] };
  const standing = async (staff: typeof owner): Promise<Standing> => taken<Standing>(await staff('GET', `/v1/shoppers/${id}/standing`));
  expect(await standing(owner)).toMatchObject({ profile: { shoe: 38, mobile: '0912345678' }, segments: ['that-number'] });
  expect(await standing(manager)).toMatchObject({ profile: { shoe: 38 }, told: [{ field: 'shoe' }], segments: [] });
  for (const staff of [owner, manager]) {
    const isHidden = staff === manager;
    const file = JSON.stringify(await taken<PersonExport>(await staff('GET', `/v1/shoppers/${id}/export`)));
    expect([isHidden, file.includes('0912345678'), file.includes('38')]).toEqual([isHidden, !isHidden, true]);
    expect((await staff('POST', '/v1/audience/count', { rule })).status).toBe(isHidden ? 400 : 200);
    expect((await staff('GET', '/v1/segments/that-number/export')).status).toBe(isHidden ? 400 : 200);
    const layers = [{ id: 'x', name: { en: 'X' }, rule }];
    expect((await staff('PATCH', '/v1/shop', { layers })).status).toBe(isHidden ? 400 : 200);
  }
  expect(JSON.stringify(await taken<PersonExport>(await house.api.shopper(token)('GET', '/v1/me/export')))).toContain('0912345678');
  await taken(await owner('PATCH', '/v1/shop', { profileFields: [], layers: [], segments: [] }));
});

it('lets a person come back as somebody new when they sign in themselves', async () => {
  const token = await aNoisyMember('back');
  await house.api.shopper(token)('DELETE', '/v1/me');
  const again = await house.api.page('POST', house.keyed('/v1/identify'), { identityToken: await identityOf(house, `${CANARY}-back`) });
  expect(await again.json()).toMatchObject({ view: { points: { available: 50, pending: 0 }, watches: [] } });
});

it('forgets what pages saw when personalisation is taken back, and keeps what was asked for', async () => {
  const token = await aNoisyMember('withdraw');
  const no = { personalisation: 'denied', messages: 'granted', source: 'banner', words: 'No' };
  expect(await (await house.api.shopper(token)('POST', '/v1/me/consent', no)).json()).toMatchObject({ watches: [{ query: `${CANARY} bowl` }] });
  const { tables } = (await (await house.api.shopper(token)('GET', '/v1/me/export')).json()) as { tables: { event: { name: string }[] } };
  expect(tables.event.map(({ name }) => name)).not.toContain('search');
  expect((await house.api.shopper(token)('POST', '/v1/events', { events: [anEvent('page_view')] })).status).toBe(403);
});

it('hears Global Privacy Control: a person’s own yes counts and the signal stands beside it; a consent manager’s does not outweigh it', async () => {
  const asks = caller(house.url, { 'sec-gpc': '1' });
  const ask = (source: string) => asks('POST', house.keyed('/v1/session'), { consent: { ...CONSENT, source }, locale: 'en' });
  expect((await ask('consent-mode')).status).toBe(403);
  const { token } = await taken<{ token: string }>(await ask('banner'));
  expect((await house.api.shopper(token)('POST', '/v1/events', { events: [anEvent('page_view')] })).status).toBe(202);
  const recordsOf = async (shopper: string): Promise<unknown> =>
    (await taken<PersonExport>(await house.api.shopper(shopper)('GET', '/v1/me/export'))).tables['consent'];
  expect(await recordsOf(token)).toMatchObject([{ personalisation: 'granted', source: 'banner', gpc: 1 }]);
  const member = await aMember(house, 'gpc', token);
  const manager = { ...CONSENT, source: 'consent-mode', words: 'theirs' };
  await caller(house.url, { authorization: `Bearer ${member}`, 'sec-gpc': '1' })('POST', '/v1/me/consent', manager);
  expect(await recordsOf(member)).toContainEqual(expect.objectContaining({ personalisation: 'denied', messages: 'denied', source: 'gpc', gpc: 1 }));
  await house.api.shopper(member)('POST', '/v1/me/consent', CONSENT);
  expect(await recordsOf(member)).toContainEqual(expect.objectContaining({ personalisation: 'granted', source: 'banner', gpc: 0 }));
});

it('writes nothing of a person into its log', () => {
  const log = readFileSync(house.worker.logFile, 'utf8');
  expect(log.split('\n').length).toBeGreaterThan(10);
  expect(log).not.toContain(CANARY);
  expect(log).not.toContain('@people.example');
  expect(log).not.toMatch(/shp_[A-Za-z0-9_-]{10}/);
});
