/* oxlint-disable max-lines -- one list of what good requests are made of */
import fc from 'fast-check';
import { ROUTES } from '@rapport/protocol';
import type { Route } from '@rapport/protocol';
import { setupToken } from '../../scripts/serve/shop.ts';
import { anEvent, anOrder, CONSENT, FILE } from '../contract/a-shop-day.ts';
import type { Chance } from '../faults/chance.ts';
import { arbitraryOf } from './arbitrary.ts';
import { shopifyOrder, signed, wooOrder } from './deliveries.ts';
import { FEEDS, NUMBERS, SHAPES, TEXTS, TIMES, URLS, type Hostile } from './inputs.ts';
import { at, leaves, put } from './places.ts';
import { linkOf } from './stage.ts';
import type { Stage } from './stage.ts';
import { TWISTS, type Draft, type Twist } from './twists.ts';
import type { Shot } from './wire.ts';

/** Something to do to a good request. `number` is that of the notes' list; 0 = the good request itself, or one with a wrong credential. */
export interface Attack {
  readonly route: Route;
  readonly number: number;
  readonly what: string;
  /** Another address or method than the route's own may come out: then "nothing here" is an answer too. */
  readonly loose?: boolean;
  readonly aim: (stage: Stage, chance: Chance) => Promise<Shot>;
}

const CREDENTIALS: Record<Route['guard'], (stage: Stage, chance: Chance, route: Route) => Record<string, string>> = {
  none: () => ({}),
  'shop-key': () => ({}),
  shopper: (stage, chance) => ({ authorization: `Bearer ${chance.of([...stage.guests, ...stage.members, ...stage.members])}` }),
  live: (stage, chance) => ({
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-protocol': `rapport.v1, ${chance.of(stage.guests)}`,
  }),
  'secret-key': (stage) => ({ authorization: `Bearer ${stage.shop.secretKey}` }),
  staff: (stage) => ({ cookie: stage.staffCookie, origin: stage.house.url }),
  'back-end-or-staff': (stage, chance) =>
    chance.below(2) === 0 ? { authorization: `Bearer ${stage.shop.secretKey}` } : { cookie: stage.staffCookie, origin: stage.house.url },
  setup: (stage) => ({ authorization: `Bearer ${setupToken(stage.house.secret)}` }),
  signature: () => ({}),
  link: () => ({}),
};

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
const KINDS = ['orders', 'shopify', 'woocommerce'] as const;

/** Bodies that get past the form and reach what lies behind it. */
const LIFELIKE: Readonly<Record<string, (stage: Stage, chance: Chance) => unknown>> = {
  'post /v1/session': () => ({ consent: CONSENT, locale: 'en' }),
  'post /v1/identify': async (stage, chance) => ({
    identityToken: await stage.identityToken(chance.of(['mei', 'jun', `new${chance.below(1_000)}`])),
    guestToken: chance.of(stage.guests),
    consent: CONSENT,
  }),
  'post /v1/events': (_, chance) => ({
    events: [
      anEvent('view_item', { items: [{ productId: 'gong-fu', quantity: 1, priceMinor: 4_800 }], path: '/p/gong-fu', title: 'Gong Fu Pot' }),
      anEvent(chance.of(['search', 'purchase']), { query: 'matcha bowl', resultsCount: 0, orderId: 'page-1', valueMinor: 1_000, currency: 'EUR' }),
    ],
  }),
  'post /v1/me/inbox/read': () => ({ ids: ['nothing-of-mine'] }),
  'post /v1/me/watches': (_, chance) => ({ kind: 'search', query: `bowl ${chance.below(50)}` }),
  'post /v1/me/redemptions': () => ({ rewardId: 'five' }),
  'post /v1/me/consent': () => CONSENT,
  'post /v1/orders': (_, chance) => anOrder(`o-${chance.below(40)}`, { status: chance.of(['paid', 'paid', 'refunded']), voucherCodes: ['AAAA'] }),
  'post /v1/vouchers/validate': (stage) => ({ code: stage.voucherCode, subtotalMinor: 9_000, currency: 'EUR', customerId: 'mei' }),
  'post /v1/vouchers/use': (stage, chance) => ({ code: stage.voucherCode, orderId: `o-${chance.below(3)}`, customerId: 'mei' }),
  'post /v1/shops': () => ({
    name: 'Second',
    currency: 'TWD',
    timeZone: 'UTC',
    locales: ['zh-Hant'],
    origins: [],
    ownerEmail: 'second@tea.example',
    slices: 1,
  }),
  'post /v1/staff/codes': (stage) => ({ shopId: stage.shop.shopId, email: 'nobody@tea.example' }),
  'post /v1/staff/sessions': (stage) => ({ shopId: stage.shop.shopId, email: 'nobody@tea.example', code: '123456' }),
  'post /v1/feeds': () => ({ url: 'https://shop.example/feed.xml', everyHours: 24 }),
  'patch /v1/shop': () => ({ name: 'Tea and ware', origins: [], locales: ['en'], mailFrom: '', timeZone: 'UTC' }),
  'post /v1/staff': () => ({ email: 'agent@tea.example', role: 'agent' }),
  'post /v1/keys/{id}/end': () => ({ overlapMs: 1_000 }),
  'post /v1/identity-secret': () => ({ overlapMs: 60_000 }),
  'post /v1/webhook-secret': () => ({ overlapMs: 60_000, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }),
};

