import type { Traits } from '../src/picture/traits.ts';

/** The same thing said in English and in Traditional Chinese; each written for its reader, neither a translation. */
export type Text = readonly [en: string, zh: string];

/** The six shelves of the shop. */
export type CategoryId = 'tea' | 'teapots' | 'cups' | 'kettles' | 'tools' | 'books';

/** What a product page lists below the words, in this order. */
export type FactName = 'origin' | 'harvest' | 'brew' | 'volume' | 'size' | 'material' | 'pages' | 'care';

/** What one buys: a weight, a glaze, a size. Prices are set for each currency by hand, never multiplied. */
export interface VariantSeed {
  readonly id: string;
  readonly name: Text;
  readonly eur: number;
  readonly twd: number;
  readonly stock: number;
}

/** A product as written by us, before the shop's currency is known. */
export interface ProductSeed {
  readonly handle: string;
  readonly category: CategoryId;
  readonly maker: string;
  readonly author?: string;
  readonly series?: string;
  readonly title: Text;
  readonly text: Text;
  readonly facts: Partial<Record<FactName, Text>>;
  readonly variants: readonly VariantSeed[];
  readonly picture: Traits;
  readonly tags: readonly string[];
  readonly warrantyMonths?: number;
}

/** A product on a shelf that is known already. */
export type Shelved = Omit<ProductSeed, 'category'>;

/** A maker, an author or a series: somebody or something to follow. */
export interface Follow {
  readonly id: string;
  readonly name: Text;
  readonly place: Text;
  readonly text: Text;
}

/** The only variant of a product without a choice. */
export function one(eur: number, twd: number, stock: number): readonly VariantSeed[] {
  return [{ id: 'one', name: ['', ''], eur, twd, stock }];
}

/** Tea by weight in grams. */
export function grams(...rows: readonly (readonly [g: number, eur: number, twd: number, stock: number])[]): readonly VariantSeed[] {
  return rows.map(([g, eur, twd, stock]) => ({ id: `${g}g`, name: [`${g} g`, `${g} 公克`], eur, twd, stock }));
}

/** A choice by name: a glaze, a size, a colour. */
export function choice(
  ...rows: readonly (readonly [id: string, en: string, zh: string, eur: number, twd: number, stock: number])[]
): readonly VariantSeed[] {
  return rows.map(([id, en, zh, eur, twd, stock]) => ({ id, name: [en, zh], eur, twd, stock }));
}
