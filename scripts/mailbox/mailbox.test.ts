import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../serve/paths.ts';
import { startMailbox, type Mailbox } from './mailbox.ts';

interface Transport {
  sendMail(mail: object): Promise<unknown>;
  close(): void;
}
// nodemailer is the worker's; the mailbox is tried with the sender it will meet.
const nodemailer = createRequire(join(ROOT, 'worker', 'package.json'))('nodemailer') as { createTransport(url: string): Transport };

let dir = '';
let mailbox: Mailbox;
const send = async (mail: object): Promise<void> => {
  const transport = nodemailer.createTransport(mailbox.smtpUrl);
  await transport.sendMail({ from: 'hello@shop.example', to: 'May <may@post.example>', ...mail });
  transport.close();
};

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'rapport-mail-'));
  mailbox = await startMailbox({ dir });
});
afterEach(async () => {
  await mailbox.stop();
  rmSync(dir, { recursive: true });
});

test('shows what was sent, the newest first, and keeps it over a restart', async () => {
  await send({ subject: 'One', text: 'first' });
  await send({ subject: '抹茶碗到了', text: '您找的抹茶碗到了。', headers: { 'List-Unsubscribe': '<https://shop.example/stop>' } });
  await mailbox.stop();
  mailbox = await startMailbox({ dir });
  const mails = await mailbox.mails();
  expect(mails.map(({ subject, text }) => [subject, text])).toEqual([
    ['抹茶碗到了', '您找的抹茶碗到了。'],
    ['One', 'first'],
  ]);
  expect(mails[0]).toMatchObject({
    from: 'hello@shop.example',
    to: ['May <may@post.example>'],
    headers: { 'list-unsubscribe': '<https://shop.example/stop>' },
  });
  const page = await (await fetch(mailbox.url)).text();
  expect(page.indexOf('抹茶碗到了')).toBeLessThan(page.indexOf('One'));
});

test('shows an HTML mail as words, and lets nothing in it run', async () => {
  await send({ subject: '<img src=x onerror=alert(1)>', html: '<p>Hello</p><script>alert(1)</script><p>See https://shop.example/?a=1&amp;b=2.</p>' });
  const response = await fetch(mailbox.url);
  const page = await response.text();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page).not.toContain('<img');
  expect(page).not.toContain('alert(1)</');
  expect(page).toContain('Hello');
  expect(page).toContain('<a href="https://shop.example/?a=1&amp;b=2" rel="noreferrer">');
});

test('shows a mail in its own clothes, in a box in which nothing runs', async () => {
  await send({ subject: 'Words only', text: 'plain' });
  await send({
    subject: 'Dressed',
    html: '<html><head><title>x</title></head><body style="color: red">Hello<script>alert(1)</script></body></html>',
  });
  const page = await (await fetch(mailbox.url)).text();
  const links = [...page.matchAll(/href="(\/mails\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(links).toHaveLength(1);
  const response = await fetch(mailbox.url + links[0]);
  expect(await response.text()).toContain('<head><base target="_blank"><title>x</title></head><body style="color: red">Hello');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/^sandbox (?!.*allow-(?:scripts|same-origin|forms)).*default-src 'none'/);
  expect((await fetch(`${mailbox.url}/mails/..%2f1-1-1`)).status).toBe(404);
  expect((await fetch(`${mailbox.url}/mails/1-1-1`)).status).toBe(404);
});

test('answers only to this machine and only to readers', async () => {
  const status = (options: object): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(mailbox.url);
      request({ hostname, port, path: '/mails.json', ...options }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
  expect(await status({})).toBe(200);
  expect(await status({ headers: { host: 'rebound.example' } })).toBe(403);
  expect(await status({ method: 'DELETE' })).toBe(405);
  expect(await status({ path: '/nothing' })).toBe(404);
});
