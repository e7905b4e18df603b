import type { Product } from '@rapport/protocol';
import { productText } from '@rapport/domain/catalog';
import type { CatalogChange } from '@rapport/domain/catalog';
import { readProduct } from '@rapport/domain/watches';
import type { ProductReading } from '@rapport/domain/watches';
import type { ChangeLog } from '../../platform/changes.ts';
import { log } from '../../platform/log.ts';
import type { Parcel } from '../../platform/outbox.ts';
import { patiently } from '../../platform/patience.ts';
import type { Arrival, SlicePort, SliceSeat } from '../ports.ts';

/** What a broadcast needs of the object around it. */
export interface ArrivalTools {
  readonly changes: ChangeLog;
  /** Name of the change log, or null before the catalogue was opened. */
  readonly stream: () => string | null;
  /** A product and the id it came with first. */
  readonly product: (id: string) => { readonly product: Product; readonly rootId: string; readonly version: number } | null;
  readonly seats: () => Promise<readonly SliceSeat[]>;
  readonly slice: (seat: SliceSeat) => Promise<Pick<SlicePort, 'arrive'>>;
}

/** A change as it is kept: the product itself is read when it is told, so that a slice decides by what is true then. */
export type KeptChange = CatalogChange & { readonly atMs: number };

/** How long a slice may take for one batch, in ms, before it is left to the next try. */
const PATIENCE_MS = 10_000;
/** Products whose words are kept in memory while the slices are told. */
const KEPT_READINGS = 500;
/** Size of a batch as JSON; RPC takes 32 MB, one isolate 128 MB for everything. */
const MAX_BATCH_CHARS = 500_000;

/** Tells every slice what has changed in the catalogue (law 4): one log, a cursor a slice, each slice by itself, so that a slow or dead one stops no other. */
export class Arrivals {
  readonly #tools: ArrivalTools;
  readonly #readings = new Map<string, ProductReading>();
  #seats: readonly SliceSeat[] | null = null;

  constructor(tools: ArrivalTools) {
    this.#tools = tools;
  }

  /** Brings every slice up to date. True when all are; false = try again later. Never rejects. */
  async deliver(): Promise<boolean> {
    const stream = this.#tools.stream();
    if (stream === null || this.#tools.changes.last === 0) return true;
    try {
      this.#seats ??= await this.#tools.seats();
      const told = await Promise.all(this.#seats.map((seat) => this.#tell(stream, seat)));
      const all = told.length > 0 && told.every(Boolean);
      if (all) this.#tools.changes.trim();
      else this.#seats = null;
      return all;
    } catch (error) {
      log('arrivals.no-seats', { error: String(error).slice(0, 200) });
      this.#seats = null;
      return false;
    }
  }

  async #tell(stream: string, seat: SliceSeat): Promise<boolean> {
    try {
      await this.#tools.changes.drain(stream, `slice:${seat.slice}`, (source, batch) => this.#hand(source, seat, batch));
      return true;
    } catch (error) {
      log('arrivals.not-taken', { slice: seat.slice, error: String(error).slice(0, 200) });
      return false;
    }
  }

  /** Hands over as much of a batch as fits into one call. */
  async #hand(source: string, seat: SliceSeat, batch: readonly Parcel[]): Promise<number> {
    const arrivals: Arrival[] = [];
    let size = 0;
    for (const { seq, payload } of batch) {
      const found = this.#tools.product((payload as KeptChange).productId);
      // A product whose id changed meanwhile is told of under the new one, by the change that says so.
      if (!found) continue;
      const { product, rootId, version } = found;
      const reading = this.#read(product, version);
      size += JSON.stringify(product).length + reading.runs.length + 8 * reading.spaced.length;
      if (arrivals.length > 0 && size > MAX_BATCH_CHARS) break;
      arrivals.push(arrivalOf(seq, payload as KeptChange, product, rootId, reading));
    }
    // Nothing to tell: what the batch speaks of is not here any more.
    if (arrivals.length === 0) return batch.at(-1)?.seq ?? 0;
    const slice = await this.#tools.slice(seat);
    const answer = await patiently(slice.arrive({ generation: seat.generation }, source, arrivals), PATIENCE_MS);
    if (!answer.ok) throw new Error(answer.problem);
    return answer.seq;
  }

  /** A product's words: read once for all slices, and for all changes of the same version. */
  #read(product: Product, version: number): ProductReading {
    const key = `${product.id} ${version}`;
    const known = this.#readings.get(key);
    if (known) return known;
    if (this.#readings.size >= KEPT_READINGS) this.#readings.clear();
    const reading = readProduct(product, productText(product));
    this.#readings.set(key, reading);
    return reading;
  }
}

/** A change with the product as it is now, as slices take it. */
export function arrivalOf(
  seq: number,
  { kind, atMs, variantId, beforeMinor, formerId }: KeptChange,
  product: Product,
  rootId: string,
  reading: ProductReading,
): Arrival {
  return {
    seq,
    changeKind: kind,
    product: { ...product, description: {} },
    reading,
    atMs,
    ...(rootId === product.id ? {} : { rootId }),
    ...(formerId === undefined ? {} : { formerId }),
    ...(kind === 'restocked' && variantId !== undefined ? { variantIds: [variantId] } : {}),
    ...(kind === 'cheaper' && beforeMinor !== undefined ? { beforeMinor } : {}),
  };
}
