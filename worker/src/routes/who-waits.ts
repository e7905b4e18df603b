import { pick } from '@rapport/domain/catalog';
import { waitedFor } from '@rapport/domain/watches';
import type { WaitedFor } from '@rapport/protocol';
import type { Env } from '../env.ts';
import { onEverySlice } from '../guards/doors.ts';
import type { Arrival, ShopDoor } from '../objects/ports.ts';

/** Of some products those that several people wait for, in their order; and how many people wait for any of them. Over all slices, as of slightly different moments. */
export async function whoWaits(env: Env, door: ShopDoor, arrivals: readonly Arrival[]): Promise<{ products: WaitedFor[]; people: number }> {
  if (arrivals.length === 0) return { products: [], people: 0 };
  const parts = await onEverySlice(env, door, (slice, at) => slice.waiting(at, arrivals));
  const firsts = arrivals.filter(({ product: { id } }, index) => arrivals.findIndex((one) => one.product.id === id) === index);
  const things = firsts.map(({ product: { id, title }, atMs }) => ({
    productId: id,
    title: pick(title, door.settings.locales[0] ?? 'en') || id,
    sinceMs: atMs,
  }));
  const products = waitedFor(
    things,
    parts.map(({ people }) => people),
  );
  return { products, people: parts.reduce((sum, { anyone }) => sum + anyone, 0) };
}
