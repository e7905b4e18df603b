import { hasCode } from '@rapport/domain/offers';
import type { OfferView, ShopSettings } from '@rapport/protocol';
import { escaped } from '../channels/mail-text.ts';
import { offerSaid } from '../channels/offer-words.ts';
import { whole } from './letter-page.ts';
import type { Page } from './letter-page.ts';

interface Words {
  readonly take: string;
  readonly use: string;
  readonly used: string;
  readonly yours: string;
  readonly next: string;
  readonly gone: string;
  readonly goneWhat: string;
  readonly toShop: string;
}

const WORDS: Readonly<Record<'en' | 'zh-Hant', Words>> = {
  en: {
    take: 'Take it',
    use: 'Enter it at the checkout.',
    used: 'You have used it.',
    yours: 'It is yours.',
    next: 'It counts for your next order.',
    gone: 'This offer is no longer there.',
    goneWhat: 'It has ended, or the last one has just gone to somebody else.',
    toShop: 'To the shop',
  },
  'zh-Hant': {
    take: '領取',
    use: '結帳時輸入即可使用。',
    used: '您已使用。',
    yours: '這是您的。',
    next: '將用於您的下一筆訂單。',
    gone: '這項優惠已不再提供。',
    goneWhat: '可能已經結束，或最後一份剛剛被領走。',
    toShop: '前往商店',
  },
};

/** The offer of a mail or a push in the words of the pages, with the way to take it; null = it is gone. A button takes it, since opening a page must change nothing. */
export const offerPage = (
  offer: OfferView | null,
  { name, currency, timeZone, origins }: Pick<ShopSettings, 'name' | 'currency' | 'timeZone' | 'origins'>,
  language: 'en' | 'zh-Hant',
  nowMs: number,
): Page => {
  const words = WORDS[language];
  const [shop] = origins;
  const way = shop === undefined ? '' : `<p class="last"><a class="go" href="${escaped(shop)}">${escaped(words.toShop)}</a></p>`;
  if (!offer) return whole(language, words.gone, name, `<h1>${escaped(words.gone)}</h1><p>${escaped(words.goneWhat)}</p>${way}`);
  const { title, text, facts } = offerSaid(offer, { language, locale: language, currency, timeZone, nowMs });
  const lines = [text === '' ? '' : `<p>${escaped(text)}</p>`, facts === '' ? '' : `<p class="quiet">${escaped(facts)}</p>`].join('');
  return whole(language, title, name, `<h1>${escaped(title)}</h1>${lines}${stateOf(offer, words)}${way}`);
};

const stateOf = ({ state, code, gives }: OfferView, words: Words): string => {
  if (state === 'used') return `<p class="said" role="status">${escaped(words.used)}</p>`;
  if (state === 'taken' && code !== null) return `<p class="code" role="status">${escaped(code)}</p><p class="quiet">${escaped(words.use)}</p>`;
  if (state === 'taken') return `<p class="said" role="status">${escaped(gives.kind === 'points' ? words.next : words.yours)}</p>`;
  if (!hasCode(gives) && gives.kind !== 'points' && gives.kind !== 'early-access') return '';
  return `<form method="post"><button name="do" value="take">${escaped(words.take)}</button></form>`;
};
