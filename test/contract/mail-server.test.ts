import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerAuthenticationResponse, type SMTPServerDataStream } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aHouse, taken, type Caller, type House } from '../harness/index.ts';
import { aCertificate, type Certificate } from '../harness/certificate.ts';

// Mails through real mail servers: TLS from the first byte, TLS by STARTTLS, and servers that a password must not be told to.

/** What a server was told; passwords only so that a test can say that none came. */
interface Told {
  readonly mails: { readonly text: string; readonly isSecure: boolean; readonly user: string }[];
  readonly passwords: string[];
}
interface MailServer {
  readonly port: number;
  readonly told: Told;
  stop(): Promise<void>;
}

/** The second address of this machine: only there a mail server counts as another's, and has to prove who it is. */
const OTHER = '127.0.0.2';
const USER = { user: 'tea', pass: 'raku bowl' };

async function aMailServer({ cert, key }: Certificate, { secure = false, hasTls = true } = {}): Promise<MailServer> {
  const told: Told = { mails: [], passwords: [] };
  const onAuth = ({ username, password }: SMTPServerAuthentication): SMTPServerAuthenticationResponse => {
    told.passwords.push(password ?? '');
    if (username !== USER.user || password !== USER.pass) throw new Error('wrong');
    return { user: username };
  };
  const smtp = new SMTPServer({
    cert,
    key,
    secure,
    ...(hasTls ? {} : { disabledCommands: ['STARTTLS'] }),
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => callbackify(async () => onAuth(auth))(done),
    onData: (stream, session, done) =>
      callbackify(async (data: SMTPServerDataStream) => {
        told.mails.push({ text: await text(data), isSecure: session.secure, user: String(session.user) });
      })(stream, done),
  });
  // A client that turns away in the middle of a handshake is no fault of the server.
  smtp.on('error', () => undefined);
  const server = smtp.server as unknown as { address(): AddressInfo };
  await new Promise<void>((ready) => smtp.listen(0, '0.0.0.0', ready));
  return { port: server.address().port, told, stop: () => new Promise((done) => smtp.close(done)) };
}

let house: House;
let staff: Caller;
let dir: string;
let [known, home, stranger]: Certificate[] = [];
const servers: MailServer[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'rapport-mail-'));
  [known, home, stranger] = [aCertificate(dir, OTHER), aCertificate(dir, 'localhost'), aCertificate(mkdtempSync(join(dir, 'x-')), OTHER)];
  house = await aHouse({ slices: 1, trusted: [known.cert, home.cert] });
  staff = await house.api.staff();
}, 120_000);
afterAll(async () => {
  await house.dispose();
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(dir, { recursive: true, force: true });
});

/** Sends a mail to the owner through a server; what the console says of it. */
async function tries(server: MailServer, scheme: 'smtp' | 'smtps', host: string): Promise<{ ok: boolean; reason: string | null }> {
  servers.push(server);
  await house.worker.restart({ SMTP_URL: `${scheme}://${USER.user}:${encodeURIComponent(USER.pass)}@${host}:${server.port}` });
  return taken(await staff('POST', '/v1/channels/email/test', {}));
}
const given = (certificate: Certificate | undefined): Certificate => certificate ?? { cert: '', key: '' };

it('speaks TLS from the first byte where the address says so', async () => {
  const server = await aMailServer(given(home), { secure: true });
  expect(await tries(server, 'smtps', 'localhost')).toEqual({ ok: true, reason: null });
  expect(server.told.mails).toMatchObject([{ isSecure: true, user: USER.user }]);
}, 30_000);

it('turns to TLS by STARTTLS before it says a password', async () => {
  const server = await aMailServer(given(known));
  expect(await tries(server, 'smtp', OTHER)).toEqual({ ok: true, reason: null });
  expect(server.told.mails).toMatchObject([{ isSecure: true, user: USER.user }]);
  expect(server.told.mails[0]?.text).toMatch(/^From: .*<hello@tea\.example>/mu);
}, 30_000);

it('says no password to a server that offers no TLS', async () => {
  const server = await aMailServer(given(known), { hasTls: false });
  expect(await tries(server, 'smtp', OTHER)).toMatchObject({ ok: false });
  expect(server.told).toEqual({ mails: [], passwords: [] });
}, 30_000);

it.each([
  ['smtps', true],
  ['smtp', false],
] as const)(
  'says no password to a server that nobody vouches for (%s)',
  async (scheme, secure) => {
    const server = await aMailServer(given(stranger), { secure });
    expect(await tries(server, scheme, OTHER)).toMatchObject({ ok: false });
    expect(server.told).toEqual({ mails: [], passwords: [] });
  },
  30_000,
);
