import type { ImportFormat } from '@rapport/protocol';
import { compare, productText, sameProduct } from '@rapport/domain/catalog';
import { type ShopFacts, connectorOf } from '../../connectors/connector.ts';
import { BrokenFile, type CsvRow, readCsv } from '../../connectors/csv.ts';
import { type Draft, type Refusal, gather } from '../../connectors/draft.ts';
import { currencyDigits } from '../../connectors/money.ts';
import { atomic } from '../../platform/atomic.ts';
import type { ChangeLog } from '../../platform/changes.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import { log } from '../../platform/log.ts';
import { inPieces } from '../../platform/pieces.ts';
import { indexOf } from './by-name.ts';
import { type CatalogStore, MAX_PRODUCT_BYTES } from './catalog-store.ts';
import type { Counts, ImportRow, ImportStore } from './import-store.ts';

/** Rows of the file handled in one transaction; about 5 ms with their products. */
const ROWS_A_PIECE = 100;
/** A piece also ends after so many bytes of the file: rows may be large. */
const BYTES_A_PIECE = 128 * 1024;
const READ_BYTES = 64 * 1024;
const CLEARED_A_PIECE = 500;
/** Pieces of one run of the agenda by default, so that other things due get their turn. */
const PIECES_A_RUN = 40;

/** What an import works on. */
export interface ImportTools {
  readonly storage: DurableObjectStorage;
  readonly products: CatalogStore;
  readonly imports: ImportStore;
  readonly changes: ChangeLog;
  /** Called inside the transaction that found something to tell. */
  readonly planDelivery: () => void;
  /** Called after it. */
  readonly deliver: () => void;
}

/** The words of a text as they are compared: one width, one case. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Works off uploaded files: reads rows into a staging table, then makes products of the groups, compares and applies them. Each piece is one transaction with its cursor,
 * so a kill between any two pieces changes nothing of the result. A file adds and changes products; what it doesn't name stays as it is.
 */
export class ImportJob {
  readonly #tools: ImportTools;
  readonly #piecesARun: number;
  readonly #flights = new Flights<boolean>();

  constructor(tools: ImportTools, piecesARun = PIECES_A_RUN) {
    this.#tools = tools;
    this.#piecesARun = piecesARun;
  }

  /** Does a bounded number of pieces. True when there is more to do. Never runs twice at a time. */
  work(): Promise<boolean> {
    return this.#flights.join('work', () => this.#work());
  }

  /** Gives up the import that is at work: it failed again and again by our fault. */
  giveUp(): void {
    const row = this.#tools.imports.next();
    if (row && row.phase !== 'clearing') this.#end(row, 'Something went wrong on our side; what was applied so far stays.');
  }

