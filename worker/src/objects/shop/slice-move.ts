import { breakpoint } from '../../platform/breakpoint.ts';
import type { Page } from '../../platform/copy.ts';
import { must } from '../port.ts';
import type { At, SlicePort, SliceSeat, SliceSetup } from '../ports.ts';

/** When no more rows than this changed in the last round, the slice is sealed for the rest: a few milliseconds. */
const SEAL_BELOW_ROWS = 100;
/** A slice that changes faster than it can be copied is sealed after so many rounds. */
const ROUNDS = 100;

/**
 * Copies a slice into a fresh object while it goes on serving: note changes, copy every page, catch up until little is left, seal, catch up the rest, compare the two.
 * After a kill at any point it may be called again from the start. The caller switches the placement afterwards and only then destroys the old one.
 * @returns whether the two are equal; when they aren't (something was under way in the old one while it was sealed), the copy is sealed and good for nothing
 * @throws {Stopped} when one of them refuses
 */
export const copySlice = async (old: SlicePort, fresh: SlicePort, seat: SliceSeat, movingTo: number, setup: SliceSetup): Promise<boolean> => {
  const from: At = { generation: seat.generation };
  const to: At = { generation: movingTo };
  must(await old.watchChanges(from));
  must(await fresh.open({ generation: movingTo, from: seat.from, to: seat.to }, setup));
  await breakpoint('move.watched');
  let page: string | null = null;
  do {
    const { rows, next }: { rows: Page; next: string | null } = must(await old.exportPage(from, page));
    await breakpoint('move.read');
    must(await fresh.importPage(to, rows));
    await breakpoint('move.landed');
    page = next;
  } while (page !== null);
  let through = 0;
  for (let round = 0, changed = Infinity; round < ROUNDS && changed > SEAL_BELOW_ROWS; round += 1) {
    ({ through, changed } = await catchUp(old, fresh, from, to, through));
  }
  must(await old.seal(from));
  await breakpoint('move.sealed');
  for (let changed = Infinity; changed > 0;) ({ through, changed } = await catchUp(old, fresh, from, to, through));
  const [before, after] = [must(await old.tally(from)), must(await fresh.tally(to))];
  if (before.tally === after.tally) return true;
  must(await fresh.seal(to));
  return false;
};

const catchUp = async (old: SlicePort, fresh: SlicePort, from: At, to: At, through: number): Promise<{ through: number; changed: number }> => {
  const touched = must(await old.touched(from, through));
  if (touched.rows.length > 0) must(await fresh.applyTouched(to, touched.rows));
  await breakpoint('move.caught-up');
  return { through: touched.through, changed: touched.rows.length };
};
