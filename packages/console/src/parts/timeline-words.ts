import { msg, str } from '@lit/localize';
import type { Reward, ShopSettings, TimelineEntry } from '@rapport/protocol';
import { count, money, shortDay } from '../format.ts';
import { getLocale } from '../locale.ts';
import { noteName } from './note-words.ts';
import { layerName, stageName } from './people-words.ts';
import { type Detail, consents, first, number, product, quoted, text } from './timeline-detail.ts';

/** What a time line may be filtered by. */
export type EntryKind = 'visits' | 'wishes' | 'orders' | 'points' | 'person';

/** What a sentence needs besides the entry. */
export interface Setting {
  readonly currency: string;
  readonly timeZone: string;
  /** To name what was redeemed. */
  readonly rewards: readonly Reward[];
  /** To name layers. */
  readonly layers?: ShopSettings['layers'];
}

type Say = (detail: Detail, setting: Setting) => string;

const amount = (detail: Detail, { currency }: Setting): string => {
  const minor = number(detail, 'totalMinor') ?? number(detail, 'valueMinor') ?? number(detail, 'amountMinor');
  return minor === null ? '' : money(minor, text(detail, 'currency') ?? currency);
};
const order = (detail: Detail): string => text(detail, 'orderId') ?? '';
const points = (detail: Detail): string => count(Math.abs(number(detail, 'points') ?? 0));

/** “Looked at X”, or “Looked at a product” where nothing says which. */
const ofProduct =
  (named: (title: string) => string, unnamed: () => string): Say =>
  (detail) => {
    const title = product(detail);
    return title === null ? unnamed() : named(title);
  };

/** “Order 1001 was paid: 40.00”, with the amount where it is known. */
const ofOrder =
  (withAmount: (id: string, sum: string) => string, plain: (id: string) => string): Say =>
  (detail, setting) => {
    const sum = amount(detail, setting);
    return sum ? withAmount(order(detail), sum) : plain(order(detail));
  };

const ofQuery =
  (named: (query: string) => string, unnamed: () => string): Say =>
  (detail) => {
    const query = text(detail, 'query');
    return query === null ? unnamed() : named(quoted(query));
  };

function searched(detail: Detail): string {
  const query = quoted(text(detail, 'query') ?? '');
  const found = number(detail, 'resultsCount');
  if (found === null) return msg(str`Searched for ${query}`);
  return found === 0 ? msg(str`Searched for ${query} and found nothing`) : msg(str`Searched for ${query} and found ${count(found)}`);
}

function earned(detail: Detail, { timeZone }: Setting): string {
  const fromMs = number(detail, 'availableAtMs');
  if (text(detail, 'reason') === 'sign-up') return msg(str`Earned ${points(detail)} points for joining`);
  const why = order(detail) ? msg(str`Earned ${points(detail)} points with order ${order(detail)}`) : msg(str`Earned ${points(detail)} points`);
  return fromMs === null ? why : msg(str`${why}, to be spent from ${shortDay(fromMs, timeZone)}`);
}

function told(detail: Detail): string {
  if (text(detail, 'offerId')) return msg('Was sent an offer');
  const title = product(detail);
  const query = text(detail, 'query') ?? first(detail, 'queries');
  if (title && query) return msg(str`Was told that ${title} has come, for the wish ${quoted(query)}`);
  return title ? msg(str`Was sent a message about ${title}`) : msg('Was sent a message');
}

function redeemed(detail: Detail, { rewards }: Setting): string {
  const id = text(detail, 'rewardId');
  const title = rewards.find((reward) => reward.id === id)?.title ?? {};
  const reward = quoted(title[getLocale()] ?? Object.values(title)[0] ?? id ?? '');
  return number(detail, 'points') === null ? msg(str`Took the reward ${reward}`) : msg(str`Took the reward ${reward} for ${points(detail)} points`);
}

function visited(detail: Detail): string {
  const page = text(detail, 'title') ?? text(detail, 'path');
  return page === null ? msg('Visited a page') : msg(str`Visited ${quoted(page)}`);
}

