import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../scripts/serve/paths.ts';
import { needPorts } from '../../scripts/start/ground.ts';
import { until } from '../harness/index.ts';

// `npm start` as a person runs it, without the installing.

let dir = '';
const started = new Set<ChildProcess>();
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'rapport-started-'))));
afterEach(() => started.forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

interface Run {
  readonly said: () => string;
  readonly ended: Promise<number | null>;
  interrupt(): void;
}

function start(port: number, data = dir): Run {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts'), '--data', data, '--port', String(port)], { cwd: ROOT });
  started.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      started.delete(child);
      resolve(code);
    });
  });
  return { said: () => said, ended, interrupt: () => void child.kill('SIGINT') };
}

const isUp = (run: Run): Promise<true> =>
  until(() => (run.said().includes('Ctrl-C stops everything') ? true : null), { timeoutMs: 60_000, what: `the house to open: ${run.said()}` });

/** The first of three ports in a row that nobody uses. */
async function threePorts(): Promise<number> {
  return until(async () => {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    await needPorts([first, first + 1, first + 2]);
    return first;
  });
}

const config = (): { publishableKey: string } => JSON.parse(readFileSync(join(dir, 'demo.json'), 'utf8')) as { publishableKey: string };
const productsIn = async (shopUrl: string): Promise<number> =>
  (await (await fetch(`${shopUrl}/counter/catalogue.csv`)).text()).trim().split('\n').length - 1;

test('opens a shop with goods, keeps it over a second start on other ports, and leaves nothing behind', async () => {
  const port = await threePorts();
  const first = start(port);
  await isUp(first);
  expect(first.said()).toMatch(/A demo shop was made, with \d{2,} products/);
  for (const address of [
    `http://localhost:${port}/rapport.js`,
    `http://localhost:${port}/console/`,
    `http://localhost:${port + 1}/`,
    `http://localhost:${port + 2}/`,
  ]) {
    expect((await fetch(address)).status, address).toBe(200);
  }
  const { publishableKey } = config();
  const products = await productsIn(`http://localhost:${port + 1}`);

  // The folder is in use: a second one on it would spoil it.
  const beside = start(await threePorts());
  expect(await beside.ended).toBe(1);
  expect(beside.said().trim().split('\n')).toEqual([expect.stringContaining('is in use by another Rapport')]);

  first.interrupt();
  expect(await first.ended).toBe(0);
  await needPorts([port, port + 1, port + 2]);

  const moved = await threePorts();
  const second = start(moved);
  await isUp(second);
  expect(second.said()).not.toContain('A demo shop was made');
  expect(config().publishableKey).toBe(publishableKey);
  expect(await productsIn(`http://localhost:${moved + 1}`)).toBe(products);
  // The shop was told where its pages are now.
  const asked = await fetch(`http://localhost:${moved}/v1/config?key=${publishableKey}`, { headers: { origin: `http://localhost:${moved + 1}` } });
  expect(asked.status).toBe(200);
  second.interrupt();
  expect(await second.ended).toBe(0);
});

test.each([
  ['a port that is taken', async () => ({ port: await threePorts(), taken: 1 }), /^Port \d+ is taken; choose another with --port N/],
  [
    'a folder that cannot be written to',
    async () => ({ port: await threePorts(), data: '/dev/null/data' }),
    /^The folder \/dev\/null\/data can't be written to/,
  ],
])('%s is one clear sentence and an error', async (_, prepare: () => Promise<{ port: number; taken?: number; data?: string }>, sentence) => {
  const { port, taken, data } = await prepare();
  const other: Server = createServer();
  if (taken !== undefined) await new Promise<void>((listening) => other.listen(port + taken, '127.0.0.1', listening));
  const run = start(port, data);
  expect(await run.ended).toBe(1);
  other.close();
  expect(run.said().trim()).toMatch(sentence);
  expect(run.said().trim().split('\n')).toHaveLength(1);
});
