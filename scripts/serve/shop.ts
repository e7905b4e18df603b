import { createHmac, randomInt } from 'node:crypto';
import type { ImportReport, ShopMade, ShopRequest } from '@rapport/protocol';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { until } from './until.ts';

// What a person does once with a new house: make a shop, sign in, import a catalogue. All through the public API, as anybody would.

/** A request with a credential already on it. `path` begins with `/v1/`. */
export type Caller = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Response>;

/** A caller that sends JSON, or a string as it is. */
export const caller =
  (url: string, credential: Readonly<Record<string, string>>): Caller =>
  (method, path, body, headers = {}) =>
    fetch(new URL(path, url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
        ...credential,
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });

/** The answer's body, or an error that quotes what the worker said. */
export async function taken<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 1_000)}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** A one-time set-up token, which makes exactly one shop. Whoever holds the master secret can write one. */
export function setupToken(secret: string): string {
  const shopId = `s${Array.from({ length: 15 }, () => randomInt(36).toString(36)).join('')}`;
  return `setup_${shopId}_${createHmac('sha256', secret).update(`setup:${shopId}`).digest('base64url')}`;
}

/** Makes a shop. The answer shows its secrets for the only time. */
export const makeShop = async (url: string, secret: string, request: ShopRequest): Promise<ShopMade> =>
  taken(await caller(url, { authorization: `Bearer ${setupToken(secret)}` })('POST', '/v1/shops', request));

/** The sign-in code in one of these mails; other mail, such as how the day was, may have come in between. */
export const codeAmong = (mails: readonly { readonly subject: string; readonly text: string }[]): string | undefined =>
  mails.flatMap(({ subject, text }) => /(?<!\d)\d{6}(?!\d)/.exec(`${subject} ${text}`) ?? [])[0];

/** Signs a member of staff in with the code that comes by mail. */
export async function signIn(url: string, shopId: string, email: string, mailbox: Mailbox): Promise<Caller> {
  const page = { origin: new URL(url).origin };
  const known = new Set((await mailbox.mails()).map(({ id }) => id));
  await taken(await caller(url, page)('POST', '/v1/staff/codes', { shopId, email }));
  const code = await until(
    async () => {
      const mails = (await mailbox.mails()).filter(({ id, to }) => !known.has(id) && to.some((address) => address.includes(email)));
      return codeAmong(mails);
    },
    { what: `the sign-in code for ${email}` },
  );
  const response = await caller(url, page)('POST', '/v1/staff/sessions', { shopId, email, code });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  await taken(response);
  return caller(url, { ...page, cookie });
}

/** Imports a catalogue and waits for its end. */
export async function importCatalogue(call: Caller, csv: string, format: string): Promise<ImportReport> {
  const started = await taken<ImportReport>(await call('POST', `/v1/imports?format=${format}`, csv));
  const report = await until(
    async () => {
      const now = await taken<ImportReport>(await call('GET', `/v1/imports/${started.id}`));
      return now.state === 'running' ? null : now;
    },
    { timeoutMs: 120_000, everyMs: 50, what: 'the import to end' },
  );
  if (report.state === 'failed') throw new Error(`The import failed: ${report.failure}`);
  return report;
}
