import { EventBatch, LIMITS } from '@rapport/protocol';
import { Hono } from 'hono';
import * as z from 'zod';
import { configuration } from '../env.ts';
import type { App } from '../guards/context.ts';
import { doorOf, catalogOf, courierOf, onEverySlice, recommenderOf, shopOf, sliceAt } from '../guards/doors.ts';
import { body } from '../guards/schema.ts';
import { heldNow, holdAt } from '../platform/breakpoint.ts';
import { now, setOffset } from '../platform/clock.ts';
import { Problem, unwrap } from '../platform/problem.ts';

const Clock = z.strictObject({ offsetMs: z.int(), shopId: z.string() });
const Hold = z.strictObject({ at: z.string().nullable(), passes: z.int().min(0).default(0), most: z.int().min(1).optional() });
const Move = z.strictObject({ shopId: z.string(), slice: z.int().min(0) });
const Learnt = z.strictObject({ shopId: z.string(), ids: z.array(z.string()).max(100) });
const Stale = z.strictObject({
  shopId: z.string(),
  slice: z.int().min(0),
  /** Which object is called: that of this generation. */
  named: z.int().min(1),
  /** Which generation the caller claims it to be. */
  claimed: z.int().min(1),
  shopper: z.string(),
  events: EventBatch.shape.events,
});

/** The doors of tests and benches. They exist in the test configuration only; elsewhere there is nothing here. */
export const testing = new Hono<App>()
  .use(async (c, next) => {
    if (configuration(c.env).RAPPORT_MODE !== 'test') throw new Problem('not-found');
    await next();
  })
  .get('/hello', (c) => c.text('hello'))
  // Holds whoever comes to a named place between two steps, so that a test can kill the worker exactly there.
  .post('/hold', async (c) => {
    const { at, passes, most } = await body(c, Hold);
    holdAt(at, passes, most);
    return c.json({ at });
  })
  .get('/held', (c) => c.json({ held: heldNow() }))
  .post('/clock', async (c) => {
    const { offsetMs, shopId } = await body(c, Clock);
    setOffset(offsetMs);
    const door = await doorOf(c.env, shopId, true);
    await (await shopOf(c.env, shopId)).tick();
    await (await catalogOf(c.env, shopId)).tick();
    await (await courierOf(c.env, shopId)).tick();
    for (const seat of door.seats) await (await sliceAt(c.env, shopId, seat)).slice.tick();
    return c.json({ offsetMs });
  })
  // A print of all that is worth money in a shop: it may differ only after an answer that says so.
  .get('/ledger/:shop', async (c) => {
    const door = await doorOf(c.env, c.req.param('shop'));
    const slices = await onEverySlice(c.env, door, (slice, at) => slice.worth(at));
    return c.json({ print: slices.map(({ worth }) => worth).join(' ') });
  })
  .post('/move', async (c) => {
    const { shopId, slice } = await body(c, Move);
    return c.json(unwrap(await (await shopOf(c.env, shopId)).move(slice, 'test')));
  })
  // What the recommender has learnt, as it stands: before the catalogue and the rest of a row come into it.
  .post('/learnt', async (c) => {
    const { shopId, ids } = await body(c, Learnt);
    const recommender = await recommenderOf(c.env, shopId);
    const neighbours = await Promise.all(ids.map(async (id) => [id, await recommender.neighbours([id], LIMITS.recommendations)] as const));
    return c.json({ trending: await recommender.trending(ids.length), neighbours: Object.fromEntries(neighbours) });
  })
  // A caller with an old idea of where a slice is, who goes there directly: nothing refreshes it, nothing tries again.
  .post('/stale', async (c) => {
    const { shopId, slice, named, claimed, shopper, events } = await body(c, Stale);
    const { slice: old } = await sliceAt(c.env, shopId, { slice, generation: named, from: 0, to: 1 });
    const consent = { personalisation: 'granted', messages: 'granted', source: 'api', words: '', atMs: now() } as const;
    const at = { generation: claimed };
    return c.json([
      await old.record(at, { id: shopper, consent }, events),
      await old.arrive(at, 'stale', []),
      await old.forward(at, shopper, 'nobody'),
    ]);
  });
