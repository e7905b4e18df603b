import { BAND_STEPS, FOLLOWED_WEIGHT, HALF_LIFE_DAYS, KEYS, LIKED_MOST, LIKED_SHARE, LIKED_WEIGHT, WEIGHTS } from './tuning.ts';

/** In what a taste shows. */
export type Facet = 'maker' | 'category' | 'series' | 'price' | 'word';
export const FACETS: readonly Facet[] = ['maker', 'category', 'series', 'price', 'word'];

/** By what somebody shows it; the last three speak against. */
export type Sign = keyof typeof WEIGHTS;

/** What is known of a product when somebody meets it; fetched before the call. */
export interface Traits {
  readonly maker: string;
  /** What the maker is, and its name in every language the shop gives; unset = it has none. */
  readonly makerIs?: 'author' | 'brand';
  readonly makerNames?: Readonly<Record<string, string>>;
  readonly category: string;
  readonly series: string;
  /** Null = has no price. */
  readonly priceMinor: number | null;
  readonly words: readonly string[];
  /** How many days one of it lasts in use, where the shop says so. */
  readonly lastsDays?: number;
}

/** One thing that somebody did, as far as it says something of their taste. */
export interface Sighting {
  readonly sign: Sign;
  readonly atMs: number;
  readonly traits: Traits;
}

/**
 * What is remembered of one key. `sum` counts all that may have been seen of it and `over` how much of that may have been another key's (this one took its place):
 * the truth lies between `sum − over` and `sum`, and it is the lower end that is shown and used.
 */
type Kept = [key: string, sum: number, over: number, strongest: Sign];

/** Somebody's interests: per facet what speaks for and against keys, and the sum of what speaks for any. Amounts are scaled to `scale` half-lives after 1970. */
export interface Interests {
  readonly scale: number;
  readonly facets: Readonly<Partial<Record<Facet, { readonly total: number; readonly good: readonly Kept[]; readonly bad: readonly Kept[] }>>>;
}

/** A liking, with why it is believed. */
export interface Liking {
  readonly facet: Facet;
  readonly key: string;
  /** Of all that was seen of the facet, 0 to 1. It doesn't change with time: all of it fades alike. */
  readonly share: number;
  /** What it weighs at the moment asked for; one look of that moment is 1. */
  readonly weight: number;
  /** How sure it is that this is no accident, 0 to 1: one half at what just makes a liking, and what is left halves with as much again. */
  readonly sure: number;
  /** The strongest sign: because you bought, wished for, put in the basket, searched, looked at. */
  readonly because: Sign;
}

export const NO_INTERESTS: Interests = { scale: 0, facets: {} };

const HALF_LIFE_MS = HALF_LIFE_DAYS * 86_400_000;
/** Half-lives between two rescalings: 2⁴⁰ is far from where doubles end, and powers of two scale without rounding. */
const RESCALE = 40;

/** The band that a price lies in, such as `20-50`; '' without a price. */
export const bandOf = (priceMinor: number | null, exponent: number): string => {
  if (priceMinor === null || priceMinor <= 0) return '';
  const major = priceMinor / 10 ** exponent;
  const power = 10 ** Math.floor(Math.log10(major) + 1e-12);
  const steps = [...BAND_STEPS.map((step) => step * power), 10 * power];
  const at = Math.max(
    0,
    steps.findLastIndex((step, i) => i < BAND_STEPS.length && major >= step - 1e-9),
  );
  return `${round(steps[at] ?? 0)}-${round(steps[at + 1] ?? 0)}`;
};

/**
 * What somebody's interests are after one more sign: a bounded number of steps, whatever they did before. Signs may come in any order: each is counted by its own time,
 * and as long as a facet holds no more keys than are kept, the end is the same but for rounding; beyond that, the same to within 1/24 of all that was seen of the facet.
 * @see Metwally, Agrawal & El Abbadi (2005), Space-Saving
 */
export const notice = (interests: Interests, { sign, atMs, traits }: Sighting, exponent: number): Interests => {
  const age = atMs / HALF_LIFE_MS;
  const { scale, facets } = age - interests.scale > RESCALE ? rescaled(interests, Math.floor(age)) : interests;
  const weight = WEIGHTS[sign];
  const amount = Math.abs(weight) * 2 ** Math.max(-1_000, age - scale);
  const next = { ...facets };
  for (const [facet, keys] of keysOf(traits, exponent)) {
    const known = next[facet] ?? { total: 0, good: [], bad: [] };
    const each = amount / keys.length;
    next[facet] =
      weight > 0
        ? { ...known, total: known.total + amount, good: keys.reduce((kept, key) => added(kept, key, each, sign), known.good) }
        : { ...known, bad: keys.reduce((kept, key) => added(kept, key, each, sign), known.bad) };
  }
  return { scale, facets: next };
};

/** What somebody likes at a moment, the strongest first of each facet. What two looks could have left is no liking, however large its share. */
export const likings = ({ scale, facets }: Interests, nowMs: number): Liking[] => {
  const fade = 2 ** Math.max(-1_000, scale - nowMs / HALF_LIFE_MS);
  return FACETS.flatMap((facet) => {
    const known = facets[facet];
    if (!known || known.total <= 0) return [];
    return known.good
      .map(([key, sum, over, because]): Liking => {
        const left = Math.max(0, sum - over - against(known.bad, key));
        return { facet, key, share: left / known.total, weight: left * fade, sure: 1 - 2 ** (-(left * fade) / LIKED_WEIGHT), because };
      })
      .filter(({ share, weight }) => share >= LIKED_SHARE && weight >= LIKED_WEIGHT)
      .toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
      .slice(0, LIKED_MOST);
  });
};

