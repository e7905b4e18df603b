import type { FollowIdeas } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { aClient, aView, Refusal, type Answer } from '../testing/a-client.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-follows.ts';

const mine = (more: Partial<FollowIdeas> = {}): FollowIdeas => ({
  ideas: [{ id: 'brand:kato', what: 'brand', name: 'Kato', because: 'bought' }],
  automatic: null,
  ...more,
});
const kept = { id: 'w1', kind: 'follow', query: 'Kato', createdAtMs: 1, toldAtMs: null, paused: false, frequency: 'at-once', filters: {} };
const shop = (more: Record<string, Answer> = {}, locale = 'en') =>
  aClient(
    {
      ...{ 'GET /v1/me': aView(), 'GET /v1/me/follows': mine(), 'PATCH /v1/me/follows': {}, 'PATCH /v1/me/preferences': {} },
      'POST /v1/me/watches': { ...kept, what: 'brand', productId: null, variantId: null, goal: null, baselineMinor: null },
      ...more,
    },
    { locale },
  );

test('offers what they come back to and says why; one tap follows it', async () => {
  const { client, called } = shop();
  const list = await mount('rapport-follows', client);
  await soon(() => expect(words(list)).toContain('Kato Because of what you bought Follow “Kato”'));
  part(list, 'button').click();
  await soon(() => expect(words(list)).toBe(''));
  expect(called.find(({ call }) => call === 'POST /v1/me/watches')?.body).toEqual({ kind: 'follow', what: 'brand', name: 'Kato' });
});

test('a no is said once, with the way back in its place; what can’t be done leaves things as they are', async () => {
  const { client, called, answers } = shop({ 'PATCH /v1/me/follows': new Refusal(404, 'not-found') });
  const list = await mount('rapport-follows', client);
  const button = (): HTMLElement => part(list, '[aria-label="Don’t ask again about “Kato”"]');
  const asked = (): unknown[] => called.flatMap(({ call, body }) => (call === 'PATCH /v1/me/follows' ? [body] : []));
  await soon(() => button());
  button().click();
  await soon(() => expect(asked()).toHaveLength(1));
  await soon(() => button());
  answers['PATCH /v1/me/follows'] = {};
  button().click();
  await soon(() => expect(words(list)).toContain('“Kato” won’t be shown again. Undo'));
  part(list, '.gone button').click();
  await soon(() => button());
  await soon(() =>
    expect(asked()).toEqual([
      { id: 'brand:kato', declined: true },
      { id: 'brand:kato', declined: true },
      { id: 'brand:kato', declined: false },
    ]),
  );
});

test('where the shop offers it, one tick lets it be done; it shows what stands, not what was tried', async () => {
  const { client, called, answers } = shop({ 'GET /v1/me/follows': mine({ ideas: [], automatic: false }) });
  const list = await mount('rapport-follows', client);
  const tick = (): HTMLInputElement => part(list, 'input');
  await soon(() => expect(tick().checked).toBe(false));
  tick().click();
  await soon(() => expect(called.find(({ call }) => call === 'PATCH /v1/me/preferences')?.body).toEqual({ follows: true }));
  await soon(() => expect(tick().checked).toBe(true));
  answers['PATCH /v1/me/preferences'] = new Refusal(503, 'moved');
  tick().click();
  await soon(() => expect(tick().checked).toBe(true));
});

test('says what the tap agrees to, to whom has not agreed to messages; takes no room without any', async () => {
  const asked = aView({ consent: { personalisation: 'granted', messages: 'denied' } });
  const list = await mount('rapport-follows', shop({ 'GET /v1/me': asked }).client);
  await soon(() => expect(words(list)).toContain('You can take it back at any time.'));
  const none = await mount('rapport-follows', shop({ 'GET /v1/me/follows': mine({ ideas: [] }) }).client);
  await none.updateComplete;
  expect(words(none)).toBe('');
});

test.each(['light', 'dark'] as const)('axe finds nothing on %s ground, in both languages', async (ground) => {
  for (const [locale, title] of [
    ['en', 'You often come back to'],
    ['zh-Hant', '您常常回來看'],
  ] as const) {
    const list = await mount('rapport-follows', shop({ 'GET /v1/me/follows': mine({ automatic: true }) }, locale).client, {}, ground);
    await soon(() => expect(words(list)).toContain(title));
    expect(await violations(list)).toEqual([]);
  }
});
