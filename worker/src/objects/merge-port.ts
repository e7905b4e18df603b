import type { Page } from '../platform/copy.ts';
import type { Answer, At } from './ports.ts';

/** A row that goes over when two people are merged or parted, as it stands; null = it was taken away meanwhile. `part` counts on within a merge. */
export interface SealedRow {
  readonly part: number;
  readonly table: string;
  /** What it is found by without the person's id; '' where it always goes over whole. */
  readonly key: string;
  readonly row: Record<string, SqlStorageValue> | null;
}

/** Somebody who lives on as somebody else, as they were: what staff reads of a merge. */
export interface MergedName {
  readonly merge: string;
  readonly name: string | null;
  readonly email: string | null;
  /** Points that could be spent or waited when the two were merged. */
  readonly points: number;
}

/** The slices' half of a merge of two members and of its undo. Every call may be made again. */
export interface MergePort {
  /** Seals somebody who turned out to be somebody else: their rows are laid aside, their ledger hands everything over. */
  sealPerson(at: At, gone: string, kept: string, merge: string, atMs: number): Promise<Answer<object>>;
  /** What is laid aside for the other side, after a place; null past the last. */
  sealedRows(at: At, id: string, merge: string, after: number): Promise<Answer<{ rows: readonly SealedRow[] | null }>>;
  /** Takes rows of the sealed person in; null = that was all. `through` = where to read on. */
  takeSealed(
    at: At,
    kept: string,
    gone: string,
    merge: string,
    atMs: number,
    after: number,
    rows: readonly SealedRow[] | null,
  ): Promise<Answer<{ through: number }>>;
  /** From here on the sealed person is found as the other. */
  forwardSealed(at: At, gone: string, kept: string): Promise<Answer<object>>;
  /** Lays aside what goes back to somebody who is somebody else after all. */
  partPerson(at: At, kept: string, merge: string, atMs: number): Promise<Answer<object>>;
  /** Takes it in; with null they are themselves again. */
  restorePerson(
    at: At,
    gone: string,
    merge: string,
    atMs: number,
    after: number,
    rows: readonly SealedRow[] | null,
  ): Promise<Answer<{ through: number }>>;
  /** Nothing of a merge is kept aside any more: it can't be undone from here on, or it is undone. */
  forgetMerge(at: At, id: string, merge: string): Promise<Answer<object>>;
  /** What somebody's ledger held before another lives on as them, a page of it from the row after; `rows` empty past the last. Asked by the id they had. */
  sealedLedger(at: At, gone: string, after: number): Promise<Answer<{ rows: Page; through: number }>>;
  mergedNames(at: At, kept: string): Promise<Answer<{ names: readonly MergedName[] }>>;
}
