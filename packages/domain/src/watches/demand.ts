import { stemOf } from './meaning.ts';

/** What one person looked for in the same words: wished, or searched for and found nothing. */
export interface Sought {
  readonly shopper: string;
  readonly query: string;
  /** They asked to be told. */
  readonly wished: boolean;
  /** The most they would pay, in minor units of the shop's currency; null if they did not say. */
  readonly ceilingMinor: number | null;
  readonly lastAtMs: number;
}

/** What several people look for in vain. Plain data, so that slices can hand it over and be added up. */
export interface Want {
  /** The words, brought to what they bend from and to the first that the owner names for them, in order: bowls for matcha and matcha bowl are one want. */
  readonly stem: string;
  /** How it was written, with how many wrote it so. */
  readonly spellings: Readonly<Record<string, number>>;
  readonly people: number;
  /** How many of them asked to be told. */
  readonly wishing: number;
  readonly ceilingsMinor: readonly number[];
  readonly lastAtMs: number;
}

/** Below so many people a want is nobody's business: with two, each could read of the other. */
export const FEWEST_WANTING = 3;
/** Spellings and ceilings that a want keeps; more change nothing of what is shown. */
const KEPT_SPELLINGS = 20;
const KEPT_CEILINGS = 500;

/** Groups what people looked for by stem; `stem` = how the shop reads a search. Each person counts once a want, with their highest ceiling and their last time. */
export function wantsOf(all: readonly Sought[], stem: (query: string) => string = stemOf): Want[] {
  const byStem = new Map<string, Map<string, Sought>>();
  for (const one of all) {
    const key = stem(one.query);
    if (key === '') continue;
    const people = byStem.get(key) ?? new Map<string, Sought>();
    byStem.set(key, people.set(one.shopper, together(people.get(one.shopper), one)));
  }
  return [...byStem].map(([key, people]): Want => {
    const sought = [...people.values()];
    const spellings: Record<string, number> = {};
    for (const { query } of sought) spellings[query.trim()] = (spellings[query.trim()] ?? 0) + 1;
    return {
      stem: key,
      spellings: most(spellings),
      people: sought.length,
      wishing: sought.filter(({ wished }) => wished).length,
      ceilingsMinor: sought.flatMap(({ ceilingMinor }) => (ceilingMinor === null ? [] : [ceilingMinor])).slice(0, KEPT_CEILINGS),
      lastAtMs: Math.max(...sought.map(({ lastAtMs }) => lastAtMs)),
    };
  });
}

/** Adds up wants of different people, as of several slices. */
export function addWants(parts: readonly (readonly Want[])[]): Want[] {
  const sums = new Map<string, Want>();
  for (const want of parts.flat()) {
    const known = sums.get(want.stem);
    const spellings = { ...known?.spellings };
    for (const [spelling, count] of Object.entries(want.spellings)) spellings[spelling] = (spellings[spelling] ?? 0) + count;
    sums.set(
      want.stem,
      known
        ? {
            stem: want.stem,
            spellings: most(spellings),
            people: known.people + want.people,
            wishing: known.wishing + want.wishing,
            ceilingsMinor: [...known.ceilingsMinor, ...want.ceilingsMinor].slice(0, KEPT_CEILINGS),
            lastAtMs: Math.max(known.lastAtMs, want.lastAtMs),
          }
        : want,
    );
  }
  return [...sums.values()];
}

/** A want as the owner reads it. */
export interface BoardRow {
  readonly words: string;
  readonly people: number;
  readonly wishing: number;
  /** The middle of what people would pay at most; null where fewer than three said so. */
  readonly ceilingMinor: number | null;
  readonly lastAtMs: number;
}

/** What the owner may read: wants of three people and more, what most want first. */
export const boardOf = (wants: readonly Want[]): BoardRow[] =>
  wants
    .filter(({ people }) => people >= FEWEST_WANTING)
    .map(({ spellings, people, wishing, ceilingsMinor, lastAtMs, stem }) => ({
      words: Object.entries(spellings).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? stem,
      people,
      wishing,
      ceilingMinor: ceilingsMinor.length < FEWEST_WANTING ? null : middle(ceilingsMinor),
      lastAtMs,
    }))
    .toSorted((a, b) => b.people - a.people || b.lastAtMs - a.lastAtMs || (a.words < b.words ? -1 : 1));

/** Of some things those that several people wait for, with how many: each slice's counts in the order of the things. What fewer wait for is nobody's business. */
export const waitedFor = <T>(things: readonly T[], counts: readonly (readonly number[])[]): (T & { readonly people: number })[] =>
  things
    .map((thing, index) => ({ ...thing, people: counts.reduce((sum, count) => sum + (count[index] ?? 0), 0) }))
    .filter(({ people }) => people >= FEWEST_WANTING);

const together = (one: Sought | undefined, other: Sought): Sought => {
  if (!one) return other;
  const later = other.lastAtMs >= one.lastAtMs ? other : one;
  const ceilings = [one.ceilingMinor, other.ceilingMinor].filter((minor) => minor !== null);
  return { ...later, wished: one.wished || other.wished, ceilingMinor: ceilings.length === 0 ? null : Math.max(...ceilings) };
};

const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)] ?? 0;

const most = (spellings: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(spellings)
      .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, KEPT_SPELLINGS),
  );
