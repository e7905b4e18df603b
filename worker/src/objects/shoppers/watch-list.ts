import type { StaffWatch, WatchKind } from '@rapport/protocol';
import { watchOf } from './person-rows.ts';
import type { WatchRow } from './person-rows.ts';
import type { WatchStore } from './watch-store.ts';

/** Watches looked through in one call, before others get their turn: a rare kind may stand in few of them. */
const WATCHES_A_PIECE = 2_000;

/** A row of the list, with who keeps it. */
export interface WatchListRow extends WatchRow {
  shopper: string;
  name: string | null;
  email: string | null;
}

/** Where a list goes on. A blank comes before everything that ids are made of, so that marks stand in the order of the rows. */
const markOf = ({ shopper, id }: Pick<WatchListRow, 'shopper' | 'id'>): string => `${shopper} ${id}`;

/** Some of the watches of a slice, person by person. `next` = how far was looked, where there is more. */
export const listWatches = (
  watches: WatchStore,
  kind: WatchKind | null,
  after: string,
  limit: number,
): { readonly watches: StaffWatch[]; readonly next: string | null } => {
  const [shopper = '', id = ''] = after.split(' ');
  const rows = watches.rowsAfter(shopper, id, WATCHES_A_PIECE);
  const found: StaffWatch[] = [];
  for (const row of rows) {
    if (kind === null || row.kind === kind)
      found.push({ mark: markOf(row), shopperId: row.shopper, name: row.name ?? row.email, watch: watchOf(row) });
    if (found.length === limit) return { watches: found, next: markOf(row) };
  }
  const last = rows.at(-1);
  return { watches: found, next: rows.length === WATCHES_A_PIECE && last ? markOf(last) : null };
};
