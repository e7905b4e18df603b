import { env } from 'cloudflare:workers';
import { productText } from '@rapport/domain/catalog';
import { STAGES } from '@rapport/domain/lifecycle';
import { readProduct } from '@rapport/domain/watches';
import type { Offer, Order, Product, ShopSettings, StageWords, WatchRequest } from '@rapport/protocol';
import { firstProgramme } from '../shop/first-programme.ts';
import type { Arrival, At, Caller, SlicePort, WatchFacts } from '../ports.ts';

const PAUSED = { paused: true, title: { en: '…' }, text: { en: '…' } };
/** Nothing is said when a stage begins: so that a test of other messages reads only these. */
export const NO_WORDS: StageWords = Object.fromEntries(STAGES.map((stage) => [stage, PAUSED]));

/** Settings of a small shop, with what a test wants different. */
export const someSettings = (change: Partial<ShopSettings> = {}): ShopSettings => ({
  name: 'Tea',
  currency: 'EUR',
  timeZone: 'UTC',
  locales: ['en'],
  origins: [],
  mailFrom: '',
  programme: firstProgramme('EUR'),
  holdoutPercent: 0,
  stageWords: NO_WORDS,
  retention: { eventDays: 395, guestDays: 30 },
  ...change,
});

/** An open slice that holds everybody, under a name of its own. */
export const aSlice = async (
  name: string,
  settings = someSettings(),
  holdoutKey = '',
): Promise<{ stub: DurableObjectStub; slice: SlicePort; at: At }> => {
  const stub = (env as unknown as { SHOPPERS: DurableObjectNamespace }).SHOPPERS.getByName(name);
  const slice = stub as unknown as SlicePort;
  await slice.open({ generation: 1, from: 0, to: 65_536 }, { shopId: 'sabcdefghijklmno', slice: 0, settings, version: 1, holdoutKey });
  return { stub, slice, at: { generation: 1 } };
};

/** A guest who agreed to everything. */
export const aCaller = (id: string): Caller => ({
  id,
  locale: 'en',
  consent: { personalisation: 'granted', messages: 'granted', source: 'banner', words: 'May we?', atMs: 1 },
});

/** Nothing known of the catalogue. */
export const NO_FACTS: WatchFacts = { product: null, common: {} };

/** What a page asks for to keep a search. */
export const aSearch = (query: string, filters: (WatchRequest & { kind: 'search' })['filters'] = {}): WatchRequest => ({
  kind: 'search',
  query,
  filters,
  frequency: 'at-once',
});

/** A change of the catalogue, as it comes to a slice. */
export const anArrival = (seq: number, product: Product, change: Partial<Arrival> = {}): Arrival => ({
  seq,
  changeKind: 'new',
  product,
  reading: readProduct(product, productText(product)),
  atMs: 1,
  ...change,
});

/** The good answer of a slice; a refusal ends the test with what it was. */
export const good = <A extends { ok: boolean }>(answer: A): Extract<A, { ok: true }> => {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<A, { ok: true }>;
};

/** A paid order of one pot, without tax and shipping. */
export const anOrder = (id: string, totalMinor: number, change: Partial<Order> = {}): Order => ({
  id,
  status: 'paid',
  customer: { id: 'mei' },
  currency: 'EUR',
  totalMinor,
  subtotalMinor: totalMinor,
  discountMinor: 0,
  taxMinor: 0,
  shippingMinor: 0,
  placedAt: '2026-05-03T10:00:00Z',
  lines: [{ productId: 'pot', quantity: 1, unitPriceMinor: totalMinor, totalMinor }],
  ...change,
});

/** Ten per cent for everybody, once each, as long as it runs. */
export const anOffer = (change: Partial<Offer> = {}): Offer => ({
  id: 'spring',
  name: 'Spring',
  version: 1,
  state: 'running',
  changedAtMs: 0,
  gives: { kind: 'percent', percent: 10, mostMinor: null },
  audience: { kinds: [], stages: [], tiers: [], segments: [], interests: [], ordersFrom: null, ordersTo: null },
  placements: ['panel', 'banner', 'cart'],
  channels: ['inbox', 'email', 'agent'],
  products: [],
  categories: [],
  calendar: { fromMs: null, untilMs: null, weekdays: [], hours: null, seasons: [] },
  budget: { units: null, moneyMinor: null, perShopper: 1 },
  minimumMinor: 5_000,
  validDays: 30,
  priority: 50,
  excludes: [],
  title: { en: 'Ten off' },
  text: {},
  picture: '',
  ...change,
});
