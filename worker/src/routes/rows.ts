import { composeRow, handFor, isVaried, markOf, onlyExclusions, rowId, type Placed, type Step } from '@rapport/domain/recommend';
import type { Hand, Placement, ProductCard, Reason, Recommendation, RecommendationRow, TriedRow } from '@rapport/protocol';
import type { Env } from '../env.ts';
import { onSlice, recommenderOf } from '../guards/doors.ts';
import type { Goods, ShopDoor, Taste } from '../objects/ports.ts';
import type { RowAsk } from '../objects/recommend-ports.ts';
import { uuid } from '../platform/ids.ts';
import { type Shelf, shelfOf } from './shelf.ts';

/** A place on a page that asks for a row. */
interface Place {
  readonly placement: Placement;
  readonly product?: string | undefined;
  readonly count: number;
  readonly locale: string;
}

/** What a row is made from, once everything was asked. */
interface Plan {
  readonly hand: Hand;
  readonly own: readonly Step[];
  /** What fills the row up, by where it comes from; asked only where the row would be short or all of a kind. */
  readonly fill: () => Promise<readonly (readonly Step[])[]>;
  readonly never: ReadonlySet<string>;
  readonly taste: Pick<Taste, 'bought'>;
  /** Is a row of what is their own better short than filled up? */
  readonly alone: boolean;
}

/** Rows that nobody ranks for the one who looks. */
const IMPERSONAL: ReadonlySet<Placement> = new Set(['trending', 'recently-seen']);

/** How many more products are asked for than shown: some will turn out to be unavailable, or all of one kind. */
const SPARE = 3;
/** Products of each source that fills a row up, at the most: the closest of a long series are all of one maker. */
const FILLING = 40;
/** Products looked at lately that a row starts from, at the most; for what comes next in this visit, fewer. */
const SEEDS = 20;
const NEXT_SEEDS = 5;
/** Of those, products that others are asked to be like. */
const ALIKE_SEEDS = 5;

/** Products that many want just now, then the shop's newest; the same for everybody. */
export const trendingRow = async (env: Env, door: ShopDoor, count: number, locale: string): Promise<RecommendationRow> => {
  const place = { placement: 'trending', count, locale } as const;
  const hand = handFor(door.settings.recommendations, 'trending');
  const shelf = await shelfOf(env, door);
  const fill = (): Promise<Step[][]> => everybodys(env, door, shelf, count, exclusions(hand));
  const row = await placed(shelf, place, { hand, own: [], fill, never: new Set(), taste: { bought: [] }, alone: false });
  return { recommendationId: rowId('trending', uuid()), items: row.map(({ item }) => item) };
};

/**
 * Products for one shopper and one place: what others went on to, then what is alike, then what everybody likes, then what they have seen; as the owner's hand wants it.
 * Never what they hid, gave back or bought (but to buy again, and where there is nothing else), never one twice.
 */
export const rowFor = async (env: Env, door: ShopDoor, shopper: string, place: Place): Promise<RecommendationRow> => {
  const { row } = await made(env, door, shopper, place, true);
  return { recommendationId: rowId(place.placement, uuid()), items: row.map(({ item }) => item) };
};

/** The same row as staff see it: with what the owner's hand did. */
export const triedRow = async (env: Env, door: ShopDoor, shopper: string, place: Place): Promise<TriedRow> => {
  const { row, holdout } = await made(env, door, shopper, place, false);
  return { items: row.map(({ item, pinned, times }) => ({ ...item, pinned, times })), holdout };
};

const made = async (env: Env, door: ShopDoor, shopper: string, place: Place, isShown: boolean) => {
  const ask = { history: place.placement === 'replenish', ranked: isShown && !IMPERSONAL.has(place.placement) };
  const [{ taste }, shelf] = await Promise.all([onSlice(env, door.shopId, shopper, (slice, at, id) => slice.taste(at, id, ask)), shelfOf(env, door)]);
  const row = await placed(shelf, place, await planned(env, door, shelf, place, taste));
  return { row, holdout: taste.holdout };
};

