import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Message } from '@rapport/protocol';
import type { Page } from 'playwright-core';
import { aBrowser, aHouse, muteStages, taken, until, type House, type TestBrowser } from '../harness/index.ts';
import { newAlbum, shot } from './album.ts';
import { PushService } from './push-service.ts';
import { Shopper } from './shopper.ts';

// What was searched for in vain is remembered; the arrivals bring it; the bell of two open tabs, a mail and a push tell of it, once.

const HOUR = new Date().getUTCHours();
/** A zone in which it is about noon now: by night no mail and no push leaves. */
const NOON = HOUR === 12 ? 'Etc/GMT' : HOUR < 12 ? `Etc/GMT-${12 - HOUR}` : `Etc/GMT+${HOUR - 12}`;
const SEARCHES = ['抹茶碗', '抹茶 碗', 'left-handed scissors'] as const;
const BOWL = 'shino-matcha-bowl';
const SCISSORS = 'left-handed-scissors';

let house: House;
let browser: TestBrowser;
let push: PushService;
let mei: Shopper;
let second: Page;
let front: string;

beforeAll(async () => {
  newAlbum(/^wishes/);
  [house, browser, push] = await Promise.all([aHouse({ clock: true, shop: { timeZone: NOON } }), aBrowser(), PushService.opens()]);
  await muteStages(house);
  front = (await house.demo()).url;
  mei = await Shopper.arrives(browser, front, house.url, { timezoneId: NOON, permissions: ['notifications'] });
  await push.serves(mei.page.context());
  await mei.opens('/en');
  await mei.agrees('Yes, you may');
});
afterAll(async () => {
  await browser.dispose();
  await push[Symbol.asyncDispose]();
  await house.dispose();
});
afterEach(() => {
  if (mei.errors.length > 0) throw new Error(mei.errors.join('\n'));
});

/** Imports the arrivals as the owner does, behind the counter, and waits until the worker has read them; answers with when the button was pressed. */
async function importArrivals(button: string): Promise<number> {
  const counter = await browser.aPerson();
  await counter.page.goto(`${front}/counter`);
  const before = await imports();
  const pressedMs = performance.now();
  await counter.page.getByRole('button', { name: button }).click();
  await until(async () => (await imports()) > before, { what: 'the arrivals to be imported' });
  await counter.page.context().close();
  return pressedMs;
}

/** How many imports are done. */
async function imports(): Promise<number> {
  const staff = await house.api.staff();
  const { imports: all } = await taken<{ imports: { state: string }[] }>(await staff('GET', '/v1/imports'));
  return all.filter(({ state }) => state === 'done').length;
}

async function inbox(): Promise<Message[]> {
  const { token } = await mei.session();
  return (await taken<{ messages: Message[] }>(await house.api.shopper(token)('GET', '/v1/me/inbox'))).messages;
}

it('keeps searches that found nothing with one tap, and knows what says the same', async () => {
  for (const words of SEARCHES) {
    await mei.searches(words);
    if (words !== SEARCHES[1]) await mei.page.getByRole('button', { name: 'Tell me when it comes' }).click();
    await mei.sees(`We’ll tell you when “${words}” comes.`);
    if (words === SEARCHES[0]) await shot(mei.page, 'wishes-kept', { dark: true });
  }
  await mei.opens('/en/wishes');
  // The second says the same as the first, for all its space: it is one wish.
  const list = mei.page.locator('rapport-watches');
  for (const words of [SEARCHES[0], SEARCHES[2]]) await list.getByText(words, { exact: true }).waitFor();
  expect(await list.getByRole('listitem').count()).toBe(2);
});

it('takes an address that its owner confirms, and asks softly before the browser asks for push', async () => {
  const contact = mei.page.locator('rapport-contact');
  await contact.getByLabel('Mail address').fill('mei@people.example');
  await contact.getByRole('button', { name: 'Write to me there' }).click();
  await contact.getByText('We wrote to mei@people.example.').waitFor();
  const confirm = await until(async () => (await house.mailbox.mails()).find(({ to }) => to.includes('mei@people.example')), {
    what: 'the mail that asks whether the address is theirs',
  });
  const link = /https?:\/\/\S+\/v1\/confirm\/\S+/.exec(confirm.text)?.[0] ?? '';
  const person = await browser.aPerson();
  await person.page.goto(link);
  await person.page.getByRole('button').first().click();
  await person.page.waitForLoadState();
  await person.page.context().close();
  await contact.getByText('Shall this browser show messages even when the shop is closed?').waitFor();
  await contact.getByRole('button', { name: 'Yes, show them' }).click();
  await contact.getByText('This browser shows messages even when the shop is closed.').waitFor();
  expect(mei.asked.filter(({ path, method }) => method === 'POST' && path === '/v1/me/push').map(({ status }) => status)).toEqual([200]);
  await shot(mei.page, 'wishes-page', { full: true, dark: true });
});

