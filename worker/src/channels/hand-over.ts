import { KINDS } from '@rapport/domain/notify';
import type { Channel, MessageKind, MessageOffer, MessageReason, ProductCard, ShopSettings } from '@rapport/protocol';
import { writeLink } from '../platform/links.ts';
import type { LinkAction } from '../platform/links.ts';
import { publicUrl } from './channels.ts';
import type { ChannelEnv } from './channels.ts';
import { sendMail } from './email.ts';
import { messageMail, saidOf, stopHeaders } from './mail-text.ts';
import { sendPush, vapidOf } from './push.ts';
import type { PushDevice } from './push.ts';
import { WORDS, languageOf } from './words.ts';

/** One message in a letter. */
export interface LetterItem {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly reasons: readonly MessageReason[];
  /** What it is about; one of the two. */
  readonly card: ProductCard | null;
  readonly offer?: MessageOffer | null;
}

/** Everything that leaves for one person by one channel at one moment. */
export interface Letter {
  readonly shopId: string;
  readonly settings: Pick<ShopSettings, 'name' | 'mailFrom' | 'timeZone' | 'currency'>;
  readonly atMs: number;
  readonly shopper: string;
  readonly locale: string;
  readonly address: string;
  readonly devices: readonly PushDevice[];
  readonly items: readonly LetterItem[];
}

/** What became of it. `gone`: ids of devices that take no more. `reason` is a code without an address in it. */
export type HandedOver = { readonly gone: readonly string[] } & (
  { readonly ok: true } | { readonly ok: false; readonly retryable: boolean; readonly reason: string }
);

/** Hands a letter over to a mail server or to push services. Never throws. */
export async function handOver(env: ChannelEnv, channel: Exclude<Channel, 'inbox'>, letter: Letter): Promise<HandedOver> {
  const base = publicUrl(env);
  if (base === null || letter.items.length === 0) return { ok: false, retryable: false, reason: 'no-public-url', gone: [] };
  const link = async (action: LinkAction, ref: string): Promise<string> =>
    writeLink(env.RAPPORT_SECRET, { action, shop: letter.shopId, shopper: letter.shopper, ref });
  return channel === 'email' ? byMail(env, base, letter, link) : byPush(env, base, letter, link);
}

type MakeLink = (action: LinkAction, ref: string) => Promise<string>;

async function byMail(env: ChannelEnv, base: string, letter: Letter, link: MakeLink): Promise<HandedOver> {
  const { settings, locale, address, items } = letter;
  // Several purposes in one mail: it says the one that the shopper has most say in last, and stopping ends that one.
  const purposes = items.map(({ kind }) => KINDS[kind].purpose);
  const purpose = (['promotional', 'service', 'asked-for'] as const).find((one) => purposes.includes(one)) ?? 'asked-for';
  const stopUrl = `${base}/v1/stop/${await link('stop', purpose)}`;
  const mail = messageMail(
    {
      shop: settings.name,
      purpose,
      items: await Promise.all(items.map(async (item) => ({ ...item, url: `${base}/v1/links/${await link('click', item.messageId)}` }))),
      timeZone: settings.timeZone,
      currency: settings.currency,
      atMs: letter.atMs,
      preferencesUrl: `${base}/v1/preferences/${await link('prefs', '')}`,
      stopUrl,
    },
    locale,
  );
  const id = items[0]?.messageId ?? '';
  const sent = await sendMail(env, { to: address, from: settings.mailFrom, fromName: settings.name, id, headers: stopHeaders(stopUrl), ...mail });
  return { gone: [], ...sent };
}

async function byPush(env: ChannelEnv, base: string, letter: Letter, link: MakeLink): Promise<HandedOver> {
  const { shopId, settings, locale, devices, items } = letter;
  const language = languageOf(locale);
  const [first] = items;
  if (!first) return { ok: true, gone: [] };
  const said = items.map((item) => saidOf(item, { timeZone: settings.timeZone, currency: settings.currency, atMs: letter.atMs }, locale));
  const one = { title: said[0]?.headline ?? '', body: [said[0]?.price, said[0]?.reason].filter((part) => part).join(' · ') };
  const words = items.every(({ card }) => card === null) ? WORDS[language].offers : WORDS[language].several;
  const several = { title: words(items.length, settings.name), body: said.map(({ name }) => name).join(', ') };
  const push = {
    ...(items.length === 1 ? one : several),
    url: `${base}/v1/links/${await link('click', first.messageId)}`,
    icon: said[0]?.image ?? '',
    tag: first.messageId,
  };
  const keys = { ...vapidOf(env.RAPPORT_SECRET, shopId), subject: settings.mailFrom === '' ? base : `mailto:${settings.mailFrom}` };
  const results = await Promise.all(devices.map(async (device) => ({ id: device.id, became: await sendPush(keys, device, push) })));
  const gone = results.filter(({ became }) => became === 'gone').map(({ id }) => id);
  if (results.some(({ became }) => became === 'sent')) return { ok: true, gone };
  const again = results.some(({ became }) => became === 'again');
  return { ok: false, retryable: again, reason: again ? 'push-again' : 'push-gone', gone };
}
