import { worthOf } from '@rapport/domain/commerce';
import type { PointsStore } from './points-store.ts';

/** What some orders of somebody are to their counts. */
export const shareOf = (
  points: PointsStore,
  shopper: string,
  orderIds: readonly string[],
): { readonly orders: number; readonly spentMinor: number } =>
  orderIds
    .map((id) => worthOf(points.order(shopper, id)))
    .reduce((sum, one) => ({ orders: sum.orders + (one.counts ? 1 : 0), spentMinor: sum.spentMinor + one.spentMinor }), { orders: 0, spentMinor: 0 });
