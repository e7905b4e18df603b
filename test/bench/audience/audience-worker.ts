import worker from '../../../worker/src/index.ts';
import * as product from '../../../worker/src/index.ts';
import { locate } from '../../../worker/src/platform/locate.ts';

// The product's own worker with one more door, through which a slice is filled with people that nobody met. Served only by the bench.

export const { CatalogObject, RecommenderObject, ShopObject } = product;

/** People as a shop of some years has them: most looked round, some bought, few often. Made inside SQLite, which is quick. */
const AUDIENCE = `INSERT INTO audience (shopper, kind, layer, stage, orders, spent_minor, last_order_at_ms, last_seen_at_ms, value_minor, value_decile, alive, expected_orders,
    recency, frequency, money, rfm, personalisation, may_message, points, points_pending, visits, views, searches, baskets, wishes, messages, refunds, open_complaints,
    first_seen_at_ms, joined_at_ms, stage_since_ms, first_order_at_ms, again, mean_minor, locale, layer_since_ms, layer_before, costed_minor, margin_minor)
  SELECT id, CASE WHEN n % 10 < 3 THEN 'member' ELSE 'guest' END, CASE WHEN n % 100 = 0 THEN 'vip' WHEN n % 10 < 3 THEN 'member' ELSE 'guest' END,
    CASE n % 20 WHEN 0 THEN 'active' WHEN 1 THEN 'at-risk' WHEN 2 THEN 'lost' WHEN 3 THEN 'welcome' WHEN 4 THEN 'getting-to-know' WHEN 5 THEN 'closer' ELSE 'prospect' END,
    CASE WHEN n % 20 < 6 THEN n % 9 ELSE 0 END, CASE WHEN n % 20 < 6 THEN (n % 9) * 4730 ELSE 0 END,
    CASE WHEN n % 20 < 6 THEN ?1 - (n % 400) * 86400000 END, ?1 - (n % 300) * 86400000,
    CASE WHEN n % 20 < 6 THEN n % 40000 END, CASE WHEN n % 20 < 6 THEN 1 + n % 10 END, CASE WHEN n % 20 < 6 THEN (n % 100) / 100.0 END,
    CASE WHEN n % 20 < 6 THEN (n % 50) / 10.0 END, CASE WHEN n % 20 < 6 THEN 1 + n % 5 END, CASE WHEN n % 20 < 6 THEN 1 + n % 5 END,
    CASE WHEN n % 20 < 6 THEN 1 + n % 5 END, CASE WHEN n % 20 < 6 THEN 'loyal' END, 'granted', CASE WHEN n % 3 = 0 THEN 'granted' ELSE 'pending' END,
    n % 900, n % 50, n % 30, n % 200, n % 20, n % 10, n % 3, n % 12, 0, 0,
    ?1 - (n % 900) * 86400000, CASE WHEN n % 10 < 3 THEN ?1 - (n % 800) * 86400000 END, ?1 - (n % 90) * 86400000,
    CASE WHEN n % 20 < 6 THEN ?1 - (n % 700) * 86400000 END, n % 8, 4730.0, 'zh-Hant',
    CASE WHEN n % 100 = 0 THEN ?1 - (n % 700) * 86400000 END, CASE WHEN n % 100 = 0 THEN 'member' END,
    CASE WHEN n % 20 < 6 THEN (n % 9) * 4730 ELSE 0 END, CASE WHEN n % 20 < 6 THEN (n % 9) * 1900 ELSE 0 END
  FROM bench_people`;
const SHOPPERS = `INSERT INTO shopper (id, state, alias, kind, locale, first_seen_at_ms, last_seen_at_ms, orders, spent_minor, points_pending, points_available, unread,
    personalisation, messages, recent, bought, version)
  SELECT id, 'live', '', 'guest', 'zh-Hant', 0, 0, 0, 0, 0, 0, 0, 'granted', 'pending', '[]', '[]', 1 FROM bench_people`;

export class ShoppersObject extends product.ShoppersObject {
  /** Adds so many people, in one go. */
  async fill(people: number): Promise<number> {
    const { sql } = this.ctx.storage;
    this.ctx.storage.transactionSync(() => {
      sql.exec('CREATE TABLE bench_people (id TEXT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID');
      sql.exec(
        `INSERT INTO bench_people WITH RECURSIVE some(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM some WHERE n < ?)
         SELECT 'shp_' || lower(hex(randomblob(12))), n FROM some`,
        people,
      );
      sql.exec(SHOPPERS);
      sql.exec(AUDIENCE, Date.now());
      sql.exec('DROP TABLE bench_people');
    });
    return sql.exec<{ n: number }>('SELECT count(*) AS n FROM audience').one().n;
  }
}

const filling: typeof worker = {
  ...worker,
  async fetch(request, env, ctx) {
    const url = new URL(request.url);
    if (url.pathname !== '/bench/fill') return (await worker.fetch?.(request, env, ctx)) ?? new Response(null, { status: 500 });
    const [shop = '', slice = '', people = '0'] = ['shop', 'slice', 'people'].map((name) => url.searchParams.get(name) ?? '');
    const { SHOPPERS: namespace } = env as unknown as { SHOPPERS: DurableObjectNamespace };
    const stub = (await locate(namespace, ['shoppers', shop, slice, '1'])) as unknown as { fill(people: number): Promise<number> };
    return Response.json({ people: await stub.fill(Number(people)) });
  },
};

// oxlint-disable-next-line import/no-default-export -- the runtime demands one
export default filling;
