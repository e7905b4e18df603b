import { afterEach, expect, test } from 'vitest';
import { aRapport, aShop, type Browser, type Heard } from './testing.ts';

// Links that lead into the shop from elsewhere: a voucher's to the checkout, a friend's to the sign-in.

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(): Promise<{ visitor: Browser; heard: Heard[] }> {
  const voucher = { code: 'SPRING-10', kind: 'amount', valueMinor: 500 };
  const rapport = await aRapport(({ path }) => ({ status: 200, body: path === '/v1/vouchers/validate' ? { valid: true, voucher } : {} }));
  const { shop, browser } = aShop(rapport.url);
  closers.push(async () => {
    await shop.close();
    await rapport.close();
  });
  return { visitor: browser(), heard: rapport.heard };
}

const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

test('a friend’s code comes through the sign-in with whoever followed the link', async () => {
  const { visitor } = await open();
  const page = (await visitor.get('/en/account?friend=ABCD-EFGH')).text;
  expect(page).toContain('<rapport-refer link="/en/account?friend={code}">');
  expect(hidden(page, 'friend')).toBe('ABCD-EFGH');
  const joined = await visitor.post('/en/account/sign-up', { name: 'Lin', email: 'lin@example.com', friend: 'ABCD-EFGH' });
  expect(joined.to).toBe('/en/account?friend=ABCD-EFGH');
});

test('a link beside a voucher takes it to the checkout, as if it had been typed; with nothing in the basket it does nothing', async () => {
  const { visitor, heard } = await open();
  const nothing = await visitor.get('/en/checkout?voucher=SPRING-10');
  expect([nothing.status, nothing.headers.get('location')]).toEqual([303, '/en/basket']);
  await visitor.post('/en/basket', { variant: 'alishan-spring-oolong.50g', quantity: '1' });
  const there = await visitor.get('/en/checkout?voucher=SPRING-10');
  expect([there.status, there.headers.get('location')]).toEqual([303, '/en/checkout#voucher']);
  expect((await visitor.get('/en/checkout')).text).toContain('SPRING-10 is taken off.');
  expect(heard.filter(({ path }) => path === '/v1/vouchers/validate')).toHaveLength(1);
});
