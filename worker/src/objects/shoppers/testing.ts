import { env } from 'cloudflare:workers';
import { productText } from '@rapport/domain/catalog';
import { STAGES } from '@rapport/domain/lifecycle';
import { readProduct } from '@rapport/domain/watches';
import type { Product, ShopSettings, StageWords, WatchRequest } from '@rapport/protocol';
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
