import { LIMITS } from '@rapport/protocol/wire';
import type { Env } from '../env.ts';
import { catalogOf } from '../guards/doors.ts';
import type { CatalogPort, Goods, ShopDoor } from '../objects/ports.ts';

type Alike = Awaited<ReturnType<CatalogPort['alike']>>;

const SHELVES_KEPT = 50;
const GOODS_KEPT = 4_000;
const ALIKE_KEPT = 500;

/** What this isolate has read of a shop's catalogue. Values only: a promise or a stub of one request must not be used in another. */
class Kept {
  readonly edition: string;
  readonly goods = new Map<string, Goods | null>();
  readonly alike = new Map<string, Alike>();
  newest: readonly string[] | null = null;

  constructor(edition: string) {
    this.edition = edition;
  }
}

/** A shop's catalogue for the length of one request: nothing is read again that this isolate has read since the catalogue last changed. */
export class Shelf {
  readonly #catalog: CatalogPort;
  readonly #kept: Kept;

  constructor(catalog: CatalogPort, kept: Kept) {
    this.#catalog = catalog;
    this.#kept = kept;
  }

  /** The newest that can be bought. */
  async newest(): Promise<readonly string[]> {
    return (this.#kept.newest ??= await this.#catalog.someIds(LIMITS.pageRows));
  }

  /** Products that are like these, the closest first. */
  async alike(ids: readonly string[]): Promise<Alike> {
    if (ids.length === 0) return [];
    const key = JSON.stringify(ids);
    const known = this.#kept.alike.get(key);
    if (known) return known;
    const found = await this.#catalog.alike(ids, LIMITS.pageRows);
    if (this.#kept.alike.size >= ALIKE_KEPT) this.#kept.alike.clear();
    this.#kept.alike.set(key, found);
    return found;
  }

  /** Products by id, without those that have left. */
  async goods(ids: readonly string[], locale: string): Promise<Map<string, Goods>> {
    const { goods } = this.#kept;
    const found = new Map<string, Goods>();
    const unknown: string[] = [];
    for (const id of ids) {
      const known = goods.get(`${locale}\n${id}`);
      if (known === undefined) unknown.push(id);
      else if (known !== null) found.set(id, known);
    }
    const pages = Array.from({ length: Math.ceil(unknown.length / LIMITS.pageRows) }, (_, page) =>
      unknown.slice(page * LIMITS.pageRows, (page + 1) * LIMITS.pageRows),
    );
    const read = (await Promise.all(pages.map((page) => this.#catalog.goods(page, locale)))).flat();
    if (goods.size + unknown.length > GOODS_KEPT) goods.clear();
    for (const id of unknown) goods.set(`${locale}\n${id}`, null);
    for (const one of read) {
      goods.set(`${locale}\n${one.productId}`, one);
      found.set(one.productId, one);
    }
    return found;
  }

  /** The newest that can be bought, without some. */
  others(never: readonly string[], marks: readonly string[], limit: number, locale: string): Promise<Goods[]> {
    return this.#catalog.others(never, marks, limit, locale);
  }
}

const keptByShop = new Map<string, Kept>();

/** The shop's shelf as it is now: one short question to the catalogue says whether what is kept still holds. */
export const shelfOf = async (env: Env, { shopId }: ShopDoor): Promise<Shelf> => {
  const catalog = await catalogOf(env, shopId);
  const edition = await catalog.edition();
  let kept = keptByShop.get(shopId);
  if (kept?.edition !== edition) {
    if (!kept && keptByShop.size >= SHELVES_KEPT) keptByShop.delete(keptByShop.keys().next().value ?? '');
    kept = new Kept(edition);
    keptByShop.set(shopId, kept);
  }
  return new Shelf(catalog, kept);
};
