import { jwtVerify } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { CATALOGUE } from '../catalogue/index.ts';
import { aRapport, aShop, until, type Browser, type Heard, type Reply } from './testing.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const ADDRESS = { name: 'Mara Ott', email: 'mara@example.com', street: 'Am Ufer 3', postcode: '04103', city: 'Leipzig', country: 'DE' };
const VOUCHER = { code: 'SPRING-10', kind: 'amount', valueMinor: 500 };
const friendly: Reply = ({ path }) =>
  path === '/v1/vouchers/validate'
    ? { status: 200, body: { valid: true, voucher: VOUCHER } }
    : { status: path.startsWith('/v1/imports') ? 202 : 200, body: { id: 'imp_1', state: 'running' } };

async function open(
  reply: Reply = friendly,
): Promise<{ shop: ReturnType<typeof aShop>['shop']; visitor: Browser; heard: Heard[]; answer: (next: Reply) => void; url: string }> {
  const rapport = await aRapport(reply);
  const { shop, browser } = aShop(rapport.url);
  closers.push(async () => {
    await shop.close();
    await rapport.close();
  });
  return { shop, visitor: browser(), ...rapport };
}

const events = (html: string): Record<string, unknown>[] =>
  [...html.matchAll(/dataLayer\.push\((\{.*?\})\);(?=dataLayer|addEventListener|<\/script>)/g)]
    .map((m) => JSON.parse((m[1] ?? '').replace(/^\{ecommerce:null\}$/, '{}')) as Record<string, unknown>)
    .filter((e) => 'event' in e);
const names = (html: string): unknown[] => events(html).map((e) => e['event']);
const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

async function buy(visitor: Browser, change: Record<string, string> = {}): Promise<{ status: number; to: string; text: string }> {
  const page = (await visitor.get('/en/checkout')).text;
  return await visitor.post('/en/checkout', { ...ADDRESS, order: hidden(page, 'order'), total: hidden(page, 'total'), ...change });
}

test('the shop serves the service worker that shows what Rapport sends, from its own address', async () => {
  const { visitor, url } = await open();
  const { status, text, headers } = await visitor.get('/push.js');
  expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  expect(text).toBe(`importScripts("${url}/rapport-push.js");\n`);
  expect((await visitor.get('/en/wishes')).text).toContain('<rapport-preferences push-worker="/push.js">');
});

test('every page answers in both languages and ends with one tag', async () => {
  const { visitor, url } = await open();
  for (const locale of ['en', 'zh-Hant']) {
    for (const path of [
      '',
      '/shelves/tea',
      '/products/black-kyusu',
      '/makers/norrby',
      '/authors/ruth-calder',
      '/series/twelve-cups',
      '/search?q=matcha+bowl',
      '/basket',
      '/account',
      '/about',
      '/wishes',
    ]) {
      const { status, text, headers } = await visitor.get(`/${locale}${path}`);
      expect(status, path).toBe(200);
      expect(text).toContain(`<html lang="${locale}">`);
      expect(text.match(/rapport\.js/g)).toHaveLength(1);
      expect(
        text
          .trimEnd()
          .endsWith(`<script async src="${url}/rapport.js" data-shop="pk_test" data-locale="${locale}" data-consent="ask"></script></body></html>`),
      ).toBe(true);
      expect(headers.get('content-security-policy')).toContain(`script-src 'self' 'nonce-`);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(text).not.toMatch(/ on[a-z]+="| style="/);
    }
  }
  expect((await visitor.get('/en/nowhere')).status).toBe(404);
  expect((await visitor.get('/')).status).toBe(302);
});

test('all products have a page with offers, and a picture', async () => {
  const { visitor } = await open();
  for (const { handle, variants } of CATALOGUE) {
    const { text } = await visitor.get(`/zh-Hant/products/${handle}`);
    const data = JSON.parse(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/.exec(text)?.[1] ?? '{}') as { offers: unknown[] };
    expect(data.offers).toHaveLength(variants.length);
    const drawn = await visitor.get(`/pictures/${handle}.svg`);
    expect(drawn.headers.get('cache-control')).toContain('immutable');
  }
});

