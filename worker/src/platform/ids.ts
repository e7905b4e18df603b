import { V7Generator } from 'uuidv7';
import { now } from './clock.ts';

/** How many slots a shop's shoppers are spread over; a slice owns a range of them. */
export const SLOTS = 65_536;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const sequence = new V7Generator();

/** A UUID version 7 at our clock's time; increasing within one isolate while the clock does not go back by more than 10 s. */
export const uuid = (): string => sequence.generateOrResetWithTs(now()).toString();

/** The smallest id that `uuid` could give at a time: what is newer sorts after it. */
export const idFrom = (atMs: number): string => {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
};

/** A random id such as `shp_…` (base64url); `bits` is rounded up to whole bytes. */
export const mint = (prefix: string, bits = 128): string => `${prefix}_${base64url(random(Math.ceil(bits / 8)))}`;

/** A voucher code, `XXXX-XXXX-XXXX-XXXX`: 80 random bits in Crockford's base32, which has no I, L, O or U to misread. */
export const voucherCode = (): string => {
  const signs = [...random(16)].map((byte) => CROCKFORD[byte & 31] ?? '');
  return [0, 4, 8, 12].map((start) => signs.slice(start, start + 4).join('')).join('-');
};

/** The first `signs` signs of a base64url text as Crockford base32 in groups of four, 5 bits a sign: the same text gives the same code. */
export const codeFrom = (hash: string, signs: number): string =>
  [...atob(hash.replaceAll('-', '+').replaceAll('_', '/'))]
    .slice(0, signs)
    .map((byte, i) => (i > 0 && i % 4 === 0 ? '-' : '') + (CROCKFORD[byte.charCodeAt(0) & 31] ?? ''))
    .join('');

/** Random bits as base64url, without a prefix. */
export const secret = (bits: number): string => base64url(random(Math.ceil(bits / 8)));

/** A secret in the form of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export const signingSecret = (): string => `whsec_${secret(256).replaceAll('-', '+').replaceAll('_', '/')}=`;

/** A number from 0 up to, but not, 1: for spreading things, never for secrets. */
export const chance = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

/** `count` random decimal digits, each equally likely (for codes sent by e-mail). */
export const digits = (count: number): string => {
  let out = '';
  while (out.length < count) for (const byte of random(count)) if (byte < 250 && out.length < count) out += String(byte % 10);
  return out;
};

/**
 * The slot (0 to 65535) of an id, for ever the same: 32-bit FNV-1a over its UTF-8 bytes, folded to 16 bits.
 * Changing one bit of this function loses every shopper: golden values in the test hold it.
 * @see http://www.isthe.com/chongo/tech/comp/fnv/#xor-fold
 */
export const slot = (id: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 16) ^ hash) & 0xffff;
};

/** Bytes as base64url without padding. */
export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const random = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
