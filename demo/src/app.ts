import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Assets } from './assets.ts';
import { preferred } from './locale.ts';
import { messagePage } from './pages/about.ts';
import { account } from './routes/account.ts';
import { fence, recognise, sameHouse, show, type Ctx, type Env } from './routes/context.ts';
import { counter } from './routes/counter.ts';
import { front } from './routes/front.ts';
import { tillRoutes } from './routes/till.ts';
import type { Shop } from './shop.ts';
import { wordsIn } from './words/index.ts';

/** No form of ours is longer. */
const LONGEST_FORM_BYTES = 64 * 1024;
const FOR_EVER = 'public, max-age=31536000, immutable';

function still(c: Ctx, file: { body: string; type: string; csp?: string } | undefined): Response | Promise<Response> {
  if (file === undefined) return c.notFound();
  return c.body(file.body, 200, {
    'content-type': file.type,
    'cache-control': FOR_EVER,
    ...(file.csp === undefined ? {} : { 'content-security-policy': file.csp }),
  });
}

/** The whole shop as a table of contents. */
export function createApp(shop: Shop, assets: Assets): Hono<Env> {
  const app = new Hono<Env>({ strict: false });
  app.use(async (c, next) => {
    c.set('shop', shop);
    c.set('assets', assets);
    await next();
  });
  app.use(fence);
  app.get('/assets/:name', (c) => still(c, assets.file(`/assets/${c.req.param('name')}`)));
  app.get('/pictures/:name', (c) => still(c, c.req.param('name').endsWith('.svg') ? assets.picture(c.req.param('name').slice(0, -4)) : undefined));
  // The shop's own service worker, which shows what Rapport sends: it has to come from the shop's origin, and is one line.
  app.get('/push.js', (c) => {
    const { rapport } = shop.config;
    if (rapport === undefined) return c.notFound();
    return c.body(`importScripts(${JSON.stringify(`${rapport.rapportUrl}/rapport-push.js`)});\n`, 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': `default-src 'none'; script-src 'self' ${new URL(rapport.rapportUrl).origin}; connect-src 'self'`,
    });
  });
  app.get('/healthz', (c) => c.text('ok'));
  app.use(bodyLimit({ maxSize: LONGEST_FORM_BYTES }), recognise, sameHouse);
  app.get('/', (c) => {
    c.header('vary', 'accept-language');
    return c.redirect(`/${preferred(c.req.header('accept-language'))}`, 302);
  });
  app.route('/counter', counter);
  for (const locale of ['/en', '/zh-Hant']) for (const rooms of [front, tillRoutes, account]) app.route(locale, rooms);
  app.notFound((c) => show(c, 404, (scene) => messagePage(scene, wordsIn(scene.locale).notFound, wordsIn(scene.locale).notFoundText)));
  app.onError((error, c) => {
    process.stderr.write(`${JSON.stringify({ event: 'page.failed', path: new URL(c.req.url).pathname, error: String(error.stack ?? error) })}\n`);
    return show(c, 500, (scene) => messagePage(scene, wordsIn(scene.locale).broken, wordsIn(scene.locale).brokenText));
  });
  return app;
}
