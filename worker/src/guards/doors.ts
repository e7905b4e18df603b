import type { Env } from '../env.ts';
import type { CourierPort } from '../objects/courier-port.ts';
import type { Answer, At, CatalogPort, ShopDoor, ShopPort, SlicePort } from '../objects/ports.ts';
import type { RecommenderPort } from '../objects/recommend-ports.ts';
import { machineNow } from '../platform/clock.ts';
import { slot } from '../platform/ids.ts';
import { port } from '../objects/port.ts';
import { Problem, unwrap } from '../platform/problem.ts';

/** How long a route believes what it knows of a shop: a changed setting reaches everyone within this time (law 7). */
const DOOR_LIFE_MS = 5_000;
const DOORS_KEPT = 1_000;
/** How often a caller of a slice that is being moved tries again, and how long it waits before each try. */
const MOVED_WAITS_MS = [0, 20, 50, 100, 200, 400, 800, 1_200];

const doors = new Map<string, { door: ShopDoor; untilMs: number }>();

export const shopOf = (env: Env, shopId: string) => port<ShopPort>(env.SHOP, ['shop', shopId]);
export const catalogOf = (env: Env, shopId: string) => port<CatalogPort>(env.CATALOG, ['catalog', shopId, '0']);
export const recommenderOf = (env: Env, shopId: string) => port<RecommenderPort>(env.RECOMMENDER, ['recommender', shopId, '0']);

export const courierOf = (env: Env, shopId: string) => port<CourierPort>(env.COURIER, ['courier', shopId, '0']);

/** The shop's settings and placement; from memory for a few seconds. */
export const doorOf = async (env: Env, shopId: string, fresh = false): Promise<ShopDoor> => {
  const kept = doors.get(shopId);
  if (kept && !fresh && kept.untilMs > machineNow()) return kept.door;
  const { door } = unwrap(await (await shopOf(env, shopId)).door());
  if (doors.size >= DOORS_KEPT) doors.delete(doors.keys().next().value ?? '');
  doors.set(shopId, { door, untilMs: machineNow() + DOOR_LIFE_MS });
  return door;
};

/** Forgets what is known of a shop, after it was changed through this isolate. */
export const forgetDoor = (shopId: string): void => {
  doors.delete(shopId);
};

/** One slice of a shop, with the place it is believed to be in. */
export const sliceAt = async (env: Env, shopId: string, seat: ShopDoor['seats'][number]): Promise<{ slice: SlicePort; at: At }> => ({
  slice: await port<SlicePort>(env.SHOPPERS, ['shoppers', shopId, String(seat.slice), String(seat.generation)]),
  at: { generation: seat.generation },
});

/**
 * Calls the slice that holds a person. Where the slice has moved, the placement is read anew; where the person was merged, the call goes on to the member;
 * while either is under way it waits a little. The call is made again as it was, so it must be one that may be repeated.
 * @throws {Problem} the refusal of the slice; `moved` (503, try again) when the move takes longer than about three seconds
 */
export const onSlice = async <T>(
  env: Env,
  shopId: string,
  shopper: string,
  call: (slice: SlicePort, at: At, shopper: string) => Promise<Answer<T>>,
): Promise<{ ok: true } & T> => {
  let id = shopper;
  for (const [tries, waitMs] of MOVED_WAITS_MS.entries()) {
    if (waitMs > 0) await scheduler.wait(waitMs);
    const door = await doorOf(env, shopId, tries > 0);
    const place = slot(id);
    const seat = door.seats.find((one) => place >= one.from && place < one.to);
    if (!seat) throw new Problem('moved', { retryAfterMs: 1_000 });
    const { slice, at } = await sliceAt(env, shopId, seat);
    const answer = await call(slice, { ...at, slot: place }, id);
    if (answer.ok) return answer;
    if (answer.problem !== 'moved') throw new Problem(answer.problem, { detail: answer.detail });
    if (answer.into !== undefined) id = answer.into;
  }
  throw new Problem('moved', { retryAfterMs: 1_000 });
};

/** Asks every slice of a shop at once; the answers are of slightly different moments. A slice that has moved is looked for anew. @throws {Problem} as `onSlice` */
export const onEverySlice = async <T>(
  env: Env,
  door: ShopDoor,
  call: (slice: SlicePort, at: At, index: number) => Promise<Answer<T>>,
): Promise<({ ok: true } & T)[]> => Promise.all(door.seats.map(({ slice }) => onNumberedSlice(env, door.shopId, slice, call)));

const onNumberedSlice = async <T>(
  env: Env,
  shopId: string,
  index: number,
  call: (slice: SlicePort, at: At, index: number) => Promise<Answer<T>>,
): Promise<{ ok: true } & T> => {
  for (const [tries, waitMs] of MOVED_WAITS_MS.entries()) {
    if (waitMs > 0) await scheduler.wait(waitMs);
    const seat = (await doorOf(env, shopId, tries > 0)).seats.find((one) => one.slice === index);
    if (!seat) break;
    const { slice, at } = await sliceAt(env, shopId, seat);
    const answer = await call(slice, at, index);
    if (answer.ok) return answer;
    if (answer.problem !== 'moved') throw new Problem(answer.problem, { detail: answer.detail });
  }
  throw new Problem('moved', { retryAfterMs: 1_000 });
};
