import { type Socket, connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { createTransport } from 'nodemailer';
import { mailApiOf, viaApi } from './mail-api.ts';

/** How mail leaves: an SMTP server, or Cloudflare's binding. With neither, mail is off. */
export interface MailEnv {
  /** `smtp://user:password@host:587` (STARTTLS when offered, and demanded as soon as a password is sent to another machine) or `smtps://…:465`. */
  readonly SMTP_URL?: string;
  readonly EMAIL?: SendEmail;
  /** `resend:KEY` or `postmark:KEY`: a mail service that takes mails by HTTP, before the other two. */
  readonly MAIL_API?: string;
}

/** One mail to one person. Headers such as List-Unsubscribe go into `headers`. */
export interface Mail {
  readonly to: string;
  readonly from: string;
  /** Name shown beside the sender's address. */
  readonly fromName?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The same mail sent again has the same: it becomes the Message-ID, and the key by which services know a repeat. */
  readonly id?: string;
}

/** What became of a mail. `reason` is a code without any address in it; `retryable` = the same mail may get through later. */
export type MailSent = { readonly ok: true } | { readonly ok: false; readonly retryable: boolean; readonly reason: string };

/** Opens the way to a mail server; given to `sendMail` so that a test can speak to a server of its own. */
export type OpenSocket = (server: MailServer) => Promise<Socket>;

/** Where an SMTP address points to. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
}

const PATIENCE_MS = 10_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Hands a mail over. Every header value loses its line ends first, since a name or a subject may come from a stranger. Never throws.
 * Reasons: `mail-off`, `bad-address`, `bad-smtp-url`, `bad-mail-api`, else the mail server's or the binding's own code.
 */
export async function sendMail(env: MailEnv, mail: Mail, open: OpenSocket = openSocket): Promise<MailSent> {
  const clean = cleaned(mail);
  if (!isAddress(clean.to) || !isAddress(clean.from)) return { ok: false, retryable: false, reason: 'bad-address' };
  if (env.MAIL_API) {
    const api = mailApiOf(env.MAIL_API);
    return api ? viaApi(api, clean) : { ok: false, retryable: false, reason: 'bad-mail-api' };
  }
  if (env.SMTP_URL) {
    const server = serverOf(env.SMTP_URL);
    return server ? viaSmtp(server, clean, open) : { ok: false, retryable: false, reason: 'bad-smtp-url' };
  }
  return env.EMAIL ? viaBinding(env.EMAIL, clean) : { ok: false, retryable: false, reason: 'mail-off' };
}

/** Reads an SMTP address; null when it is none. */
export function serverOf(url: string): MailServer | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, username, password } = new URL(url);
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || !hostname) return null;
  const secure = protocol === 'smtps:';
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : null;
  return { host: hostname, port: Number(port) || (secure ? 465 : 587), secure, auth };
}

/**
 * Nodemailer resolves names by itself and then speaks TLS to a number, which fails in workerd; so the socket is opened here, by name.
 * @see https://nodemailer.com/smtp/
 */
async function viaSmtp(server: MailServer, mail: Mail, open: OpenSocket): Promise<MailSent> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    // On one machine TLS protects nothing, and a local relay's home-made certificate would stop the mail.
    ignoreTLS: LOOPBACK.has(server.host),
    requireTLS: server.auth !== null && !server.secure && !LOOPBACK.has(server.host),
    ...(server.auth ? { auth: server.auth } : {}),
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options: unknown, done: (error: Error | null, socket?: { connection: Socket; secured: boolean } | false) => void) => {
      open(server).then(
        (connection) => done(null, { connection, secured: server.secure }),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
      );
    },
  });
  try {
    const { fromName, from, to, id, headers = {}, ...body } = mail;
    const messageId = id === undefined ? {} : { messageId: `<${id}@${from.split('@')[1] ?? 'localhost'}>` };
    await transport.sendMail({
      ...body,
      ...messageId,
      from: { name: fromName ?? '', address: from },
      to: { name: '', address: to },
      headers: { ...headers },
    });
    return { ok: true };
  } catch (error) {
    return failed(error);
  } finally {
    transport.close();
  }
}

async function viaBinding(binding: SendEmail, mail: Mail): Promise<MailSent> {
  try {
    const { fromName, from, id: _, headers = {}, ...body } = mail;
    await binding.send({ ...body, from: fromName ? { name: fromName, email: from } : from, headers: { ...headers } });
    return { ok: true };
  } catch (error) {
    return failed(error);
  }
}

/** A refusal for good (5xx) isn't tried again; a wrong password is, since the owner will mend it. */
function failed(error: unknown): MailSent {
  const { code = 'failed', responseCode = 0 } = error as { code?: unknown; responseCode?: unknown };
  const reason = responseCode ? `${String(code)} ${String(responseCode)}` : String(code);
  const retryable = code === 'EAUTH' || Number(responseCode) < 500;
  return { ok: false, retryable, reason };
}

function openSocket({ host, port, secure }: MailServer): Promise<Socket> {
  const name = host.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const socket = secure ? connectTls({ host: name, port, servername: name }) : connect({ host: name, port });
    const late = setTimeout(() => socket.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' })), PATIENCE_MS);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(late);
      socket.removeListener('error', reject);
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
  });
}

/** No control characters in what becomes a header. */
const oneLine = (value: string): string => value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function cleaned(mail: Mail): Mail {
  const headers = Object.entries(mail.headers ?? {})
    .filter(([name]) => /^[A-Za-z0-9-]+$/.test(name))
    .map(([name, value]) => [name, oneLine(value)] as const);
  return {
    to: oneLine(mail.to),
    from: oneLine(mail.from),
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    headers: Object.fromEntries(headers),
    ...(mail.fromName ? { fromName: oneLine(mail.fromName) } : {}),
    ...(mail.id === undefined ? {} : { id: mail.id.replace(/[^\w.-]/g, '') }),
  };
}

/** One address and nothing else: no list, no name, no angle brackets. */
const isAddress = (text: string): boolean => text.length <= 320 && /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/.test(text);
