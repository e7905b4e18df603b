/** Offers, decisions and a comparison, as the other side would say them. */
import { DEFAULT_RULES } from '@rapport/domain/notify';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type {
  CaseOpening,
  HoldoutReport,
  Interval,
  LiftMetric,
  Offer,
  OfferDecisions,
  OfferRow,
  RulesVersions,
  ServiceCase,
  ShopSettings,
} from '@rapport/protocol';
import { NOW_MS } from './a-shop.ts';

export const anOffer = (change: Partial<Offer> = {}): Offer => ({
  id: 'off_spring',
  version: 2,
  state: 'running',
  changedAtMs: Date.parse('2026-05-01T08:00:00Z'),
  name: 'Spring harvest',
  gives: { kind: 'percent', percent: 10, mostMinor: 1_000 },
  audience: { kinds: ['member'], stages: ['active'], tiers: [], segments: [], interests: ['category:Tea'], ordersFrom: null, ordersTo: null },
  placements: ['panel', 'banner', 'cart'],
  channels: ['inbox', 'email'],
  products: [],
  categories: [],
  calendar: { fromMs: null, untilMs: Date.parse('2026-06-01T00:00:00Z'), weekdays: [], hours: null, seasons: [] },
  budget: { units: 300, moneyMinor: 150_000, perShopper: 1 },
  minimumMinor: 4_000,
  validDays: 30,
  priority: 50,
  excludes: [],
  title: { en: 'Ten off the spring harvest', 'zh-Hant': '春茶九折' },
  text: { en: 'For the first picking of the year.', 'zh-Hant': '今年的第一批採收。' },
  picture: '',
  ...change,
});

export const anOfferRow = (change: Partial<Offer> = {}): OfferRow => ({
  offer: anOffer(change),
  left: { units: 212, moneyMinor: 106_000 },
  sum: { shown: 1_940, ghosts: 104, taken: 88, used: 61, declined: 12 },
});

const between = (value: number, half: number): Interval => ({ value, low: value - half, high: value + half });
const metric = (name: LiftMetric['metric'], treated: number, holdout: number, half: number): LiftMetric => ({
  metric: name,
  treated: between(treated, treated * 0.03),
  holdout: between(holdout, holdout * 0.09),
  difference: between(treated - holdout, holdout * 0.09),
  lift: between(treated / holdout - 1, half),
});
const metrics = (more: number): LiftMetric[] => [
  metric('buyers', 0.31 * more, 0.29, 0.12),
  metric('repeat-rate', 0.42, 0.4, 0.14),
  metric('order-frequency', 0.21 * more, 0.18, 0.11),
  metric('average-order', 5_240, 4_980, 0.08),
  metric('revenue', 2_310 * more, 1_960, 0.11),
  metric('net', 2_080 * more, 1_850, 0.12),
];

const times = (people: number) => {
  const took = { orders: Math.round(people / 3), revenueMinor: people * 1_840, discountMinor: 0, pointsMinor: people * 20 };
  return { before: took, since: took };
};

export const aHoldout = (change: Partial<HoldoutReport> = {}): HoldoutReport => ({
  days: 74,
  crossed: 2,
  enough: true,
  moreDays: 0,
  groups: {
    treated: { people: 4_120, buyers: 1_277, orders: 2_140, ...times(4_120) },
    holdout: { people: 221, buyers: 64, orders: 98, ...times(221) },
    attention: { people: 3_310, buyers: 940, orders: 1_420, ...times(3_310) },
    discount: { people: 810, buyers: 337, orders: 720, ...times(810) },
  },
  metrics: metrics(1),
  attention: metrics(0.95),
  discount: metrics(1.2),
  ...change,
});

/** A person's cases, and the routes that change them. */
export const caseRoutes = (): readonly (readonly [method: string, path: RegExp, answer: (body: string, id: string) => Response])[] => {
  let cases: ServiceCase[] = [
    { id: 'c2', kind: 'question', about: 'Which lid fits the small gaiwan?', openedAtMs: Date.parse('2026-05-11T03:00:00Z'), closedAtMs: null },
    {
      ...{ id: 'c1', kind: 'complaint', about: 'The glaze came chipped' },
      ...{ openedAtMs: Date.parse('2026-02-03T03:00:00Z'), closedAtMs: Date.parse('2026-02-05T03:00:00Z') },
    },
  ];
  return [
    ['GET', /^\/v1\/shoppers\/[^/]+\/cases$/, () => Response.json({ cases })],
    [
      'POST',
      /^\/v1\/shoppers\/[^/]+\/cases$/,
      (body) => {
        const made: ServiceCase = { id: 'c3', openedAtMs: NOW_MS, closedAtMs: null, ...(JSON.parse(body) as CaseOpening) };
        cases = [made, ...cases];
        return Response.json(made, { status: 201 });
      },
    ],
    [
      'POST',
      /^\/v1\/shoppers\/[^/]+\/cases\/([^/]+)\/close$/,
      (_, id) => {
        cases = cases.map((one) => (one.id === id ? { ...one, closedAtMs: NOW_MS } : one));
        return Response.json(cases.find((one) => one.id === id));
      },
    ],
  ];
};

/** What held as the shop began, and what holds now. */
export const someRulesVersions = ({ offerRules = DEFAULT_OFFER_RULES, contact = DEFAULT_RULES }: ShopSettings): RulesVersions => {
  const first = { version: 1, fromMs: Date.parse('2026-03-02T01:00:00Z'), who: 'rapport', offerRules: DEFAULT_OFFER_RULES, contact: DEFAULT_RULES };
  const stricter = { ...first, version: 2, fromMs: Date.parse('2026-04-11T06:30:00Z'), who: 'mei@morning-mountain.example' };
  const limits = DEFAULT_OFFER_RULES.limits.map((limit) => (limit.days === 30 ? { ...limit, most: 2 } : limit));
  const now = { ...stricter, version: 3, fromMs: Date.parse('2026-05-04T08:12:00Z'), offerRules, contact };
  return {
    versions: [now, { ...stricter, offerRules: { ...DEFAULT_OFFER_RULES, limits }, contact: { ...DEFAULT_RULES, gapMinutes: 240 } }, first],
    next: null,
  };
};

const said = (change: Partial<OfferDecisions['decisions'][number]>): OfferDecisions['decisions'][number] => ({
  channel: 'page',
  placement: 'banner',
  atMs: 0,
  seed: 'shp_1 20593',
  given: [],
  withheld: [],
  ...change,
});
const offer = { offerId: 'off_spring', name: 'Spring harvest', version: 2 };
const gift = { offerId: 'off_gift', name: 'A cup with your pot', version: 1 };

export const someDecisions = (): OfferDecisions => ({
  shopperId: 'shp_mei',
  decisions: [
    said({
      given: [
        {
          ...offer,
          why: [
            { code: 'stage', value: 'active' },
            { code: 'interest', value: 'category:Tea' },
          ],
          promised: false,
        },
      ],
      withheld: [{ ...gift, reason: 'outranked', rule: null, tell: null }],
    }),
    said({
      placement: 'cart',
      given: [{ ...gift, why: [{ code: 'promised' }], promised: true }],
      withheld: [{ ...offer, reason: 'excluded', rule: null, tell: null }],
    }),
    said({
      channel: 'email',
      placement: null,
      withheld: [
        { ...offer, reason: 'rule', rule: 'one-a-week', tell: null },
        { ...gift, reason: 'wrong-place', rule: null, tell: null },
      ],
    }),
  ],
});