test('a basket is filled, changed and emptied without script, and the next page tells the data layer', async () => {
  const { visitor } = await open();
  const added = await visitor.post('/en/basket', { variant: 'black-kyusu.one', quantity: '2' });
  expect(added).toMatchObject({ status: 303, to: '/en/products/black-kyusu?variant=black-kyusu.one' });
  const next = await visitor.get(added.to);
  expect(names(next.text)).toEqual(['add_to_cart', 'view_item']);
  expect(events(next.text)[0]).toMatchObject({
    ecommerce: { currency: 'EUR', value: 236, items: [{ item_id: 'black-kyusu', item_variant: 'black-kyusu.one', quantity: 2, price: 118 }] },
  });
  expect(names((await visitor.get(added.to)).text)).toEqual(['view_item']);
  await visitor.post('/en/basket/change', { 'q.black-kyusu.one': '1' });
  expect(names((await visitor.get('/en/basket')).text)).toEqual(['remove_from_cart', 'view_cart']);
  await visitor.post('/en/basket/change', { remove: 'black-kyusu.one' });
  expect((await visitor.get('/en/basket')).text).toContain('Nothing in here yet.');
});

test('nobody gets more than there is', async () => {
  const { visitor } = await open();
  await visitor.post('/en/basket', { variant: 'arare-iron-kettle.one', quantity: '5' });
  expect((await visitor.get('/en/basket')).text).toMatch(/name="q\.arare-iron-kettle\.one"[^>]*value="1"/);
  expect((await visitor.post('/en/basket', { variant: 'cup-january-snow.one', quantity: '1' })).to).toContain('/products/cup-january-snow');
  expect((await visitor.get('/en/basket')).text).not.toContain('cup-january-snow.one');
});

test('forms from elsewhere are refused', async () => {
  const { visitor } = await open();
  for (const origin of ['https://evil.example', 'null', null])
    expect((await visitor.post('/en/basket', { variant: 'black-kyusu.one' }, origin)).status).toBe(403);
  expect((await visitor.post('/counter/arrivals', {}, 'https://evil.example')).status).toBe(403);
});

test('an order reaches Rapport once, with its voucher, and the purchase is told once', async () => {
  const { visitor, heard, shop } = await open();
  await visitor.post('/en/basket', { variant: 'alishan-spring-oolong.50g', quantity: '2' });
  await visitor.post('/en/checkout/voucher', { code: ' SPRING-10 ' });
  const checkout = (await visitor.get('/en/checkout')).text;
  expect(checkout).toContain('SPRING-10 is taken off.');
  const form = { ...ADDRESS, order: hidden(checkout, 'order'), total: hidden(checkout, 'total') };
  const [placed, again] = [await visitor.post('/en/checkout', form), await visitor.post('/en/checkout', form)];
  expect(placed.status).toBe(303);
  expect(again.to).toBe(placed.to);
  const page = await visitor.get(placed.to);
  expect(page.text).toContain('Thank you');
  expect(events(page.text).find((e) => e['event'] === 'purchase')).toMatchObject({
    ecommerce: {
      transaction_id: form.order,
      value: 35.9,
      shipping: 4.9,
      currency: 'EUR',
      coupon: 'SPRING-10',
      items: [{ item_id: 'alishan-spring-oolong', quantity: 2, price: 18 }],
    },
  });
  expect(names((await visitor.get(placed.to)).text)).toEqual([]);
  await until(() => heard.some(({ path }) => path === '/v1/orders'));
  expect(heard.filter(({ path }) => path === '/v1/orders')).toHaveLength(1);
  expect(heard.find(({ path }) => path === '/v1/orders')?.key).toBe('Bearer sk_test');
  expect(JSON.parse(heard.find(({ path }) => path === '/v1/vouchers/use')?.body ?? '{}')).toEqual({ code: 'SPRING-10', orderId: form.order });
  expect(JSON.parse(heard.find(({ path }) => path === '/v1/orders')?.body ?? '{}')).toMatchObject({
    id: form.order,
    status: 'paid',
    customer: { email: 'mara@example.com', name: 'Mara Ott' },
    currency: 'EUR',
    subtotalMinor: 3600,
    discountMinor: 500,
    shippingMinor: 490,
    totalMinor: 3590,
    voucherCodes: ['SPRING-10'],
    lines: [{ productId: 'alishan-spring-oolong', variantId: 'alishan-spring-oolong.50g', quantity: 2, unitPriceMinor: 1800, totalMinor: 3600 }],
  });
  expect(shop.shelf.variant('alishan-spring-oolong.50g')?.variant.stock).toBe(32);
});

