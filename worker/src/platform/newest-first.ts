/** Where a page of the newest first ended: the time and the id of the last one seen. */
export interface Place {
  readonly atMs: number;
  readonly id: string;
}

/** The end of a question for such a page, of a table with `at_ms` and `id`; its values are `placeOf(before)` and how many. */
export const NEWEST_FIRST = '(at_ms, id) < (?, ?) ORDER BY at_ms DESC, id DESC LIMIT ?';

/** The place a page begins behind; null = it is the first. */
export const placeOf = (before: Place | null): readonly [atMs: number, id: string] =>
  before ? [before.atMs, before.id] : [Number.MAX_SAFE_INTEGER, ''];