const SENTENCES: Readonly<Record<string, readonly [EntryKind, Say]>> = {
  page_view: ['visits', visited],
  product_hidden: [
    'wishes',
    ofProduct(
      (title) => msg(str`Doesn’t want to see ${title}`),
      () => msg('Doesn’t want to see a product'),
    ),
  ],
  product_shown_again: [
    'wishes',
    ofProduct(
      (title) => msg(str`May be shown ${title} again`),
      () => msg('May be shown a product again'),
    ),
  ],
  view_item_list: ['visits', () => msg('Looked at a list of products')],
  select_item: [
    'visits',
    ofProduct(
      (title) => msg(str`Chose ${title} from a list`),
      () => msg('Chose a product from a list'),
    ),
  ],
  view_item: [
    'visits',
    ofProduct(
      (title) => msg(str`Looked at ${title}`),
      () => msg('Looked at a product'),
    ),
  ],
  search: ['visits', searched],
  add_to_wishlist: [
    'visits',
    ofProduct(
      (title) => msg(str`Marked ${title} as liked`),
      () => msg('Marked a product as liked'),
    ),
  ],
  add_to_cart: [
    'visits',
    ofProduct(
      (title) => msg(str`Put ${title} into the basket`),
      () => msg('Put something into the basket'),
    ),
  ],
  remove_from_cart: [
    'visits',
    ofProduct(
      (title) => msg(str`Took ${title} out of the basket`),
      () => msg('Took something out of the basket'),
    ),
  ],
  view_cart: ['visits', () => msg('Looked into the basket')],
  begin_checkout: ['visits', () => msg('Began to check out')],
  add_shipping_info: ['visits', () => msg('Said where to ship')],
  add_payment_info: ['visits', () => msg('Said how to pay')],
  share: ['visits', () => msg('Shared a page')],
  view_promotion: ['visits', () => msg('Saw an offer of the shop')],
  select_promotion: ['visits', () => msg('Opened an offer of the shop')],
  purchase: [
    'orders',
    ofOrder(
      (id, sum) => msg(str`The page reported order ${id}: ${sum}; it waits for the shop’s word`),
      (id) => msg(str`The page reported order ${id}; it waits for the shop’s word`),
    ),
  ],
  order_paid: [
    'orders',
    ofOrder(
      (id, sum) => msg(str`Paid order ${id}: ${sum}`),
      (id) => msg(str`Paid order ${id}`),
    ),
  ],
  order_fulfilled: ['orders', (detail) => msg(str`Order ${order(detail)} was shipped`)],
  order_refunded: [
    'orders',
    ofOrder(
      (id, sum) => msg(str`Order ${id} was refunded: ${sum}`),
      (id) => msg(str`Order ${id} was refunded`),
    ),
  ],
  order_cancelled: ['orders', (detail) => msg(str`Order ${order(detail)} was cancelled`)],
  points_earned: ['points', earned],
  points_available: ['points', (detail) => msg(str`${points(detail)} points can be spent now`)],
  points_reversed: [
    'points',
    (detail) =>
      order(detail)
        ? msg(str`${points(detail)} points were taken back with order ${order(detail)}`)
        : msg(str`${points(detail)} points were taken back`),
  ],
  reward_redeemed: ['points', redeemed],
  voucher_used: ['points', (detail) => (order(detail) ? msg(str`Used a voucher for order ${order(detail)}`) : msg('Used a voucher'))],
  watch_created: [
    'wishes',
    ofQuery(
      (query) => msg(str`Asked to be told when ${query} comes`),
      () => msg('Asked to be told when something comes'),
    ),
  ],
  watch_removed: [
    'wishes',
    ofQuery(
      (query) => msg(str`Took back the wish ${query}`),
      () => msg('Took back a wish'),
    ),
  ],
  message_sent: ['wishes', told],
  message_held: ['wishes', () => msg('A message was held back')],
  message_read: [
    'wishes',
    ofProduct(
      (title) => msg(str`Read the message about ${title}`),
      () => msg('Read a message'),
    ),
  ],
  consent_given: ['person', (detail) => consents(detail, msg('Agreed'))],
  consent_withdrawn: ['person', (detail) => consents(detail, msg('Withdrew consent'))],
  identified: ['person', () => msg('Signed in to the shop and was recognised')],
  login: ['person', () => msg('Signed in to the shop')],
  sign_up: ['person', () => msg('Joined')],
  stage_changed: ['person', (detail) => msg(str`Moved from ${stageName(text(detail, 'from') ?? '')} to ${stageName(text(detail, 'to') ?? '')}`)],
  layer_changed: [
    'person',
    (detail, setting) =>
      msg(str`Came from the layer ${layerName(text(detail, 'from') ?? '', setting)} into ${layerName(text(detail, 'to') ?? '', setting)}`),
  ],
  case_opened: [
    'person',
    (detail) => {
      const about = quoted(text(detail, 'about') ?? '');
      if (!text(detail, 'about')) return detail['kind'] === 'complaint' ? msg('Complained') : msg('Asked a question');
      return detail['kind'] === 'complaint' ? msg(str`Complained: ${about}`) : msg(str`Asked: ${about}`);
    },
  ],
  case_closed: ['person', (detail) => (detail['kind'] === 'complaint' ? msg('The complaint was settled') : msg('The question was answered'))],
  staff_noted: ['person', (detail) => `${noteName(text(detail, 'kind') ?? 'note')}: ${text(detail, 'text') ?? ''}`],
  profile_answered: ['person', () => msg('Answered a question about themselves')],
  merged: ['person', () => msg('An earlier guest turned out to be this person')],
  people_merged: ['person', () => msg('Merged with another person by hand')],
  merge_undone: ['person', () => msg('A merge was undone')],
};

/** An entry as a sentence; a name nobody has words for is shown as it is. */
export function sentence(entry: TimelineEntry, setting: Setting): string {
  const known = SENTENCES[entry.name];
  return known ? known[1](entry.detail, setting) : entry.name.replaceAll('_', ' ');
}

/** Where an entry belongs; the unknown is about the person. */
export function kindOf(entry: TimelineEntry): EntryKind {
  return SENTENCES[entry.name]?.[0] ?? 'person';
}

export function kindWords(kind: EntryKind | 'all'): string {
  const words = {
    all: msg('All'),
    visits: msg('Visits'),
    wishes: msg('Wishes and messages'),
    orders: msg('Orders'),
    points: msg('Points'),
    person: msg('Consent and sign-in'),
  };
  return words[kind];
}

/** Who says so. */
export function sourceWords(source: TimelineEntry['source']): string {
  const words = { page: msg('the page'), shop: msg('the shop'), rapport: msg('Rapport'), staff: msg('staff') };
  return words[source];
}
