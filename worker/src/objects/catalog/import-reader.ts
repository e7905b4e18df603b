import { type Mapped, type ShopFacts, type TableFormat, connectorOf, isTable } from '../../connectors/connector.ts';
import { BrokenFile, type CsvPlace, type CsvRow, readCsv } from '../../connectors/csv.ts';
import type { Draft, Refusal } from '../../connectors/draft.ts';
import { mapMerchant, readMerchantFeed } from '../../connectors/merchant-feed.ts';
import { exponentOf } from '@rapport/domain/points';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { type ImportTools, NO_COUNTS, ROWS_A_PIECE } from './import-tools.ts';
import type { ImportRow } from './import-store.ts';

/** A piece also ends after so many bytes of the file: rows may be large. */
const BYTES_A_PIECE = 128 * 1024;
const READ_BYTES = 64 * 1024;

/** One row of a file, and what it gave. */
interface Read extends Mapped {
  readonly line: number;
}

/** Reads stored files into the staging table, a piece a transaction, and goes on after a kill. What is broken ends the import: nothing of it has been applied. */
export class ImportReader {
  readonly #tools: ImportTools;

  constructor(tools: ImportTools) {
    this.#tools = tools;
  }

  /** Reads on where the import stands, for as many pieces as the budget has. */
  async read(row: ImportRow, budget: { pieces: number }): Promise<void> {
    const { storage, imports } = this.#tools;
    try {
      const isWhole = isTable(row.format) ? await this.#readTable(row, row.format, budget) : await this.#readFeed(row, budget);
      if (!isWhole) return;
      atomic(storage, () => {
        if (imports.get(row.id)?.rowsRead) imports.setPhase(row.id, 'judging');
        else imports.end(row.id, now(), isTable(row.format) ? 'The file holds no rows.' : 'The feed holds no products; nothing was changed.');
      });
    } catch (error) {
      if (!(error instanceof BrokenFile)) throw error;
      imports.end(row.id, now(), error.message);
    }
    budget.pieces--;
  }

  /** A table is read on from the byte where it stands. True at its end. */
  async #readTable(row: ImportRow, format: TableFormat, budget: { pieces: number }): Promise<boolean> {
    const shop = this.#shop();
    const connector = connectorOf(format);
    const mapped = (one: CsvRow): Read =>
      'refusal' in one ? { line: one.line, refusal: one.refusal } : { line: one.line, ...connector.map(one.cells, one.line, shop) };
    let piece: CsvRow[] = [];
    let from = row.place?.byte ?? 0;
    for await (const next of readCsv(this.#stream(row.id, from), row.place ?? undefined)) {
      const missing = row.place === null && from === 0 ? connector.missing(next.next.header) : null;
      if (missing !== null) throw new BrokenFile(missing);
      piece.push(next);
      if (piece.length < ROWS_A_PIECE && next.next.byte - from < BYTES_A_PIECE) continue;
      this.#stage(row, piece.map(mapped), next.next);
      from = next.next.byte;
      piece = [];
      if (--budget.pieces <= 0) return false;
      await scheduler.wait(0);
    }
    this.#stage(row, piece.map(mapped), piece.at(-1)?.next ?? null);
    return true;
  }

  /** A feed is read from its start each time, without what was staged before: unpacking and parsing are cheap beside it. True at its end. */
  async #readFeed(row: ImportRow, budget: { pieces: number }): Promise<boolean> {
    const shop = this.#shop();
    let before = row.rowsRead;
    let piece: Read[] = [];
    for await (const one of readMerchantFeed(this.#stream(row.id, 0))) {
      if (before-- > 0) continue;
      piece.push('refusal' in one ? one : { line: one.line, ...mapMerchant(one.cells, one.line, shop) });
      if (piece.length < ROWS_A_PIECE) continue;
      this.#stage(row, piece, null);
      piece = [];
      if (--budget.pieces <= 0) return false;
      await scheduler.wait(0);
    }
    this.#stage(row, piece, null);
    return true;
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

  #stage(row: ImportRow, piece: readonly Read[], place: CsvPlace | null): void {
    const { storage, imports } = this.#tools;
    const drafts: Draft[] = piece.flatMap(({ draft }) => draft ?? []);
    const refusals: Refusal[] = piece.flatMap(({ line, refusal }) => (refusal === undefined ? [] : [{ line, reason: refusal }]));
    atomic(storage, () => {
      imports.stage(row.id, drafts);
      imports.refuse(row.id, refusals);
      imports.count(row.id, { ...NO_COUNTS, rowsRead: piece.length, rowsRefused: refusals.length });
      if (place) imports.savePlace(row.id, place);
    });
  }

  #shop(): ShopFacts {
    const setup = this.#tools.products.setup();
    if (!setup) throw new Error('an import before the catalogue was opened');
    return { currency: setup.currency, digits: exponentOf(setup.currency), nowMs: now() };
  }
}
