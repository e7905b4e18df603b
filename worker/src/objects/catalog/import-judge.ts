import { type Mark, compare, holdOf, nothingFound, sameMarks, sameProduct } from '@rapport/domain/catalog';
import type { ImportFinding, Product } from '@rapport/protocol';
import { isTable } from '../../connectors/connector.ts';
import type { ImportTools } from './import-tools.ts';
import { now } from '../../platform/clock.ts';
import type { ImportRow } from './import-store.ts';

/** What feeds are kept under: a feed lists all of its products, so that what it leaves out is gone. A table only adds and changes. */
export const FEED_SOURCE = 'merchant';
export const sourceOf = (row: ImportRow): string => (isTable(row.format) ? '' : FEED_SOURCE);

/** Products with one mark that are looked at; a mark that more have tells nothing. */
const SHARING = 3;
const LEAVING_A_PIECE = 200;

/** Compares what was read with what is there, before anything is applied; and lets products leave that a feed leaves out. */
export class ImportJudge {
  readonly #tools: ImportTools;

  constructor(tools: ImportTools) {
    this.#tools = tools;
  }

  /** Compares one product of the file. */
  judge(row: ImportRow, product: Product, found: ImportFinding): ImportFinding {
    const { products, findings } = this.#tools;
    const foreign = found.foreign + (product.variants.some(({ currency }) => currency !== undefined) ? 1 : 0);
    const known = products.product(product.id);
    if (known === null) {
      const former = this.#former(row, product);
      if (former === null) return { ...found, foreign, new: found.new + 1 };
      findings.match(row.id, product.id, former.id, former.by);
      return { ...found, foreign, renamed: { ...found.renamed, [former.by]: found.renamed[former.by] + 1 } };
    }
    // Of products from before there were marks.
    findings.remark(
      product.id,
      sameMarks(known.product).map(({ mark }) => mark),
    );
    const changes =
      sameProduct(known.product, product) && known.goneAtMs === null ? [] : compare(known.product, product, { wasGone: known.goneAtMs !== null });
    const has = (kind: string): number => (changes.some((change) => change.kind === kind) ? 1 : 0);
    const isRetitled = Object.entries(product.title).some(([language, title]) => known.product.title[language] !== title);
    return {
      ...found,
      foreign,
      returned: found.returned + has('returned'),
      cheaper: found.cheaper + has('cheaper'),
      restocked: found.restocked + has('restocked'),
      retitled: found.retitled + (isRetitled ? 1 : 0),
    };
  }

  start(row: ImportRow): ImportFinding {
    const { findings } = this.#tools;
    return findings.finding(row.id) ?? nothingFound(findings.known(sourceOf(row)));
  }

  save(row: ImportRow, found: ImportFinding): void {
    this.#tools.findings.saveFinding(row.id, sourceOf(row), found);
  }

  /** All of it is compared: goes on, or waits for the owner. A newer file of the same source makes older ones that wait old news. */
  decide(row: ImportRow): void {
    const { findings, imports } = this.#tools;
    const found = { ...this.start(row), gone: sourceOf(row) === '' ? 0 : findings.leftOut(row.id, sourceOf(row)) };
    this.save(row, found);
    for (const older of findings.held(sourceOf(row)))
      imports.end(older, now(), 'A newer file came before anybody said yes; nothing of this one was taken.');
    const hold = holdOf(found);
    if (hold) findings.hold(row.id, hold);
    else imports.startApplying(row.id);
  }

  /** Lets some of what the feed leaves out leave. True when that was all. */
  leave(row: ImportRow): boolean {
    return sourceOf(row) === '' || this.#tools.findings.leave(row.id, sourceOf(row), LEAVING_A_PIECE, now());
  }

  /** The product that this one was until now: it has the same mark, the file doesn't name it, and no other product of the file is it. The surest mark counts. */
  #former(row: ImportRow, product: Product): { id: string; by: Mark } | null {
    const { findings, imports } = this.#tools;
    for (const { by, mark } of sameMarks(product)) {
      const open = findings.marked(mark, SHARING + 1).filter((id) => !imports.names(row.id, id) && !findings.isClaimed(row.id, id));
      const [id] = open;
      if (id !== undefined && open.length === 1) return { id, by };
    }
    return null;
  }
}
