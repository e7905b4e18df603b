import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Assets } from '../assets.ts';
import { isLocale, preferred, type Locale } from '../locale.ts';
import { frame, type Page, type Scene } from '../pages/frame.ts';
import { identityToken } from '../rapport/identity.ts';
import type { Shop } from '../shop.ts';
import type { Visit } from '../store/visits.ts';
import { wordsIn } from '../words/index.ts';

/** What every request carries through the house. */
export interface Env {
  Variables: { shop: Shop; assets: Assets; nonce: string; visit: Visit | undefined };
}

/** A request in this shop. */
export type Ctx = Context<Env>;

const COOKIE = 'mm_visit';

/** The address under which the visitor sees the shop. */
export function originOf(c: Ctx): string {
  return c.var.shop.config.siteUrl ?? new URL(c.req.url).origin;
}

/** The language of the address; behind the counter, where there is none, the wish or the browser's. */
export function localeOf(c: Ctx): Locale {
  const first = new URL(c.req.url).pathname.split('/')[1] ?? '';
  const wished = c.req.query('locale') ?? '';
  return isLocale(first) ? first : isLocale(wished) ? wished : preferred(c.req.header('accept-language'));
}

/** Headers that keep foreign code out: no inline style, no inline script without this page's nonce, no frame, nobody else but Rapport. */
export const fence: MiddlewareHandler<Env> = async (c, next) => {
  const nonce = randomBytes(16).toString('base64');
  c.set('nonce', nonce);
  await next();
  const rapport = c.var.shop.config.rapport?.rapportUrl;
  const also = rapport === undefined ? '' : ` ${new URL(rapport).origin}`;
  const socket = also.replace(/^ http/, ' ws');
  if (!c.res.headers.has('content-security-policy')) {
    c.header(
      'content-security-policy',
      `default-src 'self'; script-src 'self' 'nonce-${nonce}'${also}; connect-src 'self'${also}${socket}; img-src 'self'${also}; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    );
  }
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'strict-origin-when-cross-origin');
  if (!c.res.headers.has('cache-control')) c.header('cache-control', c.var.visit === undefined ? 'private, no-cache' : 'private, no-store');
};

/** Recognises the browser, if it has been here before. */
export const recognise: MiddlewareHandler<Env> = async (c, next) => {
  c.set('visit', c.var.shop.visits.find(getCookie(c, COOKIE), c.var.shop.now()));
  await next();
};

/** Takes forms only from our own pages. A browser always says where a form comes from; whoever is silent must at least not be a browser from elsewhere. */
export const sameHouse: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const origin = c.req.header('origin');
    const own = new Set([new URL(originOf(c)).host, c.req.header('host') ?? '']);
    const fine = origin === undefined ? c.req.header('sec-fetch-site') === 'same-origin' : URL.canParse(origin) && own.has(new URL(origin).host);
    if (!fine)
      return await show(c, 403, (scene) => ({ title: wordsIn(scene.locale).forbidden, index: false, body: wordsIn(scene.locale).forbiddenText }));
  }
  await next();
};

/** Hands a browser its cookie: ours alone, unreadable for scripts, never sent from other sites' forms. */
export function remember(c: Ctx, token: string): void {
  setCookie(c, COOKIE, token, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 60 * 24 * 3600, secure: originOf(c).startsWith('https:') });
}

/** The visit of this request; starts one when there is none. */
export function visitOf(c: Ctx): Visit {
  if (c.var.visit !== undefined) return c.var.visit;
  const { visits, now } = c.var.shop;
  const token = visits.start(now());
  remember(c, token);
  const visit = visits.find(token, now());
  if (visit === undefined) throw new Error('a visit that was just started is unknown');
  c.set('visit', visit);
  return visit;
}

/** Draws a page for this request, with what the page before left for it. */
export async function show(c: Ctx, status: ContentfulStatusCode, draw: (scene: Scene) => Page): Promise<Response> {
  const { shop, visit, nonce, assets } = c.var;
  const locale = localeOf(c);
  const url = new URL(c.req.url);
  const notes = visit === undefined ? [] : shop.visits.collect(visit.id);
  const w = wordsIn(locale);
  const said = notes.findLast((note) => note.kind === 'word' && w.words[note.word] !== undefined);
  const rapport = shop.config.rapport;
  const scene: Scene = {
    locale,
    nonce,
    assets,
    rapport,
    origin: originOf(c),
    person: visit?.person,
    path: isLocale(url.pathname.split('/')[1] ?? '') ? url.pathname.replace(/^\/[^/]+/, '') + (c.req.method === 'GET' ? url.search : '') : '',
    inBasket: visit === undefined ? 0 : shop.visits.basket(visit.id).reduce((sum, { quantity }) => sum + quantity, 0),
    identity: visit?.person === undefined || rapport === undefined ? undefined : await identityToken(visit.person, rapport),
    events: notes.flatMap((note) => (note.kind === 'event' ? [note.event] : [])),
    word:
      said?.kind !== 'word'
        ? undefined
        : {
            text: w.words[said.word] ?? '',
            ...(said.word === 'added' || said.word === 'too-many' ? { link: { href: `/${locale}/basket`, text: w.toBasket } } : {}),
          },
  };
  return c.html(frame(scene, draw(scene)).text, status);
}

/** After a form: look at the result with GET, so that going back and reloading never repeats it. */
export function goTo(c: Ctx, path: string): Response {
  return c.redirect(path, 303);
}

/** The fields of a form, as text; files and repeats are nobody's business here. */
export async function fields(c: Ctx): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 400)]] : [])));
}
