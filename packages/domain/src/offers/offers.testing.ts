import type { Offer, OfferRules } from '@rapport/protocol';
import { DEFAULT_OFFER_RULES } from './default-rules.ts';
import type { OfferShelf } from './choose.ts';
import type { Situation, Standing } from './standing.ts';

/** An offer that everybody gets on a banner and by every channel, with what a test wants different. */
export const anOffer = (change: Partial<Offer> = {}): Offer => ({
  id: 'spring',
  name: 'Spring',
  version: 1,
  state: 'running',
  changedAtMs: 0,
  gives: { kind: 'percent', percent: 10, mostMinor: null },
  audience: { kinds: [], stages: [], tiers: [], segments: [], interests: [], ordersFrom: null, ordersTo: null },
  placements: ['panel', 'banner', 'product', 'cart', 'after-purchase'],
  channels: ['inbox', 'email', 'push', 'agent'],
  products: [],
  categories: [],
  calendar: { fromMs: null, untilMs: null, weekdays: [], hours: null, seasons: [] },
  budget: { units: null, moneyMinor: null, perShopper: 1 },
  minimumMinor: 0,
  validDays: 30,
  priority: 50,
  excludes: [],
  title: { en: 'Ten off' },
  text: {},
  picture: '',
  ...change,
});

/** A member who agreed to everything and whom nothing speaks against. */
export const aStanding = (change: Partial<Standing> = {}): Standing => ({
  id: 'shp_1',
  group: 'treated',
  consent: { personalisation: 'granted', messages: 'granted' },
  kind: 'member',
  stage: 'active',
  tier: null,
  segments: [],
  interests: ['category:Tea'],
  orders: 2,
  lastOrderAtMs: null,
  bought: [],
  promises: [],
  taken: {},
  declined: [],
  contacts: [],
  unanswered: 0,
  openCase: false,
  complaintAtMs: null,
  refundAtMs: null,
  ...change,
});

/** A banner on some page. */
export const aSituation = (change: Partial<Situation> = {}): Situation => ({
  channel: 'page',
  placement: 'banner',
  productId: null,
  categories: [],
  basketMinor: null,
  role: null,
  ...change,
});

/** A shelf with these offers, and considerate rules. */
export const aShelf = (offers: readonly Offer[], change: Partial<OfferShelf> = {}, rules: Partial<OfferRules> = {}): OfferShelf => ({
  offers,
  rules: { ...DEFAULT_OFFER_RULES, ...rules },
  usedUp: new Set(),
  responses: new Map(),
  ...change,
});
