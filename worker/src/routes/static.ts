import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { Problem } from '../platform/problem.ts';

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};
/** A file of one build: its folder is named after the version and all that is in it, so what has this address never changes. */
const PINNED = /^\/v\/[^/]+\//;
const CONSOLE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http: data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

/** A page without an ending: `/docs/look` is `docs/look.html`, and every page of the console is the one that there is. */
const fileAt = (pathname: string): string => {
  if (/\.[a-z]+$/.test(pathname)) return pathname;
  if (isBelow('console', pathname)) return '/console/index.html';
  if (isBelow('docs', pathname))
    return pathname === '/docs' || pathname.endsWith('/') ? `${pathname.replace(/\/$/, '')}/index.html` : `${pathname}.html`;
  return pathname;
};
const isBelow = (folder: string, pathname: string): boolean => pathname === `/${folder}` || pathname.startsWith(`/${folder}/`);

/** Everything that isn't the API: `rapport.js`, its parts, the console, the documentation. Kept for a year where the address says which build it is of, for five minutes where it doesn't. */
export const files = new Hono<App>().get('/*', async (c) => {
  const { pathname } = new URL(c.req.url);
  if (pathname === '/') return c.redirect('/console/');
  const isConsole = isBelow('console', pathname);
  const path = fileAt(pathname);
  const type = TYPES[/\.([a-z]+)$/.exec(path)?.[1] ?? ''];
  if (type === undefined || path.includes('..')) throw new Problem('not-found');
  const asset = (at: string): Promise<Response> =>
    c.env.ASSETS.fetch(new Request(new URL(at, 'https://assets.local'), { headers: conditional(c.req.raw) }));
  const found = await asset(path);
  if (found.status !== 200 && found.status !== 304) {
    // Whoever types the address of a part of the documentation leaves its last slash out.
    if (path === `${pathname}.html` && (await asset(`${pathname}/index.html`)).ok) return c.redirect(`${pathname}/`, 308);
    throw new Problem('not-found');
  }
  const headers = new Headers({
    'Content-Type': type,
    'Cache-Control': PINNED.test(path)
      ? 'public, max-age=31536000, immutable'
      : isConsole
        ? 'no-cache'
        : 'public, max-age=300, stale-while-revalidate=86400',
    'X-Content-Type-Options': 'nosniff',
  });
  for (const name of ['ETag', 'Last-Modified']) {
    const value = found.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (isConsole || isBelow('docs', pathname)) {
    headers.set('Content-Security-Policy', isConsole ? CONSOLE_POLICY : DOCS_POLICY);
    headers.set('Referrer-Policy', 'no-referrer');
  } else {
    headers.set('Access-Control-Allow-Origin', '*');
    headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
    headers.set('Timing-Allow-Origin', '*');
  }
  return new Response(found.status === 304 ? null : found.body, { status: found.status, headers });
});

const conditional = (request: Request): Headers => {
  const headers = new Headers();
  for (const name of ['If-None-Match', 'If-Modified-Since']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
};
