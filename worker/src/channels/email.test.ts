import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type Mail, type OpenSocket, sendMail, serverOf } from './email.ts';

/** A mail server in a few lines: keeps what it is told, answers what the test says. workerd can't listen; a real one stands in the house ring. */
class MailServerEnd extends Duplex {
  readonly told: string[] = [];
  #data = false;
  readonly #answers: Readonly<Record<string, string>>;

  constructor(answers: Readonly<Record<string, string>> = {}) {
    super();
    this.#answers = answers;
    queueMicrotask(() => this.#say('220 ready'));
  }

  /** What nodemailer asks of a socket beyond a stream. */
  setTimeout(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }

  override _read(): void {}
  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    for (const line of new TextDecoder().decode(chunk).split('\r\n')) this.#hear(line);
    done();
  }

  #hear(line: string): void {
    this.told.push(line);
    const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
    if (this.#data) {
      if (line !== '.') return;
      this.#data = false;
      this.#say(this.#answers['.'] ?? '250 taken');
    } else if (verb === 'DATA') {
      this.#data = true;
      this.#say('354 go on');
    } else if (verb) this.#say(this.#answers[verb] ?? (verb === 'QUIT' ? '221 bye' : '250 fine'));
  }

  #say(line: string): void {
    this.push(`${line}\r\n`);
  }
}

const mail: Mail = {
  to: 'may@post.example',
  from: 'hello@shop.example',
  fromName: 'Tea House',
  subject: '抹茶碗到了',
  text: 'Hello',
  html: '<p>Hello</p>',
};
const opens =
  (server: MailServerEnd): OpenSocket =>
  async () =>
    server as unknown as Socket;
const send = async (more: Partial<Mail> = {}, answers?: Readonly<Record<string, string>>) => {
  const server = new MailServerEnd(answers);
  return { sent: await sendMail({ SMTP_URL: 'smtp://127.0.0.1:2525' }, { ...mail, ...more }, opens(server)), told: server.told };
};

describe('by SMTP', () => {
  it('hands over one mail to one person, with its headers', async () => {
    const { sent, told } = await send({
      headers: { 'List-Unsubscribe': '<https://r.example/s>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    });
    expect(sent).toEqual({ ok: true });
    expect(told).toEqual(
      expect.arrayContaining(['MAIL FROM:<hello@shop.example>', 'RCPT TO:<may@post.example>', 'From: Tea House <hello@shop.example>']),
    );
    expect(told.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
    expect(told.some((line) => line.startsWith('Subject: =?UTF-8?'))).toBe(true);
    expect(told).toContain('List-Unsubscribe: <https://r.example/s>');
  });

  it('lets no line end through into the headers', async () => {
    const evil = 'x\r\nBcc: victim@post.example\r\n\r\nbody';
    const { sent, told } = await send({ subject: evil, fromName: evil, headers: { 'X-Note': evil, 'Bad\r\nBcc': 'a', 'X: y\r\nBcc': 'b' } });
    expect(sent).toEqual({ ok: true });
    expect(told.filter((line) => /^(bcc|x: y|bad)/i.test(line))).toEqual([]);
    expect(told.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<may@post.example>']);
  });

  it.each(['', 'nobody', 'a@b, c@d', 'a@b;c@d', 'A <a@b>', 'a@b\r\nRCPT TO:<c@d>', `${'a'.repeat(320)}@b`])('sends nothing to %j', async (to) => {
    const { sent, told } = await send({ to });
    expect(sent).toEqual({ ok: false, retryable: false, reason: 'bad-address' });
    expect(told).toEqual([]);
  });

  it.each([
    ['RCPT', '550 no such person', false],
    ['RCPT', '451 try later', true],
    ['.', '554 spam', false],
    ['.', '452 full', true],
    ['MAIL', '421 closing', true],
  ])('tells a refusal for good from one for now: %s %s', async (verb, answer, retryable) => {
    const { sent } = await send({}, { [verb]: answer });
    expect(sent).toMatchObject({ ok: false, retryable });
    expect(JSON.stringify(sent)).not.toContain('may@');
  });

  it('tries again later when there is no connection', async () => {
    const sent = await sendMail({ SMTP_URL: 'smtp://mail.example:2525' }, mail, () =>
      Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
    );
    expect(sent).toMatchObject({ ok: false, retryable: true });
  });

  it('demands TLS before a password goes to another machine', async () => {
    const server = new MailServerEnd({ STARTTLS: '454 not now' });
    const sent = await sendMail({ SMTP_URL: 'smtp://me:secret@mail.example' }, mail, opens(server));
    expect(sent.ok).toBe(false);
    expect(server.told.join()).not.toMatch(/AUTH|MAIL FROM/);
  });
});

it('reads where a mail server is', () => {
  expect(serverOf('smtp://mail.example')).toEqual({ host: 'mail.example', port: 587, secure: false, auth: null });
  expect(serverOf('smtps://me%40x:p%3Aw@mail.example')).toEqual({
    host: 'mail.example',
    port: 465,
    secure: true,
    auth: { user: 'me@x', pass: 'p:w' },
  });
  expect([serverOf('http://mail.example'), serverOf('nonsense')]).toEqual([null, null]);
});

it('goes out by the binding when there is no mail server, and says when mail is off', async () => {
  const sent: unknown[] = [];
  const EMAIL = { send: async (message: unknown) => ({ messageId: String(sent.push(message)) }) } as unknown as SendEmail;
  expect(await sendMail({ EMAIL }, { ...mail, subject: 'a\nb' })).toEqual({ ok: true });
  expect(sent).toEqual([
    expect.objectContaining({ to: 'may@post.example', from: { name: 'Tea House', email: 'hello@shop.example' }, subject: 'a b' }),
  ]);
  const failing = { send: () => Promise.reject(Object.assign(new Error('no'), { code: 'E_RATE_LIMIT' })) } as unknown as SendEmail;
  expect(await sendMail({ EMAIL: failing }, mail)).toEqual({ ok: false, retryable: true, reason: 'E_RATE_LIMIT' });
  expect(await sendMail({}, mail)).toEqual({ ok: false, retryable: false, reason: 'mail-off' });
  expect(await sendMail({ SMTP_URL: 'http://x' }, mail)).toEqual({ ok: false, retryable: false, reason: 'bad-smtp-url' });
});
