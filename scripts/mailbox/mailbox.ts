import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { MAIL_POLICY, mailboxPage, mailPage, POLICY } from './page.ts';
import { Post, type Mail } from './post.ts';

const MAX_MAIL_BYTES = 10 * 1024 * 1024;

/** Where mails are kept and where the page is; port 0, the default, takes any free one. */
export interface MailboxOptions {
  readonly dir: string;
  readonly port?: number;
}

/** A mailbox that takes every mail of this machine and sends none on. */
export interface Mailbox {
  /** The page; with `/mails.json` the same as data. */
  readonly url: string;
  /** Where the worker hands mail over. */
  readonly smtpUrl: string;
  mails(): Promise<readonly Mail[]>;
  stop(): Promise<void>;
}

/** Opens the mailbox: an SMTP door and a page, both on this machine only. */
export async function startMailbox({ dir, port = 0 }: MailboxOptions): Promise<Mailbox> {
  const post = new Post(dir);
  const keep = callbackify(async (stream: SMTPServerDataStream): Promise<void> => {
    const raw = await buffer(stream);
    if (stream.sizeExceeded) throw Object.assign(new Error('The mail is too large'), { responseCode: 552 });
    post.save(raw);
  });
  const smtp = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    size: MAX_MAIL_BYTES,
    onData: (stream, _session, done) => keep(stream, done),
  });
  const page = createServer((request, response) => {
    const answered = answer(request.method ?? '', request.headers.host ?? '', request.url ?? '/', post).catch((error: unknown) => {
      console.error('mailbox:', error);
      return { status: 500, type: 'text/plain', body: 'The mails could not be read.\n', policy: POLICY };
    });
    void answered.then(({ status, type, body, policy = POLICY }) => {
      response.writeHead(status, {
        'content-type': type,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    });
  });
  const [smtpPort, pagePort] = await Promise.all([listening(smtp.server as unknown as Server, 0), listening(page, port)]);
  return {
    url: `http://127.0.0.1:${pagePort}`,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    mails: () => post.newest(),
    async stop() {
      page.closeAllConnections();
      await Promise.all([new Promise<void>((done) => smtp.close(done)), new Promise((done) => page.close(done))]);
    },
  };
}

/** What is answered; `policy` = what the page may do, where that is not what the list may. */
interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly policy?: string;
}

/** Sign-in codes stand here, so a page elsewhere must not reach it by naming its own host as this machine. */
async function answer(method: string, host: string, path: string, post: Post): Promise<Page> {
  const text = 'text/plain; charset=utf-8';
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)) return { status: 403, type: text, body: 'Only from this machine.\n' };
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, type: text, body: 'Only to be read.\n' };
  if (path === '/mails.json') return { status: 200, type: 'application/json', body: JSON.stringify({ mails: await post.newest() }) };
  if (path === '/') return { status: 200, type: 'text/html; charset=utf-8', body: mailboxPage(await post.newest()) };
  const html = path.startsWith('/mails/') ? await post.html(path.slice('/mails/'.length)) : null;
  if (html !== null) return { status: 200, type: 'text/html; charset=utf-8', body: mailPage(html), policy: MAIL_POLICY };
  return { status: 404, type: text, body: 'Nothing here.\n' };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
