import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { aTrace } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const shopperId = 'shp_7Qm2xLw0Vt';
const held = aTrace({ id: '2', channel: 'email', outcome: 'held', reason: 'quiet-hours', untilMs: Date.UTC(2026, 10, 23, 8) });
const traces = [held, aTrace(), aTrace({ id: '0', channel: 'push', outcome: 'not-sent', reason: 'not-available' })];

test('says of one person what reached them, and why something did not', async () => {
  const other = new OtherSide({ traces });
  await mount('console-person-messages', { other, shopperId });
  await expect.element(page.getByRole('row', { name: /Held .*It is night where they live · until/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Not sent .*It can no longer be bought/ })).toBeVisible();
  await expect.element(page.getByRole('columnheader', { name: 'Person' })).not.toBeInTheDocument();
  expect(other.came.find(({ path }) => path === '/v1/messages')?.query.get('shopper')).toBe(shopperId);
});

test('reads on from where it stopped, of the same person', async () => {
  const other = new OtherSide({ traces, pageRows: 2 });
  await mount('console-person-messages', { other, shopperId });
  await expect.element(page.getByRole('row', { name: /Held/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Not sent/ })).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'More' }).click();
  await expect.element(page.getByRole('row', { name: /Not sent/ })).toBeVisible();
  const asked = other.came.findLast(({ path }) => path === '/v1/messages')?.query;
  expect(asked?.get('shopper')).toBe(shopperId);
  expect(asked?.get('before')).not.toBeNull();
});

test('says so when there is nothing', async () => {
  await mount('console-person-messages', { other: new OtherSide({ traces: [] }), shopperId });
  await expect.element(said('Nothing was decided about them yet.')).toBeVisible();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-person-messages', { other: new OtherSide({ traces }), shopperId });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('columnheader', { name: locale === 'en' ? 'Decision' : '決定' })).toBeVisible();
  });
});
