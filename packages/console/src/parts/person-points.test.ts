import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const shopperId = 'shp_7Qm2xLw0Vt';

test('shows what is left by lot, every movement, and why', async () => {
  await mount('console-person-points', { shopperId });
  await expect.element(page.getByRole('row', { name: /14 Apr 2026 A7 42 0/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Earned, order A7 \+42/ })).toBeVisible();
  await page.getByRole('button', { name: 'Why: Earned, order A7' }).click();
  await expect.element(said('42 points, 1 lines')).toBeVisible();
});

test('sets points by hand, with a reason, once', async () => {
  const other = new OtherSide();
  await mount('console-person-points', { other, shopperId, mayAdjust: true });
  await page.getByRole('spinbutton', { name: 'Points to give or take' }).fill('-20');
  await page.getByRole('textbox', { name: 'Reason' }).fill('The tin was dented');
  await page.getByRole('button', { name: 'Set the points' }).click();
  await expect.element(said('Done. 306 points to spend.')).toBeVisible();
  const came = other.came.find(({ method }) => method === 'POST');
  expect(JSON.parse(came?.body ?? '{}')).toEqual({ points: -20, reason: 'The tin was dented', note: '' });
  expect(came?.headers.get('idempotency-key')).toMatch(/^[\da-f-]{36}$/);
});

test('whoever may not, has no form', async () => {
  await mount('console-person-points', { shopperId });
  await expect.element(page.getByRole('row', { name: /Earned, order A7/ })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Set the points' })).not.toBeInTheDocument();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-person-points', { shopperId, mayAdjust: true });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Every movement' : '每筆變動' })).toBeVisible();
  });
});

test('a programme in the making is tried on past orders, and changes nothing', async () => {
  const other = new OtherSide();
  await mount('console-replay', { other, programme: other.has.shop.settings.programme });
  await page.getByRole('button', { name: 'Try it' }).click();
  await expect.element(said('900 instead of 600')).toBeVisible();
  await expect.element(said('more: 12, fewer: 0')).toBeVisible();
  expect(JSON.parse(other.came.at(-1)?.body ?? '{}')).toMatchObject({ days: 90, programme: { pointsPerUnit: 1 } });
});
