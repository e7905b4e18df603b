import { isOnce } from '@rapport/domain/watches';
import type { Met } from '@rapport/domain/shopper';
import type { Frequency } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { Tell } from './arrivals-desk.ts';
import type { People, SliceParts } from './people.ts';
import type { Telling } from './telling.ts';

/**
 * Hands what one person's watches found over to be told, inside the chunk's transaction. What is new to somebody is told once in the product's life, whatever its id;
 * that it is back or cheaper is told each time it becomes so. What may not be told leaves the watches as they were: they go on waiting.
 */
export const tellOf =
  (parts: SliceParts, people: People, telling: Telling): Tell =>
  (shopper, all, { seq, product, rootId = product.id }) => {
    const { messages, watches } = parts;
    const person = people.find(shopper);
    const known = `product:${rootId}`;
    const met = messages.wasTold(shopper, known) ? all.filter(({ kind }) => !isOnce(kind)) : all;
    if (!person || met.length === 0) return NOTHING;
    const subject = met.some(({ kind }) => isOnce(kind)) ? known : `${known} ${seq}`;
    const told = telling.tell(
      person,
      {
        kind: 'arrival',
        subject,
        productId: product.id,
        reasons: met.map(({ reason }) => reason),
        frequency: slowest(met),
        available: product.variants.some(({ available }) => available),
        atMs: now(),
      },
      product,
    );
    if (told === null) return NOTHING;
    watches.markSpoken(
      shopper,
      met.map(({ watchId }) => watchId),
      now(),
    );
    for (const { watchId, reason } of met) if (reason.code === 'cheaper') watches.countFrom(shopper, watchId, reason.afterMinor);
    return told;
  };

const NOTHING = (): void => undefined;

/** The message leaves as early as the most urgent watch wants it; null = as the person likes it in general. */
function slowest(met: readonly Met[]): Frequency | null {
  if (met.some(({ frequency }) => frequency === 'at-once')) return null;
  return met.some(({ frequency }) => frequency === 'daily') ? 'daily' : 'weekly';
}
