import type { Hand, HandPlace, Hands, Placement, Product, ProductRule } from '@rapport/protocol';

/** The bounds of one boost hold for all that meet in one product, too. */
const LEAST_TIMES = 0.1;
const MOST_TIMES = 10;

/** An owner who wants nothing in particular. */
export const NO_HAND: Hand = { pins: [], exclude: [], boosts: [] };

/** What holds for one placement: what was said of it, and what was said of all. Its own pins come first. */
export const handFor = (hands: Hands | undefined, placement: Placement): Hand => {
  const [own, all] = [hands?.[placement], hands?.all];
  if (!own || !all) return own ?? all ?? NO_HAND;
  return {
    pins: [...own.pins, ...all.pins.filter(({ productId }) => !own.pins.some((pin) => pin.productId === productId))],
    exclude: [...own.exclude, ...all.exclude],
    boosts: [...own.boosts, ...all.boosts],
  };
};

/** The hands with one laid anew; an empty one is taken away. */
export const withHand = (hands: Hands | undefined, place: HandPlace, hand: Hand): Hands => {
  const { [place]: _, ...rest } = hands ?? {};
  return hand.pins.length + hand.exclude.length + hand.boosts.length === 0 ? rest : { ...rest, [place]: hand };
};

/** What a rule looks for, in the form of `marksOf`. */
export const markOf = ({ by, value }: ProductRule): string => `${by}:${by === 'product' ? value : folded(value)}`;

/** Everything a rule could find a product by: `brand:x`, `tag:y` …; words in every language that the shop wrote them in. */
export const marksOf = ({ id, brand, author, category, series, tags }: Product): string[] => {
  const words = { brand: Object.values(brand), author: Object.values(author), category: Object.values(category), series: [series], tag: tags };
  const marks = Object.entries(words).flatMap(([by, values]) =>
    values.map((value) => folded(value)).flatMap((value) => (value ? [`${by}:${value}`] : [])),
  );
  return [`product:${id}`, ...new Set(marks)];
};

/** What a hand wants of a product, by its marks: whether it is left out, and how many times further up it stands. */
export type Judgement = (marks: readonly string[]) => { readonly excluded: boolean; readonly times: number };

/** Reads a hand once, to judge many products by it. */
export const judgementOf = (hand: Hand): Judgement => {
  const excluded = new Set(hand.exclude.map(markOf));
  const boosts = hand.boosts.map((boost) => ({ mark: markOf(boost), times: boost.times }));
  return (marks) => {
    if (excluded.size > 0 && marks.some((mark) => excluded.has(mark))) return { excluded: true, times: 1 };
    const times = boosts.reduce((all, boost) => (marks.includes(boost.mark) ? all * boost.times : all), 1);
    return { excluded: false, times: Math.min(MOST_TIMES, Math.max(LEAST_TIMES, times)) };
  };
};

/** A hand of which only the exclusions are left: for people who get no personal ranking. */
export const onlyExclusions = ({ exclude }: Hand): Hand => ({ ...NO_HAND, exclude });

const folded = (words: string): string => words.normalize('NFKC').trim().toLowerCase();
