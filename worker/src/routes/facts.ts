import type { OrderFacts } from '@rapport/domain/commerce';
import type { AppContext } from '../guards/context.ts';
import { catalogOf } from '../guards/doors.ts';

/** What multipliers may ask of the products of these lines, fetched before the slice decides (law 7). Kept with the order, so that another programme can be tried on it. */
export const factsOf = async (c: AppContext, lines: readonly { readonly productId: string }[]): Promise<OrderFacts> => {
  const ids = [...new Set(lines.map(({ productId }) => productId))];
  return { products: await (await catalogOf(c.env, c.var.door.shopId)).facts(ids) };
};
