import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { Assets } from './assets.ts';
import { readConfig } from './config.ts';
import { Shop } from './shop.ts';

const config = readConfig(process.env);
const shop = new Shop(config);
const server = serve({ fetch: createApp(shop, new Assets()).fetch, port: config.port, hostname: process.env['HOST'] ?? '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`demo listening on http://127.0.0.1:${port}\n`);
});

let isClosing = false;

/** Closes the door, lets who is inside finish, and keeps what was not delivered for tomorrow. */
async function close(): Promise<void> {
  if (isClosing) return;
  isClosing = true;
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const late = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
  }, 2000);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  clearTimeout(late);
  await shop.close();
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void close().then(() => process.exit(0)));
