import type { MailEnv } from './email.ts';
import { mailApiOf } from './mail-api.ts';

/** What the channels need of the worker's configuration. */
export interface ChannelEnv extends MailEnv {
  /** Everything the worker signs is signed with keys made from it. */
  readonly RAPPORT_SECRET: string;
  /** Where the worker is reached from outside, without a slash at the end: mails lead back there. Without it no mail or push is sent to shoppers. */
  readonly PUBLIC_URL?: string;
}

/** The address of the worker for links in mails; null when nobody said. */
export const publicUrl = (env: ChannelEnv): string | null => {
  const url = env.PUBLIC_URL;
  return url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? new URL(url).href.replace(/\/$/, '') : null;
};

/** By which way mail leaves. */
export const mailWayOf = (env: ChannelEnv): 'resend' | 'postmark' | 'smtp' | 'binding' | 'none' => {
  if (env.MAIL_API) return mailApiOf(env.MAIL_API)?.service ?? 'none';
  return env.SMTP_URL ? 'smtp' : env.EMAIL ? 'binding' : 'none';
};

/** Whether mail to shoppers can leave: there is a way out, a sender, and an address for the links in it. */
export const mailWorks = (env: ChannelEnv, mailFrom: string): boolean => mailFrom !== '' && publicUrl(env) !== null && mailWayOf(env) !== 'none';

/** Whether push messages can be sent. */
export const pushWorks = (env: ChannelEnv): boolean => publicUrl(env) !== null;
