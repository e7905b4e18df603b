import type { PreferencesView } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { aClient, aView } from '../testing/a-client.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-preferences.ts';

const on = { inbox: true, email: true, push: true };
const aChoice = (more: Partial<PreferencesView['preferences']> = {}): PreferencesView => ({
  preferences: {
    allowed: { 'asked-for': on, service: on, promotional: { inbox: true, email: false, push: false } },
    quiet: null,
    timeZone: null,
    frequency: 'at-once',
    fewer: false,
    off: false,
    follows: false,
    ...more,
  },
  mail: { email: null, state: 'none' },
  mailWorks: true,
  pushDevices: 0,
  pushKey: 'key',
  shop: { name: 'Tea', quiet: { from: '21:00', to: '09:00' }, timeZone: 'UTC' },
});
const agreed = aView({ consent: { personalisation: 'granted', messages: 'granted' } });
const shown = async (more: object = {}) => {
  const answers = { 'GET /v1/me': agreed, 'GET /v1/me/preferences': aChoice(), ...more };
  const { client, called } = aClient(answers as Parameters<typeof aClient>[0]);
  const element = await mount('rapport-contact', client);
  await soon(() => expect(element.shadowRoot?.querySelector('table')).not.toBeNull());
  return { element, called };
};
const ticks = (element: Element): HTMLInputElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('td input') ?? [])];

test('shows what comes where; a tick is saved at once, with the zone of the browser', async () => {
  const { element, called } = await shown({ 'PATCH /v1/me/preferences': aChoice({ fewer: true }) });
  expect(ticks(element).map(({ checked }) => checked)).toEqual([true, true, true, true, true, true, true, false, false]);
  ticks(element)[7]?.click();
  await soon(() => expect(words(element)).toContain('Saved.'));
  const sent = called.find(({ call }) => call === 'PATCH /v1/me/preferences');
  expect(sent?.body).toMatchObject({
    allowed: { promotional: { inbox: true, email: true, push: false } },
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
});

test('everything off is one tap, and one tap back', async () => {
  const { element } = await shown({ 'PATCH /v1/me/preferences': aChoice({ off: true }) });
  part(element, '[part=off]').click();
  await soon(() => expect(words(element)).toContain('Everything is off.'));
  expect(element.shadowRoot?.querySelector('table')).toBeNull();
});

test('asks an address first, and says that a mail is on its way', async () => {
  const asked = { ...aChoice(), mail: { email: 'mei@post.example', state: 'unconfirmed' as const } };
  const { element, called } = await shown({ 'POST /v1/me/email': asked });
  const field = element.shadowRoot?.querySelector<HTMLInputElement>('input[type=email]');
  if (field) field.value = 'mei@post.example';
  element.shadowRoot?.querySelector('form')?.requestSubmit();
  await soon(() => expect(words(element)).toContain('We wrote to mei@post.example.'));
  expect(called.find(({ call }) => call === 'POST /v1/me/email')?.body).toEqual({ email: 'mei@post.example' });
});

test('is not there for who agreed to no messages, and offers no push where there is no worker for it', async () => {
  const { client } = aClient({ 'GET /v1/me': aView({ consent: { personalisation: 'granted', messages: 'denied' } }) });
  const element = await mount('rapport-contact', client);
  expect(element.shadowRoot?.querySelector('section')).toBeNull();
  expect(words((await shown()).element)).not.toContain('browser');
});

test('has nothing that axe would object to, in both languages', async () => {
  const { element } = await shown();
  expect(await violations(element)).toEqual([]);
});
