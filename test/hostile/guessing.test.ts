import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aGuest, anEvent, CONSENT } from '../contract/a-shop-day.ts';
import { LONG } from '../faults/chance.ts';
import { aHouse } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { aStage, type Stage } from './stage.ts';

// Somebody who tries: addresses, codes, ids. What they hear must not tell them whether they were near.

let house: House;
let stage: Stage;
beforeAll(async () => {
  house = await aHouse({ clock: true });
  stage = await aStage(house, 2);
});
afterAll(() => house.dispose());

/** Status, headers that could tell, and body, without what is new with every answer. */
const heard = async (response: Response): Promise<string> => {
  const body = (await response.text()).replace(/"instance":"[^"]+"/, '');
  return JSON.stringify([response.status, response.headers.get('content-type'), response.headers.getSetCookie(), body]);
};

it('answers a known and an unknown member of staff alike, and about as fast', async () => {
  const ask = (path: string, email: string, shopId = stage.shop.shopId) =>
    house.api.page('POST', path, { shopId, email, ...(path.endsWith('sessions') ? { code: '000000' } : {}) });
  for (const path of ['/v1/staff/codes', '/v1/staff/sessions']) {
    const known = await heard(await ask(path, 'owner2@tea.example'));
    expect(await heard(await ask(path, 'nobody@tea.example'))).toBe(known);
    expect(await heard(await ask(path, 'owner2@tea.example', 's000000000000000'))).toBe(known);
    expect(await heard(await ask(path, 'owner2@tea.example', 'no-shop'))).toBe(known);
  }
  const time = async (email: string): Promise<number> => {
    const startMs = performance.now();
    await (await ask('/v1/staff/codes', email)).text();
    return performance.now() - startMs;
  };
  const [known, unknown]: [number[], number[]] = [[], []];
  for (let round = 0; round < 9; round += 1) {
    known.push(await time('owner2@tea.example'));
    unknown.push(await time('nobody@tea.example'));
  }
  const middle = (all: number[]): number => all.toSorted((a, b) => a - b)[4] ?? 0;
  // A mail that was waited for takes tens of milliseconds.
  expect(Math.abs(middle(known) - middle(unknown))).toBeLessThan(25);
});

it('answers an unknown voucher, another shop’s and one with a wrong letter alike', async () => {
  const code = stage.voucherCode;
  const other = house.api.secret;
  for (const [path, more] of [
    ['/v1/vouchers/validate', { subtotalMinor: 9_000, currency: 'EUR' }],
    ['/v1/vouchers/use', { orderId: 'guess' }],
  ] as const) {
    const unknown = await heard(await other('POST', path, { code: 'AAAA-AAAA-AAAA-AAAA-AAAA', ...more }));
    for (const guess of [code, code.replace(/.$/, (last) => (last === '0' ? '1' : '0')), code.slice(0, -1), 'x', '__proto__'])
      expect([guess, await heard(await other('POST', path, { code: guess, ...more }))]).toEqual([guess, unknown]);
  }
});

it('makes voucher codes, keys and sessions that can’t be guessed', () => {
  // Crockford's base32 holds five bits a sign; base64url six.
  expect(stage.voucherCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(stage.voucherCode.replaceAll('-', '').length * 5).toBeGreaterThanOrEqual(80);
  expect((stage.shop.secretKey.split('_').slice(2).join('_').length ?? 0) * 6).toBeGreaterThanOrEqual(160);
  expect((stage.staffCookie.split('.')[1]?.length ?? 0) * 6).toBeGreaterThanOrEqual(256);
});

/** Rows of all tables of all objects. The files are copied first: they belong to the worker. */
function rows(): { objects: number; rows: number } {
  const dir = mkdtempSync(join(tmpdir(), 'rapport-rows-'));
  let count = 0;
  const files = readdirSync(join(house.dir, 'objects'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sqlite'));
  for (const file of files) {
    for (const part of ['', '-wal']) {
      try {
        copyFileSync(join(house.dir, 'objects', file + part), join(dir, `one.sqlite${part}`));
      } catch {
        // No log beside it.
      }
    }
    const db = new DatabaseSync(join(dir, 'one.sqlite'));
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all() as { name: string }[];
    for (const { name } of tables) count += (db.prepare(`SELECT count(*) AS n FROM "${name}"`).get() as { n: number }).n;
    db.close();
    for (const part of ['', '-wal', '-shm']) rmSync(join(dir, `one.sqlite${part}`), { force: true });
  }
  rmSync(dir, { recursive: true });
  return { objects: files.length, rows: count };
}

it('keeps nothing of guests who did nothing, however many come', async () => {
  const guests = LONG ? 50_000 : 3_000;
  const key = new TextEncoder().encode(`shopper:${house.secret}`);
  const token = (id: string): Promise<string> =>
    new SignJWT({ kind: 'guest', locale: 'en', consent: { ...CONSENT, atMs: Date.now() } })
      .setProtectedHeader({ alg: 'HS256', typ: 'rapport-shopper+jwt' })
      .setSubject(id)
      .setAudience(house.shop.shopId)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key);
  await house.api.shopper(await aGuest(house))('GET', '/v1/me');
  const before = rows();
  let next = 0;
  const come = async (): Promise<void> => {
    while (next < guests) {
      const number = (next += 1);
      const guest = house.api.shopper(await token(`shp_random${number}_${number * 7_919}`));
      const response = await (number % 3 === 0
        ? guest('GET', '/v1/me/recommendations?placement=for-you')
        : number % 3 === 1
          ? guest('GET', '/v1/me')
          : guest('GET', '/v1/me/inbox'));
      if (response.status !== 200) throw new Error(`a guest was answered ${response.status}`);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 16 }, come));
  const after = rows();
  console.info(`${guests} guests without an event: ${after.rows - before.rows} rows, ${after.objects - before.objects} objects more`);
  expect(after.objects).toBe(before.objects);
  expect(after.rows - before.rows).toBeLessThanOrEqual(10);
}, 600_000);

it('refuses a flood of new guests of one shop after a while, and says when to come back', async () => {
  // What may come grows again by 50 a second: a slow machine has to ask more often until it is enough.
  const rate = 3_000;
  let refusedAt = 0;
  let answer: Response | undefined;
  for (let number = 0; number < rate * 4 && refusedAt === 0; number += 20) {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => house.api.page('POST', house.keyed('/v1/session'), { consent: CONSENT, locale: 'en' })),
    );
    answer = all.find(({ status }) => status === 429);
    if (answer) refusedAt = number;
  }
  expect(refusedAt).toBeGreaterThan(0);
  expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0);
});

it('lets nobody choose their own address by a header, where no proxy is named', async () => {
  const events = { events: [anEvent('page_view')] };
  const guest = house.api.shopper(stage.guests[0] ?? '');
  let last = 200;
  for (let number = 0; number < 400 && last !== 429; number += 1) {
    last = (await guest('POST', '/v1/events', events, { 'x-forwarded-for': `10.0.0.${number % 250}`, 'cf-connecting-ip': `10.0.1.${number % 250}` }))
      .status;
  }
  expect(last).toBe(429);
});
