import { referralGifts } from '@rapport/domain/points';
import { ownTexts } from '@rapport/domain/wording';
import { OwnTextsQuery, TrendingQuery } from '@rapport/protocol';
import type { OwnTexts } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { doorOf } from '../guards/doors.ts';
import { shopKey } from '../guards/guards.ts';
import { query } from '../guards/schema.ts';
import { now } from '../platform/clock.ts';
import { trendingRow } from './rows.ts';
import { wordsOf } from './words-of.ts';

const CACHED = 'public, max-age=60, stale-while-revalidate=300';

/** GET /v1/config, its texts, and GET /v1/trending: the same for all, cacheable, what a page may ask before anybody agreed to anything. 200 · 401 · 403 · 404 unknown-shop. */
export const config = new Hono<App>()
  .get('/config', shopKey, (c) => {
    const { shopId, settings } = c.var.door;
    const { name, currency, locales, programme } = settings;
    c.header('Cache-Control', CACHED);
    return c.json({
      shopId,
      name,
      currency,
      locales,
      pointsPerUnit: programme.pointsPerUnit,
      signUpPoints: programme.signUpPoints,
      referral: referralGifts(programme, now()).length > 0,
      ...wordsOf(settings),
    });
  })
  .get('/config/texts', shopKey, async (c) => {
    const { language, version } = query(c, OwnTextsQuery);
    const { shopId, settings } = c.var.door;
    // A page may know of a change before this door does: then it is looked at anew, so that no cache keeps old words under the new address.
    const isOld = Number(version ?? 0) > (settings.wording?.version ?? 0);
    const { wording } = isOld ? (await doorOf(c.env, shopId, true)).settings : settings;
    c.header('Cache-Control', CACHED);
    return c.json({ texts: ownTexts(language, wording?.said[language] ?? {}) } satisfies OwnTexts);
  })
  .get('/trending', shopKey, async (c) => {
    const { count, locale } = query(c, TrendingQuery);
    c.header('Cache-Control', CACHED);
    return c.json(await trendingRow(c.env, c.var.door, count, locale));
  });