it('brings all three with one import: on the bell of two open tabs within two seconds, one message a product', { timeout: 60_000 }, async () => {
  await mei.opens('/en/shelves/tea');
  second = await mei.page.context().newPage();
  const line = second.waitForEvent('websocket');
  await second.goto(`${front}/en/shelves/books`);
  await Promise.all([mei.listens(), line]);
  const rings = (page: Page): Promise<number> =>
    page
      .locator('rapport-inbox [part=badge]')
      .waitFor()
      .then(() => performance.now());
  const rang = Promise.all([rings(mei.page), rings(second)]);
  const startedMs = await importArrivals('Unpack and tell Rapport');
  const tookMs = (await rang).map((atMs) => Math.round(atMs - startedMs));
  console.log(`The bells of two tabs rang ${tookMs.join(' and ')} ms after the arrivals were sent off.`);
  expect(Math.max(...tookMs)).toBeLessThan(2_000);
  await expect.poll(async () => (await inbox()).length).toBe(2);
  const messages = await inbox();
  const reasons = Object.fromEntries(
    messages.map(({ product, reasons: all }) => [product?.productId ?? '', all.flatMap((one) => ('query' in one ? [one.query] : []))]),
  );
  expect(Object.keys(reasons).toSorted()).toEqual([SCISSORS, BOWL].toSorted());
  expect(reasons[BOWL]).toEqual([SEARCHES[0]]);
  expect(reasons[SCISSORS]).toEqual([SEARCHES[2]]);
  for (const page of [mei.page, second]) await page.locator('rapport-inbox [part=badge]').getByText('2').waitFor();
});

it('shows a push with the service worker of the shop, and writes one mail', { timeout: 60_000 }, async () => {
  await until(() => push.came.length > 0, { timeoutMs: 20_000, what: 'a push' });
  const [first] = push.came;
  if (!first) throw new Error('no push');
  expect(first.title).toMatch(/^2 .*Tea 茶/);
  for (const title of ['Left-handed scissors for tea bags and paper', 'Matcha bowl, shino']) expect(first.body).toContain(title);
  await second.bringToFront();
  expect(await push.delivers(second, first)).toEqual([{ title: first.title, body: first.body }]);
  const letter = await until(async () => (await house.mailbox.mails()).find(({ text }) => text.includes('Left-handed scissors')), {
    timeoutMs: 30_000,
    what: 'the mail',
  });
  expect(letter.to).toEqual(['mei@people.example']);
  expect(letter.text).toContain('Matcha bowl, shino');
  expect(letter.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  const mailbox = await browser.aPerson();
  await mailbox.page.goto(house.mailbox.url);
  await mailbox.page.getByText(letter.subject).first().waitFor();
  await shot(mailbox.page, 'wishes-mailbox');
  await mailbox.page.context().close();
});

it('says in the inbox why it came and where else it went', async () => {
  await second.close();
  await mei.page.locator('rapport-inbox').getByRole('button').first().click();
  const why = mei.page.getByRole('button', { name: /^Why: .*Matcha bowl/ });
  await why.click();
  const because = await mei.page.getByText('You asked').textContent();
  expect(because).toMatch(/^You asked .* to tell you\. It also left by mail, .*\. It was also pushed to your browser, .*\.$/);
  await shot(mei.page, 'wishes-why', { dark: true });
});

it('lets each wish be paused behind the link in its mail, and taken up again', async () => {
  const letter = (await house.mailbox.mails()).findLast(({ text }) => text.includes('Left-handed scissors'));
  const link = /https?:\/\/\S+\/v1\/preferences\/\S+/.exec(letter?.text ?? '')?.[0] ?? '';
  const { token } = await mei.session();
  const paused = async (): Promise<string[]> => {
    const { watches } = await taken<{ watches: { query: string; paused: boolean }[] }>(await house.api.shopper(token)('GET', '/v1/me/watches'));
    return watches.flatMap(({ query, paused: isPaused }) => (isPaused ? [query] : []));
  };
  const { page } = await browser.aPerson();
  await page.goto(link);
  await page.getByRole('button', { name: `Pause “${SEARCHES[2]}”` }).click();
  await page.getByText('Paused: you hear nothing of it.').waitFor();
  expect(await paused()).toEqual([SEARCHES[2]]);
  await shot(page, 'wishes-by-link', { full: true });
  await page.getByRole('button', { name: `Go on telling me of “${SEARCHES[2]}”` }).click();
  await page.getByRole('button', { name: `Pause “${SEARCHES[2]}”` }).waitFor();
  expect(await paused()).toEqual([]);
  await page.context().close();
});

it('is silent when the same file comes again', { timeout: 60_000 }, async () => {
  const before = { messages: (await inbox()).length, pushes: push.came.length, mails: (await house.mailbox.mails()).length };
  await importArrivals('Tell Rapport again');
  // Changes reach a slice in their order: whatever the same file had to say would stand in the inbox before this.
  const { token } = await mei.session();
  await taken(await house.api.shopper(token)('POST', '/v1/me/watches', { kind: 'search', query: 'kiln lantern' }));
  await taken(await house.api.secret('POST', '/v1/imports?format=rapport-csv', 'id,title,price,currency,stock\nlantern,Kiln lantern,48.00,EUR,3'));
  await until(async () => (await inbox())[0]?.product?.productId === 'lantern', { what: 'the message that comes later' });
  expect((await inbox()).length).toBe(before.messages + 1);
  // No mail and no push leaves but for a message, so what has left since can only speak of the lantern.
  const left = [
    ...push.came.slice(before.pushes).map(({ body }) => body),
    ...(await house.mailbox.mails()).slice(before.mails).map(({ text }) => text),
  ];
  for (const words of left) expect(words).not.toMatch(/Left-handed scissors|Matcha bowl/);
});
