import { expect, it } from 'vitest';
import { publishableKey, setupToken, shopInKey, verifyPublishable, verifySetup } from './keys.ts';

const SECRET = 'c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LW5vd2hlcmUtZWxzZQ';
const SHOP = 's00000000000000a';

it('makes keys that verify themselves, each for its own use', async () => {
  const [page, setup] = [await publishableKey(SECRET, SHOP), await setupToken(SECRET, SHOP)];
  expect(page).toMatch(/^pk_s00000000000000a_[A-Za-z0-9_-]{22}$/);
  expect(setup).toMatch(/^setup_s00000000000000a_[A-Za-z0-9_-]{43}$/);
  expect(await verifyPublishable(SECRET, page)).toBe(SHOP);
  expect(await verifySetup(SECRET, setup)).toBe(SHOP);
  expect(setup).not.toContain(page.slice(-22));
  expect(await verifySetup(SECRET, page)).toBeNull();
  expect(await verifyPublishable(SECRET, setup)).toBeNull();
});

it('believes no key of another secret, another shop, or with a sign changed, left out or added', async () => {
  for (const [made, verify] of [
    [await publishableKey(SECRET, SHOP), verifyPublishable],
    [await setupToken(SECRET, SHOP), verifySetup],
  ] as const) {
    expect(await verify(`${SECRET}x`, made)).toBeNull();
    const others = [
      made.replace('000a_', '000b_'),
      `${made}x`,
      made.slice(0, -1),
      `${made.slice(0, -1)}~`,
      made.toUpperCase(),
      '',
      '_',
      'pk_',
      'setup_',
      made.replace(SHOP, ''),
    ];
    for (const other of others) expect([other, await verify(SECRET, other)]).toEqual([other, null]);
  }
});

it('finds the shop in a key of the right form only', () => {
  expect(shopInKey('sk', `sk_${SHOP}_a_b`)).toBe(SHOP);
  for (const key of [
    `pk_${SHOP}_x`,
    `sk_${SHOP}`,
    `sk__x`,
    `sk_${SHOP}0_x`,
    `sk_x${SHOP}_x`,
    `sk_${SHOP.slice(0, -1)}_x`,
    `sk_${SHOP.slice(0, -1)}A_x`,
    `sk_t${SHOP.slice(1)}_x`,
    '',
  ])
    expect([key, shopInKey('sk', key)]).toEqual([key, null]);
});
