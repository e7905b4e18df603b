import { KINDS } from '@rapport/domain/notify';
import type { Lapse } from '@rapport/domain/points';
import type { ProductCard } from '@rapport/protocol';
import type { KeptMessage } from './message-rows.ts';

/** Whether what a message says of a product is still so: it can be bought, and is no dearer than the message said. */
export const isStillSo = (message: KeptMessage, { available, priceMinor }: ProductCard): boolean => {
  const prices = message.reasons.flatMap((reason) => (reason.code === 'cheaper' ? [reason.afterMinor] : []));
  return available && (message.kind !== 'price' || prices.length === 0 || priceMinor <= Math.max(...prices));
};

/** Whether the points that a message speaks of still lapse when it says so: they may have been used meanwhile. */
export const stillLapse = ({ reasons }: KeptMessage, due: readonly Lapse[], nowMs: number): boolean =>
  reasons.every(
    (one) => one.code !== 'lapsing' || (one.lapsesAtMs > nowMs && due.some(({ atMs, points }) => atMs === one.lapsesAtMs && points === one.points)),
  );

/** Whether nobody asked for it and no purchase is behind it. */
export const isPromotion = ({ kind }: KeptMessage): boolean => KINDS[kind].purpose === 'promotional';
