import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { chooseLocale } from '../locale.ts';
import { aTrace } from '../testing/a-shop.ts';
import { inAllWays, mount, said } from '../testing/mount.ts';
import { OtherSide } from '../testing/other-side.ts';

const held = aTrace({ id: '2', channel: 'email', outcome: 'held', reason: 'quiet-hours', untilMs: Date.UTC(2026, 10, 23, 8) });
const traces = [held, aTrace(), aTrace({ id: '0', channel: 'email', outcome: 'not-sent', reason: 'not-available' })];

test('shows each decision with its reason, and leads to the person', async () => {
  await mount('console-messages', { other: new OtherSide({ traces }) });
  await expect.element(page.getByRole('row', { name: /Held .*It is night where they live · until/ })).toBeVisible();
  await expect.element(page.getByRole('row', { name: /Not sent .*It can no longer be bought/ })).toBeVisible();
  await expect.element(page.getByRole('link', { name: '…xLw0Vt' }).first()).toHaveAttribute('href', '/console/shoppers/shp_7Qm2xLw0Vt');
});

test('asks only for what is chosen', async () => {
  const other = new OtherSide({ traces });
  await mount('console-messages', { other });
  await userEvent.selectOptions(page.getByRole('combobox', { name: /^Channel/ }), 'email');
  const asked = (): URLSearchParams | undefined => other.came.findLast(({ path }) => path === '/v1/messages')?.query;
  await expect.poll(() => asked()?.get('channel')).toBe('email');
  await userEvent.selectOptions(page.getByRole('combobox', { name: /^About/ }), 'stage');
  await userEvent.selectOptions(page.getByRole('combobox', { name: /^Reason/ }), 'quiet-hours');
  await expect.poll(() => [asked()?.get('kind'), asked()?.get('reason'), asked()?.get('channel')]).toEqual(['stage', 'quiet-hours', 'email']);
});

test('asks for the mails anew in the language that is chosen', async () => {
  const other = new OtherSide({ traces });
  await mount('console-messages', { other });
  const locale = (): string | null | undefined => other.came.findLast(({ path }) => path === '/v1/templates')?.query.get('locale');
  await expect.poll(locale).toBe('en');
  await chooseLocale('zh-Hant');
  await expect.poll(locale).toBe('zh-Hant');
  await chooseLocale('en');
});

test('says what a channel lacks, and sends a mail to who asks', async () => {
  await mount('console-messages');
  await expect.element(said('Rapport does not know its own address: set PUBLIC_URL.')).toBeVisible();
  await page.getByRole('button', { name: 'Send it to me' }).click();
  await expect.element(said('Sent to ')).toBeVisible();
});

test('has nothing that axe would object to, in both languages and schemes', async () => {
  await inAllWays(async (locale) => {
    await mount('console-messages', { other: new OtherSide({ traces }) });
    await expect.element(page.getByRole('cell', { name: locale === 'en' ? /It is night where they live/ : /顧客當地為勿擾時段/ })).toBeVisible();
  });
});
