import {
  ConsentRecord,
  FollowAnswer,
  HiddenQuery,
  HideRequest,
  InboxQuery,
  LIVE_PROTOCOL,
  PageRequest,
  ReadMark,
  RecommendationsQuery,
  WatchRequest,
  WatchPatch,
} from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { catalogOf, doorOf, onSlice, shopOf } from '../guards/doors.ts';
import { heardFrom } from '../guards/gpc.ts';
import { shopper, shopperFrom } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { port } from '../objects/port.ts';
import { slot } from '../platform/ids.ts';
import { errorName, log } from '../platform/log.ts';
import { patiently } from '../platform/patience.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { mySlice } from './caller.ts';
import { everythingOf, ownCopy } from './export.ts';
import { offersOf } from './offers.ts';
import { rowFor } from './rows.ts';
import { traitsOf } from './traits.ts';
import { wordsOf } from './words-of.ts';

/** How long points and messages wait for the products and offers beside them, in ms. */
const PATIENCE_MS = 1_000;

/** What can't be had, or not soon, leaves the rest of a page whole: the page asks for it once more by itself, and hears why. */
const soon = <T>(shop: string, part: string, work: Promise<T>): Promise<T | null> =>
  patiently(work, PATIENCE_MS).catch((error: unknown) => {
    log('page.part-missed', { shop, part, error: errorName(error) });
    return null;
  });

/** Under /v1/me: what one shopper sees and says. The shopper is always the one of the token. */
export const me = new Hono<App>()
  .get('/', shopper, async (c) => {
    const { view } = await mySlice(c, (slice, at, caller) => slice.view(at, caller));
    return c.json({ ...view, ...wordsOf(c.var.door.settings) });
  })
  .post('/page', shopper, async (c) => {
    const asked = await body(c, PageRequest);
    const { shopper: id } = c.var.shopper;
    const [{ view }, rows, offers] = await Promise.all([
      mySlice(c, (slice, at, caller) => slice.view(at, caller)),
      Promise.all(asked.rows.map((ask) => ask && soon(c.var.door.shopId, 'rows', rowFor(c.env, c.var.door, id, ask)))),
      Promise.all(asked.offers.map((ask) => ask && soon(c.var.door.shopId, 'offers', offersOf(c, ask)))),
    ]);
    return c.json({ ...view, ...wordsOf(c.var.door.settings), rows, offers });
  })
  .get('/recommendations', shopper, async (c) => {
    const ask = query(c, RecommendationsQuery);
    return c.json(await rowFor(c.env, c.var.door, c.var.shopper.shopper, ask));
  })
  .get('/hidden', shopper, async (c) => {
    const { locale } = query(c, HiddenQuery);
    const { products } = await mySlice(c, (slice, at, caller) => slice.hidden(at, caller.id));
    return c.json({ products: await (await catalogOf(c.env, c.var.door.shopId)).cards(products, locale) });
  })
  .post('/hidden', shopper, async (c) => {
    const { productId } = await body(c, HideRequest);
    const traits = await traitsOf(c.env, c.var.door.shopId, [productId]);
    await mySlice(c, (slice, at, caller) => slice.hide(at, caller, productId, true, traits));
    return c.body(null, 204);
  })
  .delete('/hidden/:id', shopper, async (c) => {
    const id = c.req.param('id');
    await mySlice(c, (slice, at, caller) => slice.hide(at, caller, id, false));
    return c.body(null, 204);
  })
  .get('/inbox', shopper, async (c) => {
    const { before, after, limit, locale } = query(c, InboxQuery);
    const range = { before: before ?? null, after: after ?? null };
    const { messages, next } = await mySlice(c, (slice, at, caller) => slice.inbox(at, caller.id, locale, range, limit));
    return c.json({ messages, next });
  })
  .post('/inbox/read', shopper, async (c) => {
    const { ids } = await body(c, ReadMark);
    return c.json((await mySlice(c, (slice, at, caller) => slice.mark(at, caller.id, ids, 'read'))).view);
  })
  .get('/watches', shopper, async (c) => c.json({ watches: (await mySlice(c, (slice, at, caller) => slice.view(at, caller))).view.watches }))
  .post('/watches', shopper, async (c) => {
    const wish = await body(c, WatchRequest);
    const catalog = await catalogOf(c.env, c.var.door.shopId);
    const facts = await catalog.watchFacts('productId' in wish ? wish.productId : null, wish.kind === 'search' ? wish.query : null);
    return c.json((await mySlice(c, (slice, at, caller) => slice.watch(at, caller, wish, facts))).watch, 201);
  })
  .patch('/watches/:id', shopper, async (c) => {
    const patch = await body(c, WatchPatch);
    const id = c.req.param('id');
    const facts = await (await catalogOf(c.env, c.var.door.shopId)).watchFacts(null, patch.query ?? null);
    return c.json((await mySlice(c, (slice, at, caller) => slice.changeWatch(at, caller.id, id, patch, facts))).watch);
  })
  .delete('/watches/:id', shopper, async (c) => {
    const id = c.req.param('id');
    return c.json((await mySlice(c, (slice, at, caller) => slice.unwatch(at, caller.id, id))).view);
  })
  .get('/follows', shopper, async (c) => {
    const { locale } = query(c, HiddenQuery);
    const { ideas, automatic } = await mySlice(c, (slice, at, caller) => slice.followIdeas(at, caller.id, locale));
    return c.json({ ideas, automatic });
  })
  .patch('/follows', shopper, async (c) => {
    const answer = await body(c, FollowAnswer);
    await mySlice(c, (slice, at, caller) => slice.answerFollow(at, caller, answer));
    return c.body(null, 204);
  })
  .post('/consent', shopper, async (c) => {
    const record = heardFrom(c, await body(c, ConsentRecord));
    return c.json((await mySlice(c, (slice, at, caller) => slice.consent(at, caller, record))).view);
  })
  .get('/export', shopper, async (c) => c.json(ownCopy(await everythingOf(c.env, c.var.door.shopId, c.var.shopper.shopper))))
  .delete('/', shopper, async (c) => {
    const { shopId } = c.var.door;
    let person = c.var.shopper.shopper;
    await mySlice(c, (slice, at, caller) => {
      person = caller.id;
      return slice.view(at, { id: caller.id });
    });
    unwrap(await (await shopOf(c.env, shopId)).erase(person, 'the person'));
    return c.body(null, 204);
  })
  .get('/live', live);

