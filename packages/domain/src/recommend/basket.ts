import { BASKET_COMPANY, BASKET_DEMAND, BASKET_DEMAND_POWER, BASKET_FADE, BASKET_LEAST_DEMAND } from './tuning.ts';

/** What next-basket answers are made from. */
export interface BasketQuestion {
  /** What was bought, the oldest basket first. */
  readonly baskets: readonly (readonly string[])[];
  readonly limit: number;
  /** Only what was bought before (replenish), or anything (next basket)? */
  readonly onlyAgain?: boolean;
  /** How much a product is in demand these days, and those most in demand, in the same unit. */
  readonly demand: (productId: string) => number;
  readonly mostWanted: readonly string[];
  /** What goes with the last basket, with any positive scores. */
  readonly company: readonly { readonly productId: string; readonly score: number }[];
  /** Never in the answer. */
  readonly exclude?: ReadonlySet<string>;
}

/** A product of the next basket. `times` = in how many baskets it was. */
export interface BasketItem {
  readonly productId: string;
  readonly score: number;
  readonly times: number;
}

/** What somebody buys next: what they bought often and lately, more if it is in demand; then what goes with their last basket and what others want. */
export function nextBasket({ baskets, limit, onlyAgain = false, demand, mostWanted, company, exclude }: BasketQuestion): BasketItem[] {
  const found = new Map<string, { score: number; times: number }>();
  for (const [age, basket] of baskets.toReversed().entries()) {
    for (const productId of new Set(basket)) {
      const one = found.get(productId) ?? { score: 0, times: 0 };
      found.set(productId, { score: one.score + BASKET_FADE ** age, times: one.times + 1 });
    }
  }
  const most = Math.max(1e-9, ...mostWanted.map(demand));
  const share = (productId: string): number => Math.min(1, demand(productId) / most);
  for (const [productId, one] of found) one.score *= (share(productId) + BASKET_LEAST_DEMAND) ** BASKET_DEMAND_POWER;
  const add = (productId: string, more: number): void => {
    const one = found.get(productId) ?? { score: 0, times: 0 };
    if (one.times === 0 && onlyAgain) return;
    found.set(productId, { score: one.score + more, times: one.times });
  };
  const closest = Math.max(1e-9, ...company.map(({ score }) => score));
  for (const { productId, score } of company) add(productId, (BASKET_COMPANY * score) / closest);
  for (const productId of new Set([...mostWanted, ...found.keys()])) add(productId, BASKET_DEMAND * share(productId));
  return [...found]
    .filter(([productId]) => !exclude?.has(productId))
    .map(([productId, { score, times }]) => ({ productId, score, times }))
    .sort((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1))
    .slice(0, limit);
}
