import { ROUTES } from '@rapport/protocol';
import type { Route } from '@rapport/protocol';
import type { Chance } from '../faults/chance.ts';

/** A request before it is turned into bytes. */
export interface Draft {
  readonly method: string;
  readonly ids: readonly string[];
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** JSON, or text that stands as it is. */
  readonly body: unknown;
  readonly text: string | Buffer | null;
  readonly path?: (path: string) => string;
}

/** What is done to method, path and headers. */
export interface Twist {
  readonly number: number;
  readonly what: string;
  readonly loose?: boolean;
  readonly fits?: (route: Route) => boolean;
  readonly twist: (draft: Draft, chance: Chance) => Draft;
}
const header = (number: number, what: string, headers: Record<string, string | string[]>, fits?: Twist['fits']): Twist => ({
  number,
  what,
  ...(fits ? { fits } : {}),
  twist: (draft) => ({ ...draft, headers: { ...draft.headers, ...headers } }),
});
const hasBody = (route: Route): boolean => route.body !== undefined;
const hasBearer = ({ guard }: Route): boolean => ['shopper', 'secret-key', 'back-end-or-staff', 'setup'].includes(guard);
const isUnsafe = ({ method }: Route): boolean => method !== 'get';
const without = (name: string) => (draft: Draft) => ({
  ...draft,
  headers: Object.fromEntries(Object.entries(draft.headers).filter(([key]) => key !== name)),
});

/** Everything of the list's part on HTTP that a client library can be made to send. */
export const TWISTS: readonly Twist[] = [
  { number: 56, what: 'no Content-Type', twist: without('content-type') },
  ...[
    'text/plain',
    'application/json;charset=utf-16',
    'application/JSON',
    'application/json; charset=UTF-8',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    ',',
  ].map((type) => header(56, type, { 'content-type': type }, hasBody)),
  header(58, 'gzip', { 'content-encoding': 'gzip' }),
  {
    number: 62,
    what: 'every query key twice',
    twist: (draft) => ({ ...draft, query: [...draft.query, ...draft.query.filter(([key]) => key !== 'key')] }),
  },
  {
    number: 62,
    what: 'query keys as arrays',
    twist: (draft) => ({ ...draft, query: draft.query.map(([key, value]) => [key === 'key' ? key : `${key}[]`, value]) }),
  },
  {
    number: 62,
    what: 'a query that is no query',
    twist: (draft) => ({ ...draft, query: [...draft.query, ['__proto__', 'x'], ['', ''], ['%ff', '%E0%A4%A']] }),
  },
  header(63, 'another method in a header', { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE', 'x-http-method': 'DELETE' }),
  ...['HEAD', 'PUT', 'OPTIONS', 'PROPFIND', 'GET', 'POST', 'DELETE', 'PATCH'].map((method) => ({
    number: 63,
    what: `by ${method}`,
    loose: true,
    // Another method of the same address is another route, which is attacked by itself.
    fits: (route: Route) => !ROUTES.some((other) => other.path === route.path && other.method.toUpperCase() === method),
    twist: (draft: Draft) => ({ ...draft, method, ...(method === 'HEAD' || method === 'GET' ? { body: undefined, text: null } : {}) }),
  })),
  { number: 64, what: 'no credential', twist: (draft) => without('cookie')(without('authorization')(draft)) },
  ...[
    '',
    'Bearer',
    'Bearer ',
    'bearer x',
    `Bearer ${'a'.repeat(10_000)}`,
    'Basic b3duZXI6cHc=',
    'Bearer \u00ff\u00fe',
    'Bearer a b',
    'Bearer __proto__',
  ].map((authorization) => header(64, `Authorization ${authorization.slice(0, 12)}`, { authorization }, hasBearer)),
  {
    number: 64,
    what: 'Authorization twice',
    fits: hasBearer,
    twist: (draft) => ({
      ...draft,
      headers: { ...draft.headers, authorization: [String(draft.headers['authorization'] ?? 'Bearer x'), 'Bearer y'] },
    }),
  },
  ...[
    '__Host-rapport=',
    '__Host-rapport=.',
    '__Host-rapport=s000000000000000.x',
    `__Host-rapport=${'a'.repeat(4_000)}`,
    '__Host-rapport=%00.%ff',
    ';;;=',
    '__Host-rapport=../../x.y',
  ].map((cookie) => header(64, `Cookie ${cookie.slice(0, 24)}`, { cookie }, ({ guard }) => guard === 'staff')),
  ...[
    'null',
    'https://evil.example',
    'https://shop.example',
    'https://shop.example.evil.example',
    'https://shop.example:444',
    'file://',
    'x',
    '',
  ].map((origin) => header(65, `Origin ${origin}`, { origin })),
  header(65, 'two Origins', { origin: ['https://shop.example', 'https://evil.example'] }),
  header(65, 'an Origin that isn’t ours, by another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, isUnsafe),
  header(66, 'addresses made up', { 'x-forwarded-for': '127.0.0.1', 'cf-connecting-ip': '::1', 'x-real-ip': '10.0.0.1', forwarded: 'for=127.0.0.1' }),
  ...['', 'a'.repeat(255), 'a'.repeat(256), 'caf\u00e9', '"quoted"', 'a b', '__proto__'].map((key) =>
    header(67, `Idempotency-Key ${key.slice(0, 9)}`, { 'idempotency-key': key }, (route) => route.idempotent === true),
  ),
  header(70, 'If-None-Match *', { 'if-none-match': '*' }),
  header(70, 'a Range', { range: 'bytes=0-1' }),
  header(71, 'a host with a dot at its end', { host: 'localhost.' }),
  { number: 71, what: 'slashes twice', loose: true, twist: (draft) => ({ ...draft, path: (path) => path.replaceAll('/', '//') }) },
  { number: 71, what: 'a letter in percent', loose: true, twist: (draft) => ({ ...draft, path: (path) => path.replace('/v1/', '/%761/') }) },
  { number: 71, what: 'a slash at its end', loose: true, twist: (draft) => ({ ...draft, path: (path) => `${path}/` }) },
  { number: 71, what: 'up and down again', loose: true, twist: (draft) => ({ ...draft, path: (path) => `/v1/..${path}` }) },
  { number: 71, what: 'in capitals', loose: true, twist: (draft) => ({ ...draft, path: (path) => path.toUpperCase() }) },
  { number: 71, what: 'percent that is none', loose: true, twist: (draft) => ({ ...draft, path: (path) => `${path}/%E0%A4%A` }) },
];