const IDS: Readonly<Record<string, (stage: Stage) => string>> = {
  '/v1/imports/{id}': (stage) => stage.importId,
  '/v1/imports/{id}/waiting': (stage) => stage.importId,
  '/v1/imports/{id}/approve': (stage) => stage.importId,
  '/v1/imports/{id}/refuse': (stage) => stage.importId,
  '/v1/keys/{id}/end': (stage) => stage.keyId,
  '/v1/shoppers/{id}': (stage) => stage.shopperId,
  '/v1/shoppers/{id}/timeline': (stage) => stage.shopperId,
  '/v1/shoppers/{id}/export': (stage) => stage.shopperId,
  '/v1/slices/{id}/rebuild': () => '1',
  '/v1/staff/{id}': () => 'agent@tea.example',
};

const arbitraries = new Map(
  ROUTES.map((route) => [
    route,
    { body: route.body ? arbitraryOf(route.body) : null, query: route.query ? arbitraryOf(route.query, 'output') : null },
  ]),
);
const sample = (arbitrary: fc.Arbitrary<unknown>, chance: Chance): unknown => fc.sample(arbitrary, { seed: chance.below(2 ** 31), numRuns: 1 })[0];

/** The request that the route wants, with the credential that it wants. */
async function goodDraft(route: Route, stage: Stage, chance: Chance): Promise<Draft> {
  const { body: bodies, query: queries } = arbitraries.get(route) ?? { body: null, query: null };
  const query = queries
    ? Object.entries(sample(queries, chance) as Record<string, unknown>).map(([key, value]) => [key, String(value)] as const)
    : [];
  const live = LIFELIKE[nameOf(route)];
  // A shop of 256 slices is a good request and a costly one.
  const drawn = (): unknown => {
    const body = bodies ? sample(bodies, chance) : undefined;
    return route.path === '/v1/shops' ? { ...(body as object), slices: 1 } : body;
  };
  const kind = chance.of(KINDS);
  const [body, ids] =
    route.guard === 'link'
      ? [undefined, [linkOf(route.path, stage)]]
      : route.guard === 'signature'
        ? [deliveryOf(kind, chance), [stage.shop.shopId, kind]]
        : [live && chance.below(5) > 0 ? await live(stage, chance) : drawn(), route.path.includes('{id}') ? [idOf(route, stage)] : []];
  const credential =
    nameOf(route) === 'delete /v1/me'
      ? { authorization: `Bearer ${await stage.aGuest()}` }
      : nameOf(route) === 'delete /v1/staff/sessions'
        ? { cookie: stage.spareCookie, origin: stage.house.url }
        : CREDENTIALS[route.guard](stage, chance, route);
  return {
    method: route.method.toUpperCase(),
    ids,
    query: route.guard === 'shop-key' ? [...query.filter(([key]) => key !== 'key'), ['key', stage.shop.publishableKey]] : query,
    headers: {
      ...(body !== undefined ? { 'content-type': 'application/json' } : route.media ? { 'content-type': route.media } : {}),
      ...(route.idempotent ? { 'idempotency-key': `k-${chance.below(1e9)}` } : {}),
      ...credential,
    },
    body,
    text: route.media ? FILE : null,
  };
}

