/** Data as a real shop has it, for tests and for looking at the pages: Morning Mountain, tea and ware. */
import type { ImportReport, Product, ShopperRow, ShopView, TimelineEntry, Trace, PlacementList, TriedRow } from '@rapport/protocol';
import type { ShopperCard } from '../api.ts';

/** The moment that the data is told from: 12 May 2026, 10:20 in Taipei. */
export const NOW_MS = Date.UTC(2026, 4, 12, 2, 20);
const MINUTE = 60_000;
const DAY = 86_400_000;
/** What a shop has that no page of the console shows yet. */
/** What a search without filters is. */
export const A_SEARCH = {
  kind: 'search',
  paused: false,
  frequency: 'at-once',
  filters: {},
  what: null,
  productId: null,
  variantId: null,
  goal: null,
  baselineMinor: null,
} as const;
const UNSEEN = { retention: { eventDays: 395, guestDays: 395 } };

/** A shop that runs. */
export function aShop({ settings, ...change }: Partial<Omit<ShopView, 'settings'>> & { settings?: Partial<ShopView['settings']> } = {}): ShopView {
  return {
    shopId: 's4k2m9x0q7w1e8r5',
    publishableKey: 'pk_s4k2m9x0q7w1e8r5_Zb3n0hT8yQe1xVw7LrC2mA',
    version: 7,
    slices: 1,
    staff: { email: 'mei@morning-mountain.example', role: 'owner' },
    products: 96,
    lastEventAtMs: NOW_MS - 3 * MINUTE,
    ...change,
    settings: {
      name: 'Morning Mountain 晨山',
      currency: 'EUR',
      timeZone: 'Asia/Taipei',
      locales: ['en', 'zh-Hant'],
      origins: ['https://morning-mountain.example'],
      mailFrom: 'hello@morning-mountain.example',
      holdoutPercent: 5,
      programme: {
        pointsPerUnit: 1,
        signUpPoints: 50,
        pendingDays: 14,
        rewards: [
          {
            id: 'rew_tin',
            kind: 'amount',
            title: { en: 'A tin on us', 'zh-Hant': '送您一罐茶' },
            costPoints: 300,
            valueMinor: 1500,
            percent: null,
            minimumMinor: 3000,
            stock: null,
          },
          {
            id: 'rew_ship',
            kind: 'free-shipping',
            title: { en: 'Free shipping', 'zh-Hant': '免運費' },
            costPoints: 120,
            valueMinor: null,
            percent: null,
            minimumMinor: 0,
            stock: 200,
          },
        ],
      },
      ...UNSEEN,
      ...settings,
    },
  };
}

/** A shop on its first day: nothing in it, nothing seen. */
export function aNewShop(): ShopView {
  const programme = { pointsPerUnit: 1, signUpPoints: 0, pendingDays: 14, rewards: [] };
  return aShop({ products: 0, lastEventAtMs: null, settings: { origins: [], mailFrom: '', programme } });
}

/** An import that has come to its end. */
export function anImport(change: Partial<ImportReport> = {}): ImportReport {
  return {
    id: 'imp_1',
    state: 'done',
    format: 'rapport-csv',
    startedAtMs: NOW_MS - 2 * DAY,
    endedAtMs: NOW_MS - 2 * DAY + 4000,
    rowsRead: 143,
    productsMade: 6,
    productsChanged: 11,
    productsSame: 79,
    rowsRefused: 2,
    refusals: [
      { line: 41, reason: 'the price is missing' },
      { line: 88, reason: 'the price can be read in two ways' },
    ],
    failure: null,
    arrivals: 9,
    found: null,
    hold: null,
    ...change,
  };
}

