import { msg, str } from '@lit/localize';
import type { Message, MessageReason } from '@rapport/protocol';
import { count, day, money, pickText } from '../internal/format.ts';
import { whyWords } from '../offers/offer-words.ts';

/** What a message says: "It's here: the matcha bowl." What was asked for comes before what is only close. */
export const messageWords = (message: Message, locale: string): string => {
  const { product, offer, reasons } = message;
  const [said] = reasons;
  const title = product?.title ?? '';
  if (message.kind === 'points') return msg('Points of yours will lapse soon.', { id: 'inbox.lapsing' });
  if (said?.code === 'said') return pickText(said.title, locale);
  if (offer) return pickText(offer.title, locale) || msg('For you', { id: 'recommendations.for-you' });
  if (reasons.some(({ code }) => code === 'back')) return msg(str`It’s back: ${title}.`, { id: 'inbox.back' });
  if (reasons.length > 0 && reasons.every(({ code }) => code === 'cheaper')) return msg(str`The price fell: ${title}.`, { id: 'inbox.cheaper' });
  const near = reasons.length > 0 && reasons.every((reason) => reason.code === 'like' || (reason.code === 'searched' && reason.match === 'near'));
  return near ? msg(str`Something close: ${title}.`, { id: 'inbox.near' }) : msg(str`It’s here: ${title}.`, { id: 'inbox.arrived' });
};

/** Why it came: "You looked for “matcha bowl” on 3 May." One sentence a watch; an offer says what it is, and then for whom. */
export const reasonWords = ({ offer, reasons, product }: Message, nowMs: number, locale: string): string =>
  (offer
    ? [pickText(offer.text, locale), ...offer.why.map(whyWords)]
    : reasons.map((reason) => reasonSentence(reason, day(reason.sinceMs, nowMs, locale), product?.currency ?? '', locale))
  )
    .join(' ')
    .trim()
    .replaceAll('。 ', '。');

function reasonSentence(reason: MessageReason, since: string, currency: string, locale: string): string {
  switch (reason.code) {
    case 'said': {
      return pickText(reason.text, locale);
    }
    case 'searched': {
      return msg(str`You looked for “${reason.query}” on ${since}.`, { id: 'inbox.reason' });
    }
    case 'followed': {
      return msg(str`You have followed “${reason.name}” since ${since}.`, { id: 'inbox.reason-followed' });
    }
    case 'cheaper': {
      const before = money(reason.beforeMinor, currency, locale);
      const after = money(reason.afterMinor, currency, locale);
      return msg(str`It costs ${after} now, ${before} before. You have watched the price since ${since}.`, { id: 'inbox.reason-cheaper' });
    }
    case 'back': {
      return msg(str`You asked for it on ${since}, when it was sold out.`, { id: 'inbox.reason-back' });
    }
    case 'lapsing': {
      const until = day(reason.lapsesAtMs, Date.now(), locale);
      return msg(str`${count(reason.points, locale)} points lapse on ${until}. Until then you can use them.`, { id: 'inbox.reason-lapsing' });
    }
    case 'like': {
      return msg(str`On ${since} you asked for more like “${reason.title}”.`, { id: 'inbox.reason-like' });
    }
  }
}

/** What the way out is called: the words that were sought, the name that is followed, or the product itself. */
export const stopWords = (reason: MessageReason, title: string): string => {
  if (reason.code === 'searched') return reason.query;
  return reason.code === 'followed' ? reason.name : title;
};
