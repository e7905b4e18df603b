import { KINDS } from '@rapport/domain/notify';
import type { Lapse } from '@rapport/domain/points';
import type { Barred } from '@rapport/domain/offers';
import type { Person } from '@rapport/domain/shopper';
import type { Channel, MessageKind, ProductCard } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { KeptMessage } from './message-rows.ts';

/** Whether a message of an offer may still leave: the offer stands, and no rule of the owner's has come between. */
export type StillStands = (
  person: Person,
  message: KeptMessage,
  channel: Channel,
) => { readonly available: boolean; readonly barredBy: string | null };

/** Who is asked whether what a message says is still so, where the catalogue can't know it. */
export interface StillSo {
  readonly offer: StillStands;
  /** Of what the shop says in its own words: the purchase behind it stands, the stage lasts. */
  readonly said: (person: Person, kind: MessageKind, subject: string) => boolean;
  /** The owner's rule that keeps such a message from somebody on this channel now, where it is promotional. */
  readonly barred: (person: Person, channel: Channel, message: string) => Barred | null;
}

/** Kinds that speak in the shop's own words. */
const SAID: ReadonlySet<MessageKind> = new Set<MessageKind>(['reminder', 'renewal', 'replenish', 'stage']);

/** Whether what a message says still holds, each kind by what it speaks of. */
export const holds = (
  message: KeptMessage,
  shown: ProductCard,
  asked: { readonly said: () => boolean; readonly lapses: () => readonly Lapse[] },
): boolean => {
  const { kind } = message;
  if (kind === 'points') return stillLapse(message, asked.lapses(), now());
  if (!SAID.has(kind)) return isStillSo(message, shown);
  return asked.said() && (kind === 'reminder' || kind === 'stage' || isStillSo(message, shown));
};

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