test('a voucher that was used meanwhile is taken off before anything is sold', async () => {
  const { visitor, answer, shop } = await open();
  await visitor.post('/en/basket', { variant: 'black-kyusu.one', quantity: '1' });
  await visitor.post('/en/checkout/voucher', { code: 'SPRING-10' });
  answer(({ path }) => (path === '/v1/vouchers/use' ? { status: 409, body: { title: 'Voucher used' } } : { status: 200, body: {} }));
  const refused = await buy(visitor);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('can’t be used any more');
  expect(shop.orders.latest(1)).toEqual([]);
  expect((await buy(visitor)).status).toBe(303);
});

test('the shop goes on selling when Rapport is away, and says so about vouchers', async () => {
  const { visitor, answer, heard, shop } = await open();
  answer(() => ({ status: 503, body: { title: 'Closed' } }));
  await visitor.post('/en/basket', { variant: 'black-kyusu.one', quantity: '1' });
  await visitor.post('/en/checkout/voucher', { code: 'SPRING-10' });
  expect((await visitor.get('/en/checkout')).text).toContain('Vouchers can’t be checked right now.');
  expect((await buy(visitor)).status).toBe(303);
  await until(() => heard.some(({ path }) => path === '/v1/orders'));
  expect(shop.outbox.counts()).toEqual({ waiting: 1, refused: 0 });
  answer(friendly);
  await visitor.post('/counter/retry', {});
  await until(() => shop.outbox.counts().waiting === 0);
});

test('a changed price is shown again before it is charged', async () => {
  const { visitor } = await open();
  await visitor.post('/en/basket', { variant: 'black-kyusu.one', quantity: '1' });
  const page = (await visitor.get('/en/checkout')).text;
  await visitor.post('/counter/products/black-kyusu', { 'price.black-kyusu.one': '140', 'stock.black-kyusu.one': '5' });
  expect((await visitor.post('/en/checkout', { ...ADDRESS, order: hidden(page, 'order'), total: hidden(page, 'total') })).status).toBe(422);
  expect((await buy(visitor, { email: 'nobody' })).text).toContain('This doesn’t look like an e-mail address.');
  expect((await buy(visitor)).status).toBe(303);
});

test('who is signed in is told with a signature, and sees only their own orders', async () => {
  const { visitor, shop } = await open();
  await visitor.post('/en/basket', { variant: 'black-kyusu.one', quantity: '1' });
  const entered = await visitor.post('/en/account/sign-in', { person: 'person-anna' });
  const page = await visitor.get(entered.to);
  expect(names(page.text)).toEqual(['add_to_cart', 'login']);
  const token = /data-identity="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const { payload } = await jwtVerify(token, new TextEncoder().encode('a secret that is long enough for HS256'), {
    audience: 'shop_test',
    algorithms: ['HS256'],
  });
  expect(payload).toMatchObject({ sub: 'person-anna', email: 'anna.weber@example.com', name: 'Anna Weber', locale: 'en' });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(1800);
  const placed = await buy(visitor);
  expect((await visitor.get('/en/account')).text).toContain(placed.to.split('/').at(-1));
  await visitor.post('/en/account/sign-out', {});
  expect((await visitor.get('/en/account')).text).not.toContain('data-identity');
  const other = aShop();
  closers.push(() => other.shop.close());
  expect((await other.browser().get(placed.to)).status).toBe(404);
  expect(shop.orders.of('person-anna')).toHaveLength(1);
});

