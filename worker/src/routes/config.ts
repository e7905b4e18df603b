import { TrendingQuery } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopKey } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import { trendingRow } from './rows.ts';

const CACHED = 'public, max-age=60, stale-while-revalidate=300';

/** GET /v1/config and GET /v1/trending: the same for all, cacheable, what a page may ask before anybody agreed to anything. 200 · 401 · 403 · 404 unknown-shop. */
export const config = new Hono<App>()
  .get('/config', shopKey, (c) => {
    const { shopId, settings } = c.var.door;
    const { name, currency, locales, programme } = settings;
    c.header('Cache-Control', CACHED);
    return c.json({ shopId, name, currency, locales, pointsPerUnit: programme.pointsPerUnit, signUpPoints: programme.signUpPoints });
  })
  .get('/trending', shopKey, async (c) => {
    const { count, locale } = query(c, TrendingQuery);
    c.header('Cache-Control', CACHED);
    return c.json(await trendingRow(c.env, c.var.door, count, locale));
  });