const idOf = ({ method, path }: Route, stage: Stage): string =>
  method === 'delete' && path === '/v1/shoppers/{id}' ? 'shp_nobody' : (IDS[path]?.(stage) ?? 'none');

const deliveryOf = (kind: (typeof KINDS)[number], chance: Chance): object => {
  const id = 1 + chance.below(30);
  return kind === 'orders' ? anOrder(`d-${id}`) : kind === 'shopify' ? shopifyOrder(id) : wooOrder(id);
};

const MARK = '@@here@@';

/** The draft as bytes; a delivery is signed at the end, over what was made of it. `raw` stands where the mark is. */
function shotOf(route: Route, draft: Draft, stage: Stage, raw?: string): Shot {
  const json = draft.body === undefined ? null : JSON.stringify(draft.body).replaceAll(`"${MARK}"`, () => raw ?? 'null');
  const text = draft.text ?? json;
  const body = text === null ? null : Buffer.from(text as string);
  let place = 0;
  const plain = route.path.replace(/\{\w+\}/g, () => draft.ids[place++] ?? '');
  const asked = draft.query.map(([key, value]) => `${key}=${isEncoded(value) ? value : encode(value)}`).join('&');
  const path = (draft.path ?? ((same: string) => same))(plain) + (asked === '' ? '' : `?${asked}`);
  const kind = KINDS.find((one) => one === draft.ids[1]);
  const signature = route.guard === 'signature' && kind && body ? signed(kind, stage.webhookSecret, body.toString()).headers : {};
  return { method: draft.method, path, headers: { ...draft.headers, ...signature }, body };
}

/** Written in percent already, rightly or wrongly. */
const isEncoded = (text: string): boolean => /^[\w%.~-]*%[\w%.~-]*$/.test(text);

/** Percent-encoded, also where half a surrogate pair can't be. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

const bodyAttack = (route: Route, hostile: Hostile, kind: 'string' | 'number'): Attack => ({
  route,
  number: hostile.number,
  what: `a ${kind} becomes ${(hostile.raw ?? JSON.stringify(hostile.text)).slice(0, 40)}`,
  async aim(stage, chance) {
    const draft = await goodDraft(route, stage, chance);
    const places = leaves(draft.body).filter((path) => path.length > 0);
    const fitting = places.filter((path) => typeof at(draft.body, path) === kind);
    if (places.length === 0) return shotOf(route, draft, stage);
    const body = put(draft.body, chance.of(fitting.length > 0 ? fitting : places), hostile.raw === undefined ? hostile.text : MARK);
    return shotOf(route, { ...draft, body }, stage, hostile.raw);
  },
});

const queryAttack = (route: Route, hostile: Hostile): Attack => ({
  route,
  number: hostile.number,
  what: `a query becomes ${(hostile.raw ?? JSON.stringify(hostile.text)).slice(0, 40)}`,
  async aim(stage, chance) {
    const draft = await goodDraft(route, stage, chance);
    const place = chance.below(draft.query.length);
    const value = (hostile.raw ?? hostile.text ?? '').slice(0, 8_000);
    const query = draft.query.map(([key, one], index) => (index === place && key !== 'key' ? ([key, value] as const) : ([key, one] as const)));
    return shotOf(route, { ...draft, query }, stage);
  },
});

const idAttack = (route: Route, { number, text = '', raw }: Hostile): Attack => ({
  route,
  number,
  what: `the id is ${(raw ?? JSON.stringify(text)).slice(0, 40)}`,
  loose: true,
  async aim(stage, chance) {
    const draft = await goodDraft(route, stage, chance);
    const value = (raw ?? text).slice(0, 6_000);
    const encoded = /^%(00|u0000|2e)/.test(value) ? value : encode(value);
    return shotOf(route, { ...draft, ids: draft.ids.length > 1 ? [draft.ids[0] ?? '', encoded] : [encoded] }, stage);
  },
});

const shapeAttack = (route: Route, { number, what, shape }: (typeof SHAPES)[number]): Attack => ({
  route,
  number,
  what,
  async aim(stage, chance) {
    const draft = await goodDraft(route, stage, chance);
    return shotOf(route, { ...draft, text: shape(draft.body, JSON.stringify(draft.body), chance) }, stage);
  },
});

const twistAttack = (route: Route, { number, what, loose, twist }: Twist): Attack => ({
  route,
  number,
  what,
  ...(loose ? { loose } : {}),
  aim: async (stage, chance) => shotOf(route, twist(await goodDraft(route, stage, chance), chance), stage),
});

const feedAttack = (route: Route, { number, what, bytes }: (typeof FEEDS)[number]): Attack => ({
  route,
  number,
  what,
  aim: async (stage, chance) => shotOf(route, { ...(await goodDraft(route, stage, chance)), text: bytes() }, stage),
});

/** Credentials of another kind, and of another shop. */
const wrongAttack = (route: Route): Attack => ({
  route,
  number: 0,
  what: 'a wrong credential',
  async aim(stage, chance) {
    const draft = await goodDraft(route, stage, chance);
    const { shop, guests } = stage;
    const wrong = chance.of([
      { authorization: `Bearer ${guests[0]?.slice(0, -6)}AAAAAA` },
      { authorization: `Bearer sk_${shop.shopId}_${'A'.repeat(32)}` },
      { authorization: `Bearer ${shop.publishableKey}` },
      { authorization: `Bearer ${shop.identitySecret}` },
      { cookie: `__Host-rapport=${shop.shopId}.${'A'.repeat(43)}` },
      { authorization: `Bearer ${shop.secretKey}`, origin: 'https://shop.example' },
    ]);
    const rest = Object.fromEntries(Object.entries(draft.headers).filter(([name]) => !['authorization', 'cookie'].includes(name)));
    return shotOf(route, { ...draft, headers: { ...rest, ...wrong } }, stage);
  },
});

