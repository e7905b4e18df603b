import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { AppContext } from './context.ts';

// A member of staff's session, `<shop>.<session>`, in a cookie that belongs to this very host and travels by TLS alone. On one's own machine there is no TLS, and WebKit keeps no
// such cookie there: it would send whoever tries Rapport in Safari back to the sign-in for ever. So there, and nowhere else, a plain one goes beside it.

/** What the cookie is called wherever Rapport is really used. */
export const STAFF_COOKIE = '__Host-rapport';
const LOCAL_COOKIE = 'rapport-local';

const SESSION_S = 14 * 86_400;

/** The cookies of an address, the strictest first. */
const cookiesOf = (c: AppContext): readonly (readonly [name: string, options: CookieOptions])[] => {
  const { protocol, hostname } = new URL(c.req.url);
  const isLocal = protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  const usual = [STAFF_COOKIE, { path: '/', secure: true }] as const;
  return isLocal ? [usual, [LOCAL_COOKIE, { path: '/' }]] : [usual];
};

/** Keeps a session for a fortnight. No script can read it, and no other site sends it along with a change. */
export const keepSession = (c: AppContext, shopId: string, session: string): void => {
  for (const [name, options] of cookiesOf(c))
    setCookie(c, name, `${shopId}.${session}`, { ...options, httpOnly: true, sameSite: 'Lax', maxAge: SESSION_S });
};

/** Forgets it. */
export const dropSession = (c: AppContext): void => {
  for (const [name, options] of cookiesOf(c)) deleteCookie(c, name, options);
};

/** The shop and the session that a request brings; '' for what is missing. */
export const sessionOf = (c: AppContext): readonly [shopId: string, session: string] => {
  const [shopId = '', session = ''] = (
    cookiesOf(c)
      .map(([name]) => getCookie(c, name))
      .find(Boolean) ?? ''
  ).split('.', 2);
  return [shopId, session];
};
