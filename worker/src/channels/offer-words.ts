import { pick } from '@rapport/domain/catalog';
import type { MessageOffer } from '@rapport/protocol';
import type { Language } from './words.ts';

/** What a mail or a push says of an offer: the same as the pages say (`elements/offers/offer-words`), so that no channel contradicts another. */
export interface OfferSaid {
  readonly title: string;
  readonly text: string;
  /** "on orders from €50 · until 3 May"; '' = nothing to know. */
  readonly facts: string;
}

interface Words {
  readonly percent: (share: string) => string;
  readonly amount: (what: string) => string;
  readonly times: (count: string) => string;
  readonly gift: string;
  readonly shipping: string;
  readonly plain: string;
  readonly from: (least: string) => string;
  readonly until: (last: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    percent: (share) => `${share} off`,
    amount: (what) => `${what} off`,
    times: (count) => `${count} times the points`,
    gift: 'A gift with your order',
    shipping: 'Free shipping',
    plain: 'For you',
    from: (least) => `on orders from ${least}`,
    until: (last) => `until ${last}`,
  },
  'zh-Hant': {
    percent: (share) => `享 ${share} 折扣`,
    amount: (what) => `折抵 ${what}`,
    times: (count) => `點數 ${count} 倍`,
    gift: '隨訂單附贈禮物',
    shipping: '免運費',
    plain: '為您挑選',
    from: (least) => `單筆滿 ${least} 可用`,
    until: (last) => `至 ${last} 止`,
  },
};

/** An offer in the reader's language, by the shop's currency and clock. */
export const offerSaid = (
  offer: MessageOffer,
  { language, locale, currency, timeZone, nowMs }: { language: Language; locale: string; currency: string; timeZone: string; nowMs: number },
): OfferSaid => {
  const words = WORDS[language];
  const { gives, minimumMinor, untilMs } = offer;
  const facts = [
    ...(minimumMinor > 0 ? [words.from(wholeMoney(minimumMinor, currency, locale))] : []),
    ...(untilMs === null ? [] : [words.until(dayIn(untilMs, nowMs, locale, timeZone))]),
  ];
  return { title: pick(offer.title, locale) || given(gives, words, currency, locale), text: pick(offer.text, locale), facts: facts.join(' · ') };
};

const given = (gives: MessageOffer['gives'], words: Words, currency: string, locale: string): string => {
  switch (gives.kind) {
    case 'percent':
      return words.percent(new Intl.NumberFormat(locale || 'en', { style: 'percent' }).format(gives.percent / 100));
    case 'amount':
      return words.amount(wholeMoney(gives.valueMinor, currency, locale));
    case 'points':
      return words.times(new Intl.NumberFormat(locale || 'en').format(gives.times));
    case 'gift':
      return words.gift;
    case 'free-shipping':
      return words.shipping;
    case 'early-access':
    case 'content':
      return words.plain;
  }
};

/** An amount as pages write it: whole ones without decimals. */
const wholeMoney = (minor: number, currency: string, locale: string): string => {
  const format = new Intl.NumberFormat(locale || 'en', { style: 'currency', currency });
  const unit = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  const whole = { style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits: 0 } as const;
  return (minor % unit === 0 ? new Intl.NumberFormat(locale || 'en', whole) : format).format(minor / unit);
};

const dayIn = (atMs: number, nowMs: number, locale: string, timeZone: string): string => {
  const year = (ms: number): string => new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }).format(ms);
  const more = year(atMs) === year(nowMs) ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale || 'en', { day: 'numeric', month: 'long', timeZone, ...more }).format(atMs);
};
