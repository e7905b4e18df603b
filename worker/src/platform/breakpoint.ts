/**
 * Named places between two steps of something that crosses objects, where a test can hold the worker up and kill it exactly there. Nobody is ever
 * held unless a test asked for it, and only the routes of the test configuration can ask.
 */
interface Wish {
  readonly name: string;
  /** How many may still pass. */
  passes: number;
  /** How many are held; whoever comes later passes. */
  readonly most: number;
}

/** How often somebody who is held looks whether they may go on, and how often at the most: less than the patience of an agenda in all. */
const LOOK_MS = 10;
const LOOKS = 2_000;

let wish: Wish | null = null;
let held = 0;

/** Holds everyone who comes to `name` after `passes` have passed; whoever was held before goes on. Null holds nobody. */
export const holdAt = (name: string | null, passes = 0, most = Number.POSITIVE_INFINITY): void => {
  wish = name === null ? null : { name, passes, most };
  held = 0;
};

/** How many are being held. */
export const heldNow = (): number => held;

/** A place where a test may hold us up. Stands between two awaits, never between a read and the write that follows from it. */
export const breakpoint = async (name: string): Promise<void> => {
  if (wish?.name !== name) return;
  wish.passes -= 1;
  if (wish.passes >= 0 || held >= wish.most) return;
  held += 1;
  for (let looks = 0; looks < LOOKS && wish?.name === name; looks += 1) await scheduler.wait(LOOK_MS);
};
