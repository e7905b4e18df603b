/** The words of a mail, as text and as plain HTML without styles: a mail program knows best how its reader reads. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What an arrival mail speaks of. */
export interface ArrivalWords {
  readonly shop: string;
  readonly title: string;
  /** http(s) address of the product; anything else is left out. */
  readonly url: string;
  /** As the reader writes prices, such as `NT$1,200`. */
  readonly price: string;
  /** What the shopper searched for. */
  readonly query: string;
  /** `near` = it has most of the words, and the mail says so. */
  readonly match: 'exact' | 'near';
  /** Where one click ends these mails; goes into List-Unsubscribe, too. */
  readonly stopUrl: string;
}

interface Words {
  readonly codeSubject: (shop: string) => string;
  readonly codeIs: string;
  readonly codeLasts: string;
  readonly codeNotYou: string;
  readonly arrivalSubject: (title: string) => string;
  readonly arrivalExact: (query: string, shop: string) => string;
  readonly arrivalNear: (query: string, shop: string) => string;
  readonly why: string;
  readonly stop: string;
}

const WORDS: Record<'en' | 'zh-Hant', Words> = {
  en: {
    codeSubject: (shop) => `Your sign-in code for ${shop}`,
    codeIs: 'Your sign-in code is:',
    codeLasts: 'It works once, within ten minutes.',
    codeNotYou: 'If you did not ask for it, you need not do anything.',
    arrivalSubject: (title) => `It is here: ${title}`,
    arrivalExact: (query, shop) => `You searched for “${query}” at ${shop}. Now there is:`,
    arrivalNear: (query, shop) => `You searched for “${query}” at ${shop}. This comes close:`,
    why: 'You get this mail because you asked us to tell you.',
    stop: 'No more of these mails:',
  },
  'zh-Hant': {
    codeSubject: (shop) => `${shop} 的登入驗證碼`,
    codeIs: '您的登入驗證碼：',
    codeLasts: '十分鐘內有效，僅能使用一次。',
    codeNotYou: '若您沒有要求登入，請忽略這封信。',
    arrivalSubject: (title) => `到貨了：${title}`,
    arrivalExact: (query, shop) => `您曾在 ${shop} 搜尋「${query}」，現在有了：`,
    arrivalNear: (query, shop) => `您曾在 ${shop} 搜尋「${query}」，這項商品很接近：`,
    why: '您請我們在到貨時通知您，所以收到這封信。',
    stop: '不再收到這類郵件：',
  },
};

/** The mail with a six-digit code for a member of staff. */
export function signInMail(code: string, shop: string, locale: string): MailText {
  const words = wordsOf(locale);
  return {
    subject: words.codeSubject(shop),
    text: `${words.codeIs}\n\n${code}\n\n${words.codeLasts}\n${words.codeNotYou}\n`,
    html: page(locale, [escaped(words.codeIs), `<strong>${escaped(code)}</strong>`, escaped(words.codeLasts), escaped(words.codeNotYou)]),
  };
}

/** The mail that says: what you looked for is here. */
export function arrivalMail(arrival: ArrivalWords, locale: string): MailText {
  const words = wordsOf(locale);
  const { title, price, query, shop } = arrival;
  const lead = (arrival.match === 'exact' ? words.arrivalExact : words.arrivalNear)(query, shop);
  const [url, stopUrl] = [webAddress(arrival.url), webAddress(arrival.stopUrl)];
  const link = (address: string, label: string): string => (address ? `<a href="${escaped(address)}">${escaped(label)}</a>` : escaped(label));
  return {
    subject: words.arrivalSubject(title),
    text: [lead, '', title, price, url, '', words.why, ...(stopUrl ? [`${words.stop} ${stopUrl}`] : [])].join('\n'),
    html: page(locale, [
      escaped(lead),
      `${link(url, title)}<br>${escaped(price)}`,
      escaped(words.why),
      ...(stopUrl ? [`${escaped(words.stop)} ${link(stopUrl, stopUrl)}`] : []),
    ]),
  };
}

/** The headers with which a mail program offers one click to stop. @see https://www.rfc-editor.org/rfc/rfc8058 */
export const stopHeaders = (stopUrl: string): Record<string, string> => ({
  'List-Unsubscribe': `<${stopUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Text made safe for HTML, between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');

const wordsOf = (locale: string): Words => WORDS[languageOf(locale)];
const languageOf = (locale: string): keyof typeof WORDS => (/^zh\b/i.test(locale) ? 'zh-Hant' : 'en');
const webAddress = (url: string): string => (/^https?:\/\//i.test(url) && URL.canParse(url) ? new URL(url).href : '');
const page = (locale: string, paragraphs: readonly string[]): string =>
  `<!doctype html><html lang="${languageOf(locale)}"><body>${paragraphs.map((words) => `<p>${words}</p>`).join('')}</body></html>`;