const planned = async (env: Env, door: ShopDoor, shelf: Shelf, { placement, product, count }: Place, taste: Taste): Promise<Plan> => {
  const ownersHand = handFor(door.settings.recommendations, placement);
  const hand = taste.holdout ? onlyExclusions(ownersHand) : ownersHand;
  const never = new Set([...taste.hidden, ...taste.returned, ...(product === undefined ? [] : [product])]);
  const bought = placement === 'replenish' ? [] : taste.bought;
  const seen = taste.recent.filter((id) => id !== product);
  const exclude = [...never, ...bought, ...exclusions(hand)];
  const plan = { hand, never, taste: { bought }, alone: false };
  const popular = (): Promise<Step[][]> => everybodys(env, door, shelf, count, exclude);
  if (placement === 'trending' || taste.holdout) return { ...plan, own: [], fill: popular };
  if (placement === 'recently-seen') {
    const own = seen.map((productId): Step => ({ productId, code: 'recently-seen' }));
    return { ...plan, own, fill: popular, alone: true };
  }
  const seeds = seedsOf(placement, product, seen);
  const want = wantOf(placement);
  const ask: RowAsk = {
    shopId: door.shopId,
    want,
    events: seeds.toReversed(),
    exclude: placement === 'replenish' ? exclude : [...exclude, ...seeds],
    count,
    alias: taste.alias,
    ...(want === 'new' ? { newest: await shelf.newest() } : {}),
    ...(want === 'again' ? { baskets: taste.baskets } : {}),
  };
  const { found, trending } = await candidates(env, ask);
  const own = found.map(({ productId, because, cold }): Step => ({ productId, because: because ?? undefined, cold, code: codeOf(placement, cold) }));
  const fill = async (): Promise<Step[][]> => {
    const [alike, newest] = await Promise.all([shelf.alike(seeds.slice(0, ALIKE_SEEDS)), shelf.newest()]);
    const like = alike.map(({ productId, because, how }): Step => ({ productId, because, code: how }));
    const fresh = [like, ...forAll(trending, newest)].map((steps) => steps.filter(({ productId }) => !seeds.includes(productId)));
    return [...fresh, seen.map((productId): Step => ({ productId, code: 'recently-seen' }))];
  };
  return { ...plan, own, fill, alone: placement === 'replenish' };
};

/** What the row starts from, the newest first. */
const seedsOf = (placement: Placement, product: string | undefined, seen: readonly string[]): string[] => {
  if (placement === 'similar' || placement === 'bought-together') return product === undefined ? seen.slice(0, 1) : [product];
  return [...(product === undefined ? [] : [product]), ...seen].slice(0, placement === 'next' ? NEXT_SEEDS : SEEDS);
};

const wantOf = (placement: Placement): RowAsk['want'] => {
  if (placement === 'bought-together') return 'together';
  if (placement === 'new-for-you') return 'new';
  return placement === 'replenish' ? 'again' : 'next';
};

const codeOf = (placement: Placement, cold: boolean): Reason['code'] => {
  if (placement === 'bought-together') return 'bought-together';
  if (placement === 'new-for-you') return 'new';
  if (placement === 'replenish') return 'buy-again';
  return cold ? 'like-viewed' : 'viewed-together';
};

const candidates = async (env: Env, ask: RowAsk) => (await recommenderOf(env, ask.shopId)).candidates(ask);

/** Products that the owner excludes by name: nobody needs to look for them. */
const exclusions = (hand: Hand): string[] => hand.exclude.flatMap(({ by, value }) => (by === 'product' ? [value] : []));

const everybodys = async (env: Env, door: ShopDoor, shelf: Shelf, count: number, exclude: readonly string[]): Promise<Step[][]> => {
  const ask: RowAsk = { shopId: door.shopId, want: 'trending', events: [], exclude, count };
  const [{ trending }, newest] = await Promise.all([candidates(env, ask), shelf.newest()]);
  return forAll(trending, newest);
};

