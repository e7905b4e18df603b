import { env } from 'cloudflare:workers';
import { app } from './app.ts';
import { configuration } from './env.ts';
import type { Env } from './env.ts';
import { holdAt } from './platform/breakpoint.ts';
import { setOffset } from './platform/clock.ts';

export { CatalogObject } from './objects/catalog/catalog-object.ts';
export { CourierObject } from './objects/courier/courier-object.ts';
export { RecommenderObject } from './objects/recommender/recommender-object.ts';
export { ShopObject } from './objects/shop/shop-object.ts';
export { ShoppersObject } from './objects/shoppers/shoppers-object.ts';

// Before anything runs, alarms included: a worker that is configured wrongly answers nothing at all.
const { TEST_CLOCK_OFFSET_MS, TEST_HOLD_AT } = configuration(env as unknown as Env);
setOffset(TEST_CLOCK_OFFSET_MS ?? 0);
if (TEST_HOLD_AT) holdAt(TEST_HOLD_AT.split(':')[0] ?? null, Number(TEST_HOLD_AT.split(':')[1] ?? 0));

/** The door: everything HTTP goes through the app. */
const worker: ExportedHandler<Env> = {
  fetch: (request, bindings, ctx) => app.fetch(request, bindings, ctx),
};

// oxlint-disable-next-line import/no-default-export -- the runtime demands one
export default worker;
