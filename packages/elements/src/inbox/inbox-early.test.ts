import { expect, test } from 'vitest';
import { provideClient } from '../internal/client-context.ts';
import { aClient, aView } from '../testing/a-client.ts';
import { aMessage } from '../testing/catalogue.ts';
import { mount, soon, words } from '../testing/mount.ts';
import './rapport-inbox-list.ts';

// In a file of its own: once a page has a client, it has one for good.

test('a list that is shown before the page has its client shows what came once it has', async () => {
  const list = await mount('rapport-inbox-list', null);
  const shown = list.show();
  expect(words(list)).toBe('Messages are being fetched');
  const { client } = aClient({
    'GET /v1/me': aView({ unread: 1 }),
    'GET /v1/me/inbox': { messages: [aMessage()], next: null },
    'POST /v1/me/inbox/read': aView({ version: 2 }),
  });
  provideClient(client);
  await shown;
  await soon(() => expect(words(list)).toContain('It’s here: Rough-glazed tea bowl.'));
});
