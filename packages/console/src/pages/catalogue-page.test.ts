import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RapportShopEvent } from '../events.ts';
import { anImport, aProduct } from '../testing/a-shop.ts';
import { aFeed } from '../testing/feeds.ts';
import { inAllWays, mount, said, violations } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const csv = (text: string, name = 'arrivals.csv') => new File([text], name, { type: 'text/csv' });

async function choose(file: File): Promise<void> {
  await page.getByLabelText('Choose a file').upload(file);
}

test('sends a file in the form its header says, follows it, and reports every refused row', async () => {
  const other = new OtherSide({ looks: Infinity });
  const { element } = await mount('console-catalogue', { other });
  const upload = element.renderRoot.querySelector('console-upload');
  if (upload) upload.everyMs = 10;
  const told = vi.fn<(event: RapportShopEvent) => void>();
  element.addEventListener('rapport-shop', told);
  await choose(csv('Handle,Title,Variant Price\na,A,1\nb,B,x\n'));
  await expect.element(page.getByLabelText('By its header line: Shopify CSV')).toBeChecked();
  await page.getByRole('button', { name: 'Import' }).click();
  await expect.element(page.getByRole('progressbar', { name: 'Reading the file' })).toBeVisible();
  other.has.looks = 0;
  await expect.element(page.getByText('2 rows were refused; the others were taken.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: '88 the price can be read in two ways' })).toBeVisible();
  const sent = other.came.find((came) => came.method === 'POST');
  expect(sent?.query.get('format')).toBe('shopify-csv');
  expect(sent?.body).toContain('b,B,x');
  await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
});

test('a header that is not recognised asks for the form', async () => {
  await mount('console-catalogue');
  await choose(csv('sku;naam;prijs\n'));
  const start = page.getByRole('button', { name: 'Import' });
  await expect.element(start).toBeDisabled();
  await expect.element(said('The header line is neither Shopify’s nor ours.')).toBeVisible();
  await page.getByLabelText('Rapport CSV').click();
  await expect.element(start).toBeEnabled();
  expect(await violations()).toEqual([]);
});

test('a file that can’t be read is said in words', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/imports', { code: 'invalid-file', body: { detail: 'The file is not UTF-8.' } });
  await mount('console-catalogue', { other });
  await choose(csv('id,title,price\n'));
  await page.getByRole('button', { name: 'Import' }).click();
  await expect.element(said('Nothing in the catalogue was changed.')).toBeVisible();
  await expect.element(page.getByText('The file is not UTF-8.')).toBeVisible();
});

test('searches products and brings more, a page at a time', async () => {
  const products = ['Alishan', 'Dong Ding', 'Gaiwan'].map((title, index) => aProduct({ id: `p${index}`, title: { en: title } }));
  await mount('console-catalogue', { other: new OtherSide({ products, pageRows: 2 }) });
  await expect.element(page.getByRole('link', { name: 'Dong Ding' })).toBeVisible();
  expect(page.getByRole('link', { name: 'Gaiwan' }).query()).toBeNull();
  await page.getByRole('button', { name: 'More' }).click();
  await expect.element(page.getByRole('link', { name: 'Gaiwan' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search products' }).fill('matcha');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('No product has the words “matcha”.')).toBeVisible();
});

test('an address from a file is followed only when it is one', async () => {
  const products = [aProduct({ title: { en: 'Trap' }, url: { '': 'javascript:alert(1)' } })];
  await mount('console-catalogue', { other: new OtherSide({ products }) });
  await expect.element(page.getByRole('cell', { name: /^Trap/ })).toBeVisible();
  expect(page.getByRole('link', { name: 'Trap' }).query()).toBeNull();
});

test('an earlier import can be opened', async () => {
  const imports = [anImport({ id: 'imp_9', state: 'failed', failure: 'Line 3 never ends: a quote is open.', refusals: [] })];
  await mount('console-catalogue', { other: new OtherSide({ imports }) });
  const opener = page.getByRole('button', { name: /^10 May 2026/ });
  await expect.element(opener).toHaveAttribute('aria-expanded', 'false');
  await opener.click();
  await expect.element(page.getByText('Line 3 never ends: a quote is open.')).toBeVisible();
});

test('the report of an import says who waits for what came in, a page of products at a time', async () => {
  await mount('console-catalogue', { other: new OtherSide({ imports: [anImport({ refusals: [] })] }) });
  await page.getByRole('button', { name: /^10 May 2026/ }).click();
  await expect.element(said('100 of the 130 products that came in were looked at. Several people wait for one of them.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: 'Cast-iron kettle, 1.2 l 4' })).toBeVisible();
  await page.getByRole('button', { name: 'Look at the next 30' }).click();
  await expect.element(said('130 of the 130 products that came in were looked at. Several people wait for 2 of them.')).toBeVisible();
  const names = page
    .getByRole('table', { name: 'Waited for' })
    .getByRole('rowheader')
    .elements()
    .map(({ textContent }) => textContent);
  expect(names).toEqual(['Shino matcha bowl', 'Cast-iron kettle, 1.2 l']);
  await expect.element(page.getByRole('button', { name: /^Look at/ })).not.toBeInTheDocument();
  expect(await violations()).toEqual([]);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-catalogue');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('link', { name: locale === 'en' ? 'Alishan, spring harvest' : '阿里山春茶' })).toBeVisible();
  });
});

test('a feed is added, fetched by itself, and let go; what it brought is seen at once', async () => {
  const other = new OtherSide({ feeds: [aFeed()] });
  const { element } = await mount('console-catalogue', { other });
  const feeds = element.renderRoot.querySelector('console-feeds');
  if (feeds) feeds.everyMs = 10;
  await expect.element(page.getByRole('cell', { name: /^nothing had changed/ })).toBeVisible();
  const asked = (): number => other.came.filter(({ method, path }) => method === 'GET' && path === '/v1/imports').length;
  const before = asked();
  await page.getByLabelText('Address of the feed').fill('https://tea.example/feed.xml');
  await page.getByLabelText('Fetched').selectOptions('every 6 hours');
  await page.getByRole('button', { name: 'Add the feed' }).click();
  await expect.element(page.getByRole('row', { name: /tea\.example.*brought a file/ })).toBeVisible();
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(before));
  const sent = other.came.find(({ method, path }) => method === 'POST' && path === '/v1/feeds');
  expect(JSON.parse(sent?.body ?? '')).toEqual({ url: 'https://tea.example/feed.xml', everyHours: 6 });
  await page.getByRole('button', { name: /^Fetch https:\/\/morning/ }).click();
  await expect.element(page.getByRole('row', { name: /morning-mountain.*brought a file/ })).toBeVisible();
  await page.getByRole('button', { name: /^Remove.*tea\.example/ }).click();
  await page.getByRole('button', { name: 'Yes, stop' }).click();
  await expect.element(page.getByRole('row', { name: /tea\.example/ })).not.toBeInTheDocument();
});

test('an address that may not be called is refused in the server’s words, and stays in its field', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/feeds', {
    code: 'invalid-body',
    body: { detail: 'This address may not be called: only https addresses of the open internet.' },
  });
  await mount('console-catalogue', { other });
  await page.getByLabelText('Address of the feed').fill('https://10.0.0.1/feed.xml');
  await page.getByRole('button', { name: 'Add the feed' }).click();
  await expect.element(page.getByText('This address may not be called: only https addresses of the open internet.')).toBeVisible();
  await expect.element(page.getByLabelText('Address of the feed')).toHaveValue('https://10.0.0.1/feed.xml');
  await inAllWays(async () => {
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
});
