import { FIT_TOLERANCE, MOST_EVALUATIONS } from './tuning.ts';

/** Where a search stands. Plain numbers, so that it can be stored and gone on with after a restart. */
export interface Search {
  /** One more point than there are parameters, the best first, each with its cost last. */
  readonly points: readonly (readonly number[])[];
  readonly evaluations: number;
  /** How often it began anew from the best point; a second time guards against a simplex that has collapsed. */
  readonly round: number;
  readonly done: boolean;
}

/** What is sought: the smallest value. Infinity where a point is out of bounds. */
export type Cost = (at: readonly number[]) => number;

const ROUNDS = 2;

/** Begins a search at a point. */
export const begin = (at: readonly number[], cost: Cost, round = 0): Search => {
  const corners = [at, ...at.map((_, i) => at.map((value, j) => (i === j ? value + (value === 0 ? 0.25 : 0.25 * Math.sign(value)) : value)))];
  return { points: sorted(corners.map((corner) => [...corner, cost(corner)])), evaluations: corners.length, round, done: false };
};

/**
 * One step of Nelder and Mead's search: at most a handful of evaluations, so that a long fit can be cut anywhere.
 * @see Nelder & Mead (1965), A simplex method for function minimization
 */
export const step = (search: Search, cost: Cost): Search => {
  const { points, evaluations, round, done } = search;
  const [best, worst] = [points[0], points.at(-1)];
  if (done || !best || !worst) return search;
  if (isSmall(points) || evaluations >= MOST_EVALUATIONS) {
    if (round + 1 >= ROUNDS || evaluations >= MOST_EVALUATIONS) return { ...search, done: true };
    const again = begin(best.slice(0, -1), cost, round + 1);
    return { ...again, evaluations: again.evaluations + evaluations };
  }
  const rest = points.slice(0, -1);
  const centre = worst.slice(0, -1).map((_, i) => rest.reduce((sum, point) => sum + (point[i] ?? 0), 0) / rest.length);
  const tryAt = (distance: number): number[] => {
    const at = centre.map((middle, i) => middle + distance * (middle - (worst[i] ?? 0)));
    return [...at, cost(at)];
  };
  const next = (point: readonly number[], used: number): Search => ({
    points: sorted([...rest, point]),
    evaluations: evaluations + used,
    round,
    done: false,
  });
  const mirrored = tryAt(1);
  if (costOf(mirrored) < costOf(best)) {
    const further = tryAt(2);
    return next(costOf(further) < costOf(mirrored) ? further : mirrored, 2);
  }
  if (costOf(mirrored) < costOf(rest.at(-1) ?? worst)) return next(mirrored, 1);
  const nearer = tryAt(costOf(mirrored) < costOf(worst) ? 0.5 : -0.5);
  if (costOf(nearer) < Math.min(costOf(worst), costOf(mirrored))) return next(nearer, 2);
  const shrunk = points.slice(1).map((point) => {
    const at = point.slice(0, -1).map((value, i) => ((best[i] ?? 0) + value) / 2);
    return [...at, cost(at)];
  });
  return { points: sorted([best, ...shrunk]), evaluations: evaluations + 2 + shrunk.length, round, done: false };
};

/** The best point so far, and its cost. */
export const bestOf = ({ points }: Search): { readonly at: readonly number[]; readonly cost: number } => {
  const best = points[0] ?? [Number.POSITIVE_INFINITY];
  return { at: best.slice(0, -1), cost: costOf(best) };
};

const costOf = (point: readonly number[]): number => point.at(-1) ?? Number.POSITIVE_INFINITY;
const sorted = (points: readonly (readonly number[])[]): (readonly number[])[] => points.toSorted((a, b) => costOf(a) - costOf(b));
const isSmall = (points: readonly (readonly number[])[]): boolean => {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || Math.abs(costOf(last) - costOf(first)) > FIT_TOLERANCE) return false;
  return points.every((point) => point.slice(0, -1).every((value, i) => Math.abs(value - (first[i] ?? 0)) < 1e-5));
};
