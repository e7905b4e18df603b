/**
 * A page of a list, out of rows that were asked for with one to spare (`limit + 1`): the first `limit` of them, and the place behind the last, from which the next page
 * is asked for. `next` null = nothing lies behind; a way on that leads to an empty page is never offered.
 */
export const pageOf = <R>(rows: readonly R[], limit: number, placeOf: (last: R) => string): { readonly shown: R[]; readonly next: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: last !== undefined && rows.length > limit ? placeOf(last) : null };
};
