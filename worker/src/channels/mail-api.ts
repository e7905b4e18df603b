import type { Mail, MailSent } from './email.ts';

/** Mail services that are spoken to by one HTTP call. */
export type MailService = 'resend' | 'postmark';

/** How a service is reached, from `MAIL_API`. */
export interface MailApi {
  readonly service: MailService;
  readonly key: string;
  readonly url: string;
}

const URLS: Readonly<Record<MailService, string>> = { resend: 'https://api.resend.com/emails', postmark: 'https://api.postmarkapp.com/email' };
const PATIENCE_MS = 10_000;

/** Reads `resend:KEY` or `postmark:KEY`, with another address after a blank (for a service in front of it); null when it is none. */
export const mailApiOf = (text: string): MailApi | null => {
  const [, service, key = '', other] = /^(resend|postmark):(\S+)(?: (https?:\/\/\S+))?$/.exec(text) ?? [];
  if (service !== 'resend' && service !== 'postmark') return null;
  return { service, key, url: other ?? URLS[service] };
};

/** Hands a mail to a service. Never throws; the same `Idempotency-Key` is one mail where the service knows such keys. */
export async function viaApi(api: MailApi, mail: Mail): Promise<MailSent> {
  try {
    const response = await fetch(api.url, {
      method: 'POST',
      headers: headersOf(api, mail),
      body: JSON.stringify(bodyOf(api.service, mail)),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (response.ok) return { ok: true };
    const retryable = response.status === 429 || response.status === 401 || response.status === 403 || response.status >= 500;
    return { ok: false, retryable, reason: `${api.service} ${response.status}` };
  } catch (error) {
    return { ok: false, retryable: true, reason: `${api.service} ${error instanceof Error ? error.name : 'failed'}` };
  }
}

const headersOf = ({ service, key }: MailApi, mail: Mail): Record<string, string> => ({
  'content-type': 'application/json',
  accept: 'application/json',
  ...(service === 'resend' ? { authorization: `Bearer ${key}` } : { 'x-postmark-server-token': key }),
  ...(mail.id === undefined ? {} : { 'idempotency-key': mail.id }),
});

const bodyOf = (service: MailService, { from, fromName, to, subject, text, html, headers = {} }: Mail): unknown => {
  const sender = fromName ? `"${fromName.replace(/["\\]/g, '')}" <${from}>` : from;
  if (service === 'resend') return { from: sender, to: [to], subject, text, html, headers };
  return {
    From: sender,
    To: to,
    Subject: subject,
    TextBody: text,
    HtmlBody: html,
    Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
    MessageStream: 'outbound',
  };
};