  async #work(): Promise<boolean> {
    const budget = { pieces: this.#piecesARun };
    while (budget.pieces > 0) {
      const row = this.#tools.imports.next();
      if (!row) return false;
      if (row.phase === 'reading') await this.#read(row, budget);
      else if (row.phase === 'applying') await inPieces(row.lastGroup, (after) => within(budget, this.#applyPiece(row, after)));
      else await inPieces('', () => within(budget, this.#clearPiece(row)));
    }
    return this.#tools.imports.next() !== null;
  }

  async #read(row: ImportRow, budget: { pieces: number }): Promise<void> {
    const shop = this.#shop();
    let piece: CsvRow[] = [];
    let from = row.place?.byte ?? 0;
    try {
      for await (const next of readCsv(this.#stream(row.id, from), row.place ?? undefined)) {
        if (row.place === null && from === 0) assertColumns(row.format, next);
        piece.push(next);
        if (piece.length < ROWS_A_PIECE && next.next.byte - from < BYTES_A_PIECE) continue;
        atomic(this.#tools.storage, () => this.#stage(row, piece, shop));
        from = next.next.byte;
        piece = [];
        if (--budget.pieces <= 0) return;
        await scheduler.wait(0);
      }
      atomic(this.#tools.storage, () => {
        this.#stage(row, piece, shop);
        if (this.#tools.imports.get(row.id)?.rowsRead) this.#tools.imports.startApplying(row.id);
        else this.#end(row, 'The file holds no rows.');
      });
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error;
      this.#end(row, error.message);
    }
    budget.pieces--;
  }

  /** The stored file from a byte on. Others are let in before each part, since reading one costs some ms. */
  #stream(id: string, from: number): ReadableStream<Uint8Array> {
    let at = from;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          await scheduler.wait(0);
          const bytes = this.#tools.imports.bytes(id, at, READ_BYTES);
          at += bytes?.length ?? 0;
          if (bytes) controller.enqueue(bytes);
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  }

  #stage(row: ImportRow, piece: readonly CsvRow[], shop: ShopFacts): void {
    const drafts: Draft[] = [];
    const refusals: Refusal[] = [];
    const connector = connectorOf(row.format);
    for (const one of piece) {
      const mapped = 'refusal' in one ? { refusal: one.refusal } : connector.map(one.cells, one.line, shop);
      if (mapped.draft) drafts.push(mapped.draft);
      if (mapped.refusal !== undefined) refusals.push({ line: one.line, reason: mapped.refusal });
    }
    this.#tools.imports.stage(row.id, drafts);
    this.#tools.imports.refuse(row.id, refusals);
    this.#tools.imports.count(row.id, { ...none(), rowsRead: piece.length, rowsRefused: refusals.length });
    const last = piece.at(-1);
    if (last) this.#tools.imports.savePlace(row.id, last.next);
  }

  #applyPiece(row: ImportRow, after: string): string | null {
    const counts = none();
    const next = atomic(this.#tools.storage, () => {
      const groups = this.#tools.imports.groups(row.id, after, ROWS_A_PIECE);
      let last: string | null = null;
      let rows = 0;
      for (const { group, rows: groupRows, line } of groups) {
        if (rows > 0 && rows + groupRows > ROWS_A_PIECE) break;
        this.#applyGroup(row, group, line, counts);
        rows += groupRows;
        last = group;
      }
      if (last === null) this.#finish(row);
      else this.#tools.imports.saveGroup(row.id, last);
      this.#tools.imports.count(row.id, counts);
      if (counts.arrivals > 0) this.#tools.planDelivery();
      return last;
    });
    if (counts.arrivals > 0) this.#tools.deliver();
    return next;
  }

  #applyGroup(row: ImportRow, group: string, line: number, counts: Counts): void {
    const { products, imports, changes } = this.#tools;
    const gathered = gather(group, imports.drafts(row.id, group));
    const tooLarge = gathered.product !== null && bytesOf(gathered.product) > MAX_PRODUCT_BYTES;
    const refusals = tooLarge ? [...gathered.refusals, { line, reason: 'the product with all its texts is too large' }] : gathered.refusals;
    imports.refuse(row.id, refusals);
    counts.rowsRefused += refusals.length;
    const { product } = gathered;
    if (product === null || tooLarge) return;
    const known = products.product(product.id);
    const wasGone = known !== null && known.goneAtMs !== null;
    if (known && !wasGone && sameProduct(known.product, product)) {
      counts.productsSame++;
      return;
    }
    products.save({
      product,
      text: folded(productText(product)),
      available: product.variants.some((variant) => variant.available),
      lowestPriceMinor: Math.min(...product.variants.map((variant) => variant.priceMinor)),
      position: line,
      atMs: now(),
    });
    products.retrait(product.id, known ? indexOf(known.product) : [], indexOf(product));
    if (known) counts.productsChanged++;
    else counts.productsMade++;
    if (row.silent) return;
    for (const change of compare(known?.product ?? null, product, { wasGone })) {
      changes.append(change.kind, { ...change, atMs: now() });
      counts.arrivals++;
    }
  }

  /** All groups are applied. A file of which nothing could be used has failed, and says so. */
  #finish(row: ImportRow): void {
    const all = this.#tools.imports.get(row.id) ?? row;
    const usable = all.productsMade + all.productsChanged + all.productsSame;
    this.#end(row, usable > 0 ? null : 'No product could be made of this file.');
    log('import.ended', {
      rows: all.rowsRead,
      refused: all.rowsRefused,
      made: all.productsMade,
      changed: all.productsChanged,
      same: all.productsSame,
    });
  }

  #end(row: ImportRow, failure: string | null): void {
    this.#tools.imports.end(row.id, now(), failure);
  }

  #clearPiece(row: ImportRow): string | null {
    return atomic(this.#tools.storage, () => {
      if (!this.#tools.imports.clear(row.id, CLEARED_A_PIECE)) return '';
      this.#tools.imports.setPhase(row.id, 'ended');
      return null;
    });
  }

  #shop(): ShopFacts {
    const setup = this.#tools.products.setup();
    if (!setup) throw new Error('an import before the catalogue was opened');
    return { currency: setup.currency, digits: currencyDigits(setup.currency) };
  }
}

function assertColumns(format: ImportFormat, row: CsvRow): void {
  const missing = connectorOf(format).missing(row.next.header);
  if (missing !== null) throw new BrokenFile(missing);
}

/** Ends a run of pieces when the budget is used up. */
const within = (budget: { pieces: number }, next: string | null): { next: string | null; rows: number } => ({
  next: --budget.pieces > 0 ? next : null,
  rows: 1,
});

const none = (): Counts => ({ rowsRead: 0, rowsRefused: 0, productsMade: 0, productsChanged: 0, productsSame: 0, arrivals: 0 });
const bytesOf = (value: unknown): number => {
  const json = JSON.stringify(value);
  return json.length * 3 <= MAX_PRODUCT_BYTES ? json.length : new TextEncoder().encode(json).length;
};
