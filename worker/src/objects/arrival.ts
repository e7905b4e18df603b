import type { ProductReading } from '@rapport/domain/watches';
import type { Product } from '@rapport/protocol';

/** A change of the catalogue, on its way to the slices; with the product's words read once for all of them. */
export interface Arrival {
  readonly seq: number;
  /** `variant-cheaper`: a variant fell, the lowest price didn't. `renamed`: the same product goes by another id. */
  readonly changeKind: 'new' | 'returned' | 'restocked' | 'cheaper' | 'variant-cheaper' | 'gone' | 'renamed';
  readonly product: Product;
  readonly reading: ProductReading;
  readonly atMs: number;
  /** The id it came with first: what somebody was told of is the product, not its id. The product's own when it never changed. */
  readonly rootId?: string;
  /** `renamed`: the id until now. */
  readonly formerId?: string;
  /** `restocked`: the variants that can be bought again. */
  readonly variantIds?: readonly string[];
  /** `cheaper`: the lowest price before, in minor units. */
  readonly beforeMinor?: number;
}
