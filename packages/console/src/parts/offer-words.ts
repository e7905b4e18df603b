import { msg, str } from '@lit/localize';
import type { OfferChannel, OfferGives, OfferPlacement, OfferStage, OfferState, OfferWhy, OfferWithheld } from '@rapport/protocol';
import { count, money } from '../format.ts';

/** What an offer gives, in a few words. */
export function givesWords(gives: OfferGives, currency: string): string {
  switch (gives.kind) {
    case 'points':
      return msg(str`${count(gives.times)} times the points`);
    case 'amount':
      return msg(str`${money(gives.valueMinor, currency)} off`);
    case 'percent':
      return msg(str`${count(gives.percent)}% off`);
    case 'gift':
      return msg('A gift');
    case 'free-shipping':
      return msg('Free shipping');
    case 'early-access':
      return msg('Early access');
    case 'content':
      return msg('Something to read');
  }
}

/** Kinds of offers, as one chooses them. */
export const giveOptions = (): readonly (readonly [OfferGives['kind'], string])[] => [
  ['percent', msg('Percent off')],
  ['amount', msg('Money off')],
  ['points', msg('More points')],
  ['gift', msg('A gift')],
  ['free-shipping', msg('Free shipping')],
  ['early-access', msg('Early access')],
  ['content', msg('Something to read')],
];

export function stateWords(state: OfferState): string {
  if (state === 'draft') return msg('draft');
  if (state === 'running') return msg('running');
  return state === 'paused' ? msg('paused') : msg('ended');
}

export const stageOptions = (): readonly (readonly [OfferStage, string])[] => [
  ['prospect', msg('Prospect')],
  ['welcome', msg('Welcome')],
  ['getting-to-know', msg('Getting to know')],
  ['active', msg('Active')],
  ['closer', msg('Closer')],
  ['at-risk', msg('At risk')],
  ['lost', msg('Lost')],
  ['won-back', msg('Won back')],
];

export const placementOptions = (): readonly (readonly [OfferPlacement, string])[] => [
  ['panel', msg('Panel')],
  ['banner', msg('Banner')],
  ['product', msg('Product page')],
  ['cart', msg('Basket')],
  ['after-purchase', msg('After a purchase')],
];

export const channelOptions = (): readonly (readonly [Exclude<OfferChannel, 'page'>, string])[] => [
  ['inbox', msg('Inbox')],
  ['email', msg('E-mail')],
  ['push', msg('Push')],
  ['agent', msg('In a conversation')],
];

/** Where a decision was asked for. */
export function placeWords(channel: OfferChannel, placement: OfferPlacement | null): string {
  const found = channel === 'page' ? placementOptions().find(([name]) => name === placement) : channelOptions().find(([name]) => name === channel);
  return found?.[1] ?? channel;
}

/** Why somebody gets an offer. */
export function whyWords({ code, value = '' }: OfferWhy): string {
  switch (code) {
    case 'everybody':
      return msg('for everybody');
    case 'members':
      return msg('for members');
    case 'stage':
      return msg(str`stage: ${stageOptions().find(([name]) => name === value)?.[1] ?? value}`);
    case 'tier':
      return msg(str`tier: ${value}`);
    case 'segment':
      return msg(str`segment: ${value}`);
    case 'interest':
      return msg(str`likes ${value.replace(/^[a-z]+:/, '')}`);
    case 'orders':
      return msg(str`orders so far: ${value}`);
    case 'product':
      return msg('goes with the product');
    case 'promised':
      return msg('promised before');
  }
}

/** Why somebody doesn't. */
export function withheldWords(reason: OfferWithheld): string {
  const words: Readonly<Record<OfferWithheld, string>> = {
    draft: msg('still a draft'),
    paused: msg('paused'),
    ended: msg('ended'),
    'not-yet': msg('not yet begun'),
    over: msg('its time is over'),
    'wrong-time': msg('not on this day or at this hour'),
    'wrong-place': msg('not meant for this place'),
    'used-up': msg('the budget is used up'),
    declined: msg('they said it is not for them'),
    'not-for-them': msg('meant for others'),
    'no-consent': msg('they did not agree to being known'),
    'had-enough': msg('they have had it'),
    'bought-already': msg('they have bought it'),
    'not-for-this': msg('does not go with this product'),
    'case-open': msg('a case of theirs is open'),
    'cool-down': msg('a time of silence'),
    rule: msg('a contact rule'),
    contact: msg('the rules for messages'),
    authority: msg('more than your role may promise'),
    excluded: msg('does not go with another offer'),
    outranked: msg('another offer goes first'),
    holdout: msg('they belong to the group without offers'),
  };
  return words[reason];
}
