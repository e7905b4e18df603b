import type { ImportFinding, ImportReport } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { anImport } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const NONE = { gtin: 0, link: 0, maker: 0, title: 0 };
const FOUND: ImportFinding = { known: 180, new: 25, renamed: NONE, returned: 0, gone: 0, cheaper: 0, restocked: 0, retitled: 0, foreign: 0 };
const held = (hold: NonNullable<ImportReport['hold']>, found: Partial<ImportFinding>): ImportReport =>
  anImport({ state: 'held', hold, found: { ...FOUND, ...found }, refusals: [], rowsRefused: 0 });

test.each([
  [held('look-alike', { renamed: { ...NONE, gtin: 95 } }), '120 products look new; 95 of them match old ones by GTIN.'],
  [held('look-alike', { renamed: { ...NONE, link: 95 } }), '120 products look new; 95 of them match old ones by link.'],
  [held('look-alike', { renamed: { ...NONE, maker: 95 } }), '120 products look new; 95 of them match old ones by the maker’s number and brand.'],
  [held('look-alike', { renamed: { ...NONE, title: 95 } }), '120 products look new; 95 of them match old ones by title and price.'],
  [
    held('look-alike', { renamed: { gtin: 1, link: 90, maker: 0, title: 4 } }),
    '120 products look new; 95 of them match old ones 1 by GTIN, 90 by link, and 4 by title and price.',
  ],
  [held('gone', { gone: 100 }), '100 of 180 products are not in this file any more.'],
  [held('cheaper', { cheaper: 91 }), '91 of 180 products cost less than before.'],
] as const)('says of a file that waits how many products look wrong, and by what: %#', async (report, words) => {
  await mount('console-catalogue', { other: new OtherSide({ imports: [report] }) });
  await expect.element(said(words)).toBeVisible();
});

test.each([
  ['Go on with it', '/v1/imports/imp_1/approve', null],
  ['Go on, and tell nobody', '/v1/imports/imp_1/approve', 'no'],
  ['Refuse the file', '/v1/imports/imp_1/refuse', null],
] as const)('takes the owner’s word, and asks no more: %s', async (name, path, tell) => {
  const other = new OtherSide({ imports: [held('cheaper', { cheaper: 91 })] });
  await mount('console-catalogue', { other });
  await page.getByRole('button', { name }).click();
  await expect.element(page.getByRole('heading', { name: 'A file waits for your word' })).not.toBeInTheDocument();
  const sent = other.came.filter(({ method }) => method === 'POST');
  expect(sent.map((came) => [came.path, came.query.get('tell')])).toEqual([[path, tell]]);
});

test('asks whether to tell only where there is something to tell', async () => {
  await mount('console-catalogue', { other: new OtherSide({ imports: [held('look-alike', { new: 0, renamed: { ...NONE, link: 95 } })] }) });
  await expect.element(page.getByRole('button', { name: 'Go on with it' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Go on, and tell nobody' })).not.toBeInTheDocument();
});

test('a word that the server refuses is said, and the file goes on waiting', async () => {
  const other = new OtherSide({ imports: [held('gone', { gone: 100 })] });
  other.refuse.set('POST /v1/imports/imp_1/refuse', { code: 'moved' });
  await mount('console-catalogue', { other });
  await page.getByRole('button', { name: 'Refuse the file' }).click();
  await expect.element(page.getByRole('alert').getByText(/./).first()).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'A file waits for your word' })).toBeVisible();
  await inAllWays(async () => {
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
