/**
 * What is left of a number after a merge is undone: what it had been, and what has come to it since. Never below zero.
 * @param before before the merge
 * @param merged just after it
 * @param now as it stands
 */
export const partedCount = (before: number, merged: number, now: number): number => Math.max(0, before + now - merged);

/** What is left of something that does not add up, such as when somebody was last seen: what it had been, unless it has changed since. */
export const partedMark = <T>(before: T, merged: T, now: T): T => (now === merged ? before : now);

/** What is left of a list: without what only the other brought along. */
export const partedList = (before: readonly string[], theirs: readonly string[], now: readonly string[]): string[] =>
  now.filter((one) => before.includes(one) || !theirs.includes(one));
