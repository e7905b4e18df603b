import { Webhook } from 'standardwebhooks';
import type { DeliveryKind } from '@rapport/protocol';
import type { Chance } from '../faults/chance.ts';
import { bodySignature, shopifyOrder, signed, wooOrder, type Delivery } from './deliveries.ts';
import { anOrder } from '../contract/a-shop-day.ts';

/** A delivery that must not be accepted, with what was done to it. */
export interface Forgery {
  readonly how: string;
  readonly delivery: Delivery;
  /** Where it is sent instead of its own shop. */
  readonly toShop?: string;
}

/** Whose secrets the forgers have: their own shop's, never the other's. */
export interface Victim {
  readonly webhookSecret: string;
  readonly foreignSecret: string;
  readonly foreignShopId: string;
}

type Forge = (good: Delivery, chance: Chance, victim: Victim, secret: string) => Omit<Forgery, 'how'>;

const SIGNATURE = { orders: 'webhook-signature', shopify: 'x-shopify-hmac-sha256', woocommerce: 'x-wc-webhook-signature' } as const;
const signatureOf = ({ kind, headers }: Delivery): string => headers[SIGNATURE[kind]] ?? '';
const withSignature = (good: Delivery, signature: string): Omit<Forgery, 'how'> => ({
  delivery: { ...good, headers: { ...good.headers, [SIGNATURE[good.kind]]: signature } },
});
const withBody = (good: Delivery, body: Buffer): Omit<Forgery, 'how'> => ({ delivery: { ...good, body } });
/** What is signed is base64 after the version of the standard, or alone. */
const reformed = (good: Delivery, reform: (base64: string) => string): Omit<Forgery, 'how'> =>
  withSignature(good, good.kind === 'orders' ? `v1,${reform(signatureOf(good).slice(3))}` : reform(signatureOf(good)));
const at = (good: Delivery, secret: string, ms: number): Delivery =>
  good.kind === 'orders' ? signed(good.kind, secret, good.body.toString(), new Date(ms)) : good;

/** One bit of a base64 text's bytes turned round. */
const flipped = (base64: string, chance: Chance): string => {
  const bytes = Buffer.from(base64, 'base64');
  const place = chance.below(bytes.length);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << chance.below(8));
  return bytes.toString('base64');
};

/** Every way to forge, by the number in the notes or in words; those that only make sense where a time is signed are last. */
const WAYS: Readonly<Record<string, Forge>> = {
  'one bit of the body': (good, chance) => {
    const body = Buffer.from(good.body);
    const place = chance.below(body.length);
    body[place] = (body[place] ?? 0) ^ (1 << chance.below(8));
    return withBody(good, body);
  },
  'one byte left out': (good, chance) => {
    const place = chance.below(good.body.length);
    return withBody(good, Buffer.concat([good.body.subarray(0, place), good.body.subarray(place + 1)]));
  },
  'one byte put in': (good, chance) => {
    const place = chance.below(good.body.length);
    return withBody(good, Buffer.concat([good.body.subarray(0, place), Buffer.from([chance.below(256)]), good.body.subarray(place)]));
  },
  'cut off': (good, chance) => withBody(good, good.body.subarray(0, chance.below(good.body.length))),
  '95 serialised anew': (good) => withBody(good, Buffer.from(JSON.stringify(JSON.parse(good.body.toString()), null, 1))),
  '95 keys in another order': (good) =>
    withBody(good, Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(good.body.toString()) as object).toReversed())))),
  '95 a line end more': (good) => withBody(good, Buffer.concat([good.body, Buffer.from('\n')])),
  '31 a BOM before it': (good) => withBody(good, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), good.body])),
  '29 bytes that are not UTF-8': (good) => withBody(good, Buffer.from(good.body.toString().replace('Pot', 'P\u00ff'), 'latin1')),
  '27 a NUL at its end': (good) => withBody(good, Buffer.concat([good.body, Buffer.from([0])])),
  'a larger amount': (good) =>
    withBody(good, Buffer.from(good.body.toString().replace(/20000|200\.00/, (amount) => (amount === '20000' ? '90000' : '900.00')))),
  '94 no signature': (good) => withSignature(good, good.kind === 'orders' ? 'v1,' : ''),
  '94 one bit of the signature': (good, chance) => reformed(good, (base64) => flipped(base64, chance)),
  '94 hex': (good) => reformed(good, (base64) => Buffer.from(base64, 'base64').toString('hex')),
  '94 base64url': (good) =>
    reformed(good, (base64) => (/[+/]/.test(base64) ? base64.replaceAll('+', '-').replaceAll('/', '_') : base64.slice(0, -1))),
  '94 no padding': (good) => reformed(good, (base64) => base64.replace(/=+$/, '')),
  '94 more padding': (good) => reformed(good, (base64) => `${base64}=`),
  '94 upper case': (good) => reformed(good, (base64) => (base64 === base64.toUpperCase() ? '' : base64.toUpperCase())),
  '94 a blank inside': (good) => reformed(good, (base64) => `${base64.slice(0, 9)} ${base64.slice(9)}`),
  '94 idle bits set': (good) =>
    reformed(good, (base64) => {
      const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      return `${base64.slice(0, 42)}${signs[signs.indexOf(base64[42] ?? 'A') | 1]}=`.replace(base64, '');
    }),
  '94 half of it': (good) => reformed(good, (base64) => base64.slice(0, 22)),
  '94 one byte': (good) => reformed(good, () => 'AA=='),
  '94 twice in a row': (good) => reformed(good, (base64) => `${base64}${base64}`),
  '94 with its name': (good) => reformed(good, (base64) => `sha256=${base64}`),
  '96 another shop’s secret': (good, _, { foreignSecret }) => ({ delivery: signed(good.kind, foreignSecret, good.body.toString()) }),
  '96 to another shop': (good, _, { foreignShopId }) => ({ delivery: good, toShop: foreignShopId }),
  'to a shop that isn’t there': (good, chance) => ({ delivery: good, toShop: `s${String(chance.below(1e9)).padStart(15, '0')}` }),
  'to a strange shop': (good, chance) => ({
    delivery: good,
    toShop: chance.of(['..', '%00', '__proto__', 'S000000000000000', 'a'.repeat(3_000), '%ff']),
  }),
  'an empty secret': (good) => ({
    delivery:
      good.kind === 'orders'
        ? withSignature(good, `v1,${bodySignature(' ', good.body)}`).delivery
        : { ...good, headers: { [SIGNATURE[good.kind]]: bodySignature('', good.body) } },
  }),
  'the secret’s bytes instead of its text, or the other way round': (good, _, __, secret) => {
    const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
    if (good.kind !== 'orders') return withSignature(good, bodySignature(bytes as unknown as string, good.body));
    const time = new Date(Number(good.headers['webhook-timestamp']) * 1_000);
    return withSignature(good, new Webhook(secret, { format: 'raw' }).sign(good.headers['webhook-id'] ?? '', time, good.body.toString()));
  },
  'signed for another kind': (good, chance, _, secret) => {
    const others = (['orders', 'shopify', 'woocommerce'] as const).filter((kind) => kind !== good.kind);
    return { delivery: { ...good, headers: signed(chance.of(others), secret, good.body.toString()).headers } };
  },
  'a kind that isn’t there': (good, chance) => ({
    delivery: { ...good, kind: chance.of(['Orders', 'shopify2', '..', 'constructor', '__proto__']) as DeliveryKind },
  }),
};

