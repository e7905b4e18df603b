import { SignJWT, jwtVerify } from 'jose';
import type { HeardConsent } from '../objects/ports.ts';
import { now } from '../platform/clock.ts';

const GUEST_LIFE_S = 395 * 86_400;
const MEMBER_LIFE_S = 86_400;
const IDENTITY_LIFE_S = 3_600;
/** Shops' clocks may differ from ours by this much. */
const CLOCK_TOLERANCE_S = 60;

/** What a shopper token says. */
export interface ShopperClaims {
  readonly shopper: string;
  readonly shop: string;
  readonly kind: 'guest' | 'member';
  readonly locale: string;
  readonly consent?: HeardConsent & { readonly atMs: number };
}

/** What the shop's back end says about a person who signed in. */
export interface IdentityClaims {
  readonly customerId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly locale: string | null;
}

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** The key of shoppers' tokens: there is one, and every request of a shopper needs it, so it is imported once. */
let kept: { readonly secret: string; readonly key: Promise<CryptoKey> } | undefined;
const shopperKey = (secret: string): Promise<CryptoKey> => {
  if (kept?.secret !== secret) {
    const key = crypto.subtle.importKey('raw', keyOf(`shopper:${secret}`), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
    kept = { secret, key };
  }
  return kept.key;
};

/** Signs a shopper token bound to the shop (HS256). A guest's lives 395 days, a member's one. */
export const signShopper = async (secret: string, claims: ShopperClaims): Promise<{ token: string; expiresAtMs: number }> => {
  const issuedAt = Math.floor(now() / 1000);
  const expiresAt = issuedAt + (claims.kind === 'guest' ? GUEST_LIFE_S : MEMBER_LIFE_S);
  const token = await new SignJWT({ kind: claims.kind, locale: claims.locale, ...(claims.consent ? { consent: claims.consent } : {}) })
    .setProtectedHeader({ alg: 'HS256', typ: 'rapport-shopper+jwt' })
    .setSubject(claims.shopper)
    .setAudience(claims.shop)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(await shopperKey(secret));
  return { token, expiresAtMs: expiresAt * 1000 };
};

/** Reads a shopper token; null when it isn't ours, is of another kind or has run out. */
export const readShopper = async (secret: string, token: string): Promise<ShopperClaims | null> => {
  try {
    const { payload } = await jwtVerify(token, await shopperKey(secret), {
      algorithms: ['HS256'],
      typ: 'rapport-shopper+jwt',
      requiredClaims: ['sub', 'aud', 'exp'],
      currentDate: new Date(now()),
    });
    const { sub, aud, kind, locale } = payload;
    if (typeof sub !== 'string' || typeof aud !== 'string' || (kind !== 'guest' && kind !== 'member')) return null;
    const consent = payload['consent'] as ShopperClaims['consent'];
    return { shopper: sub, shop: aud, kind, locale: typeof locale === 'string' ? locale : '', ...(consent ? { consent } : {}) };
  } catch {
    // Whatever is wrong with a token, the answer is the same: it doesn't count.
    return null;
  }
};

/** Reads what a shop's back end signed with the shop's identity secret (HS256, `sub`, `aud`, `exp` within an hour); null when it doesn't hold with any of them. */
export const readIdentity = async (identitySecrets: readonly string[], shopId: string, token: string): Promise<IdentityClaims | null> => {
  for (const identitySecret of identitySecrets) {
    const claims = await identityBy(identitySecret, shopId, token);
    if (claims) return claims;
  }
  return null;
};

const text = (value: unknown, max: number): string | null =>
  typeof value === 'string' && value.length > 0 && value.length <= max && value.isWellFormed() ? value : null;

const identityBy = async (identitySecret: string, shopId: string, token: string): Promise<IdentityClaims | null> => {
  try {
    const { payload } = await jwtVerify(token, keyOf(identitySecret), {
      algorithms: ['HS256'],
      audience: shopId,
      requiredClaims: ['sub', 'aud', 'exp'],
      currentDate: new Date(now()),
      clockTolerance: CLOCK_TOLERANCE_S,
    });
    const customerId = text(payload.sub, 128);
    if (customerId === null || (payload.exp ?? Infinity) * 1000 > now() + (IDENTITY_LIFE_S + CLOCK_TOLERANCE_S) * 1000) return null;
    return { customerId, email: text(payload['email'], 320), name: text(payload['name'], 200), locale: text(payload['locale'], 35) };
  } catch {
    // As above: a bad signature, a wrong audience and an old date get one answer.
    return null;
  }
};