/** GET /v1/me/live: a WebSocket. The token comes as a second subprotocol, because a page can't set headers there and an address would stand in logs. */
async function live(c: AppContext): Promise<Response> {
  if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') throw new Problem('invalid-query', { detail: 'This address takes a WebSocket.' });
  const [protocol, token] = (c.req.header('Sec-WebSocket-Protocol') ?? '').split(',').map((part) => part.trim());
  if (protocol !== LIVE_PROTOCOL || token === undefined) throw new Problem('no-token');
  const claims = await shopperFrom(c, token);
  const { shopId } = c.var.door;
  // A merged guest's id is followed by an ordinary call first; the socket then goes to where the person is.
  let id = claims.shopper;
  await onSlice(c.env, shopId, claims.shopper, (slice, at, found) => {
    id = found;
    return slice.view(at, { id: found });
  });
  const { seats } = await doorOf(c.env, shopId);
  const place = slot(id);
  const seat = seats.find((one) => place >= one.from && place < one.to);
  if (!seat) throw new Problem('moved');
  const slice = await port<Fetcher>(c.env.SHOPPERS, ['shoppers', shopId, String(seat.slice), String(seat.generation)]);
  const headers = {
    Upgrade: 'websocket',
    'x-rapport-at': JSON.stringify({ generation: seat.generation, slot: place }),
    'x-rapport-shopper': id,
    'x-rapport-protocol': LIVE_PROTOCOL,
  };
  const answer = await slice.fetch('https://slice/live', { headers });
  if (answer.status !== 101) throw new Problem('moved', { retryAfterMs: 1_000 });
  return answer;
}
