import { createMiddleware } from 'hono/factory';
import type { App, AppContext } from './context.ts';
import { doorOf, shopOf } from './doors.ts';
import { shopInKey, verifyPublishable, verifySetup } from './keys.ts';
import { addressOf, limit } from './rate.ts';
import { allow } from './roles.ts';
import { sessionOf } from './staff-cookie.ts';
import { readShopper } from './tokens.ts';
import { machineNow } from '../platform/clock.ts';
import { sha256 } from '../platform/hash.ts';
import { readLink } from '../platform/links.ts';
import type { LinkAction } from '../platform/links.ts';
import { Problem } from '../platform/problem.ts';

const KEY_BELIEVED_MS = 30_000;
const believed = new Map<string, number>();

/** Forgets which keys were good, after one was ended through this isolate; elsewhere it counts for half a minute more. */
export const forgetKeys = (): void => believed.clear();

const bearer = (c: AppContext): string | null => /^Bearer (\S{1,4000})$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? null;

/** A page may call for a shop only from where the owner said its pages are. No `Origin` = not a browser, which can claim any. */
const checkOrigin = (c: AppContext, origins: readonly string[]): void => {
  const origin = c.req.header('Origin');
  if (origin === undefined || origins.length === 0 || origin === new URL(c.req.url).origin) return;
  if (!origins.includes(origin)) throw new Problem('origin-not-allowed');
};

/** Lets in who brings a publishable key (`?key=pk_…`). */
export const shopKey = createMiddleware<App>(async (c, next) => {
  const key = c.req.query('key');
  if (key === undefined || key === '') throw new Problem('no-key');
  if (key.startsWith('sk_')) throw new Problem('secret-in-page');
  const shopId = await verifyPublishable(c.env.RAPPORT_SECRET, key);
  if (shopId === null) throw new Problem('bad-key');
  limit('key', shopId);
  c.set('door', await doorOf(c.env, shopId));
  checkOrigin(c, c.var.door.settings.origins);
  await next();
});

/** Lets in a shopper by their token; shop and person come from it and from nowhere else. */
export const shopper = createMiddleware<App>(async (c, next) => {
  const token = bearer(c);
  if (token === null) throw new Problem('no-token');
  c.set('shopper', await shopperFrom(c, token));
  await next();
});

/** Reads a shopper token, checks that its shop may be called from here, and leaves the shop's door. */
export const shopperFrom = async (c: AppContext, token: string): Promise<App['Variables']['shopper']> => {
  const claims = await readShopper(c.env.RAPPORT_SECRET, token);
  if (!claims) throw new Problem('bad-token');
  limit('shopper', claims.shopper);
  c.set('door', await doorOf(c.env, claims.shop));
  checkOrigin(c, c.var.door.settings.origins);
  return claims;
};

/** Lets in the shop's own back end by its secret key; a secret key that comes from a page is refused, so that nobody leaves it there. */
export const secretKey = createMiddleware<App>(async (c, next) => {
  await bySecretKey(c);
  await next();
});

const bySecretKey = async (c: AppContext): Promise<void> => {
  const key = bearer(c);
  if (key === null) throw new Problem('no-key');
  if (c.req.header('Origin') !== undefined) throw new Problem('secret-in-page');
  const shopId = shopInKey('sk', key);
  if (shopId === null) throw new Problem('bad-key');
  const hash = await sha256(key);
  if ((believed.get(hash) ?? 0) < machineNow()) {
    if (!(await (await shopOf(c.env, shopId)).knowsSecretKey(hash))) throw new Problem('bad-key');
    if (believed.size > 1_000) believed.clear();
    believed.set(hash, machineNow() + KEY_BELIEVED_MS);
  }
  limit('secret', shopId);
  c.set('door', await doorOf(c.env, shopId));
};

/** Lets in staff by their session. An unsafe method must say that it comes from our own pages: the cookie alone proves nothing. */
export const staff = createMiddleware<App>(async (c, next) => {
  await byStaff(c);
  await next();
});

const byStaff = async (c: AppContext): Promise<void> => {
  if (isUnsafe(c) && c.req.header('Origin') === undefined && c.req.header('Sec-Fetch-Site') === undefined) throw new Problem('origin-not-allowed');
  sameOrigin(c);
  const [shopId, session] = sessionOf(c);
  if (!shopId || !session || session.length > 100 || shopInKey('pk', `pk_${shopId}_x`) === null) throw new Problem('no-session');
  const sessionHash = await sha256(session);
  const who = await (await shopOf(c.env, shopId)).staff(sessionHash);
  if (!who) throw new Problem('no-session');
  limit('staff', sessionHash);
  allow(c, who.role);
  c.set('staff', { ...who, sessionHash });
  c.set('door', await doorOf(c.env, shopId));
};

const isUnsafe = (c: AppContext): boolean => c.req.method !== 'GET' && c.req.method !== 'HEAD';

/** Refuses an unsafe request that another site's page made. */
export const sameOrigin = (c: AppContext): void => {
  if (!isUnsafe(c)) return;
  const site = c.req.header('Sec-Fetch-Site');
  const origin = c.req.header('Origin');
  if ((site !== undefined && site !== 'same-origin') || (origin !== undefined && origin !== new URL(c.req.url).origin))
    throw new Problem('origin-not-allowed');
};

/** Lets in either the shop's back end or its staff: what they may both do. */
export const backEndOrStaff = createMiddleware<App>(async (c, next) => {
  await (c.req.header('Authorization') === undefined ? byStaff(c) : bySecretKey(c));
  await next();
});

/** Counts what is asked for without a credential that could be counted: new guests, sign-in codes. */
export const fromAddress = (c: AppContext, kind: 'session' | 'code', shopId: string): void => {
  const address = addressOf(c);
  if (address === null) limit('anywhere', `${kind}:${shopId}`);
  else limit(kind, `${shopId}:${address}`);
};

/** Lets in who holds a set-up link. */
export const setup = createMiddleware<App>(async (c, next) => {
  sameOrigin(c);
  const token = bearer(c);
  if (token === null) throw new Problem('no-key');
  const shopId = await verifySetup(c.env.RAPPORT_SECRET, token);
  if (shopId === null) throw new Problem('bad-key');
  c.set('setupShop', shopId);
  await next();
});

/** Lets in whoever holds a link that we signed, for what it says and nothing else. */
export const byLink = (action: LinkAction) =>
  createMiddleware<App>(async (c, next) => {
    const link = await readLink(c.env.RAPPORT_SECRET, c.req.param('token') ?? '');
    if (link?.action !== action) throw new Problem('bad-link');
    limit('shopper', link.shopper);
    c.set('link', link);
    c.set('door', await doorOf(c.env, link.shop));
    await next();
  });
