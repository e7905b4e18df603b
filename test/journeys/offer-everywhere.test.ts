import type { OfferDecisions } from '@rapport/protocol';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { anOrder } from '../contract/a-shop-day.ts';
import { aBrowser, aHouse, muteStages, OWNER, taken, until, type House, type TestBrowser } from '../harness/index.ts';
import { aGuest, type Visitor } from '../faults/people.ts';
import { newAlbum, shot } from './album.ts';
import { Owner } from './owner.ts';
import { Shopper } from './shopper.ts';

// The owner makes an offer for people who are active and like tea. Mei is such a person: she sees it on three pages and in her mail, in the same words, and redeems it.
// Lin buys books and sees nothing; a twin of Mei's stands in the holdout and sees nothing either. The console says why, of all three.

let house: House;
let browser: TestBrowser;
let owner: Owner;
let mei: Shopper;
let lin: Shopper;
let twin: Shopper;
const DAY_MS = 86_400_000;
const TEA = 'alishan-spring-oolong';
const [TITLE, WORDS, PRICE] = ['Ten off your tea', 'For those who come back for it.', 'on orders from €5'];

/** A zone in which it is about noon now, so that no mail waits for the morning. */
const noonZone = (): string => {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
};

/** Somebody who has joined, who may have been a guest before, agreed to messages and offers by mail, and bought the same thing again and again. */
const aCustomer = async (name: string, productId: string, guest?: Visitor): Promise<Shopper> => {
  const { url } = await house.demo();
  const person = await Shopper.arrives(browser, url, house.url);
  if (guest) await person.wasHereAs(guest.token);
  const email = `${name.toLowerCase()}@people.example`;
  await person.joins('en', name, email);
  await person.opens('/en/account');
  await person.agrees('Yes, you may');
  await person.opens('/en');
  const { token } = await person.session();
  const me = house.api.shopper(token);
  await taken(
    await me('POST', '/v1/me/consent', { personalisation: 'granted', messages: 'granted', source: 'preferences', words: 'Offers by mail, please' }),
  );
  const { preferences } = await taken<{ preferences: { allowed: Record<string, object> } }>(await me('GET', '/v1/me/preferences'));
  await taken(
    await me('PATCH', '/v1/me/preferences', { allowed: { ...preferences.allowed, promotional: { inbox: true, email: true, push: false } } }),
  );
  for (const [at, days] of [80, 50, 20].entries()) {
    const placedAt = new Date(Date.now() - days * DAY_MS).toISOString();
    const lines = [{ productId, quantity: 1, unitPriceMinor: 20_000, totalMinor: 20_000 }];
    await taken(await house.api.secret('POST', '/v1/orders', anOrder(`${name}-${at}`, { customer: { email }, placedAt, lines })));
  }
  return person;
};
const explained = async (id: string): Promise<OfferDecisions> => taken(await (await house.api.staff())('GET', `/v1/shoppers/${id}/decisions`));
const share = async (holdoutPercent: number): Promise<void> =>
  void (await taken(await (await house.api.staff())('PATCH', '/v1/shop', { holdoutPercent })));

beforeAll(async () => {
  newAlbum(/^offer/);
  house = await aHouse({ shop: { timeZone: noonZone(), holdoutPercent: 0 } });
  await muteStages(house);
  browser = await aBrowser();
  mei = await aCustomer('Mei', TEA);
  lin = await aCustomer('Lin', 'the-slow-kettle');
  await share(50);
  const staff = await house.api.staff();
  const id = await taken<{ id: string }>(
    await staff('POST', '/v1/offers', { name: 'Probe', gives: { kind: 'content' }, placements: ['banner'], title: { en: 'x' } }),
  );
  await taken(await staff('PATCH', `/v1/offers/${id.id}`, { state: 'running' }));
  const guest = await until(
    async () => {
      const one = await aGuest(house);
      const { decisions } = await explained(one.id);
      return decisions.some(({ withheld }) => withheld.some(({ reason }) => reason === 'holdout')) ? one : null;
    },
    { what: 'a guest in the group without offers' },
  );
  twin = await aCustomer('Twin', TEA, guest);
  if ((await twin.session()).id !== guest.id) throw new Error('the guest did not become the member');
  await taken(await staff('PATCH', `/v1/offers/${id.id}`, { state: 'ended' }));
  owner = await Owner.arrives(browser, house);
}, 240_000);
afterAll(async () => {
  await browser.dispose();
  await house.dispose();
});
afterEach(() => {
  const complaints = [owner, mei, lin, twin].flatMap(({ errors }) => errors);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
});

/** The offer as a page shows it: its title, its sentence and from what price on; null where there is none once the page has asked. */
const shown = async (person: Shopper, path: string): Promise<string | null> => {
  // With the view of the page, or by themselves.
  const answers = (): number => person.asked.filter(({ path: asked, status }) => /^\/v1\/me\/(offers|page)$/.test(asked) && status === 200).length;
  const before = answers();
  await person.opens(path);
  const placed = person.page.locator('rapport-offers');
  await placed
    .first()
    .scrollIntoViewIfNeeded({ timeout: 5_000 })
    .catch(() => undefined);
  await until(() => answers() > before, {
    what: `${path} to ask for offers`,
  });
  const card = placed.locator('[part=offer]').first();
  return (await card.isVisible()) ||
    (await card.waitFor({ timeout: 1_500 }).then(
      () => true,
      () => false,
    ))
    ? `${await card.locator('[part=title]').innerText()} ${await card.locator('.body > p').first().innerText()} ${await card.locator('.facts').innerText()}`
    : null;
};

