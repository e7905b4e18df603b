import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount } from '../testing/mount.ts';

test('lists what people wait for, who waits and when it last spoke, and brings the rest', async () => {
  await mount('console-watches');
  await expect.element(page.getByRole('row', { name: /抹茶碗 a search Lin .* 8 May 2026|抹茶碗 a search Lin/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Lin' }).first()).toHaveAttribute('href', '/console/shoppers/shp_lin');
  await expect.element(page.getByRole('row', { name: /Kato a name followed for them A guest/ })).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await expect.element(page.getByRole('row', { name: /Gong fu pot a lower price/ })).toBeVisible();
  expect(page.getByRole('button', { name: 'More' }).elements()).toHaveLength(0);
});

test('shows one kind at a time', async () => {
  const { other } = await mount('console-watches');
  await page.getByLabelText('Kind').selectOptions('back in stock');
  await expect.element(page.getByText('Nobody waits for anything of this kind.')).toBeVisible();
  expect(other.came.at(-1)?.path).toBe('/v1/watches');
});

test('keeps what becomes of a name that people come back to', async () => {
  const { other } = await mount('console-watches');
  const choice = page.getByLabelText('What happens then');
  await expect.element(choice).toHaveValue('offered');
  await choice.selectOptions('they are asked, and may have it followed for them from then on');
  await expect.element(page.getByText('Saved. It holds from now on.')).toBeVisible();
  expect(JSON.parse(other.came.findLast(({ method }) => method === 'PATCH')?.body ?? '{}')).toEqual({ follows: 'allowed' });
});

test('reads well in both languages and both lights', async () => {
  await mount('console-watches');
  await inAllWays(async () => {
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
