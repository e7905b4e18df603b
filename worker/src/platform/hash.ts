import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

// Node's digests, not Web Crypto's: those import a key and wait for a promise each time, which on the way to an object costs more than the hash itself.

/** SHA-256 of the text's UTF-8 bytes, as base64url: 43 characters. */
export const sha256 = async (text: string): Promise<string> => createHash('sha256').update(text).digest('base64url');

/** HMAC-SHA256 of the text under the secret (both as UTF-8), as base64url: 43 characters. An empty secret is refused by a throw. */
export const keyed = async (secret: string, text: string): Promise<string> => {
  if (secret === '') throw new RangeError('A secret may not be empty');
  return createHmac('sha256', secret).update(text).digest('base64url');
};

/** A number from 0 to under 1 that the secret and the text decide, evenly spread: the first 48 bits of their HMAC-SHA256. For ever the same. */
export const drawOf = (secret: string, text: string): number => createHmac('sha256', secret).update(text).digest().readUIntBE(0, 6) / 2 ** 48;

/** Whether two secrets are the same, in a time that tells neither where they differ nor how long the right one is: both are hashed first. */
export const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/** A text's print as a Content-Security-Policy names it: `sha256-…` in base64. */
export const policyPrint = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
