import { compare, productText, sameMarks, sameProduct } from '@rapport/domain/catalog';
import { isTable } from '../../connectors/connector.ts';
import { type Gathered, gather, lastOfEach } from '../../connectors/draft.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import { log } from '../../platform/log.ts';
import { inPieces } from '../../platform/pieces.ts';
import { indexOf } from './by-name.ts';
import { MAX_PRODUCT_BYTES } from './catalog-store.ts';
import { ImportJudge, sourceOf } from './import-judge.ts';
import { ImportReader } from './import-reader.ts';
import { type ImportTools, NO_COUNTS, ROWS_A_PIECE } from './import-tools.ts';
import type { Counts, ImportRow } from './import-store.ts';

const CLEARED_A_PIECE = 500;
/** Pieces of one run of the agenda by default, so that other things due get their turn. */
const PIECES_A_RUN = 40;

/** The words of a text as they are compared: one width, one case. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Works off uploaded files: reads rows into a staging table, then makes products of the groups, compares and applies them. Each piece is one transaction with its cursor,
 * so a kill between any two pieces changes nothing of the result. A file adds and changes products; what it doesn't name stays as it is.
 */
export class ImportJob {
  readonly #tools: ImportTools;
  readonly #piecesARun: number;
  readonly #reader: ImportReader;
  readonly #judge: ImportJudge;
  readonly #flights = new Flights<boolean>();

  constructor(tools: ImportTools, piecesARun = PIECES_A_RUN) {
    this.#tools = tools;
    this.#piecesARun = piecesARun;
    this.#reader = new ImportReader(tools);
    this.#judge = new ImportJudge(tools);
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
      if (row.phase === 'reading') await this.#reader.read(row, budget);
      else if (row.phase === 'judging') await inPieces(row.lastGroup, (after) => within(budget, this.#judgePiece(row, after)));
      else if (row.phase === 'applying') await inPieces(row.lastGroup, (after) => within(budget, this.#applyPiece(row, after)));
      else if (row.phase === 'leaving') await inPieces('', () => within(budget, this.#leavePiece(row)));
      else await inPieces('', () => within(budget, this.#clearPiece(row)));
    }
    return this.#tools.imports.next() !== null;
  }

  /** Compares some products of the file with what is there. Nothing is applied before all of them have been. */
  #judgePiece(row: ImportRow, after: string): string | null {
    const { storage, imports } = this.#tools;
    return atomic(storage, () => {
      let found = this.#judge.start(row);
      const { last } = this.#groups(row, after, (group, line) => {
        const { product } = this.#gather(row, group, line);
        if (product !== null) found = this.#judge.judge(row, product, found);
      });
      this.#judge.save(row, found);
      if (last === null) this.#judge.decide(row);
      else imports.saveGroup(row.id, last);
      return last;
    });
  }

  /** Calls for each of the next groups, at most a hundred rows of the file. */
  #groups(row: ImportRow, after: string, each: (group: string, line: number) => void): { last: string | null } {
    let last: string | null = null;
    let rows = 0;
    for (const { group, rows: groupRows, line } of this.#tools.imports.groups(row.id, after, ROWS_A_PIECE)) {
      if (rows > 0 && rows + groupRows > ROWS_A_PIECE) break;
      each(group, line);
      rows += groupRows;
      last = group;
    }
    return { last };
  }

  /** The product that the rows of a group make, and which rows were refused. */
  #gather(row: ImportRow, group: string, line: number): Gathered {
    const drafts = this.#tools.imports.drafts(row.id, group);
    const { kept, refusals: again } = isTable(row.format) ? { kept: drafts, refusals: [] } : lastOfEach([...drafts]);
    const { product, refusals } = gather(group, kept);
    if (product === null || bytesOf(product) <= MAX_PRODUCT_BYTES) return { product, refusals: [...again, ...refusals] };
    return { product: null, refusals: [...again, ...refusals, { line, reason: 'the product with all its texts is too large' }] };
  }

  #applyPiece(row: ImportRow, after: string): string | null {
    const counts = none();
    const { changes } = this.#tools;
    const before = changes.last;
    const next = atomic(this.#tools.storage, () => {
      const { last } = this.#groups(row, after, (group, line) => this.#applyGroup(row, group, line, counts));
      if (last === null) this.#finish(row);
      else this.#tools.imports.saveGroup(row.id, last);
      this.#tools.imports.count(row.id, counts);
      if (changes.last > before) this.#tools.planDelivery();
      return last;
    });
    if (changes.last > before) this.#tools.deliver();
    return next;
  }

