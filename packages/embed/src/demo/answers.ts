import type {
  EarnPreview,
  Message,
  MyProfile,
  MyReminder,
  OfferView,
  PointsView,
  PreferencesView,
  Recommendation,
  Reward,
  ShopConfig,
  ShopperView,
  StatementRow,
  Voucher,
  Watch,
} from '@rapport/protocol';
import { wordsFor } from './words.ts';

// A member of a shop that doesn't exist, as `rapport.demo()` and the contact sheet begin: enough of everything to see how it looks. Nothing of it comes from a worker.

/** How long ago, in ms. */
const DAY_MS = 86_400_000;

/** What is answered to `METHOD /path`. */
export type Answers = Record<string, object>;

/** Everything the components ask for, in the language of a tag. `nowMs` is the moment of the page, `pictures` the folder they lie in; without one there are none. */
export function demoAnswers(locale: string, nowMs: number, pictures = ''): Answers {
  const words = wordsFor(locale);
  const texts = (text: string): Record<string, string> => ({ '': text });
  const items: Recommendation[] = words.products.map(([title, brand, priceMinor, name], at) => ({
    productId: `demo-${at}`,
    title,
    brand,
    priceMinor,
    url: '#',
    image: pictures && `${pictures}/${name}.svg`,
    compareAtMinor: at === 1 ? 2_600 : null,
    currency: 'EUR',
    available: at !== 2,
    reason: at === 0 ? { code: 'like-viewed', because: words.products[3][0] } : { code: at === 3 ? 'new' : 'trending' },
  }));
  const [bowl, tea] = items as [Recommendation, Recommendation];
  const wish: Watch = {
    id: 'demo-wish',
    kind: 'search',
    query: words.wished,
    createdAtMs: nowMs - 40 * DAY_MS,
    toldAtMs: null,
    paused: false,
    frequency: 'at-once',
    filters: {},
    what: null,
    productId: null,
    variantId: null,
    goal: null,
    baselineMinor: null,
  };
  const watches: Watch[] = [
    wish,
    {
      ...wish,
      id: 'demo-price',
      kind: 'price',
      query: tea.title,
      productId: tea.productId,
      goal: { percent: 10 },
      baselineMinor: 2_600,
      frequency: 'weekly',
    },
    { ...wish, id: 'demo-maker', kind: 'follow', what: 'brand', query: bowl.brand ?? '', toldAtMs: nowMs - 3 * DAY_MS, paused: true },
  ];
  const rewards: Reward[] = [
    { id: 'demo-tin', kind: 'gift', title: texts(words.rewards[0]), costPoints: 200, valueMinor: null, percent: null, minimumMinor: 0, stock: null },
    {
      id: 'demo-free',
      kind: 'free-shipping',
      title: texts(words.rewards[1]),
      costPoints: 120,
      valueMinor: null,
      percent: null,
      minimumMinor: 2_500,
      stock: null,
    },
    { id: 'demo-ten', kind: 'percent', title: {}, costPoints: 500, valueMinor: null, percent: 10, minimumMinor: 4_000, stock: null },
    { id: 'demo-cup', kind: 'gift', title: texts(words.rewards[2]), costPoints: 900, valueMinor: null, percent: null, minimumMinor: 0, stock: 0 },
  ];
  const voucher: Voucher = {
    code: '7KQ2-M9XD-4TRA-P0ZC',
    kind: 'free-shipping',
    valueMinor: null,
    percent: null,
    minimumMinor: 2_500,
    rewardId: 'demo-free',
    state: 'ready',
    madeAtMs: nowMs - 2 * DAY_MS,
    usedAtMs: null,
  };
  const message = (id: string, product: Recommendation, hoursAgo: number, reasons: Message['reasons'], read = false): Message => {
    const { reason: _, ...card } = product;
    const atMs = nowMs - hoursAgo * 3_600_000;
    return { id, kind: 'arrival', atMs, readAtMs: read ? atMs : null, product: card, offer: null, reasons };
  };
  const messages = [
    message('demo-1', bowl, 3, [{ code: 'searched', query: words.wished, watchId: 'demo-wish', sinceMs: nowMs - 40 * DAY_MS, match: 'exact' }]),
    message(
      'demo-2',
      tea,
      50,
      [{ code: 'cheaper', beforeMinor: 2_600, afterMinor: 2_200, watchId: 'demo-price', sinceMs: nowMs - 20 * DAY_MS }],
      true,
    ),
  ];
  const view: ShopperView = {
    kind: 'member',
    name: 'Ana',
    consent: { personalisation: 'granted', messages: 'granted' },
    points: { pending: 48, available: 340, reported: 0 },
    unread: 1,
    watches,
    rewards,
    vouchers: [voucher, { ...voucher, code: 'Z41P-88WC-QN0T-3LMD', state: 'used', madeAtMs: nowMs - 30 * DAY_MS, usedAtMs: nowMs - 29 * DAY_MS }],
    version: 1,
  };
  const rows = movements(nowMs);
  const points: PointsView = {
    ...{ pending: 48, available: 340, debt: 0, spent: 240, expired: 0, writtenOff: 0, expiring: null, lots: [] },
    tier: {
      id: 'silver',
      title: texts(words.tiers[0]),
      perks: [texts(words.tiers[2]), texts(words.tiers[3])],
      sinceMs: nowMs - 90 * DAY_MS,
      keptUntilMs: nowMs + 200 * DAY_MS,
      score: 31_000,
      next: { id: 'gold', title: texts(words.tiers[1]), from: 50_000, missing: 19_000 },
    },
  };
  const preview: EarnPreview = {
    points: 48,
    lines: [{ productId: 'demo-0', points: 48, factor: 1, multipliers: [] }],
    bonuses: [],
    pointsPerUnit: 1,
    maturesAtMs: nowMs + 14 * DAY_MS,
  };
  const offer: OfferView = {
    id: 'demo-offer',
    version: 1,
    gives: { kind: 'percent', percent: 50, mostMinor: null },
    title: texts(words.offer[0]),
    text: texts(words.offer[1]),
    picture: '',
    minimumMinor: 3_000,
    missingMinor: null,
    untilMs: nowMs + 9 * DAY_MS,
    why: [{ code: 'interest', value: `category:${tea.title}` }],
    state: 'open',
    code: null,
  };
  const config: ShopConfig = {
    ...{ shopId: 'demo', name: 'Demo', currency: 'EUR', locales: ['en', 'zh-Hant'] },
    ...{ pointsPerUnit: 1, signUpPoints: 50, referral: true },
  };
  const switches = { inbox: true, email: true, push: false };
  const preferences: PreferencesView = {
    preferences: {
      allowed: { 'asked-for': switches, service: switches, promotional: { ...switches, email: false } },
      ...{ quiet: null, timeZone: null, frequency: 'at-once', fewer: false, off: false, follows: false },
    },
    mail: { email: 'ana@example.com', state: 'confirmed' },
    mailWorks: true,
    pushDevices: 0,
    pushKey: '',
    shop: { name: 'Demo', quiet: { from: '21:00', to: '08:00' }, timeZone: 'Europe/Paris' },
  };
  const [label, purpose, ...choices] = words.question;
  const profile: MyProfile = {
    question: { id: 'tea', type: 'choice', label, purpose, choices, points: 10 },
    answers: [{ id: 'work', label: words.told[0], value: true, atMs: nowMs - 12 * DAY_MS }],
  };
  const reminder: MyReminder = {
    ...{ id: 'demo-warranty', kind: 'reminder', productId: 'demo-2', stopped: false },
    product: words.products[2][0],
    title: words.warranty,
    boughtAtMs: nowMs - 690 * DAY_MS,
    dueAtMs: nowMs + 40 * DAY_MS,
  };
  return {
    'GET /v1/me': view,
    'GET /v1/config': config,
    'GET /v1/trending': { recommendationId: 'demo', items },
    'GET /v1/me/recommendations': { recommendationId: 'demo', items },
    'GET /v1/me/offers': { offers: [offer], currency: 'EUR' },
    'GET /v1/me/inbox': { messages, next: null },
    'POST /v1/me/inbox/read': { ...view, unread: 0, version: 2 },
    'GET /v1/me/points': points,
    'GET /v1/me/statement': { rows, next: null },
    'GET /v1/me/referral': { code: 'K7PX-9RTM', points: 100, friendPoints: 50, friends: 2, mine: 'none' },
    'GET /v1/me/profile': profile,
    'GET /v1/me/reminders': { reminders: [reminder] },
    'GET /v1/me/follows': { ideas: [{ id: 'brand:demo', what: 'brand', name: words.products[2][1], because: 'bought' }], automatic: null },
    'POST /v1/me/preview': preview,
    'GET /v1/me/preferences': preferences,
  };
}

