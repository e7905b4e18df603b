import type { DatabaseSync } from 'node:sqlite';
import { ARRIVALS, CATALOGUE, CATEGORIES, type ProductSeed, type VariantSeed } from '../../catalogue/index.ts';
import type { Currency } from '../money.ts';
import { transaction } from './database.ts';

/** What is bought: a weight, a glaze, a size. */
export interface Variant extends Pick<VariantSeed, 'name'> {
  readonly id: string;
  readonly sku: string;
  readonly priceMinor: number;
  readonly stock: number;
}

/** A product as it stands on the shelf now. */
export interface Product extends Omit<ProductSeed, 'variants'> {
  readonly variants: readonly Variant[];
  readonly sinceMs: number;
}

/** The id of a variant anywhere outside this shop. */
export function variantId(handle: string, variant: string): string {
  return `${handle}.${variant}`;
}

/** Number on the label: shelf, place, variant. It never changes, so it follows the order of the files. */
function sku(seed: ProductSeed, place: number, variant: VariantSeed): string {
  const shelf = CATEGORIES.findIndex(({ id }) => id === seed.category) + 1;
  return `MM${shelf}${String(place + 1).padStart(3, '0')}-${variant.id.toUpperCase()}`;
}

const ALL = [...CATALOGUE, ...ARRIVALS];

/** Turns what we wrote into what can be sold, at the prices of one currency. */
export function stocked(seed: ProductSeed, currency: Currency): Product {
  const place = ALL.indexOf(seed);
  return {
    ...seed,
    sinceMs: 0,
    variants: seed.variants.map((v) => ({
      id: variantId(seed.handle, v.id),
      name: v.name,
      sku: sku(seed, place, v),
      priceMinor: (currency === 'EUR' ? v.eur : v.twd) * 100,
      stock: v.stock,
    })),
  };
}

/** The shelves: texts from the files, prices and stock from the database, held in memory because everybody looks at them. */
export class Shelf {
  readonly currency: Currency;
  readonly #db: DatabaseSync;
  #products: readonly Product[] = [];
  #byHandle = new Map<string, Product>();
  #byVariant = new Map<string, { product: Product; variant: Variant }>();

  /** Opens the shelves; a new shop is filled at the prices of the currency it was given. */
  constructor(db: DatabaseSync, currency: Currency, nowMs: number) {
    this.#db = db;
    const known = db.prepare("SELECT value FROM setting WHERE name = 'currency'").get();
    this.currency = known === undefined ? currency : (known['value'] as Currency);
    if (known === undefined)
      transaction(db, () => {
        db.prepare("INSERT INTO setting (name, value) VALUES ('currency', ?)").run(currency);
        this.#put(CATALOGUE, nowMs);
      });
    this.#load();
  }

  #put(seeds: readonly ProductSeed[], nowMs: number): void {
    const shelf = this.#db.prepare('INSERT OR IGNORE INTO shelf (handle, position, since_ms) VALUES (?, (SELECT COUNT(*) FROM shelf), ?)');
    const row = this.#db.prepare('INSERT OR IGNORE INTO variant (id, price_minor, stock) VALUES (?, ?, ?)');
    for (const seed of seeds) {
      shelf.run(seed.handle, nowMs);
      for (const v of stocked(seed, this.currency).variants) row.run(v.id, v.priceMinor, v.stock);
    }
  }

  #load(): void {
    const rows = new Map(
      this.#db
        .prepare('SELECT id, price_minor, stock FROM variant')
        .all()
        .map((r) => [String(r['id']), { priceMinor: Number(r['price_minor']), stock: Number(r['stock']) }]),
    );
    const seeds = new Map(ALL.map((seed) => [seed.handle, seed]));
    this.#products = this.#db
      .prepare('SELECT handle, since_ms FROM shelf ORDER BY position')
      .all()
      .flatMap((r) => {
        const seed = seeds.get(String(r['handle']));
        if (seed === undefined) return [];
        const product = stocked(seed, this.currency);
        return [{ ...product, sinceMs: Number(r['since_ms']), variants: product.variants.map((v) => ({ ...v, ...rows.get(v.id) })) }];
      });
    this.#byHandle = new Map(this.#products.map((p) => [p.handle, p]));
    this.#byVariant = new Map(this.#products.flatMap((product) => product.variants.map((variant) => [variant.id, { product, variant }] as const)));
  }

  /** Everything on the shelves, in the order of the shop. */
  get products(): readonly Product[] {
    return this.#products;
  }

  /** One product by its handle. */
  product(handle: string): Product | undefined {
    return this.#byHandle.get(handle);
  }

  /** One variant and its product. */
  variant(id: string): { readonly product: Product; readonly variant: Variant } | undefined {
    return this.#byVariant.get(id);
  }

  /** Unpacks the arrivals. Returns how many products were new. */
  unpack(nowMs: number): number {
    const before = this.#products.length;
    transaction(this.#db, () => this.#put(ARRIVALS, nowMs));
    this.#load();
    return this.#products.length - before;
  }

  /** Sets price and stock of one variant; false when there is no such variant. */
  change(id: string, priceMinor: number, stock: number): boolean {
    const changed = this.#db.prepare('UPDATE variant SET price_minor = ?, stock = ? WHERE id = ?').run(priceMinor, stock, id).changes > 0;
    this.#load();
    return changed;
  }

  /** Takes goods out or puts them back, inside the caller's transaction; false when there are not enough. Call `reload` after the commit. */
  take(id: string, quantity: number): boolean {
    return this.#db.prepare('UPDATE variant SET stock = stock - ? WHERE id = ? AND stock >= ?').run(quantity, id, quantity).changes > 0;
  }

  /** Reads prices and stock again. */
  reload(): void {
    this.#load();
  }
}
