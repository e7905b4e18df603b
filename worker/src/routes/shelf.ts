import { LIMITS } from '@rapport/protocol/wire';
import type { Env } from '../env.ts';
import { catalogOf } from '../guards/doors.ts';
import type { CatalogPort, Goods, ShopDoor } from '../objects/ports.ts';
import { machineNow } from '../platform/clock.ts';

type Alike = Awaited<ReturnType<CatalogPort['alike']>>;

const SHELVES_KEPT = 50;
/** How long an edition is believed without asking: a product that has just sold out is shown so much longer. */
const BELIEVED_MS = 200;
const GOODS_KEPT = 4_000;
const ALIKE_KEPT = 2_000;
/** Products that are kept as like one. */
const ALIKE_EACH = 40;

/** What this isolate has read of a shop's catalogue. Values only: a promise or a stub of one request must not be used in another. */
class Kept {
  readonly edition: string;
  readonly goods = new Map<string, Goods | null>();
  readonly alike = new Map<string, Alike>();
  newest: readonly string[] | null = null;
  /** When the catalogue last said that this is its edition. */
  saidAtMs: number;

  constructor(edition: string, saidAtMs: number) {
    this.edition = edition;
    this.saidAtMs = saidAtMs;
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

  /** Products that are like these (the newest first, which counts most), the closest first. Read once a product. */
  async alike(ids: readonly string[]): Promise<Alike> {
    const of = await Promise.all(ids.map((id) => this.#alikeOne(id)));
    const sums = new Map<string, Alike[number]>();
    for (const [back, alike] of of.entries()) {
      for (const one of alike) {
        if (ids.includes(one.productId)) continue;
        const score = one.score / (1 + back);
        const known = sums.get(one.productId);
        sums.set(one.productId, known ? { ...known, score: known.score + score } : { ...one, score });
      }
    }
    return [...sums.values()].toSorted((a, b) => b.score - a.score || (a.productId < b.productId ? -1 : 1));
  }

  async #alikeOne(id: string): Promise<Alike> {
    const known = this.#kept.alike.get(id);
    if (known) return known;
    const found = await this.#catalog.alike([id], ALIKE_EACH);
    if (this.#kept.alike.size >= ALIKE_KEPT) this.#kept.alike.clear();
    this.#kept.alike.set(id, found);
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

/** The shop's shelf as it is now, or was a moment ago: one short question to the catalogue says whether what is kept still holds. */
export const shelfOf = async (env: Env, { shopId }: ShopDoor): Promise<Shelf> => {
  const catalog = await catalogOf(env, shopId);
  const known = keptByShop.get(shopId);
  const atMs = machineNow();
  if (known && atMs - known.saidAtMs < BELIEVED_MS) return new Shelf(catalog, known);
  const edition = await catalog.edition();
  if (known?.edition === edition) {
    known.saidAtMs = atMs;
    return new Shelf(catalog, known);
  }
  if (!known && keptByShop.size >= SHELVES_KEPT) keptByShop.delete(keptByShop.keys().next().value ?? '');
  const fresh = new Kept(edition, atMs);
  keptByShop.set(shopId, fresh);
  return new Shelf(catalog, fresh);
};
