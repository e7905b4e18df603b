import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCard, anEntry, aShop } from '../testing/a-shop.ts';
import { inAllWays, mount, said, violations } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const shopperId = 'shp_7Qm2xLw0Vt';

test('shows a person, what they wish and what they were given', async () => {
  await mount('console-shopper', { shopperId });
  await expect.element(page.getByText('A member since 14 Oct 2025, last seen 25 minutes ago.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /left-handed scissors .* not yet/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /€15\.00 off.*K7QM-2XLW-0VTR-9HDE.*used/ })).toBeVisible();
});

test('says how a person counts in the comparison, and what they bought before and since', async () => {
  await mount('console-shopper', { shopperId });
  const table = page.getByRole('table', { name: 'With and without offers' });
  await expect.element(table.getByRole('row', { name: 'Revenue, less discounts €24.00 €102.50' })).toBeVisible();
  await expect.element(page.getByText(/An offer has taken something off a price for them\./)).toBeVisible();
});

test('tells everything that happened in sentences, by day, with who says so', async () => {
  await mount('console-shopper', { shopperId });
  await expect.element(page.getByText('Was told that “Matcha bowl, ash glaze” has come, for the wish “抹茶碗”')).toBeVisible();
  await expect.element(page.getByText('phone call')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Tuesday, 12 May 2026' })).toBeVisible();
  await expect.element(page.getByText('This is where it begins.')).toBeVisible();
});

test('shows one kind at a time, by keyboard too', async () => {
  await mount('console-shopper', { shopperId });
  await expect.element(page.getByText('Looked into the basket')).toBeVisible();
  const orders = page.getByRole('button', { name: 'Orders' });
  (orders.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(orders).toHaveAttribute('aria-pressed', 'true');
  await expect.element(page.getByText('Paid order 1042: €70.00')).toBeVisible();
  await expect.element(page.getByText('Looked into the basket')).not.toBeInTheDocument();
});

test('what was recorded stands behind each sentence', async () => {
  const entries = [anEntry('search', { detail: { query: 'gaiwan', resultsCount: 7 } })];
  await mount('console-shopper', { shopperId, other: new OtherSide({ entries }) });
  await page.getByText('Searched for “gaiwan” and found 7').click();
  await expect.element(page.getByText('resultsCount')).toBeVisible();
  expect(await violations()).toEqual([]);
});

test('brings what was earlier', async () => {
  const entries = Array.from({ length: 3 }, (_, index) => anEntry('search', { id: `e${index}`, detail: { query: `q${index}` } }));
  const other = new OtherSide({ entries, pageRows: 2 });
  await mount('console-shopper', { shopperId, other });
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect.element(page.getByText('Searched for “q2”')).toBeVisible();
  expect(other.came.at(-1)?.query.get('before')).toBe('2');
});

test('a question is opened and settled, and what the person would get now stands beside it', async () => {
  const { other } = await mount('console-shopper', { shopperId });
  await expect.element(page.getByText('Which lid fits the small gaiwan?')).toBeVisible();
  await page.getByLabelText('Kind').selectOptions('Complaint');
  await page.getByLabelText('About').fill('The parcel was late');
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect.element(said('Until it is settled, no offers reach them')).toBeVisible();
  expect(JSON.parse(other.came.find(({ path, method }) => method === 'POST' && path.endsWith('/cases'))?.body ?? '')).toEqual({
    kind: 'complaint',
    about: 'The parcel was late',
  });
  await page.getByRole('button', { name: 'Settle: The parcel was late' }).click();
  await expect.element(said('After a complaint the days of silence of your rules go on.')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Settle: The parcel was late' })).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'What would this person get now?' }).click();
  await expect.element(page.getByText('a contact rule · promotional messages: at most 1 in any week')).toBeVisible();
});

test('who may only read figures sees no cases', async () => {
  const shop = aShop({ staff: { email: 'ana@morning-mountain.example', role: 'analyst' } });
  await mount('console-shopper', { shopperId, other: new OtherSide({ shop }) });
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.getByText('Questions and complaints').elements()).toEqual([]);
});

test('somebody with nothing yet, and nobody at all', async () => {
  await mount('console-shopper', { shopperId, other: new OtherSide({ entries: [], card: aCard({ watches: [], vouchers: [] }) }) });
  await expect.element(page.getByText('Nothing has been recorded of this person.')).toBeVisible();
  await mount('console-shopper', { shopperId: 'shp_unknown' });
  await expect.element(said('There is nothing at this address.')).toBeVisible();
});

test('a manager hands everything over as a file, and forgets after asking', async () => {
  const { other } = await mount('console-shopper', { shopperId });
  const files: string[] = [];
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    files.push(this.download);
  });
  await page.getByRole('button', { name: 'Everything as a file' }).click();
  await expect.poll(() => files).toEqual([`${shopperId}.json`]);
  click.mockRestore();
  await page.getByRole('button', { name: 'Forget: Lin Yu-Ting' }).click();
  await expect.element(said('recovery logs may hold a copy for up to 30 days')).toBeVisible();
  expect(await violations()).toEqual([]);
  await page.getByRole('button', { name: 'Yes, forget them' }).click();
  await expect.element(said('Forgotten.')).toBeVisible();
  expect(other.has.shoppers).toEqual([]);
});

test('who is no manager can do neither', async () => {
  await mount('console-shopper', { shopperId, shop: aShop({ staff: { email: 'x@y.example', role: 'agent' } }) });
  await expect.element(page.getByRole('heading', { name: 'Wishes' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Their data' })).not.toBeInTheDocument();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-shopper', { shopperId });
  await inAllWays(async (locale) => {
    await expect.element(page.getByText(locale === 'en' ? 'Looked into the basket' : '查看了購物車')).toBeVisible();
  });
});
