import type { Offer, OfferGives } from '@rapport/protocol';

/** The most that an offer taken once can cost, in minor units: what a budget in money counts for it. */
export const mostCost = (gives: OfferGives): number => {
  switch (gives.kind) {
    case 'amount':
      return gives.valueMinor;
    case 'percent':
      return gives.mostMinor ?? 0;
    case 'gift':
    case 'free-shipping':
    case 'points':
      return gives.costMinor;
    default:
      return 0;
  }
};

/** Whether taking it gives a code for the checkout. */
export const hasCode = ({ kind }: OfferGives): boolean => kind === 'amount' || kind === 'percent' || kind === 'gift' || kind === 'free-shipping';

/** Whether it takes something off the price. */
export const isDiscount = ({ kind }: OfferGives): boolean => kind === 'amount' || kind === 'percent' || kind === 'free-shipping';

/** What a basket lacks to get it, in minor units; null without a basket, or when nothing is lacking. */
export const missingFor = ({ minimumMinor }: Offer, basketMinor: number | null): number | null =>
  basketMinor === null || basketMinor >= minimumMinor ? null : minimumMinor - basketMinor;

/** An offer that multiplies points, as the programme's own multipliers are written; null for any other. */
export const multiplierOf = ({ id, title, gives }: Pick<Offer, 'id' | 'title' | 'gives'>) =>
  gives.kind === 'points'
    ? {
        id: `offer-${id}`,
        title,
        factor: gives.times,
        ...(gives.products.length > 0 ? { products: gives.products } : {}),
        ...(gives.categories.length > 0 ? { categories: gives.categories } : {}),
        priority: 500,
        stacks: true,
      }
    : null;
