import type { Channel, ContactLimit, Purpose } from '@rapport/protocol';
import { CONTACTS_KEPT_MS, DAY_MS } from './room.ts';
import type { Contact } from './room.ts';

/** A limit that is full, and from when on there is room again; `Infinity` = never. */
export interface Full {
  readonly rule: string;
  readonly fromMs: number;
}

/** Whether a limit is about mail and push that was asked for or is a service. What is promotional runs into it in `offers/contact-rules`, where the inbox counts as well. */
const isOurs = ({ purpose, channel }: ContactLimit): boolean => purpose !== 'promotional' && channel !== 'inbox';

/** How far back contacts must be known for these limits, in ms. */
export const lookBackMs = (limits: readonly ContactLimit[]): number =>
  Math.max(CONTACTS_KEPT_MS, ...limits.filter(isOurs).map(({ days }) => days * DAY_MS));

const isBy = ({ channels }: Contact, channel: Channel): boolean => channels.some((one) => one === channel);

/** When one limit has room for one more: as many contacts as it allows, less one, lie within its days then. */
const roomFrom = ({ purpose, channel, most, days }: ContactLimit, contacts: readonly Contact[]): number => {
  if (most === 0) return Infinity;
  let counted = 0;
  for (const contact of contacts) {
    if ((purpose !== null && contact.purpose !== purpose) || (channel === null ? contact.again === true : !isBy(contact, channel))) continue;
    counted += 1;
    if (counted === most) return contact.atMs + days * DAY_MS;
  }
  return 0;
};

/**
 * The owner's limit that holds a mail or a push back longest which was asked for or is a service; null = none does. Counted is what left by mail and push, over any
 * stretch of so many days. The inbox is neither counted nor ever held back.
 * @param contacts the newest first
 */
export const fullLimit = (
  limits: readonly ContactLimit[],
  purpose: Exclude<Purpose, 'promotional'>,
  channel: Exclude<Channel, 'inbox'>,
  contacts: readonly Contact[],
  nowMs: number,
): Full | null => {
  let longest: Full | null = null;
  for (const limit of limits) {
    if (!isOurs(limit) || (limit.purpose !== null && limit.purpose !== purpose) || (limit.channel !== null && limit.channel !== channel)) continue;
    const fromMs = roomFrom(limit, contacts);
    if (fromMs > nowMs && fromMs > (longest?.fromMs ?? 0)) longest = { rule: limit.id, fromMs };
  }
  return longest;
};