/** A product with one variant. */
export function aProduct(change: Partial<Product> & { priceMinor?: number; stock?: number | null } = {}): Product {
  const { priceMinor = 2800, stock = 14, ...rest } = change;
  const id = rest.id ?? 'alishan-spring';
  return {
    id,
    title: { en: 'Alishan, spring harvest', 'zh-Hant': '阿里山春茶' },
    description: { en: 'High mountain oolong, light roast.' },
    url: { '': `https://morning-mountain.example/products/${id}` },
    image: '',
    brand: { en: 'Chen family garden', 'zh-Hant': '陳家茶園' },
    category: { en: 'Tea', 'zh-Hant': '茶' },
    author: {},
    series: '',
    tags: [],
    variants: [{ id: `${id}-1`, sku: id, title: { en: '50 g' }, priceMinor, compareAtMinor: null, stock, available: stock !== 0 }],
    ...rest,
  };
}

/** A member with a name. */
export function aShopper(change: Partial<ShopperRow> = {}): ShopperRow {
  return {
    id: 'shp_7Qm2xLw0Vt',
    kind: 'member',
    name: 'Lin Yu-Ting',
    email: 'yuting.lin@example.com',
    firstSeenAtMs: NOW_MS - 210 * DAY,
    lastSeenAtMs: NOW_MS - 25 * MINUTE,
    orders: 6,
    spentMinor: 31850,
    pointsPending: 42,
    pointsAvailable: 326,
    watches: 2,
    ...change,
  };
}

/** A member, whole. */
export function aCard(change: Partial<ShopperCard> = {}): ShopperCard {
  return {
    shopper: aShopper(),
    consent: { personalisation: 'granted', messages: 'granted' },
    balance: { pending: 42, available: 326, reported: 0 },
    watches: [
      { ...A_SEARCH, id: 'wat_1', query: '抹茶碗', createdAtMs: NOW_MS - 9 * DAY, toldAtMs: NOW_MS - 2 * DAY },
      { ...A_SEARCH, id: 'wat_2', query: 'left-handed scissors', createdAtMs: NOW_MS - 4 * DAY, toldAtMs: null },
    ],
    vouchers: [
      {
        code: 'K7QM-2XLW-0VTR-9HDE',
        kind: 'amount',
        valueMinor: 1500,
        percent: null,
        minimumMinor: 3000,
        rewardId: 'rew_tin',
        state: 'used',
        madeAtMs: NOW_MS - 30 * DAY,
        usedAtMs: NOW_MS - 29 * DAY,
      },
    ],
    lift: {
      ...{ group: 'treated', crossed: false, discounted: true, exposures: 14, exposedAtMs: NOW_MS - 60 * DAY },
      before: { orders: 1, revenueMinor: 2_400, discountMinor: 0, pointsMinor: 24 },
      since: { orders: 3, revenueMinor: 10_250, discountMinor: 850, pointsMinor: 96 },
    },
    ...change,
  };
}

/** One entry of a time line. */
export function anEntry(name: string, change: Partial<TimelineEntry> = {}): TimelineEntry {
  return { id: `ent_${name}`, name, atMs: NOW_MS - 30 * MINUTE, source: 'page', detail: {}, ...change };
}

