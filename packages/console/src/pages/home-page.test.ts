import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { RapportShopEvent } from '../events.ts';
import { aNewShop, aShop, NOW_MS } from '../testing/a-shop.ts';
import { isFocused, inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

test('says first whether it runs', async () => {
  await mount('console-home');
  await expect.element(page.getByText('Yes. The last visit was seen 3 minutes ago.')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Everything is in place' })).toBeVisible();
});

test('says what the owner should know: how yesterday was, and what people look for', async () => {
  await mount('console-home');
  await expect
    .element(page.getByRole('link', { name: '6 people look for “left-handed scissors”' }))
    .toHaveAttribute('href', '/console/catalogue/demand');
  await expect.element(page.getByRole('link', { name: /: orders \d+, €.*; a week before €/ })).toHaveAttribute('href', '/console/figures');
});

test('a shop nobody has visited for days is told what that may mean', async () => {
  await mount('console-home', { shop: aShop({ lastEventAtMs: NOW_MS - 3 * 86_400_000 }) });
  await expect.element(said('The last visit was seen 3 days ago. If the shop has had visitors since')).toBeVisible();
});

test('on the first day names the next step, and the line to paste', async () => {
  await mount('console-home', { shop: aNewShop() });
  await expect.element(said('Not yet.')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Next: Bring in the catalogue' })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Do it: Bring in the catalogue' })).toHaveAttribute('href', '/console/catalogue');
  await expect.element(said(`src="${location.origin}/rapport.js" data-shop="pk_`)).toBeVisible();
});

test('the step of the tag leads down to the line', async () => {
  await mount('console-home', { shop: aNewShop() });
  await page.getByRole('button', { name: 'Do it: Paste the script tag' }).click();
  await expect.poll(() => isFocused(page.getByRole('heading', { name: 'The line to paste' }))).toBe(true);
});

test('looks again until the first visit is seen', async () => {
  const other = new OtherSide({ shop: aNewShop() });
  const { element } = await mount('console-home', { other, everyMs: 10 });
  const seen = vi.fn<(event: RapportShopEvent) => void>();
  element.addEventListener('rapport-shop', (event) => {
    seen(event);
    element.shop = event.shop;
  });
  other.has.shop = { ...other.has.shop, lastEventAtMs: NOW_MS };
  await expect.element(page.getByText('Yes. The last visit was seen just now.')).toBeVisible();
  const looks = other.came.length;
  await vi.waitFor(() => expect(seen).toHaveBeenCalledTimes(looks));
});

test('reads well in both languages and both lights', async () => {
  await mount('console-home', { shop: aNewShop(), everyMs: 100_000 });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(locale === 'en' ? 'Is it running?' : '運作正常嗎？');
  });
});
