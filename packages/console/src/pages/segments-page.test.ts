import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { draftOf, idFor, ruleOf } from '../parts/segment-draft.ts';
import { anAudienceRow, audienceFields } from '../testing/people.ts';
import { aShop } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const QUIET = { id: 'quiet', name: 'Going quiet', rule: { and: [{ '==': [{ var: 'stage' }, 'at-risk'] }, { '>=': [{ var: 'orders' }, 3] }] } };
const side = () => new OtherSide({ shop: aShop({ settings: { segments: [QUIET] } }), audience: [anAudienceRow(), anAudienceRow({ id: 'shp_2' })] });

test('lists segments with how many people each holds now', async () => {
  await mount('console-segments', { other: side() });
  await expect.element(page.getByRole('row', { name: /Going quiet.*2/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Going quiet', exact: true })).toHaveAttribute('href', '/console/shoppers?segment=quiet');
});

test('counts while a segment is edited, and saves the rule that the lines say', async () => {
  const other = side();
  await mount('console-segments', { other });
  await page.getByRole('button', { name: 'New segment' }).click();
  await page.getByLabelText('Name').fill('Best guests');
  await page.getByLabelText('Condition 1: with what').fill('2');
  await page.getByRole('button', { name: 'Add a condition' }).click();
  await page.getByLabelText('Condition 2: what').selectOptions('kind');
  await page.getByLabelText('Condition 2: with what').selectOptions('guest');
  await expect.element(said('2 of 8,310 people')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('link', { name: 'Best guests', exact: true })).toBeVisible();
  const sent = other.came.filter(({ method, path }) => method === 'POST' && path === '/v1/segments').map(({ body }) => JSON.parse(body) as object);
  expect(sent).toEqual([
    { id: 'best-guests', name: 'Best guests', rule: { and: [{ '>=': [{ var: 'orders' }, 2] }, { '==': [{ var: 'kind' }, 'guest'] }] } },
  ]);
});

test('says where the worker could not read a rule, and keeps the draft', async () => {
  const other = side();
  await mount('console-segments', { other });
  await page.getByRole('button', { name: 'Edit Going quiet' }).click();
  other.refuse.set('POST /v1/segments', { code: 'invalid-body' });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect.element(page.getByLabelText('Name')).toHaveValue('Going quiet');
});

test('what the editor shows is the rule, there and back', () => {
  const fields = audienceFields();
  const rule = {
    or: [
      { '!': { known: [{ var: 'joinedAt' }] } },
      { 'within-days': [{ var: 'lastOrderAt' }, 30] },
      { in: ['maker:Kato', { var: 'likes' }] },
      { '==': [{ var: 'valueDecile' }, 10] },
      { '!': { in: ['a', { var: 'lists' }] } },
    ],
  };
  const draft = draftOf('x', rule);
  expect(draft && ruleOf(draft, fields)).toEqual(rule);
  expect(draftOf('x', { and: [{ and: [] }] })).toBeNull();
  expect(idFor('Best Gäste!', ['best-gaste'])).toBe('best-ga-ste');
});

test('reads well in both languages and both lights', async () => {
  await mount('console-segments', { other: side() });
  await page.getByRole('button', { name: 'New segment' }).click();
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('heading', { name: locale === 'en' ? 'Segments' : '分眾' })).toBeVisible();
  });
});
