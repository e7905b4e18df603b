import type { Placement, RowFigures, ShopEvent } from '@rapport/protocol';
import { Sketch } from './sketch.ts';

const PEOPLE_REGISTERS = 2_048;
const PRODUCT_REGISTERS = 1_024;
/** Of fewer people nothing is told. */
export const FEWEST_PEOPLE = 5;

const PLACEMENTS: ReadonlySet<string> = new Set<Placement>([
  'similar',
  'bought-together',
  'for-you',
  'next',
  'trending',
  'new-for-you',
  'recently-seen',
  'replenish',
]);

/** The id of an answer: where it stood, and a name of its own. It comes back with what follows from it. */
export const rowId = (placement: Placement, uuid: string): string => `${placement}.${uuid}`;

/** Where an answer stood; null when the id is none of ours. */
export const placementOf = (id: string): Placement | null => {
  const name = /^([a-z-]+)\.[0-9a-f-]{36}$/u.exec(id)?.[1];
  return name !== undefined && PLACEMENTS.has(name) ? (name as Placement) : null;
};

/** What a page reported of a row: it was seen, or a product of it was chosen. */
export interface RowSeen {
  readonly placement: Placement;
  readonly chosen: boolean;
  readonly productIds: readonly string[];
}

/** What events of a page say of rows. */
export const rowsSeen = (events: readonly Pick<ShopEvent, 'name' | 'items' | 'recommendationId'>[]): RowSeen[] =>
  events.flatMap(({ name, items, recommendationId }) => {
    const placement = recommendationId === undefined ? null : placementOf(recommendationId);
    if (placement === null || items === undefined || (name !== 'view_item_list' && name !== 'select_item')) return [];
    return [{ placement, chosen: name === 'select_item', productIds: items.map(({ productId }) => productId) }];
  });

/** How one placement does over some time; names nobody. */
export class Tally {
  rows = 0;
  seen = 0;
  chosen = 0;
  readonly #people = new Sketch(PEOPLE_REGISTERS);
  readonly #products = new Sketch(PRODUCT_REGISTERS);

  add(alias: string, { chosen, productIds }: RowSeen): void {
    this.#people.add(alias);
    if (chosen) {
      this.chosen += 1;
      return;
    }
    this.rows += 1;
    this.seen += productIds.length;
    for (const id of productIds) this.#products.add(id);
  }

  join(other: Tally): void {
    this.rows += other.rows;
    this.seen += other.seen;
    this.chosen += other.chosen;
    this.#people.join(other.#people);
    this.#products.join(other.#products);
  }

  /** Null where too few people were shown it: then nothing is told of them. */
  get figures(): RowFigures | null {
    if (this.#people.least < FEWEST_PEOPLE) return null;
    const { rows, seen, chosen } = this;
    return { people: this.#people.count, rows, seen, chosen, products: this.#products.count };
  }

  /** As bytes: three counts, then both sketches. */
  dump(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(24 + PEOPLE_REGISTERS + PRODUCT_REGISTERS);
    new Float64Array(bytes.buffer, 0, 3).set([this.rows, this.seen, this.chosen]);
    bytes.set(this.#people.registers, 24);
    bytes.set(this.#products.registers, 24 + PEOPLE_REGISTERS);
    return bytes;
  }

  static load(bytes: Uint8Array): Tally {
    const tally = new Tally();
    const [rows = 0, seen = 0, chosen = 0] = new Float64Array(bytes.slice(0, 24).buffer);
    Object.assign(tally, { rows, seen, chosen });
    tally.#people.registers.set(bytes.subarray(24, 24 + PEOPLE_REGISTERS));
    tally.#products.registers.set(bytes.subarray(24 + PEOPLE_REGISTERS));
    return tally;
  }
}
