import type { MyReminder } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-reminders.ts';

const reminder: MyReminder = {
  id: 'r1',
  kind: 'reminder',
  productId: 'kettle',
  product: 'Iron kettle',
  title: 'The warranty of your kettle ends soon',
  boughtAtMs: Date.UTC(2020, 4, 3, 12),
  dueAtMs: Date.UTC(2022, 4, 3, 12),
  stopped: false,
};
const shop = (more: Record<string, Answer> = {}, locale = 'en-GB') =>
  aClient({ 'GET /v1/me': aView(), 'GET /v1/me/reminders': { reminders: [reminder] }, 'PATCH /v1/me/reminders': {}, ...more }, { locale });

test('says of what, when and why; is stopped by one tap, and taken up again', async () => {
  const { client, called } = shop();
  const list = await mount('rapport-reminders', client);
  await soon(() => expect(words(list)).toContain('3 May 2022 · Iron kettle, bought on 3 May 2020'));
  part(list, 'button').click();
  await soon(() => expect(words(list)).toContain('stopped · Iron kettle'));
  expect(part(list, 'button').getAttribute('aria-label')).toBe('Go on reminding me of “The warranty of your kettle ends soon”');
  part(list, 'button').click();
  await soon(() => expect(words(list)).toContain('3 May 2022 ·'));
  expect(called.filter(({ call }) => call === 'PATCH /v1/me/reminders')).toHaveLength(2);
});

test('stays as it was when it can’t be stopped; takes no room without any', async () => {
  const list = await mount('rapport-reminders', shop({ 'PATCH /v1/me/reminders': new Refusal(404, 'not-found') }).client);
  await soon(() => part(list, 'button'));
  part(list, 'button').click();
  await soon(() => expect(part(list, 'button').getAttribute('aria-busy')).toBe('false'));
  expect(words(list)).toContain('3 May 2022');
  const none = await mount('rapport-reminders', shop({ 'GET /v1/me/reminders': { reminders: [] } }).client);
  await none.updateComplete;
  expect(words(none)).toBe('');
});

test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages', async (ground) => {
  for (const [locale, title] of [
    ['en', 'What we remind you of'],
    ['zh-Hant', '我們會提醒您'],
  ] as const) {
    const list = await mount('rapport-reminders', shop({}, locale).client, {}, ground);
    await soon(() => expect(words(list)).toContain(title));
    expect(await violations(list)).toEqual([]);
  }
});
