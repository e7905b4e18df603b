import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aShop } from '../testing/a-shop.ts';
import { inAllWays, isFocused, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const sent = (other: OtherSide, method: string): { path: string; body: string } | undefined => other.came.findLast((came) => came.method === method);

test('takes somebody on, gives them another role, lets them go after asking', async () => {
  const { other } = await mount('console-access');
  await page.getByLabelText('E-mail address').fill('new@morning-mountain.example');
  await page.getByLabelText('Role', { exact: true }).selectOptions('manager');
  await page.getByRole('button', { name: 'Take on' }).click();
  await expect.element(said('new@morning-mountain.example is now: Manager.')).toBeVisible();
  await page.getByLabelText('Role of new@morning-mountain.example').selectOptions('analyst');
  await expect.element(said('new@morning-mountain.example is now: Analyst.')).toBeVisible();
  expect(other.has.staff.at(-1)).toEqual({ email: 'new@morning-mountain.example', role: 'analyst' });
  await page.getByRole('button', { name: 'Let go: new@morning-mountain.example' }).click();
  await expect.poll(() => isFocused(page.getByRole('button', { name: 'No, leave it' }))).toBe(true);
  await userEvent.keyboard('{Escape}');
  expect(other.has.staff).toHaveLength(4);
  await page.getByRole('button', { name: 'Let go: new@morning-mountain.example' }).click();
  await page.getByRole('button', { name: 'Yes, let them go' }).click();
  await expect.element(said('new@morning-mountain.example no longer works here.')).toBeVisible();
  expect(other.has.staff).toHaveLength(3);
});

test('nobody lets themselves go, and a refused role stays as it was', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/staff', { code: 'role-not-allowed', body: { detail: 'A shop needs an owner.' } });
  await mount('console-access', { other });
  await expect.element(page.getByRole('button', { name: 'Let go: mei@' })).not.toBeInTheDocument();
  await page.getByLabelText('Role of mei@morning-mountain.example').selectOptions('agent');
  await expect.element(said('A shop needs an owner.')).toBeVisible();
  await expect.element(page.getByLabelText('Role of mei@morning-mountain.example')).toHaveValue('owner');
});

test('shows keys by their ends and when they were last used; a new one is shown once', async () => {
  await mount('console-access');
  await expect.element(page.getByRole('row', { name: /…h2Kq .*40 minutes ago/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /…W8uB .*ends 12 May 2026, 15:20/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /…p0Zr .*never ended/ })).toBeVisible();
  await page.getByRole('button', { name: 'Make a further key' }).click();
  await expect.element(said('sk_s4k2m9x0q7w1e8r5_f0h2Kq9ZrT5wY8uB1nM4vC7xJ3sQx7z')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /…Qx7z/ })).toBeVisible();
});

test('ends a key after the overlap that was chosen', async () => {
  const { other } = await mount('console-access');
  await page.getByRole('button', { name: 'End: …h2Kq' }).click();
  await expect.element(said('It was last used: 40 minutes ago.')).toBeVisible();
  await page.getByRole('combobox', { name: 'The old one' }).first().selectOptions('stops at once');
  await page.getByRole('button', { name: 'Yes, end it' }).click();
  await expect.element(page.getByRole('row', { name: /…h2Kq .*ended/ })).toBeVisible();
  expect(sent(other, 'POST')).toMatchObject({ path: '/v1/keys/key_3/end', body: '{"overlapMs":0}' });
});

test('changes the two secrets, one of them to what the shop system gave out', async () => {
  const { other } = await mount('console-access');
  await page.getByRole('button', { name: 'Change it: Identity secret' }).click();
  await page.getByRole('button', { name: 'Yes, change it' }).click();
  await expect.element(said('N5tV0pQ2sX8zB4mK7jH1gF6dR3wY9uL0aC5eT8iO2k')).toBeVisible();
  expect(sent(other, 'POST')).toMatchObject({ path: '/v1/identity-secret', body: '{"overlapMs":86400000}' });
  await page.getByLabelText('A secret that the shop system gave out').fill('0123456789abcdef0123456789abcdef');
  await page.getByRole('button', { name: 'Change it: Webhook secret' }).click();
  await page.getByRole('button', { name: 'Yes, change it' }).click();
  await expect.poll(() => sent(other, 'POST')?.body).toBe('{"overlapMs":86400000,"secret":"0123456789abcdef0123456789abcdef"}');
});

test('cleans one slice after the other, and says how far it is', async () => {
  const { other } = await mount('console-access', { shop: aShop({ slices: 3 }) });
  await page.getByRole('button', { name: 'Clean now' }).click();
  await page.getByRole('button', { name: 'Yes, clean now' }).click();
  await expect.element(said('Nothing that was deleted is left in those files.')).toBeVisible();
  expect(other.came.filter(({ path }) => path.endsWith('/rebuild')).map(({ path }) => path)).toEqual([
    '/v1/slices/0/rebuild',
    '/v1/slices/1/rebuild',
    '/v1/slices/2/rebuild',
  ]);
});

test('says where it stopped when a slice refuses', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/slices/1/rebuild', { code: 'moved' });
  await mount('console-access', { other, shop: aShop({ slices: 3 }) });
  await page.getByRole('button', { name: 'Clean now' }).click();
  await page.getByRole('button', { name: 'Yes, clean now' }).click();
  await expect.element(said('The data is just being moved.')).toBeVisible();
  expect(other.came.at(-1)?.path).toBe('/v1/slices/1/rebuild');
});

test('tells what staff did in sentences, a page at a time', async () => {
  await mount('console-access', { other: new OtherSide({ pageRows: 9 }) });
  await expect.element(page.getByRole('row', { name: /made anders@morning-mountain.example Marketer/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /A shopper .*had a person forgotten/ })).toBeVisible();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect.element(page.getByRole('row', { name: /offer paused/ })).toBeVisible();
});

test('a manager reads the trail only, an analyst nothing', async () => {
  const as = (role: string) => aShop({ staff: { email: 'anders@morning-mountain.example', role } });
  await mount('console-access', { shop: as('manager') });
  await expect.element(page.getByRole('heading', { name: 'What staff did' })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Secret keys' })).not.toBeInTheDocument();
  const { other } = await mount('console-access', { shop: as('analyst') });
  await expect.element(said('Only the owner and managers see this.')).toBeVisible();
  expect(other.came).toEqual([]);
});

test('reads well in both languages and both lights', async () => {
  await mount('console-access', { shop: aShop({ slices: 3 }) });
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('button', { name: locale === 'en' ? 'Take on' : '加入人員' })).toBeVisible();
    await expect.element(page.getByRole('row', { name: /h2Kq/ })).toBeVisible();
  });
});