/** Where a time and an id are signed with the body. */
const STANDARD_ONLY: Readonly<Record<string, Forge>> = {
  '79 301 s old': (good, _, __, secret) => ({ delivery: at(good, secret, Date.now() - 302_000) }),
  '79 301 s ahead': (good, _, __, secret) => ({ delivery: at(good, secret, Date.now() + 303_000) }),
  '79 a replay with a new time': (good, chance) => ({
    delivery: {
      ...good,
      headers: { ...good.headers, 'webhook-timestamp': String(Number(good.headers['webhook-timestamp']) + 1 + chance.below(200)) },
    },
  }),
  '79 a strange time': (good, chance) => {
    const seconds = good.headers['webhook-timestamp'] ?? '';
    const forms = [
      `${seconds}.5`,
      `0${seconds}`,
      `+${seconds}`,
      `${seconds}abc`,
      `${seconds}000`,
      '1e9',
      'NaN',
      '',
      '-1',
      `0x${Number(seconds).toString(16)}`,
    ];
    return { delivery: { ...good, headers: { ...good.headers, 'webhook-timestamp': chance.of(forms) } } };
  },
  'another id': (good) => ({ delivery: { ...good, headers: { ...good.headers, 'webhook-id': 'msg_2' } } }),
  'the id and time moved into each other': (good) => {
    const { 'webhook-id': id, 'webhook-timestamp': time } = good.headers;
    return { delivery: { ...good, headers: { ...good.headers, 'webhook-id': `${id}.${time}`, 'webhook-timestamp': time ?? '' } } };
  },
  '94 v1a for v1': (good) => withSignature(good, signatureOf(good).replace('v1,', 'v1a,')),
  '94 V1 for v1': (good) => withSignature(good, signatureOf(good).replace('v1,', 'V1,')),
  '94 without its version': (good) => withSignature(good, signatureOf(good).slice(3)),
  '94 several, none good': (good, chance) => withSignature(good, [1, 2, 3].map(() => `v1,${flipped(signatureOf(good).slice(3), chance)}`).join(' ')),
  'a header left out': (good, chance) => {
    const { [chance.of(['webhook-id', 'webhook-timestamp', 'webhook-signature'])]: _, ...headers } = good.headers as Record<string, string>;
    return { delivery: { ...good, headers } };
  },
  'the other systems’ headers instead': (good, _, __, secret) => ({
    delivery: {
      ...good,
      headers: { 'x-shopify-hmac-sha256': bodySignature(secret, good.body), 'x-wc-webhook-signature': bodySignature(secret, good.body) },
    },
  }),
};

/** `count` forgeries of orders that would be taken if they were real; each kind and each way comes about equally often. */
export function* forgeries(chance: Chance, count: number, victim: Victim): Generator<Forgery> {
  const kinds = ['orders', 'shopify', 'woocommerce'] as const;
  let made = 0;
  for (let number = 0; made < count; number += 1) {
    const kind = kinds[number % kinds.length] ?? 'orders';
    const id = 1_000_000 + number;
    const content = kind === 'orders' ? anOrder(`forged-${id}`) : kind === 'shopify' ? shopifyOrder(id) : wooOrder(id);
    const good = signed(kind, victim.webhookSecret, content);
    const ways = kind === 'orders' ? { ...WAYS, ...STANDARD_ONLY } : WAYS;
    const how = chance.of(Object.keys(ways));
    const forged = (ways[how] as Forge)(good, chance, victim, victim.webhookSecret);
    // What came out as it went in is no forgery: a bit flipped into itself, a text without the sign that is replaced.
    if (isSame(forged, good)) continue;
    made += 1;
    yield { how: `${kind}: ${how}`, ...forged };
  }
}

const isSame = ({ delivery, toShop }: Omit<Forgery, 'how'>, good: Delivery): boolean =>
  toShop === undefined &&
  delivery.kind === good.kind &&
  delivery.body.equals(good.body) &&
  JSON.stringify(delivery.headers) === JSON.stringify(good.headers);