  #applyGroup(row: ImportRow, group: string, line: number, counts: Counts): void {
    const { products, imports, changes, findings, brought } = this.#tools;
    const { product, refusals } = this.#gather(row, group, line);
    imports.refuse(row.id, refusals);
    counts.rowsRefused += refusals.length;
    if (product === null) return;
    const formerId = findings.formerOf(row.id, product.id);
    const isRenamed = formerId !== null && products.product(product.id) === null && products.product(formerId) !== null;
    if (isRenamed) {
      findings.rename(formerId, product.id);
      brought.rename(formerId, product.id);
      // Said also where nobody is to be told: who waits for the old id goes on waiting by the new one.
      changes.append('renamed', { kind: 'renamed', productId: product.id, formerId, atMs: now() });
      counts.arrivals++;
    }
    const known = products.product(product.id);
    const wasGone = known !== null && known.goneAtMs !== null;
    if (known && !wasGone && sameProduct(known.product, product)) {
      counts.productsSame++;
      if (sourceOf(row) !== '') findings.from(sourceOf(row), product.id);
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
    findings.remark(
      product.id,
      sameMarks(product).map(({ mark }) => mark),
    );
    if (sourceOf(row) !== '') findings.from(sourceOf(row), product.id);
    products.retrait(product.id, known ? indexOf(known.product) : [], indexOf(product));
    if (known) counts.productsChanged++;
    else counts.productsMade++;
    if (row.silent) return;
    for (const change of compare(known?.product ?? null, product, { wasGone })) {
      const kept = { ...change, atMs: now() };
      brought.keep(row.id, changes.append(change.kind, kept), kept);
      counts.arrivals++;
    }
  }

  /** All groups are applied. A file of which nothing could be used has failed, and says so. */
  #finish(row: ImportRow): void {
    const all = this.#tools.imports.get(row.id) ?? row;
    const usable = all.productsMade + all.productsChanged + all.productsSame;
    if (usable > 0) this.#tools.imports.setPhase(row.id, 'leaving');
    else this.#end(row, 'No product could be made of this file.');
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

  /** Some of what a feed leaves out leaves; a table leaves nothing out. */
  #leavePiece(row: ImportRow): string | null {
    return atomic(this.#tools.storage, () => {
      if (!this.#judge.leave(row)) return '';
      this.#end(row, null);
      this.#tools.applied();
      return null;
    });
  }

  #clearPiece(row: ImportRow): string | null {
    return atomic(this.#tools.storage, () => {
      if (!this.#tools.imports.clear(row.id, CLEARED_A_PIECE) || !this.#tools.brought.forget(CLEARED_A_PIECE)) return '';
      this.#tools.findings.forget(row.id);
      this.#tools.imports.setPhase(row.id, 'ended');
      return null;
    });
  }
}

/** Ends a run of pieces when the budget is used up. */
const within = (budget: { pieces: number }, next: string | null): { next: string | null; rows: number } => ({
  next: --budget.pieces > 0 ? next : null,
  rows: 1,
});

const none = (): Counts => ({ ...NO_COUNTS });
const bytesOf = (value: unknown): number => {
  const json = JSON.stringify(value);
  return json.length * 3 <= MAX_PRODUCT_BYTES ? json.length : new TextEncoder().encode(json).length;
};
