import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';
import { aStanding } from '../testing/people.ts';

test('says the stage, why, when it ends, what is expected and what they like', async () => {
  await mount('console-standing', { shopperId: 'shp_7Qm2xLw0Vt' });
  await expect.element(said('has been silent for longer than usual')).toBeVisible();
  await expect.element(said('a wish has been waiting for 41 days')).toBeVisible();
  await expect.element(page.getByText('€184.20')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Maker: Chen family garden.*because they bought it.*44%/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Price: €20.00 – €50.00/ })).toBeVisible();
});

test('says so when rules stand in for an estimate', async () => {
  const other = new OtherSide({
    standing: aStanding({
      value: { alive: 0.5, expectedOrders: 1, valueMinor: 4_000, decile: null, decileBy: 'revenue', worthMinor: 0, basis: 'too-little-history' },
    }),
  });
  await mount('console-standing', { other, shopperId: 'shp_7Qm2xLw0Vt' });
  await expect.element(said('rules of recency stand in')).toBeVisible();
});

test('leaves the rest of the page alone where nothing is known', async () => {
  const other = new OtherSide();
  other.refuse.set('GET /v1/shoppers/x/standing', { code: 'not-found' });
  const { element } = await mount('console-standing', { other, shopperId: 'x' });
  await expect.poll(() => other.came.length).toBe(1);
  await element.updateComplete;
  expect(element.shadowRoot?.textContent?.trim()).toBe('');
});

test('reads well in both languages and both lights', async () => {
  await mount('console-standing', { shopperId: 'shp_7Qm2xLw0Vt' });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Stages so far' : '歷來階段' })).toBeVisible();
  });
});