/** What moved the points of the demo's member, the newest first. How they stood after each follows from all before it. */
function movements(nowMs: number): StatementRow[] {
  const earned = (points: number): StatementRow['change'] => ({ pending: points, available: 0, debt: 0 });
  const moved: readonly (Pick<StatementRow, 'kind' | 'reason' | 'orderId' | 'change'> & { readonly daysAgo: number })[] = [
    { daysAgo: 90, kind: 'earn', reason: 'sign-up', orderId: null, change: { pending: 0, available: 50, debt: 0 } },
    { daysAgo: 60, kind: 'earn', reason: 'order', orderId: 'A-0987', change: earned(530) },
    { daysAgo: 46, kind: 'mature', reason: 'matured', orderId: 'A-0987', change: { pending: -530, available: 530, debt: 0 } },
    { daysAgo: 30, kind: 'spend', reason: 'redemption', orderId: null, change: { pending: 0, available: -120, debt: 0 } },
    { daysAgo: 9, kind: 'earn', reason: 'order', orderId: 'A-1042', change: earned(48) },
    { daysAgo: 2, kind: 'spend', reason: 'redemption', orderId: null, change: { pending: 0, available: -120, debt: 0 } },
  ];
  let after = { pending: 0, available: 0, debt: 0 };
  return moved
    .map(({ daysAgo, ...one }, at): StatementRow => {
      const { kind, change } = one;
      after = { pending: after.pending + change.pending, available: after.available + change.available, debt: after.debt + change.debt };
      return {
        ...{
          seq: at + 1,
          key: `demo#${at}`,
          from: kind === 'spend' ? 'available' : kind === 'mature' ? 'pending' : 'issued',
          to: kind === 'spend' ? 'spent' : change.pending > 0 ? 'pending' : 'available',
          lotId: `demo-${at}`,
          rule: null,
          maturesAtMs: null,
          expiresAtMs: null,
        },
        ...one,
        points: Math.abs(change.available || change.pending),
        atMs: nowMs - daysAgo * DAY_MS,
        after,
      };
    })
    .toReversed();
}
