import { breakpoint } from '../../platform/breakpoint.ts';
import { must } from '../port.ts';
import type { Page } from '../../platform/copy.ts';
import type { At, SlicePort, SliceSeat, SliceSetup } from '../ports.ts';

/**
 * Moves a slice into a fresh object: seal the old one, copy it page by page, compare the two. Every call may be repeated: a page that has been taken is
 * taken once, so that a kill between any two of them leaves one whole slice. The caller switches the placement afterwards and only then destroys the old one.
 * @returns whether the two are equal; when they aren't (something was under way in the old one while it was sealed), the copy is sealed and good for nothing
 * @throws {Stopped} when one of them refuses
 */
export const copySlice = async (old: SlicePort, fresh: SlicePort, seat: SliceSeat, movingTo: number, setup: SliceSetup): Promise<boolean> => {
  const from: At = { generation: seat.generation };
  const to: At = { generation: movingTo };
  must(await old.seal(from));
  await breakpoint('move.sealed');
  must(await fresh.open({ generation: movingTo, from: seat.from, to: seat.to }, setup));
  let page: string | null = null;
  do {
    const { rows, next }: { rows: Page; next: string | null } = must(await old.exportPage(from, page));
    await breakpoint('move.read');
    must(await fresh.importPage(to, page, rows, next));
    await breakpoint('move.landed');
    page = next;
  } while (page !== null);
  const [before, after] = [must(await old.tally(from)), must(await fresh.tally(to))];
  if (before.tally === after.tally) return true;
  must(await fresh.seal(to));
  return false;
};
