import type { Env } from '../env.ts';
import { catalogOf } from '../guards/doors.ts';
import type { ProductTraits } from '../objects/audience-ports.ts';
import { machineNow } from '../platform/clock.ts';
import { errorName, log } from '../platform/log.ts';

/** How long a route believes what it knows of a product, and of how many products. A taste is not hurt by a price of ten minutes ago. */
const LIFE_MS = 10 * 60_000;
const KEPT = 20_000;
/** Products that are looked up for one call at the most. */
const MOST = 100;

type Kept = { readonly traits: ProductTraits[string] | null; readonly untilMs: number };
const kept = new Map<string, Kept>();

/**
 * What is known of the products that somebody meets: asked of the catalogue before the slice is called, which must not wait for others while it decides (law 7).
 * Without an answer the event is taken all the same, and teaches nothing of taste.
 */
export const traitsOf = async (env: Env, shopId: string, ids: readonly string[]): Promise<ProductTraits> => {
  const wanted = [...new Set(ids)].slice(0, MOST);
  const missing = wanted.filter((id) => (kept.get(`${shopId} ${id}`)?.untilMs ?? 0) <= machineNow());
  if (missing.length > 0) {
    try {
      const found = await (await catalogOf(env, shopId)).traits(missing);
      for (const id of missing) keep(`${shopId} ${id}`, Object.hasOwn(found, id) ? (found[id] ?? null) : null);
    } catch (error) {
      log('traits.missed', { shop: shopId, error: errorName(error) });
    }
  }
  return Object.fromEntries(
    wanted.flatMap((id) => {
      const traits = kept.get(`${shopId} ${id}`)?.traits;
      return traits ? [[id, traits]] : [];
    }),
  );
};

const keep = (key: string, traits: Kept['traits']): void => {
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, { traits, untilMs: machineNow() + LIFE_MS });
};
