import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShopMade, ShopRequest } from '@rapport/protocol';
import { startMailbox, type Mailbox } from '../../scripts/mailbox/mailbox.ts';
import { startDemo } from '../../scripts/serve/demo.ts';
import { caller, importCatalogue, makeShop, signIn, taken, type Caller } from '../../scripts/serve/shop.ts';
import { startWorker, type RunningWorker } from '../../scripts/serve/worker.ts';

/** The owner of every shop made for a test. */
export const OWNER = 'owner@tea.example';

/** What to build; the defaults are what most tests want. */
export interface HouseOptions {
  /** Slices of the shop: three, so that nothing works only because everything lies in one. */
  readonly slices?: number;
  /** May the test move the clock? */
  readonly clock?: boolean;
  /** May the worker call this machine? Needed for mail; false shows what production refuses. */
  readonly loopback?: boolean;
  /** Bindings that differ from the usual ones, such as a mail server of the test's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Certificates (PEM) that the worker trusts beside those every browser trusts. */
  readonly trusted?: readonly string[];
  /** Settings of the shop that differ from the usual ones. */
  readonly shop?: Partial<ShopRequest>;
}

/** A whole house on free ports in a folder of its own: the real bundle in plain workerd, a mailbox, one new shop. */
export interface House extends AsyncDisposable {
  /** Address of the worker: API, rapport.js and console. The same after a restart. */
  readonly url: string;
  readonly worker: RunningWorker;
  /** The folder of everything: the objects' files lie under `objects`. */
  readonly dir: string;
  readonly mailbox: Mailbox;
  /** The master secret, to write further set-up tokens with. */
  readonly secret: string;
  /** Ids and keys of the shop. */
  readonly shop: ShopMade;
  readonly api: {
    /** A page of the shop: no credential but the publishable key, which `path` must carry (see `keyed`). */
    readonly page: Caller;
    /** The shop's back end. */
    readonly secret: Caller;
    /** The owner, signed in by a code from the mailbox the first time it is asked for. */
    staff(): Promise<Caller>;
    /** A shopper with this token. */
    shopper(token: string): Caller;
  };
  /** `path` with the publishable key on it. */
  keyed(path: string): string;
  /** Starts the demo shop front on this house, with its whole catalogue imported; the second call gives the same one. */
  demo(): Promise<{ readonly url: string }>;
  /** Puts the worker's clock this far from the machine's, in ms; what is due by then happens. A restart keeps it. Needs `clock: true`. */
  setClock(offsetMs: number): Promise<void>;
  kill9(): Promise<void>;
  restart(): Promise<void>;
  /** Stops everything and removes the folder. `await using` calls it. */
  dispose(): Promise<void>;
}

/** Builds a house. Needs `npm run build` before; dispose of it in afterAll, or declare it with `await using`. */
export async function aHouse({
  slices = 3,
  clock = false,
  loopback = true,
  env = {},
  trusted = [],
  shop: wishes = {},
}: HouseOptions = {}): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'rapport-house-'));
  const secret = randomBytes(32).toString('base64url');
  const mailbox = await startMailbox({ dir: join(dir, 'mail') });
  const port = await freePort();
  const bindings = { RAPPORT_SECRET: secret, SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: `http://127.0.0.1:${port}`, ...env };
  const worker = await startWorker({ dataDir: dir, port, loopback, testClock: clock, env: bindings, trusted });
  const { url } = worker;
  const usual = {
    name: 'Tea 茶',
    currency: 'EUR',
    timeZone: 'Asia/Taipei',
    locales: ['en', 'zh-Hant'],
    origins: [],
    mailFrom: 'hello@tea.example',
    holdoutPercent: 0,
  };
  const shop = await makeShop(url, secret, { ...usual, ownerEmail: OWNER, slices, ...wishes });
  const back = caller(url, { authorization: `Bearer ${shop.secretKey}` });
  let offsetMs = 0;
  let staff: Promise<Caller> | undefined;
  let demo: Promise<{ url: string; stop(): Promise<unknown> }> | undefined;

  async function openDemo(): Promise<{ url: string; stop(): Promise<unknown> }> {
    const configFile = join(dir, 'demo.json');
    writeFileSync(configFile, JSON.stringify({ rapportUrl: url, ...shop }), { mode: 0o600 });
    const started = await startDemo({ configFile, dataDir: join(dir, 'demo'), port: await freePort() });
    await importCatalogue(back, await (await fetch(`${started.url}/counter/catalogue.csv`)).text(), 'rapport-csv');
    return { url: started.url, stop: () => started.child.stop() };
  }

  async function dispose(): Promise<void> {
    if (demo) await (await demo).stop();
    await Promise.all([worker.stop(), mailbox.stop()]);
    rmSync(dir, { recursive: true, force: true });
  }

  return {
    url,
    worker,
    dir,
    mailbox,
    secret,
    shop,
    api: {
      page: caller(url, {}),
      secret: back,
      staff: () => (staff ??= signIn(url, shop.shopId, OWNER, mailbox)),
      shopper: (token) => caller(url, { authorization: `Bearer ${token}` }),
    },
    keyed: (path) => `${path}${path.includes('?') ? '&' : '?'}key=${shop.publishableKey}`,
    demo: () => (demo ??= openDemo()),
    async setClock(next) {
      await taken(await caller(url, {})('POST', '/v1/test/clock', { offsetMs: next, shopId: shop.shopId }));
      offsetMs = next;
    },
    kill9: () => worker.kill9(),
    restart: () => worker.restart(clock ? { TEST_CLOCK_OFFSET_MS: String(offsetMs) } : {}),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

/** A port that nobody uses now. For programs that can't say which one they took; the others listen on port 0. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
