/** The fewest people that a figure of a report may stand for: below that, somebody who knows one of them could read about the others. */
export const FEWEST_PEOPLE = 5;

/** Whether a figure that stands for so many people may be shown. */
export const mayShow = (people: number): boolean => people >= FEWEST_PEOPLE;

/** How many people, where that may be shown; nobody may always be. */
export const few = (people: number): number | null => (people === 0 || mayShow(people) ? people : null);

/** A part of so many people as it may be shown: where those in it or those left out are one to four, the one would tell the other. */
export const fewOf = (part: number, all: number): number | null => (few(all - part) === null ? null : few(part));

/**
 * The rows of one table as they may be shown: null instead of each that stands for fewer than five people. Where the sum of the rows is known too, one hidden
 * row would be what is missing from it; so further rows, the smallest first, are hidden with it until those hidden are at least two and stand for five or more.
 * Show the sum only if `mayShow` says so. The rows must not overlap: each person counts in one.
 */
export const hideFew = <Row>(rows: readonly Row[], peopleIn: (row: Row) => number): readonly (Row | null)[] => {
  const bySize = rows.map((row, index) => ({ index, people: peopleIn(row) })).toSorted((a, b) => a.people - b.people);
  const hidden = new Set<number>();
  let people = 0;
  for (const row of bySize) {
    const isCovered = hidden.size === 0 || (hidden.size > 1 && mayShow(people));
    if (mayShow(row.people) && isCovered) break;
    hidden.add(row.index);
    people += row.people;
  }
  return rows.map((row, index) => (hidden.has(index) ? null : row));
};
