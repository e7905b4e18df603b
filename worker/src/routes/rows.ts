import type { Reason, Recommendation, RecommendationRow } from '@rapport/protocol';
import type { Env } from '../env.ts';
import { catalogOf, onSlice, recommenderOf } from '../guards/doors.ts';
import type { ShopDoor } from '../objects/ports.ts';
import { uuid } from '../platform/ids.ts';

/** A product on its way into a row. */
interface Candidate {
  readonly productId: string;
  readonly code: Reason['code'];
  readonly because?: string;
}

/** How many more products are asked for than shown: some will turn out to be unavailable or bought. */
const SPARE = 3;
const SEEDS = 10;

/** Products that many want just now, then the shop's newest; the same for everybody. */
export const trendingRow = async (env: Env, door: ShopDoor, count: number, locale: string): Promise<RecommendationRow> =>
  asRow(env, door, await everybodys(env, door, count), new Set(), count, locale);

/** Products for one shopper and one place: what others went on to, then what is alike, then what everybody likes. Never one that was bought, never one twice. */
export const rowFor = async (
  env: Env,
  door: ShopDoor,
  shopper: string,
  ask: { placement: string; product?: string | undefined; count: number; locale: string },
): Promise<RecommendationRow> => {
  const taste = await onSlice(env, door.shopId, shopper, (slice, at, id) => slice.taste(at, id));
  const seen = taste.recent.filter((id) => id !== ask.product).slice(0, SEEDS);
  if (ask.placement === 'trending') return trendingRow(env, door, ask.count, ask.locale);
  if (ask.placement === 'recently-seen') {
    const candidates = seen.map((productId) => ({ productId, code: 'recently-seen' as const }));
    return asRow(env, door, candidates, new Set(), ask.count, ask.locale);
  }
  const seeds = ask.product === undefined ? seen : [ask.product];
  const [followed, alike, others] = await Promise.all([
    neighbours(env, door, seeds, ask.count),
    likeThem(env, door, seeds, ask.count),
    everybodys(env, door, ask.count),
  ]);
  const never = new Set([...taste.bought, ...seeds]);
  return asRow(env, door, [...followed, ...alike, ...others], never, ask.count, ask.locale);
};

const neighbours = async (env: Env, door: ShopDoor, seeds: readonly string[], count: number): Promise<Candidate[]> => {
  if (seeds.length === 0) return [];
  const found = await (await recommenderOf(env, door.shopId)).neighbours(seeds, count * SPARE);
  return found.map(({ productId, because }) => ({ productId, because, code: 'viewed-together' }));
};

const likeThem = async (env: Env, door: ShopDoor, seeds: readonly string[], count: number): Promise<Candidate[]> => {
  if (seeds.length === 0) return [];
  const found = await (await catalogOf(env, door.shopId)).alike(seeds, count * SPARE);
  return found.map(({ productId, because, how }) => ({ productId, because, code: how }));
};

const everybodys = async (env: Env, door: ShopDoor, count: number): Promise<Candidate[]> => {
  const [hot, some] = await Promise.all([
    recommenderOf(env, door.shopId).then((recommender) => recommender.trending(count * SPARE)),
    catalogOf(env, door.shopId).then((catalog) => catalog.someIds(count * SPARE)),
  ]);
  return [...hot.map((productId) => ({ productId, code: 'trending' as const })), ...some.map((productId) => ({ productId, code: 'new' as const }))];
};

const asRow = async (
  env: Env,
  door: ShopDoor,
  candidates: readonly Candidate[],
  never: ReadonlySet<string>,
  count: number,
  locale: string,
): Promise<RecommendationRow> => {
  const wanted = [
    ...new Map(
      candidates
        .filter(({ productId }) => !never.has(productId))
        .toReversed()
        .map((one) => [one.productId, one]),
    ).values(),
  ].toReversed();
  const asked = wanted.slice(0, count * SPARE);
  const because = [...new Set(asked.flatMap((one) => one.because ?? []))];
  const cards = await (await catalogOf(env, door.shopId)).cards([...asked.map(({ productId }) => productId), ...because], locale);
  const cardById = new Map(cards.map((card) => [card.productId, card]));
  const items = asked.flatMap(({ productId, code, because: id }): Recommendation[] => {
    const card = cardById.get(productId);
    const title = id === undefined ? undefined : cardById.get(id)?.title;
    if (!card?.available) return [];
    return [{ ...card, reason: { code, ...(title === undefined ? {} : { because: title }) } }];
  });
  return { recommendationId: uuid(), items: items.slice(0, count) };
};