/** Makers and series that somebody has come back to often enough to be asked whether they follow them. */
export const followed = (liked: readonly Liking[]): Liking[] =>
  liked.filter(({ facet, weight }) => (facet === 'maker' || facet === 'series') && weight >= FOLLOWED_WEIGHT);

/** How much of a facet a key is at least, 0 to 1. */
export const shareOf = ({ facets }: Interests, facet: Facet, key: string): number => {
  const known = facets[facet];
  const kept = known?.good.find(([one]) => one === key);
  if (!known || !kept || known.total <= 0) return 0;
  return Math.max(0, kept[1] - kept[2] - against(known.bad, key)) / known.total;
};

/** Less than this part of a sum is what rounding left of it. */
const LEFT_OVER = 1e-9;

/** Two people's interests as one person's, after a merge. The bounds add up. */
export const joinInterests = (one: Interests, other: Interests): Interests => {
  const scale = Math.max(one.scale, other.scale);
  const [a, b] = [rescaled(one, scale), rescaled(other, scale)];
  const facets = Object.fromEntries(
    FACETS.flatMap((facet) => {
      const [mine, theirs] = [a.facets[facet], b.facets[facet]];
      if (!mine || !theirs) return mine || theirs ? [[facet, mine ?? theirs]] : [];
      return [[facet, { total: mine.total + theirs.total, good: merged(mine.good, theirs.good), bad: merged(mine.bad, theirs.bad) }]];
    }),
  ) as Interests['facets'];
  return { scale, facets };
};

/** What is left of joined interests without one of the two: signs fade alike, so that what has come since stands. Exact as long as no key had to give its place away. */
export const partInterests = (both: Interests, gone: Interests): Interests => {
  const scale = Math.max(both.scale, gone.scale);
  const [a, b] = [rescaled(both, scale), rescaled(gone, scale)];
  const facets = Object.fromEntries(
    Object.entries(a.facets).flatMap(([facet, mine]) => {
      const theirs = b.facets[facet as Facet];
      if (!theirs) return [[facet, mine]];
      const left = { total: Math.max(0, mine.total - theirs.total), good: without(mine.good, theirs.good), bad: without(mine.bad, theirs.bad) };
      return left.good.length + left.bad.length > 0 ? [[facet, left]] : [];
    }),
  ) as Interests['facets'];
  return { scale, facets };
};

const round = (value: number): number => Number(value.toPrecision(3));

const keysOf = ({ maker, category, series, priceMinor, words }: Traits, exponent: number): [Facet, string[]][] =>
  (
    [
      ['maker', [maker]],
      ['category', [category]],
      ['series', [series]],
      ['price', [bandOf(priceMinor, exponent)]],
      ['word', [...new Set(words)]],
    ] as [Facet, string[]][]
  )
    .map(([facet, keys]): [Facet, string[]] => [facet, keys.filter((key) => key !== '')])
    .filter(([, keys]) => keys.length > 0);

/** Adds to a key. A full list gives the place of its smallest key away, and notes that what stood there may not be the new one's. */
const added = (kept: readonly Kept[], key: string, amount: number, sign: Sign): readonly Kept[] => {
  const at = kept.findIndex(([one]) => one === key);
  if (at >= 0) return kept.map((one, i) => (i === at ? [key, one[1] + amount, one[2], stronger(one[3], sign)] : one));
  if (kept.length < KEYS) return [...kept, [key, amount, 0, sign]];
  const least = kept.reduce((lowest, one) => (one[1] < lowest[1] ? one : lowest));
  return kept.map((one) => (one === least ? [key, least[1] + amount, least[1], sign] : one));
};

const merged = (mine: readonly Kept[], theirs: readonly Kept[]): readonly Kept[] => {
  const all = new Map(mine.map((kept) => [kept[0], kept] as const));
  for (const [key, sum, over, sign] of theirs) {
    const known = all.get(key);
    all.set(key, known ? [key, known[1] + sum, known[2] + over, stronger(known[3], sign)] : [key, sum, over, sign]);
  }
  return [...all.values()].toSorted((a, b) => b[1] - a[1]).slice(0, KEYS);
};

const without = (kept: readonly Kept[], gone: readonly Kept[]): readonly Kept[] => {
  const byKey = new Map(gone.map((one) => [one[0], one] as const));
  return kept.flatMap(([key, sum, over, sign]): Kept[] => {
    const theirs = byKey.get(key);
    const left = sum - (theirs?.[1] ?? 0);
    return left > sum * LEFT_OVER ? [[key, left, Math.max(0, over - (theirs?.[2] ?? 0)), sign]] : [];
  });
};

const against = (bad: readonly Kept[], key: string): number => {
  const kept = bad.find(([one]) => one === key);
  return kept ? kept[1] - kept[2] : 0;
};

const stronger = (one: Sign, other: Sign): Sign => (Math.abs(WEIGHTS[other]) > Math.abs(WEIGHTS[one]) ? other : one);

const rescaled = (interests: Interests, to: number): Interests => {
  const factor = 2 ** Math.max(-1_000, interests.scale - to);
  const scaled = (kept: readonly Kept[]): Kept[] => kept.map(([key, sum, over, sign]) => [key, sum * factor, over * factor, sign]);
  const facets = Object.fromEntries(
    Object.entries(interests.facets).map(([facet, { total, good, bad }]) => [facet, { total: total * factor, good: scaled(good), bad: scaled(bad) }]),
  ) as Interests['facets'];
  return { scale: to, facets };
};
