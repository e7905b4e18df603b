import { msg, str } from '@lit/localize';
import { FIRST_LAYERS } from '@rapport/domain/segments';
import type { ShopSettings } from '@rapport/protocol';
import { count, money } from '../format.ts';
import { getLocale } from '../locale.ts';
import { textFor } from './question-words.ts';

/** A stage by its name; what nobody has a name for is shown as it is. */
export function stageName(stage: string): string {
  const names: Readonly<Record<string, string>> = {
    prospect: msg('Prospect'),
    welcome: msg('Welcome'),
    'getting-to-know': msg('Getting to know'),
    active: msg('Active'),
    closer: msg('Closer'),
    'at-risk': msg('At risk'),
    lost: msg('Lost'),
    'won-back': msg('Won back'),
  };
  return names[stage] ?? stage;
}

/** What a stage means, in a sentence. */
export function stageMeaning(stage: string): string {
  const meanings: Readonly<Record<string, string>> = {
    prospect: msg('has looked round, but has neither joined nor bought'),
    welcome: msg('joined or bought for the first time within the last days'),
    'getting-to-know': msg('is past the welcome and has bought once at the most'),
    active: msg('buys again, within their usual rhythm'),
    closer: msg('buys often, within their usual rhythm'),
    'at-risk': msg('has been silent for longer than usual'),
    lost: msg('has been silent for so long that they are given up'),
    'won-back': msg('bought again after having been given up'),
  };
  return meanings[stage] ?? '';
}

/** A layer by its name: the owner's own as they call it in this language. */
export function layerName(
  layer: string,
  { layers = FIRST_LAYERS.map(({ id, name }) => ({ id, name, rule: {} })) }: Pick<ShopSettings, 'layers'>,
): string {
  if (layer === 'guest') return msg('Guest');
  if (layer === 'member') return msg('Member');
  return textFor(layers.find(({ id }) => id === layer)?.name ?? {}, getLocale()) || layer;
}

/** What tenths by value go by. */
export function basisWords(by: 'margin' | 'revenue'): string {
  return by === 'margin'
    ? msg('Tenths go by what is left after the cost of goods.')
    : msg('Tenths go by what people pay: the cost of too few goods is known to go by what is left.');
}

export function groupName(group: string): string {
  const names: Readonly<Record<string, string>> = {
    champions: msg('Champions'),
    loyal: msg('Loyal'),
    promising: msg('Promising'),
    newcomers: msg('Newcomers'),
    wavering: msg('Wavering'),
    'cannot-lose': msg('Not to be lost'),
    sleeping: msg('Sleeping'),
    gone: msg('Gone'),
  };
  return names[group] ?? group;
}

/** Why somebody may have turned away. */
export function reasonWords({ code, count: n }: { readonly code: string; readonly count: number }): string {
  const words: Readonly<Record<string, () => string>> = {
    'complaint-open': () => msg(str`${count(n)} complaints are open`),
    refund: () => msg(str`an order was refunded ${count(n)} days ago`),
    undelivered: () => msg(str`a message did not reach them ${count(n)} days ago`),
    'wish-unanswered': () => msg(str`a wish has been waiting for ${count(n)} days`),
    'price-rose': () => msg(str`something they looked at became dearer ${count(n)} days ago`),
    'basket-left': () => msg(str`a basket was left behind ${count(n)} days ago`),
    silence: () => msg(str`silent for ${count(n)} days`),
  };
  return words[code]?.() ?? code;
}

const facetName = (facet: string): string => {
  const names: Readonly<Record<string, string>> = {
    maker: msg('Maker'),
    category: msg('Category'),
    series: msg('Series'),
    price: msg('Price'),
    word: msg('Word'),
  };
  return names[facet] ?? facet;
};

/** A liking, such as “Kato · maker”, and why it is believed. */
export function likingWords(
  { facet, key, because }: { readonly facet: string; readonly key: string; readonly because: string },
  currency: string,
): { what: string; why: string } {
  const whys: Readonly<Record<string, string>> = {
    purchase: msg('because they bought it'),
    wish: msg('because they wished for it'),
    basket: msg('because they put it into the basket'),
    search: msg('because they searched for it'),
    look: msg('because they looked at it'),
  };
  return { what: `${facetName(facet)}: ${facet === 'price' ? band(key, currency) : key}`, why: whys[because] ?? '' };
}

/** A price band in money: `20-50` is “€20.00 – €50.00”. */
function band(key: string, currency: string): string {
  const [from, to] = key.split('-').map(Number);
  const exponent = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const words = (major: number | undefined): string => money(Math.round((major ?? 0) * 10 ** exponent), currency);
  return `${words(from)} – ${words(to)}`;
}

/** A field of rules, in words. */
export function fieldName(name: string): string {
  const names: Readonly<Record<string, string>> = {
    kind: msg('Kind'),
    locale: msg('Language'),
    layer: msg('Layer'),
    layerSince: msg('In the layer since'),
    firstSeenAt: msg('First seen'),
    lastSeenAt: msg('Last seen'),
    joinedAt: msg('Joined'),
    stage: msg('Stage'),
    stageSince: msg('In the stage since'),
    orders: msg('Orders'),
    spent: msg('Spent'),
    margin: msg('Left after costs'),
    firstOrderAt: msg('First order'),
    lastOrderAt: msg('Last order'),
    refunds: msg('Orders undone'),
    lastRefundAt: msg('Last order undone'),
    visits: msg('Visits'),
    views: msg('Products looked at'),
    searches: msg('Searches'),
    baskets: msg('Put into the basket'),
    lastViewAt: msg('Last look at a product'),
    lastBasketAt: msg('Last put into the basket'),
    wishes: msg('Open wishes'),
    messages: msg('Messages sent'),
    lastMessageAt: msg('Last message'),
    points: msg('Points to spend'),
    alive: msg('Chance to be still a customer'),
    expectedOrders: msg('Orders expected in 12 months'),
    value: msg('Value of 12 months'),
    valueDecile: msg('Tenth by value'),
    recency: msg('Recency score'),
    frequency: msg('Frequency score'),
    money: msg('Money score'),
    rfm: msg('Group'),
    'consent.personalisation': msg('May be remembered'),
    'consent.messages': msg('May be sent messages'),
    likes: msg('Likes'),
    lists: msg('Lists'),
  };
  return names[name] ?? name.replace('profile.', '');
}

/** A value that a choice may have, in words. */
export function valueName(field: string, value: string | number, settings: Pick<ShopSettings, 'layers' | 'lists'>): string {
  const word = String(value);
  if (field === 'stage') return stageName(word);
  if (field === 'layer') return layerName(word, settings);
  if (field === 'lists') return settings.lists?.find(({ id }) => id === word)?.name ?? word;
  if (field === 'rfm') return groupName(word);
  const names: Readonly<Record<string, string>> = {
    guest: msg('Guest'),
    member: msg('Member'),
    granted: msg('agreed'),
    denied: msg('declined'),
    pending: msg('not asked yet'),
  };
  return names[word] ?? word;
}