const forAll = (trending: readonly string[], newest: readonly string[]): Step[][] => [
  trending.map((productId): Step => ({ productId, code: 'trending' })),
  newest.map((productId): Step => ({ productId, code: 'new' })),
];

interface Shown {
  readonly item: Recommendation;
  readonly pinned: boolean;
  readonly times: number;
}

/**
 * Fetches the goods, keeps the rules of a row, and says why each is there. Where the row would be short, what fills it up is asked, then the rest of the catalogue;
 * where it would be empty, what was bought comes back.
 */
const placed = async (shelf: Shelf, { product, count, locale }: Place, plan: Plan): Promise<Shown[]> => {
  const { hand, own, never } = plan;
  const bought = new Set(plan.taste.bought);
  const goods = new Map<string, Goods>();
  const know = async (ids: Iterable<string>): Promise<void> => {
    const unknown = [...new Set(ids)].filter((id) => !goods.has(id));
    for (const [id, one] of await shelf.goods(unknown, locale)) goods.set(id, one);
  };
  const aboutMinor = (): number | null => (product === undefined ? null : (goods.get(product)?.priceMinor ?? null));
  const row = (steps: readonly Step[], more: { last?: readonly Step[]; asItIs?: boolean } = {}): Placed<Goods>[] =>
    composeRow({
      limit: count,
      hand,
      steps,
      last: [],
      never,
      bought,
      product: (id) => goods.get(id),
      aboutMinor: aboutMinor(),
      ...more,
    });
  const usable = (steps: readonly Step[], most: number): Step[] =>
    first(
      steps.filter(({ productId }) => !never.has(productId) && !bought.has(productId)),
      most,
    );
  /** Full, and not with what variety would rather put off: whoever looked at one of a series would else be shown only that series. */
  const isWhole = (made: readonly Placed<Goods>[]): boolean =>
    made.length >= count &&
    isVaried(
      made.map((one) => one.product),
      { limit: count, exclude: new Set(), aboutMinor: aboutMinor() },
    );
  let steps = usable(own, count * SPARE);
  await know([...named(steps), ...hand.pins.map(({ productId }) => productId), ...(product === undefined ? [] : [product])]);
  let made = row(steps, { asItIs: plan.alone });
  if (plan.alone ? made.length === 0 : !isWhole(made)) {
    steps = [...steps, ...(await plan.fill()).flatMap((group) => usable(group, FILLING))];
    await know(named(steps));
    made = row(steps);
    if (made.length < count) {
      const others = await shelf.others([...never, ...bought, ...steps.map(({ productId }) => productId)], hand.exclude.map(markOf), count, locale);
      for (const one of others) goods.set(one.productId, one);
      made = row([...steps, ...others.map(({ productId }): Step => ({ productId, code: 'new' }))]);
    }
  }
  if (made.length === 0 && bought.size > 0) {
    const last = [...bought].toReversed();
    await know(last);
    made = row([], { last: last.map((productId): Step => ({ productId, code: 'buy-again' })) });
  }
  return made.map((one) => shown(one, goods));
};

const named = (steps: readonly Step[]): string[] =>
  steps.flatMap(({ productId, because }) => (because === undefined ? [productId] : [productId, because]));

/** The first so many different products. */
const first = (steps: readonly Step[], count: number): Step[] => {
  const stepById = new Map<string, Step>();
  for (const step of steps) {
    if (stepById.size >= count) break;
    if (!stepById.has(step.productId)) stepById.set(step.productId, step);
  }
  return [...stepById.values()];
};

const shown = ({ product, step, pinned, times }: Placed<Goods>, goods: ReadonlyMap<string, Goods>): Shown => {
  const { marks: _, ...card } = product;
  const title = step.because === undefined ? undefined : goods.get(step.because)?.title;
  const reason = { code: step.code, ...(title === undefined ? {} : { because: title }) };
  return { item: { ...(card satisfies ProductCard), reason }, pinned, times };
};