test('somebody new signs up once and signs in afterwards', async () => {
  const { visitor } = await open();
  expect((await visitor.post('/en/account/sign-up', { name: 'Ida', email: 'not an address' })).status).toBe(422);
  expect(names((await visitor.get((await visitor.post('/en/account/sign-up', { name: '<b>Ida', email: 'Ida@Example.com' })).to)).text)).toEqual([
    'sign_up',
  ]);
  expect((await visitor.get('/en/account')).text).toContain('Hello &lt;b&gt;Ida');
  await visitor.post('/en/account/sign-out', {});
  expect(names((await visitor.get((await visitor.post('/en/account/sign-up', { name: 'Ida', email: 'ida@example.com' })).to)).text)).toEqual([
    'login',
  ]);
});

test('the counter unpacks, ships, refunds, and tells Rapport each time', async () => {
  const { visitor, heard, shop } = await open();
  expect((await visitor.get('/en/search?q=matcha+bowl')).text).toContain('<rapport-watch query="matcha bowl">');
  await visitor.post('/counter/arrivals', {});
  expect((await visitor.get('/en/search?q=matcha+bowl')).text).toContain('/products/shino-matcha-bowl');
  await until(() => heard.some(({ path }) => path === '/v1/imports?format=rapport-csv'));
  expect(heard.find(({ path }) => path.startsWith('/v1/imports'))).toMatchObject({ type: 'text/csv; charset=utf-8' });
  expect(heard.find(({ path }) => path.startsWith('/v1/imports'))?.body).toContain('left-handed-scissors');
  await visitor.post('/en/basket', { variant: 'black-kyusu.one', quantity: '1' });
  const id = (await buy(visitor)).to.split('/').at(-1) ?? '';
  for (const to of ['shipped', 'complete', 'cancelled', 'refunded', 'refunded']) await visitor.post(`/counter/orders/${id}`, { to });
  const told = (): string[] => heard.filter(({ path }) => path === '/v1/orders').map(({ body }) => (JSON.parse(body) as { status: string }).status);
  await until(() => told().length === 4);
  expect(told()).toEqual(['paid', 'fulfilled', 'fulfilled', 'refunded']);
  expect(shop.shelf.variant('black-kyusu.one')?.variant.stock).toBe(6);
  for (const locale of ['en', 'zh-Hant']) expect((await visitor.get(`/counter?locale=${locale}`)).text).toContain(id);
});

test('the two people of the last kettle don’t both get it', async () => {
  const { shop, browser } = aShop();
  closers.push(() => shop.close());
  const [one, two] = [browser(), browser()];
  for (const visitor of [one, two]) await visitor.post('/en/basket', { variant: 'arare-iron-kettle.one', quantity: '1' });
  const outcomes = await Promise.all([buy(one), buy(two)]);
  expect(outcomes.map(({ to }) => to.includes('/orders/')).filter(Boolean)).toHaveLength(1);
});

test('a shop in Taiwan has prices that people wrote', async () => {
  const { shop, browser } = aShop(undefined, { currency: 'TWD' });
  closers.push(() => shop.close());
  expect((await browser().get('/zh-Hant/products/alishan-spring-oolong')).text).toContain('$620');
  expect((await browser().get('/counter/catalogue.csv')).text).toContain(',620.00,TWD,');
});

test('a voucher takes off what Rapport says it is worth, asked anew when the basket has changed', async () => {
  const { visitor, heard, answer } = await open();
  answer(({ path, body }) => {
    if (path !== '/v1/vouchers/validate') return { status: 200, body: {} };
    const { subtotalMinor } = JSON.parse(body) as { subtotalMinor: number };
    return { status: 200, body: { valid: true, voucher: { ...VOUCHER, valueMinor: 5_000 }, worthMinor: Math.floor(subtotalMinor * 0.3) } };
  });
  await visitor.post('/en/basket', { variant: 'alishan-spring-oolong.50g', quantity: '1' });
  await visitor.post('/en/checkout/voucher', { code: 'SPRING-10' });
  expect((await visitor.get('/en/checkout')).text).toContain('−€5.40');
  await visitor.post('/en/basket', { variant: 'alishan-spring-oolong.50g', quantity: '1' });
  expect((await visitor.get('/en/checkout')).text).toContain('−€10.80');
  expect(heard.filter(({ path }) => path === '/v1/vouchers/validate')).toHaveLength(2);
});
