import type { ChangeLog } from '../../platform/changes.ts';
import type { BroughtStore } from './brought-store.ts';
import type { CatalogStore } from './catalog-store.ts';
import type { FindingStore } from './finding-store.ts';
import type { Counts, ImportStore } from './import-store.ts';

/** Rows of the file handled in one transaction; about 5 ms with their products. */
export const ROWS_A_PIECE = 100;

/** What an import works on. */
export interface ImportTools {
  readonly storage: DurableObjectStorage;
  readonly products: CatalogStore;
  readonly imports: ImportStore;
  readonly changes: ChangeLog;
  readonly findings: FindingStore;
  readonly brought: BroughtStore;
  /** Called inside the transaction that applied the last of a file. */
  readonly applied: () => void;
  /** Called inside the transaction that found something to tell. */
  readonly planDelivery: () => void;
  /** Called after it. */
  readonly deliver: () => void;
}

/** Nothing counted. */
export const NO_COUNTS: Readonly<Counts> = { rowsRead: 0, rowsRefused: 0, productsMade: 0, productsChanged: 0, productsSame: 0, arrivals: 0 };
