import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';
import { aDelivery, anEndpoint } from '../testing/webhooks.ts';

test('says first whether everything gets through', async () => {
  await mount('console-webhooks');
  await expect.element(said('Not everything gets through: 3 messages wait.')).toBeVisible();
  await expect.element(said('Nothing has got through since')).toBeVisible();
  await mount('console-webhooks', { other: new OtherSide({ endpoints: [anEndpoint({ failingSinceMs: null, waiting: 0 })] }) });
  await expect.element(said('Everything has got through.')).toBeVisible();
  await mount('console-webhooks', { other: new OtherSide({ endpoints: [], deliveries: [] }) });
  await expect.element(said('No system of yours is told anything yet.')).toBeVisible();
});

test('adds an address and shows its secret this once', async () => {
  const other = new OtherSide({ endpoints: [] });
  await mount('console-webhooks', { other });
  await page.getByRole('textbox', { name: 'Address' }).fill('https://crm.example/hooks');
  await page.getByRole('checkbox', { name: 'Points were spent' }).click();
  await page.getByRole('button', { name: 'Add the address' }).click();
  await expect.element(said('whsec_c2VjcmV0')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'https://crm.example/hooks' })).toBeVisible();
  expect(other.has.endpoints[0]?.types).not.toContain('points.spent');
  expect(other.has.endpoints[0]?.types).toContain('points.earned');
});

test('an address that is refused stays in the field, with what to do', async () => {
  const other = new OtherSide();
  other.refuse.set('POST /v1/webhook-endpoints', { code: 'invalid-body', body: { detail: 'The address must begin with https://.' } });
  await mount('console-webhooks', { other });
  await page.getByRole('textbox', { name: 'Address' }).fill('https://10.0.0.1/');
  await page.getByRole('button', { name: 'Add the address' }).click();
  await expect.element(said('The address must begin with https://.')).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Address' })).toHaveValue('https://10.0.0.1/');
});

test('sends a test, switches off and on, changes the secret, and removes after a question', async () => {
  const other = new OtherSide();
  await mount('console-webhooks', { other });
  await page.getByRole('button', { name: /^Send a test/ }).click();
  await expect.element(page.getByRole('cell', { name: /^Test/ })).toBeVisible();
  await page.getByRole('button', { name: /^New secret/ }).click();
  await expect.element(said('whsec_bmV3')).toBeVisible();
  await page.getByRole('button', { name: /^Switch off/ }).click();
  await expect.element(said('Nothing more is sent there.')).toBeVisible();
  await page.getByRole('button', { name: /^Switch on/ }).click();
  await expect.element(said('It hears of what happens from now on.')).toBeVisible();
  await page.getByRole('button', { name: /^Remove/ }).click();
  expect(other.has.endpoints).toHaveLength(1);
  await page.getByRole('button', { name: /^Yes, remove it/ }).click();
  await expect.element(said('Removed.')).toBeVisible();
  expect(other.has.endpoints).toHaveLength(0);
});

test('shows every try of a message, what it carries, and sends it again', async () => {
  const other = new OtherSide({ deliveries: [aDelivery(), aDelivery({ id: '2', state: 'sent', tries: 1 })] });
  await mount('console-webhooks', { other });
  await page
    .getByRole('button', { name: /^Look at the message/ })
    .first()
    .click();
  await expect.element(said('Was refused (503), 41 ms')).toBeVisible();
  await expect.element(said('No answer within 15 seconds')).toBeVisible();
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect.element(page.getByRole('cell', { name: 'Waiting' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Show' }).selectOptions('What arrived');
  await expect.element(page.getByRole('cell', { name: 'Waiting' })).not.toBeInTheDocument();
});

test('reads well in both languages and both lights', async () => {
  await mount('console-webhooks');
  await inAllWays(async (locale) => {
    await expect.element(page.getByRole('columnheader', { name: locale === 'en' ? 'State' : '狀態' })).toBeInTheDocument();
  });
});
