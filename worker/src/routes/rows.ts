import { arrange } from '@rapport/domain/recommend';
import type { ProductCard, Reason, Recommendation, RecommendationRow } from '@rapport/protocol';
import { LIMITS } from '@rapport/protocol/wire';
import type { Env } from '../env.ts';
import { catalogOf, onSlice, recommenderOf } from '../guards/doors.ts';
import type { RowAsk, ShopDoor } from '../objects/ports.ts';
import { uuid } from '../platform/ids.ts';

/** A place on a page that asks for a row. */
interface Place {
  readonly placement: string;
  readonly product?: string | undefined;
  readonly count: number;
  readonly locale: string;
}

/** A product on its way into a row. */
interface Step {
  readonly productId: string;
  readonly code: Reason['code'];
  readonly because?: string | undefined;
  readonly cold?: boolean;
}

/** How many more products are asked for than shown: some will turn out to be unavailable, or all of one kind. */
const SPARE = 3;
/** Products looked at lately that a row starts from, at the most; for what comes next in this visit, fewer. */
const SEEDS = 20;
const NEXT_SEEDS = 5;

/** Products that many want just now, then the shop's newest; the same for everybody. */
export const trendingRow = async (env: Env, door: ShopDoor, count: number, locale: string): Promise<RecommendationRow> => {
  const ask: RowAsk = { shopId: door.shopId, want: 'trending', events: [], exclude: [], count };
  const [{ trending }, newest] = await Promise.all([candidates(env, ask), newestIds(env, door, count)]);
  return asRow(env, door, everybodys(trending, newest), new Set(), null, count, locale);
};

/** Products for one shopper and one place: what others went on to, then what is alike, then what everybody likes. Never one that was bought (but to buy again), never one twice. */
export const rowFor = async (env: Env, door: ShopDoor, shopper: string, place: Place): Promise<RecommendationRow> => {
  const { placement, product, count, locale } = place;
  if (placement === 'trending') return trendingRow(env, door, count, locale);
  const [taste, newest] = await Promise.all([
    onSlice(env, door.shopId, shopper, (slice, at, id) => slice.taste(at, id)),
    newestIds(env, door, placement === 'new-for-you' ? LIMITS.pageRows : count * SPARE),
  ]);
  const seen = taste.recent.filter((id) => id !== product);
  if (placement === 'recently-seen') {
    const steps = seen.slice(0, count * SPARE).map((productId): Step => ({ productId, code: 'recently-seen' }));
    return asRow(env, door, steps, new Set(product === undefined ? [] : [product]), null, count, locale, false);
  }
  const seeds = seedsOf(placement, product, seen);
  const never = new Set([...(placement === 'replenish' ? [] : taste.bought), ...(product === undefined ? [] : [product]), ...seeds]);
  if (placement === 'replenish') for (const id of seeds) never.delete(id);
  const ask = { shopId: door.shopId, want: wantOf(placement), events: seeds.toReversed(), exclude: [...never], count, newest, bought: taste.bought };
  const [{ found, trending }, alike] = await Promise.all([candidates(env, ask), likeThem(env, door, seeds, count)]);
  const own = found.map(({ productId, because, cold }): Step => ({ productId, because: because ?? undefined, cold, code: codeOf(placement, cold) }));
  return asRow(env, door, [...own, ...alike, ...everybodys(trending, newest)], never, product ?? null, count, locale);
};

/** What the row starts from, the newest first. */
const seedsOf = (placement: string, product: string | undefined, seen: readonly string[]): string[] => {
  if (placement === 'similar' || placement === 'bought-together') return product === undefined ? seen.slice(0, 1) : [product];
  return [...(product === undefined ? [] : [product]), ...seen].slice(0, placement === 'next' ? NEXT_SEEDS : SEEDS);
};

const wantOf = (placement: string): RowAsk['want'] => {
  if (placement === 'bought-together') return 'together';
  if (placement === 'new-for-you') return 'new';
  return placement === 'replenish' ? 'again' : 'next';
};

const codeOf = (placement: string, cold: boolean): Reason['code'] => {
  if (placement === 'bought-together') return 'bought-together';
  if (placement === 'new-for-you') return 'new';
  if (placement === 'replenish') return 'buy-again';
  return cold ? 'like-viewed' : 'viewed-together';
};

const candidates = async (env: Env, ask: RowAsk) => (await recommenderOf(env, ask.shopId)).candidates(ask);

const newestIds = async (env: Env, door: ShopDoor, count: number): Promise<string[]> => (await catalogOf(env, door.shopId)).someIds(count);

const likeThem = async (env: Env, door: ShopDoor, seeds: readonly string[], count: number): Promise<Step[]> => {
  if (seeds.length === 0) return [];
  const found = await (await catalogOf(env, door.shopId)).alike(seeds.slice(0, LIMITS.recommendations), count * SPARE);
  return found.map(({ productId, because, how }) => ({ productId, because, code: how }));
};

const everybodys = (trending: readonly string[], newest: readonly string[]): Step[] => [
  ...trending.map((productId): Step => ({ productId, code: 'trending' })),
  ...newest.map((productId): Step => ({ productId, code: 'new' })),
];

/** Fetches the cards, keeps the rules of a row, and says why each is there. */
const asRow = async (
  env: Env,
  door: ShopDoor,
  steps: readonly Step[],
  never: ReadonlySet<string>,
  about: string | null,
  count: number,
  locale: string,
  arranged = true,
): Promise<RecommendationRow> => {
  const stepById = new Map<string, Step>();
  for (const step of steps) if (!never.has(step.productId) && !stepById.has(step.productId)) stepById.set(step.productId, step);
  const asked = [...stepById.keys()].slice(0, count * SPARE + count);
  const because = [...new Set([...(about === null ? [] : [about]), ...asked.flatMap((id) => stepById.get(id)?.because ?? [])])];
  const cards = await cardsOf(env, door, [...because, ...asked.filter((id) => !because.includes(id))], locale);
  const own = asked.flatMap((id) => {
    const card = cards.get(id);
    return card ? [{ ...card, cold: stepById.get(id)?.cold === true }] : [];
  });
  const aboutMinor = about === null ? null : (cards.get(about)?.priceMinor ?? null);
  const chosen = arranged ? arrange(own, { limit: count, exclude: never, aboutMinor }) : own.filter(({ available }) => available).slice(0, count);
  const items = chosen.map(({ productId }): Recommendation => {
    const step = stepById.get(productId);
    const title = step?.because === undefined ? undefined : cards.get(step.because)?.title;
    const reason = { code: step?.code ?? 'trending', ...(title === undefined ? {} : { because: title }) };
    return { ...(cards.get(productId) as ProductCard), reason };
  });
  return { recommendationId: uuid(), items };
};

const cardsOf = async (env: Env, door: ShopDoor, ids: readonly string[], locale: string): Promise<Map<string, ProductCard>> => {
  const catalog = await catalogOf(env, door.shopId);
  const pages = Array.from({ length: Math.ceil(ids.length / LIMITS.pageRows) }, (_, page) =>
    ids.slice(page * LIMITS.pageRows, (page + 1) * LIMITS.pageRows),
  );
  const cards = await Promise.all(pages.map((page) => catalog.cards(page, locale)));
  return new Map(cards.flat().map((card) => [card.productId, card]));
};