it('the owner makes an offer for people who are active and like tea, and starts it', async () => {
  await owner.signsIn(house.shop.shopId, OWNER);
  await owner.goes('Offers');
  const { page } = owner;
  await page.getByRole('link', { name: 'Make an offer' }).click();
  await page.getByLabel('Name, for you only').fill('Tea for the faithful');
  await page.getByLabel('Title in English').fill(TITLE);
  await page.getByLabel('A sentence in English').fill(WORDS);
  await page.getByLabel('Smallest order, in EUR').fill('5');
  await page.getByLabel('Active', { exact: true }).check();
  await page.getByLabel('Likes one of').fill('Tea');
  await page.getByLabel('E-mail', { exact: true }).check();
  await page.getByLabel('Inbox', { exact: true }).check();
  await page.getByText(/people could get it now/).waitFor();
  await shot(page, 'offer-form', { full: true, dark: true });
  await page.getByRole('button', { name: 'Save the offer' }).click();
  await page.getByRole('heading', { name: 'Tea for the faithful' }).waitFor();
  await owner.goes('Offers');
  await page.getByRole('button', { name: 'Start: Tea for the faithful' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Pause: Tea for the faithful' }).count()).toBe(1);
});

it('one sees it in three places, in the bell and in the mail, with the same words; the other and the twin do not', async () => {
  await until(async () => (await shown(mei, '/en')) !== null, { what: 'the offer to reach the shop’s pages' });
  for (const path of ['/en', `/en/products/${TEA}`, '/en/account'])
    expect([path, await shown(mei, path)]).toEqual([path, `${TITLE} ${WORDS} ${PRICE}`]);
  await shot(mei.page, 'offer-panel', { full: true, dark: true });
  await mei.takes(`/en/products/${TEA}`, 'Put in the basket');
  expect(await shown(mei, '/en/basket')).toBe(`${TITLE} ${WORDS} ${PRICE}`);
  const mail = await until(
    async () => (await house.mailbox.mails()).find(({ subject, to }) => subject === TITLE && to.includes('mei@people.example')),
    {
      what: 'the mail with the offer',
      timeoutMs: 60_000,
    },
  );
  for (const words of [WORDS, PRICE]) expect(mail.text).toContain(words);
  const { messages } = await taken<{ messages: { offer: { title: Record<string, string>; version: number; gives: object } | null }[] }>(
    await house.api.shopper((await mei.session()).token)('GET', '/v1/me/inbox'),
  );
  expect(messages[0]?.offer).toMatchObject({
    title: { en: TITLE },
    text: { en: WORDS },
    version: 1,
    gives: { kind: 'percent', percent: 10 },
    minimumMinor: 500,
  });
  for (const person of [lin, twin]) {
    for (const path of ['/en', `/en/products/${TEA}`]) expect([path, await shown(person, path)]).toEqual([path, null]);
    await expect(person.page.locator('rapport-inbox [part=badge]').count()).resolves.toBe(0);
  }
  const to = (await house.mailbox.mails()).filter(({ subject }) => subject === TITLE).flatMap((one) => one.to);
  expect(to.filter((address) => address === 'mei@people.example')).toHaveLength(1);
  expect(to).not.toContain('lin@people.example');
  const staff = await house.api.staff();
  const { shopper } = await taken<{ shopper: { email: string } }>(await staff('GET', `/v1/shoppers/${(await twin.session()).id}`));
  expect(to).not.toContain(shopper.email);
  const { traces } = await taken<{ traces: { shopperId: string; channel: string; reason: string; subject: string }[] }>(
    await staff('GET', `/v1/messages?shopper=${(await twin.session()).id}&kind=offer`),
  );
  expect(traces.map(({ channel, reason }) => `${channel} ${reason}`).toSorted()).toEqual(['email holdout', 'inbox holdout']);
});

it('she takes it and redeems it at the checkout: ten per cent off, once', async () => {
  await mei.opens('/en/basket');
  await mei.page.locator('rapport-offers').getByRole('button', { name: 'Take it' }).click();
  const code = await mei.page.locator('rapport-offers code').innerText();
  await shot(mei.page, 'offer-taken', { full: true });
  await mei.opens('/en/checkout');
  const before = await mei.owes();
  await mei.page.locator('#code').fill(code);
  await mei.page.locator('form.voucher button').click();
  await mei.page.getByText(code).first().waitFor();
  expect(await mei.owes()).toBeLessThan(before);
  await mei.checksOut({ street: '1 Hill Road', postcode: '605', city: 'Alishan' });
  const check = await house.api.secret('POST', '/v1/vouchers/validate', { code, subtotalMinor: 6_000, currency: 'EUR' });
  expect(await check.json()).toMatchObject({ valid: false });
});

it('the console says why, of all three', async () => {
  const { page } = owner;
  await owner.goes('Contact rules');
  const said = async (name: string): Promise<string> => {
    await page.getByRole('searchbox').fill(`${name.toLowerCase()}@`);
    await page.keyboard.press('Enter');
    const row = page.getByRole('row').filter({ has: page.getByRole('cell', { name: 'Banner', exact: true }) });
    await page.getByRole('heading', { name, exact: true }).waitFor();
    return (await row.innerText()).replaceAll(/\s+/g, ' ');
  };
  expect(await said('Mei')).toContain('they have had it');
  expect(await said('Lin')).toContain('meant for others');
  const staff = await house.api.staff();
  const { name } = (await taken<{ shopper: { name: string } }>(await staff('GET', `/v1/shoppers/${(await twin.session()).id}`))).shopper;
  expect(await said(name)).toContain('they belong to the group without offers');
  await shot(page, 'offer-why', { full: true, dark: true });
});
