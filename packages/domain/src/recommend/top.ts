/** A product and how much speaks for it. */
export interface Scored {
  readonly productId: string;
  readonly score: number;
}

/** The higher score first; equals by id, so that the same state always gives the same row. */
export const byScore = (a: Scored, b: Scored): number => b.score - a.score || (a.productId < b.productId ? -1 : a.productId > b.productId ? 1 : 0);

/** The best `limit` of many, in order, without sorting all. */
export function top<T extends Scored>(all: Iterable<T>, limit: number): T[] {
  const best: T[] = [];
  for (const each of all) {
    const last = best[best.length - 1];
    if (best.length >= limit && (last === undefined || byScore(each, last) >= 0)) continue;
    let place = best.length;
    for (let before = best[place - 1]; before !== undefined && byScore(each, before) < 0; before = best[place - 1]) place -= 1;
    best.splice(place, 0, each);
    if (best.length > limit) best.pop();
  }
  return best;
}
