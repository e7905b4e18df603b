import { msg, str } from '@lit/localize';
import type { OfferView, OfferWhy } from '@rapport/protocol';
import { count, day, money, pickText } from '../internal/format.ts';
import { minimumWords, voucherWords } from '../rewards/reward-words.ts';

/** An offer's own title, or what it gives. `currency` '' = not known yet. */
export const offerTitle = ({ title, gives }: OfferView, currency: string, locale: string): string => {
  const own = pickText(title, locale);
  if (own) return own;
  if (gives.kind === 'percent' || gives.kind === 'free-shipping' || (gives.kind === 'amount' && currency)) {
    return voucherWords({ valueMinor: null, percent: null, ...gives }, currency, locale);
  }
  if (gives.kind === 'points') {
    const times = count(gives.times, locale);
    return msg(str`${times} times the points`, { id: 'offers.points' });
  }
  if (gives.kind === 'gift') return msg('A gift with your order', { id: 'offers.gift' });
  return msg('For you', { id: 'recommendations.for-you' });
};

/** "12 more and it is yours", "on orders from €50", "until 3 May": what one has to know, the most pressing first. */
export const offerFacts = ({ missingMinor, minimumMinor, untilMs, state }: OfferView, currency: string, locale: string, nowMs: number): string[] => {
  const missing = currency && missingMinor !== null ? money(missingMinor, currency, locale) : '';
  const last = untilMs === null || state === 'used' ? '' : day(untilMs, nowMs, locale);
  return [
    missing ? msg(str`${missing} more in your basket`, { id: 'offers.missing' }) : minimumWords({ minimumMinor }, currency, locale),
    last ? msg(str`until ${last}`, { id: 'offers.until' }) : '',
  ].filter(Boolean);
};

/** The key of an interest without its facet: `category:Tea` is "Tea". */
const bare = (value: string | undefined): string => (value ?? '').replace(/^[a-z]+:/, '');

/** Why somebody sees an offer, as one would say it to them. What a shop calls its groups stays with the shop. */
export const whyWords = ({ code, value }: OfferWhy): string => {
  const named = bare(value);
  switch (code) {
    case 'everybody':
      return msg('It is for everybody who shops here.', { id: 'offers.why-everybody' });
    case 'members':
      return msg('It is for members.', { id: 'offers.why-members' });
    case 'tier':
      return msg('It goes with your standing here.', { id: 'offers.why-tier' });
    case 'interest':
      return msg(str`Because you like ${named}.`, { id: 'offers.why-interest' });
    case 'product':
      return msg('It goes with what you are looking at.', { id: 'offers.why-product' });
    case 'promised':
      return msg('You were shown it before, and it stays as it was.', { id: 'offers.why-promised' });
    case 'orders':
    case 'stage':
    case 'segment':
      return msg('Because of what you have bought here, and when.', { id: 'offers.why-history' });
  }
};
