import { isOnce } from '@rapport/domain/watches';
import type { Met } from '@rapport/domain/shopper';
import type { Frequency } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { Tell } from './arrivals-desk.ts';
import type { People, SliceParts } from './people.ts';
import type { Telling, ToTell } from './telling.ts';

/**
 * Hands what people's watches found over to be told, inside the chunk's transaction. What is new to somebody is told once in the product's life, whatever its id;
 * that it is back or cheaper is told each time it becomes so. What may not be told leaves the watches as they were: they go on waiting.
 */
export const tellOf =
  (parts: SliceParts, people: People, telling: Telling): Tell =>
  (found, { seq, product, rootId = product.id }) => {
    const { messages, watches } = parts;
    const ids = found.map(({ shopper }) => shopper);
    const known = `product:${rootId}`;
    const [persons, knows] = [people.findAll(ids), messages.whoWasTold(ids, known)];
    const available = product.variants.some((variant) => variant.available);
    const metBy = new Map<string, readonly Met[]>();
    const occasions = found.flatMap(({ shopper, met: all }): ToTell[] => {
      const person = persons.get(shopper);
      const met = knows.has(shopper) ? all.filter(({ kind }) => !isOnce(kind)) : all;
      if (!person || met.length === 0) return [];
      metBy.set(shopper, met);
      const subject = met.some(({ kind }) => isOnce(kind)) ? known : `${known} ${seq}`;
      const reasons = met.map(({ reason }) => reason);
      return [{ person, occasion: { kind: 'arrival', subject, productId: product.id, reasons, frequency: slowest(met), available, atMs: now() } }];
    });
    if (occasions.length === 0) return [];
    const shows = telling.tellAll(occasions, product, (told) => {
      const spoke = [...metBy].filter(([shopper]) => told.has(shopper)).flatMap(([shopper, met]) => met.map((one) => ({ shopper, one })));
      watches.markSpoken(
        spoke.map(({ shopper, one }) => ({ shopper, watch: one.watchId })),
        now(),
      );
      for (const { shopper, one } of spoke) if (one.reason.code === 'cheaper') watches.countFrom(shopper, one.watchId, one.reason.afterMinor);
    });
    return [...shows.values()];
  };

/** The message leaves as early as the most urgent watch wants it; null = as the person likes it in general. */
function slowest(met: readonly Met[]): Frequency | null {
  if (met.some(({ frequency }) => frequency === 'at-once')) return null;
  return met.some(({ frequency }) => frequency === 'daily') ? 'daily' : 'weekly';
}
