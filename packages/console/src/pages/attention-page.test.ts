import { attentionRule } from '@rapport/domain/report';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { anAudienceRow } from '../testing/people.ts';
import { inAllWays, mount } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const side = () =>
  new OtherSide({ audience: [anAudienceRow({ refunds: 3 }), anAudienceRow({ id: 'shp_2', name: 'Ada', layer: 'member', layerBefore: 'vip' })] });
const asked = (other: OtherSide): unknown[] =>
  other.came.filter(({ path }) => path === '/v1/audience/list').map(({ body }) => (JSON.parse(body) as { rule: unknown }).rule);

test('lists by name who changed, and how, for the list and the time that are chosen', async () => {
  const other = side();
  await mount('console-attention', { other });
  await expect.element(page.getByRole('row', { name: /Lin Yu-Ting.*At risk/ })).toBeVisible();
  await page.getByLabelText('List').selectOptions('layer');
  await expect.element(page.getByRole('row', { name: /Ada.*VIP → Member/ })).toBeVisible();
  await page.getByLabelText('Changed within').selectOptions('61');
  await page.getByLabelText('List').selectOptions('undone');
  await expect.element(page.getByRole('row', { name: /Lin Yu-Ting.*Orders undone: 3/ })).toBeVisible();
  expect(asked(other)).toEqual([attentionRule('quiet', 7), attentionRule('layer', 7), attentionRule('layer', 61), attentionRule('undone', 61)]);
});

test('says so when nobody is on the list', async () => {
  history.replaceState(null, '', '?list=undone&days=61');
  await mount('console-attention', { other: new OtherSide({ audience: [] }) });
  await expect.element(page.getByText('Nobody is on this list now.')).toBeVisible();
  await expect.element(page.getByLabelText('Changed within')).toHaveValue('61');
  history.replaceState(null, '', location.pathname);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-attention', { other: side() });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'People to look at' : '值得留意的顧客' })).toBeVisible();
  });
});
