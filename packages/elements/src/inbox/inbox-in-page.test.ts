import { expect, test } from 'vitest';
import { aClient, aView } from '../testing/a-client.ts';
import { aMessage } from '../testing/catalogue.ts';
import { mount, part, soon, violations, words } from '../testing/mount.ts';
import './rapport-inbox.ts';
import './rapport-inbox-list.ts';

const messages = [aMessage({ readAtMs: 1 })];
const shop = (options: object = {}) =>
  aClient({ 'GET /v1/me': aView(), 'GET /v1/me/inbox': { messages, next: null }, 'POST /v1/me/inbox/marks': aView({ version: 2 }) }, options);

test('with `list` the messages stand in the page, without a bell, and what is done with them is done', async () => {
  const { client, calls } = shop();
  const inbox = await mount('rapport-inbox', client, { list: '' });
  const list = part(inbox, 'rapport-inbox-list');
  await soon(() => expect(words(list)).toContain('It’s here'));
  expect(inbox.shadowRoot?.querySelector('[part=button]')).toBeNull();
  expect(await violations(inbox)).toEqual([]);
  part(list, 'button[aria-label^="Put away"]').click();
  await soon(() => expect(words(list)).toContain('Put away. Undo'));
  expect(calls()).toContain('POST /v1/me/inbox/marks');
});

test('somebody who becomes known while it stands there sees their messages, and nobody sees those of the one before', async () => {
  let token: string | null = null;
  const { client } = shop({ session: async () => (token ? { token } : null) });
  const list = part(await mount('rapport-inbox', client, { list: '' }), 'rapport-inbox-list');
  await soon(() => expect(words(list)).toContain('When something you looked for arrives'));
  token = 't';
  await client.reload();
  await soon(() => expect(words(list)).toContain('It’s here'));
  token = null;
  await client.reload();
  await soon(() => expect(words(list)).toContain('When something you looked for arrives'));
  expect(words(list)).not.toContain('It’s here');
});
