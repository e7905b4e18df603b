import type { MessageKind, MessageOffer, MessageReason, ProductCard, Purpose } from '@rapport/protocol';
import { TEMPLATES } from './generated/templates.ts';
import { offerSaid } from './offer-words.ts';
import { WORDS, dayOf, headline, languageOf, moneyOf } from './words.ts';

/** A mail as text and as HTML. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One thing that a mail tells of. */
export interface MailItem {
  readonly kind: MessageKind;
  readonly reasons: readonly MessageReason[];
  /** What it is about; one of the two. */
  readonly card: ProductCard | null;
  readonly offer?: MessageOffer | null;
  /** Where a click goes: our own signed link, which leads on to the product. */
  readonly url: string;
}

/** What a message mail is made of. */
export interface MessageMail {
  readonly shop: string;
  readonly purpose: Purpose;
  readonly items: readonly MailItem[];
  readonly timeZone: string;
  /** The shop's, for what has no price of its own. */
  readonly currency?: string;
  readonly atMs?: number;
  readonly preferencesUrl: string;
  /** Where one click ends these mails; goes into List-Unsubscribe, too. */
  readonly stopUrl: string;
}

/** The mail that says: what you waited for is here. One mail for all that leaves together; a product is named once, with every reason. */
export function messageMail(mail: MessageMail, locale: string): MailText {
  const language = languageOf(locale);
  const words = WORDS[language];
  const [first] = mail.items;
  const said = mail.items.map((item) => ({ ...saidOf(item, mail, locale), url: webAddress(item.url) }));
  const offersOnly = mail.items.every(({ card }) => card === null);
  const several = offersOnly ? words.offers(mail.items.length, mail.shop) : words.several(mail.items.length, mail.shop);
  const subject = mail.items.length === 1 && first ? (said[0]?.headline ?? '') : several;
  const items = said.map(({ name, url, image, price, reason }) => ({ name, url, image, price, reason }));
  const why = words.why[mail.purpose](mail.shop);
  const [preferencesUrl, stopUrl] = [webAddress(mail.preferencesUrl), webAddress(mail.stopUrl)];
  const html = fill(
    repeated(
      TEMPLATES.message,
      'item',
      items.map((item) => (item.image === '' ? withoutImage(item) : item)),
    ),
    { lang: language, subject, lead: items[0]?.reason ?? subject, shop: mail.shop, title: subject, why },
    { preferencesUrl, preferencesWords: words.preferences, stopUrl, stopWords: words.stop },
  );
  const text = [
    subject,
    ...items.flatMap(({ name, price, reason, url }) => [
      '',
      ...[...(items.length > 1 ? [name] : []), price, reason, url].filter((line) => line !== ''),
    ]),
    '',
    why,
    `${words.preferences}: ${preferencesUrl}`,
    `${words.stop}: ${stopUrl}`,
  ].join('\n');
  return { subject, text, html };
}

/** One thing in the reader's language: a product with its price and why it came, or an offer as the pages word it. */
export const saidOf = (
  { kind, reasons, card, offer }: Pick<MailItem, 'kind' | 'reasons' | 'card' | 'offer'>,
  { timeZone, currency = '', atMs = 0 }: Pick<MessageMail, 'timeZone' | 'currency' | 'atMs'>,
  locale: string,
): Readonly<Record<'name' | 'headline' | 'image' | 'price' | 'reason', string>> => {
  const language = languageOf(locale);
  if (!card) {
    if (!offer) throw new Error('a message is about a product or about an offer');
    const { title, text, facts } = offerSaid(offer, { language, locale, currency, timeZone, nowMs: atMs });
    return { name: title, headline: title, image: webAddress(offer.picture), price: text, reason: facts };
  }
  const money = (minor: number): string => moneyOf(minor, card.currency, locale);
  const day = (at: number): string => dayOf(at, locale, timeZone);
  const why = reasons.map((reason) => WORDS[language].reason(reason, { since: day(reason.sinceMs), money, day }));
  return {
    name: card.title,
    headline: headline(language, kind, reasons, card.title),
    image: webAddress(card.image),
    price: card.productId === '' ? '' : money(card.priceMinor),
    reason: why.join(' '),
  };
};

/** The mail with a six-digit code for a member of staff. */
export function signInMail(code: string, shop: string, locale: string): MailText {
  const language = languageOf(locale);
  const { subject, title, lasts, notYou } = WORDS[language].code;
  const html = fill(repeated(repeated(TEMPLATES.notice, 'code', [{ code }]), 'button', []), {
    lang: language,
    subject: subject(shop),
    shop,
    title,
    lead: lasts,
    note: notYou,
  });
  return { subject: subject(shop), text: `${title}\n\n${code}\n\n${lasts}\n${notYou}\n`, html };
}

/** The mail that asks whether an address is theirs: nothing else is sent there before they say so. */
export function confirmMail(url: string, shop: string, locale: string): MailText {
  const language = languageOf(locale);
  const { subject, title, lead, button, notYou } = WORDS[language].confirm;
  const href = webAddress(url);
  const html = fill(repeated(repeated(TEMPLATES.notice, 'code', []), 'button', [{ url: href, buttonWords: button }]), {
    lang: language,
    subject: subject(shop),
    shop,
    title,
    lead: lead(shop),
    note: notYou,
  });
  return { subject: subject(shop), text: `${lead(shop)}\n\n${button}: ${href}\n\n${notYou}\n`, html };
}

/** The headers with which a mail program offers one click to stop. @see https://www.rfc-editor.org/rfc/rfc8058 */
export const stopHeaders = (stopUrl: string): Record<string, string> => ({
  'List-Unsubscribe': `<${stopUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Text made safe for HTML, between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');

/** An http(s) address, or nothing: what a feed calls an address may be anything. */
export const webAddress = (url: string): string => (/^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : '');

/** Fills the part between `<!--name-->` and `<!--/name-->` once for each set of values. */
export const repeated = (template: string, name: string, sets: readonly Readonly<Record<string, string>>[]): string => {
  const [open, close] = [`<!--${name}-->`, `<!--/${name}-->`];
  const [start, end] = [template.indexOf(open), template.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`a mail template has no part "${name}"`);
  const part = template.slice(start + open.length, end);
  return template.slice(0, start) + sets.map((values) => fill(part, values)).join('') + template.slice(end + close.length);
};

/** Puts values in; each is made safe, and a value that looks like a placeholder stays text. */
export const fill = (template: string, ...values: readonly Readonly<Record<string, string>>[]): string => {
  const all: Record<string, string> = Object.assign({}, ...values) as Record<string, string>;
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    Object.hasOwn(all, name) ? escaped(all[name] ?? '').replaceAll('{', '&#123;') : whole,
  );
};

/** A picture of nothing: one transparent dot, so that a product without one leaves no broken frame. */
const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const withoutImage = <T extends Readonly<Record<string, string>>>(item: T): T => ({ ...item, image: DOT });