const goodAttack = (route: Route): Attack => ({
  route,
  number: 0,
  what: 'as it should be',
  aim: async (stage, chance) => shotOf(route, await goodDraft(route, stage, chance), stage),
});

/** Everything of the list that fits a route's kind. */
export function attacksOn(route: Route): Attack[] {
  const ids = route.path.includes('{') ? TEXTS.filter(({ raw }) => raw === undefined).map((hostile) => idAttack(route, hostile)) : [];
  const bodies = route.body
    ? [
        ...NUMBERS.map((hostile) => bodyAttack(route, hostile, 'number')),
        ...[...TEXTS, ...TIMES, ...URLS].map((hostile) => bodyAttack(route, hostile, 'string')),
        ...SHAPES.map((shaping) => shapeAttack(route, shaping)),
      ]
    : [];
  const queries = route.query
    ? [...NUMBERS, ...TEXTS, ...TIMES].filter(({ raw = '' }) => raw.length < 600).map((hostile) => queryAttack(route, hostile))
    : [];
  const twists = TWISTS.filter(({ fits }) => fits?.(route) ?? true).map((twist) => twistAttack(route, twist));
  const feeds = route.media ? FEEDS.map((feed) => feedAttack(route, feed)) : [];
  return [
    ...Array.from({ length: 4 }, () => goodAttack(route)),
    ...Array.from({ length: 4 }, () => wrongAttack(route)),
    ...ids,
    ...bodies,
    ...queries,
    ...twists,
    ...feeds,
  ];
}

/** Everything against everything. */
export const ATTACKS: readonly Attack[] = ROUTES.flatMap(attacksOn);

/** A part of them by chance, in which every number and every route still occurs. */
export function someOf(attacks: readonly Attack[], count: number, chance: Chance): Attack[] {
  const all = chance.shuffled(attacks);
  const needed = new Set([...new Map(all.map((one) => [one.number, one])).values(), ...new Map(all.map((one) => [one.route, one])).values()]);
  return chance.shuffled([...needed, ...all.filter((one) => !needed.has(one)).slice(0, count - needed.size)]);
}
