import type { Memory } from './memory.ts';
import type { Find, Question } from './model.ts';
import { COLD_LEAST, COLD_PLACES_A_SHARE, COLD_PLACES_OF, MAX_COLD_PLACES, UNIVERSAL } from './tuning.ts';

/** Products of the question and of the answer that a cold one is likened to, the most. */
const SEEDS = 10;
const FOUND = 10;
/** What all that was found weighs against the latest product met. */
const FOUND_SHARE = 1;

/**
 * Products that nobody has met, by what they are like: the session's own products, and what was found for it, which carries what behaviour knows over to them.
 * The memory's profile is that of the question. The sum of squared likenesses: one close relative says more than many distant ones.
 */
export function coldOnes(memory: Memory, { events, hidden }: Question, finds: readonly Find[], limit: number): Find[] {
  const { content } = memory;
  const seeds = [...new Set(events.toReversed())].slice(0, SEEDS);
  const found = finds.slice(0, FOUND);
  const sum = found.reduce((all, { score }) => all + score, 0) || 1;
  const relatives = [
    ...seeds.map((product, back) => ({ product, weight: Math.exp(-back * UNIVERSAL.pairFade) })),
    ...found.map(({ product, score }) => ({ product, weight: (FOUND_SHARE * score) / sum })),
  ];
  const inAll = relatives.reduce((all, { weight }) => all + weight, 0) || 1;
  return content
    .nearest((product) => memory.isCold(product) && hidden?.has(product) !== true && !seeds.includes(product))
    .map((product): Find => {
      let [score, most, because] = [0, 0, -1];
      for (const relative of relatives) {
        const said = relative.weight * content.alike(relative.product, product) ** 2;
        score += said;
        if (said <= most || !seeds.includes(relative.product)) continue;
        most = said;
        because = relative.product;
      }
      return { product, score: score / inAll, because };
    })
    .filter(({ score }) => score >= COLD_LEAST)
    .sort((a, b) => b.score - a.score || a.product - b.product)
    .slice(0, limit);
}

/** How many of ten places are for cold products, by the share of the catalogue that they are. */
export const coldPlaces = (cold: number, products: number): number =>
  Math.min(MAX_COLD_PLACES, Math.round((COLD_PLACES_A_SHARE * cold) / Math.max(1, products)));

/** Lets cold products in at the last `places` of each ten; where nothing else is known they fill the rest. */
export function withCold(finds: readonly Find[], cold: readonly Find[], places: number, limit: number): Find[] {
  const row: Find[] = [];
  const warm = [...finds];
  const waiting = [...cold];
  while (row.length < limit && (warm.length > 0 || waiting.length > 0)) {
    const isTheirs = row.length % COLD_PLACES_OF >= COLD_PLACES_OF - places;
    const next = waiting.length > 0 && (isTheirs || warm.length === 0) ? waiting.shift() : warm.shift();
    if (next === undefined) break;
    row.push(next);
  }
  return row;
}
