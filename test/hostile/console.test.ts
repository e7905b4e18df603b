import { PROBLEMS, ROUTES } from '@rapport/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeShop } from '../../scripts/serve/shop.ts';
import { aBrowser, aHouse, aSite } from '../harness/index.ts';
import type { House, Site, TestBrowser } from '../harness/index.ts';
import { printOf } from './ledger.ts';
import { aStage, type Stage } from './stage.ts';

// Somebody who is signed in visits another site. What that site's page can make the browser send, with the cookie on it, must do nothing here.

let house: House;
let stage: Stage;
let browser: TestBrowser;
let site: Site;
let siteUrl: string;

beforeAll(async () => {
  house = await aHouse({ clock: true });
  stage = await aStage(house, 1);
  browser = await aBrowser();
  site = await aSite(() => `<!doctype html><title>Prize</title><iframe src="${house.url}/console/"></iframe>`);
  // Another host than the worker's, so that it is another site to the browser as well.
  siteUrl = site.url.replace('127.0.0.1', 'localhost');
});
afterAll(async () => {
  await site.dispose();
  await browser.dispose();
  await house.dispose();
});

const UNSAFE = ROUTES.filter(({ method, guard }) => method !== 'get' && (guard === 'staff' || guard === 'back-end-or-staff'));

/** What browsers put on a request that another page caused, and what somebody without a browser leaves out. */
const FROM: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'JSON from another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
  'text from another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
  'a form from another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
  'a form with files': { origin: 'https://evil.example', 'content-type': 'multipart/form-data; boundary=x' },
  'a page in a sandbox': { origin: 'null', 'content-type': 'text/plain' },
  'another host of the same site': { origin: 'https://other.rapport.example', 'sec-fetch-site': 'same-site', 'content-type': 'application/json' },
  'the same site without an Origin': { 'sec-fetch-site': 'same-site', 'content-type': 'application/json' },
  'a typed address': { 'sec-fetch-site': 'none', 'content-type': 'text/plain' },
  'neither Origin nor site': { 'content-type': 'application/json' },
  'our own origin by another scheme': { origin: 'https://127.0.0.1', 'content-type': 'application/json' },
  'an older browser’s Origin only': { origin: 'https://evil.example' },
};

describe.each(Object.keys(FROM))('with the owner’s cookie, %s', (from) => {
  it.each(UNSAFE.map(({ method, path }) => [`${method} ${path}`, method, path] as const))('%s does nothing', async (_, method, path) => {
    const before = await printOf(house, stage.shop.shopId);
    const response = await fetch(new URL(`${path.replace('{id}', 'nobody')}${path === '/v1/imports' ? '?format=rapport-csv' : ''}`, house.url), {
      method: method.toUpperCase(),
      headers: { cookie: stage.staffCookie, ...FROM[from] },
      ...(method === 'delete' ? {} : { body: '{}' }),
    });
    const { type } = (await response.json()) as { type: string };
    expect([response.status, type.split('/').at(-1)]).toEqual([PROBLEMS['origin-not-allowed'].status, 'origin-not-allowed']);
    expect(await printOf(house, stage.shop.shopId)).toBe(before);
  });
});

it('lets the same through from its own pages', async () => {
  for (const own of [{ origin: house.url }, { 'sec-fetch-site': 'same-origin' }]) {
    const headers = { cookie: stage.staffCookie, 'content-type': 'application/json', ...own };
    expect((await fetch(new URL('/v1/shop', house.url), { method: 'PATCH', headers, body: '{"name":"Ours"}' })).status).toBe(200);
  }
});

it('signs in, and makes shops, from no page but its own', async () => {
  for (const [path, body] of [
    ['/v1/staff/codes', { shopId: stage.shop.shopId, email: 'owner1@tea.example' }],
    ['/v1/staff/sessions', { shopId: stage.shop.shopId, email: 'owner1@tea.example', code: '123456' }],
    ['/v1/shops', {}],
  ] as const) {
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
    expect([path, (await fetch(new URL(path, house.url), { method: 'POST', headers, body: JSON.stringify(body) })).status]).toEqual([path, 403]);
  }
});

it('can’t be put into a frame', async () => {
  const { page } = await browser.aPerson();
  await page.goto(siteUrl);
  await page.waitForLoadState('load');
  const [, frame] = page.frames();
  expect(frame?.url()).not.toContain('/console');
  for (const path of ['/console/', '/console/settings', '/console/setup']) {
    const { headers } = await fetch(new URL(path, house.url));
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-(inline|eval)/);
  }
});

it('keeps its cookie from scripts, from other hosts and from plain lines', async () => {
  const other = { name: 'C', currency: 'EUR', timeZone: 'UTC', locales: ['en'], origins: [], ownerEmail: 'c@tea.example', slices: 1, mailFrom: '' };
  await makeShop(house.url, house.secret, other);
  const response = await fetch(new URL('/v1/staff/sessions', house.url), {
    method: 'DELETE',
    headers: { cookie: stage.spareCookie, origin: house.url },
  });
  expect(response.status).toBe(204);
  const line = response.headers.getSetCookie()[0] ?? '';
  expect(line).toMatch(/^__Host-rapport=;/);
  expect(line).toMatch(/; Path=\//);
  expect(line).not.toMatch(/Domain=/i);
  expect((await fetch(new URL('/v1/shop', house.url), { headers: { cookie: stage.spareCookie } })).status).toBe(401);
});
