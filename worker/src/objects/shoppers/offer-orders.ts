import type { PointsShop } from '@rapport/domain/commerce';
import { isDiscount, multiplierOf } from '@rapport/domain/offers';
import type { Order } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { Claim } from './offers-store.ts';
import type { SliceParts } from './people.ts';

/** Taken, and still to be used. */
const isOpen = ({ state, untilMs }: Claim): boolean => state === 'taken' && now() < untilMs;

/**
 * The shop's programme as it holds for one person and one order: with the multipliers of the offers they took. An order that used one keeps it, whatever is judged
 * of it later; without an order (a preview) those count that the next one will use. So what is announced is what is awarded.
 */
export const withOffers = (shop: PointsShop, shopper: string, orderId: string | null, { offers }: SliceParts): PointsShop => {
  const claims = offers.claims(shopper).filter((claim) => (orderId !== null && claim.orderId === orderId) || isOpen(claim));
  const mine = claims.flatMap(({ offer }) => multiplierOf(offer) ?? []);
  if (mine.length === 0) return shop;
  const extended = <V extends PointsShop['versions'][number]>(version: V): V => ({
    ...version,
    programme: { ...version.programme, multipliers: [...(version.programme.multipliers ?? []), ...mine] },
  });
  return { ...shop, versions: shop.versions.map(extended) };
};

/** An order uses up what it used: the codes it names, and offers that count for the next order. Inside the transaction that takes the order. */
export const useOffers = (shopper: string, { id, status, voucherCodes = [] }: Order, { offers, trials }: SliceParts): void => {
  if (status !== 'paid' && status !== 'fulfilled') return;
  for (const claim of offers.claims(shopper)) {
    const isNamed = claim.code !== null && voucherCodes.includes(claim.code);
    if (!isOpen(claim) || !(isNamed || claim.offer.gives.kind === 'points')) continue;
    if (!offers.useClaim(shopper, claim.id, id, now())) continue;
    offers.count(claim.offer.id, '', 'used');
    if (isDiscount(claim.offer.gives)) trials.markDiscounted(shopper);
  }
};
