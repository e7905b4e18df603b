import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../scripts/serve/paths.ts';
import { needPorts } from '../../scripts/start/ground.ts';
import { aBrowser, until, type TestBrowser } from '../harness/index.ts';
import { newAlbum, shot } from './album.ts';
import { Shopper } from './shopper.ts';

// What somebody new does: two commands, then the addresses that were printed. How a start refuses (taken port, folder that can't be written, folder in
// use) is told in test/docs/start.test.ts.

let dir = '';
let browser: TestBrowser;
const groups = new Set<ChildProcess>();

beforeAll(async () => {
  newAlbum(/^start-/);
  dir = mkdtempSync(join(tmpdir(), 'rapport-new-user-'));
  browser = await aBrowser();
});
afterEach(() => groups.forEach(({ pid }) => process.kill(-Number(pid), 'SIGKILL')));
afterAll(async () => {
  await browser?.dispose();
  rmSync(dir, { recursive: true, force: true });
});

/** `npm start` itself; but where the lock file is newer than what is installed it would install, which a test must not: then what it hands over to. */
const isInstalled = (): boolean =>
  statSync(join(ROOT, 'node_modules/.package-lock.json')).mtimeMs >= statSync(join(ROOT, 'package-lock.json')).mtimeMs;

/** No process of its group is left. */
const isGone = ({ pid }: ChildProcess): boolean => {
  try {
    return !process.kill(-Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
};

interface House {
  readonly shop: string;
  readonly console: string;
  readonly mailbox: string;
  /** Ctrl-C in its terminal, which reaches every process there; waits until all of them have let go of their ports. */
  interrupt(): Promise<void>;
}

/** Types the command, and reads the addresses off the screen. */
async function start(port: number): Promise<House> {
  const args = ['--data', dir, '--port', String(port)];
  const [command, given] = isInstalled() ? ['npm', ['start', '--', ...args]] : [process.execPath, [join(ROOT, 'scripts/start.ts'), ...args]];
  const child = spawn(command as string, given as string[], { cwd: ROOT, detached: true });
  groups.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  await until(() => said.includes('Ctrl-C stops everything'), { timeoutMs: 90_000, what: `the house to open: ${said}` });
  const address = (name: string): string => new RegExp(`^ +${name} +(\\S+)`, 'm').exec(said)?.[1] ?? '';
  return {
    shop: address('Shop'),
    console: address('Console'),
    mailbox: address('Mailbox'),
    async interrupt() {
      process.kill(-Number(child.pid), 'SIGINT');
      await until(() => needPorts([port, port + 1, port + 2]).then(() => true), { what: 'the house to close' });
      await until(() => isGone(child), { what: 'the last of them to leave' });
      groups.delete(child);
    },
  };
}

const threePorts = (): Promise<number> =>
  until(async () => {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    await needPorts([first, first + 1, first + 2]);
    return first;
  });

test('a new user starts the house, has a shop to look at and a console to sign in to, and finds everything again the next day', async () => {
  const port = await threePorts();
  const first = await start(port);
  expect([first.shop, first.mailbox]).toEqual([`http://localhost:${port + 1}/`, `http://localhost:${port + 2}/`]);

  const ada = await Shopper.arrives(browser, `http://localhost:${port + 1}`, `http://localhost:${port}`);
  await ada.opens('/en');
  await ada.agrees('Yes, you may');
  await ada.recommended();
  await shot(ada.page, 'start-shop');
  await ada.joins('en', 'Ada', 'ada@people.example');
  await ada.sees('50 more and “€5 off” is yours.');

  const { page, errors } = await browser.aPerson();
  await page.goto(first.console);
  await page.getByLabel('E-mail address').fill('owner@morningmountain.example');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await page.getByLabel('Code', { exact: true }).waitFor();
  const mail = await page.context().newPage();
  const code = await until(
    async () => {
      await mail.goto(first.mailbox);
      return /(?<!\d)\d{6}(?!\d)/.exec(await mail.locator('body').innerText())?.[0];
    },
    { what: 'the code in the mailbox', everyMs: 200 },
  );
  await shot(mail, 'start-mailbox');
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Yes. The last visit was seen').waitFor();
  await shot(page, 'start-console');
  expect([...ada.errors, ...errors]).toEqual([]);

  await Promise.all([ada.page.goto('about:blank'), page.goto('about:blank')]);
  await first.interrupt();

  // The next day, in the same browser: still signed in on both sides, and the points are there.
  const second = await start(port);
  await ada.opens('/en/account');
  await ada.sees('50 more and “€5 off” is yours.');
  await page.goto(second.console.replace(/sign-in.*/, 'shoppers'));
  await page.getByRole('link', { name: 'Ada' }).waitFor();
  expect([...ada.errors, ...errors]).toEqual([]);
  await second.interrupt();
});
