/** An order as the recommender needs it. */
export interface PastOrder {
  readonly status: 'paid' | 'fulfilled' | 'cancelled' | 'refunded';
  /** Milliseconds since 1970. */
  readonly placedAtMs: number;
  readonly productIds: readonly string[];
}

/** What somebody bought, the oldest basket first, and what they gave back and have not bought since. */
export function historyOf(orders: readonly PastOrder[]): { readonly baskets: readonly (readonly string[])[]; readonly returned: readonly string[] } {
  const inOrder = orders.toSorted((a, b) => a.placedAtMs - b.placedAtMs);
  const returned = new Set<string>();
  const baskets: (readonly string[])[] = [];
  for (const { status, productIds } of inOrder) {
    if (status === 'refunded') for (const id of productIds) returned.add(id);
    if (status !== 'paid' && status !== 'fulfilled') continue;
    for (const id of productIds) returned.delete(id);
    baskets.push([...new Set(productIds)]);
  }
  return { baskets: baskets.map((basket) => basket.filter((id) => !returned.has(id))).filter(({ length }) => length > 0), returned: [...returned] };
}