/** A time line in which everything happens once, the newest first. */
export function aTimeline(): TimelineEntry[] {
  const bowl = { productId: 'matcha-bowl-ash', title: 'Matcha bowl, ash glaze' };
  const told: readonly (readonly [string, TimelineEntry['source'], TimelineEntry['detail']])[] = [
    ['view_cart', 'page', { path: '/cart' }],
    ['add_to_cart', 'page', { items: [bowl], valueMinor: 6400, currency: 'EUR' }],
    ['view_item', 'page', { path: '/products/matcha-bowl-ash', items: [bowl] }],
    ['message_read', 'page', { messageId: 'msg_8' }],
    ['message_sent', 'rapport', { messageId: 'msg_8', productId: bowl.productId, productTitle: bowl.title, queries: ['抹茶碗'], channel: 'inbox' }],
    ['points_available', 'rapport', { points: 58, orderId: '1042' }],
    ['watch_removed', 'page', { query: 'tea tray' }],
    ['watch_created', 'page', { query: 'left-handed scissors' }],
    ['search', 'page', { query: 'left-handed scissors', resultsCount: 0 }],
    ['search', 'page', { query: 'gaiwan', resultsCount: 7 }],
    ['page_view', 'page', { path: '/', title: 'Morning Mountain' }],
    ['points_reversed', 'rapport', { points: 12, orderId: '1042' }],
    ['order_refunded', 'shop', { orderId: '1042', totalMinor: 1200, currency: 'EUR' }],
    ['order_fulfilled', 'shop', { orderId: '1042' }],
    ['voucher_used', 'shop', { orderId: '1042', code: 'K7QM-2XLW-0VTR-9HDE' }],
    ['points_earned', 'rapport', { points: 70, orderId: '1042', availableAtMs: NOW_MS + 4 * DAY }],
    ['order_paid', 'shop', { orderId: '1042', totalMinor: 7000, currency: 'EUR', lines: [bowl, { productId: 'whisk', title: 'Bamboo whisk' }] }],
    ['purchase', 'page', { orderId: '1042', valueMinor: 7000, currency: 'EUR' }],
    ['reward_redeemed', 'rapport', { rewardId: 'rew_tin', points: 300, code: 'K7QM-2XLW-0VTR-9HDE' }],
    ['phone_call', 'staff', { about: 'asked whether the kettle fits an induction hob' }],
    ['consent_given', 'page', { personalisation: 'granted', messages: 'granted', source: 'watch' }],
    ['merged', 'rapport', {}],
    ['identified', 'shop', {}],
    ['points_earned', 'rapport', { points: 50, reason: 'sign-up' }],
    ['sign_up', 'shop', {}],
  ];
  return told.map(([name, source, detail], index) => ({
    id: `ent_${index}`,
    name,
    source,
    detail,
    atMs: NOW_MS - 20 * MINUTE - index ** 2 * 47 * MINUTE,
  }));
}

/** Three placements: the owner's own, one that many saw, one that few saw. */
export const somePlacements = (): PlacementList => ({
  days: 28,
  products: 120,
  titles: { bowl: 'Rough-glazed tea bowl' },
  placements: [
    { placement: 'all', hand: { pins: [], exclude: [{ by: 'brand', value: 'Tani' }], boosts: [] }, figures: null },
    {
      placement: 'for-you',
      hand: { pins: [{ productId: 'bowl', place: 1 }], exclude: [], boosts: [{ by: 'tag', value: 'spring', times: 2 }] },
      figures: { people: 812, rows: 2_140, seen: 8_400, chosen: 353, products: 96 },
    },
    { placement: 'similar', hand: { pins: [], exclude: [], boosts: [] }, figures: null },
  ],
});

/** What one shopper is shown: a pin, then what others went on to. */
export const aTriedRow = (): TriedRow => ({
  holdout: false,
  items: [
    { ...aTriedItem('bowl', 'Rough-glazed tea bowl', 4_800), reason: { code: 'picked' }, pinned: true, times: 1 },
    { ...aTriedItem('kettle', 'Iron kettle', 12_650), reason: { code: 'viewed-together', because: 'The Book of Steam' }, pinned: false, times: 2 },
  ],
});

const aTriedItem = (productId: string, title: string, priceMinor: number) => ({
  productId,
  title,
  url: '',
  image: '',
  brand: 'Lin Yu-chen',
  priceMinor,
  compareAtMinor: null,
  currency: 'EUR',
  available: true,
});

/** A decision of the message log. */
export const aTrace = (more: Partial<Trace> = {}): Trace => ({
  id: '01a202f2-2911-72b1-b198-8ec4c9f0dd46',
  atMs: Date.UTC(2026, 10, 22, 12),
  shopperId: 'shp_7Qm2xLw0Vt',
  messageId: 'm1',
  kind: 'arrival',
  purpose: 'asked-for',
  channel: 'inbox',
  subject: 'product:bowl',
  outcome: 'sent',
  reason: 'asked-for',
  untilMs: null,
  rule: null,
  ...more,
});
