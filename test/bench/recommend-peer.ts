import type { Answers } from './recommend-quality.ts';
import type { BenchSet } from './recommend-sets.ts';

interface Libmf {
  readonly Matrix: new () => { push(row: number, column: number, value: number): void };
  readonly Loss: { readonly ONE_CLASS_L2: number };
  readonly Model: new (options: { loss: number; factors: number; iterations: number; quiet: boolean }) => {
    fit(data: object): void;
    /** A row of factors each; the rows are typed arrays, which `flat()` leaves as they are. */
    p(): ArrayLike<number>[];
    q(): ArrayLike<number>[];
    destroy(): void;
  };
}

/** What disco-rec asks of it. @see https://github.com/ankane/disco-node */
const FACTORS = 8;
const ITERATIONS = 20;

/**
 * The npm peer: libmf, the engine of disco-rec, at disco-rec's defaults. Sessions are rows; a person is asked by their own factors (userRecs), a session, which has none, by the
 * cosine with the factors of the product met last (itemRecs). Null where it can't be loaded.
 */
export async function libmf(set: BenchSet): Promise<Answers | null> {
  const engine = await load();
  if (engine === null) return null;
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const matrix = new engine.Matrix();
  for (const [row, { products }] of set.train.entries()) {
    for (const product of new Set(products)) {
      const number = numbers.get(product) ?? ids.push(product) - 1;
      numbers.set(product, number);
      matrix.push(row, number, 1);
    }
  }
  const model = new engine.Model({ loss: engine.Loss.ONE_CLASS_L2, factors: FACTORS, iterations: ITERATIONS, quiet: true });
  model.fit(matrix);
  const people = set.kind === 'people' ? model.p() : [];
  const products = Float64Array.from(model.q().flatMap((row) => Array.from(row)));
  if (products.length !== ids.length * FACTORS || products.some(Number.isNaN)) throw new Error('libmf gave factors that are none');
  model.destroy();
  const lengths = Float64Array.from(ids, (_, number) => Math.hypot(...products.subarray(number * FACTORS, (number + 1) * FACTORS)) || 1);
  const rowOf = new Map(set.cases.map((one, row) => [one, row]));
  return (one) => {
    const last = numbers.get(one.events.at(-1) ?? '');
    const asked =
      set.kind === 'people'
        ? people[rowOf.get(one) ?? -1]
        : last === undefined
          ? undefined
          : [...products.subarray(last * FACTORS, (last + 1) * FACTORS)];
    if (!asked) return [];
    // Like disco-rec: what a person has is not recommended to them, and a product is not like itself.
    const hidden = new Set(set.kind === 'people' ? one.events : one.events.slice(-1));
    const scores = Float64Array.from(ids, (id, number) => {
      if (hidden.has(id)) return Number.NEGATIVE_INFINITY;
      let sum = 0;
      for (let factor = 0; factor < FACTORS; factor += 1) sum += (asked[factor] ?? 0) * (products[number * FACTORS + factor] ?? 0);
      return set.kind === 'people' ? sum : sum / (lengths[number] ?? 1);
    });
    return best(scores, 20).map((number) => ids[number] ?? '');
  };
}

const load = async (): Promise<Libmf | null> => {
  try {
    return (await import('libmf' as string)) as Libmf;
  } catch (error) {
    console.log(`libmf can't be loaded here, so there is no peer: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
};

const best = (scores: Float64Array, count: number): number[] => {
  const row: number[] = [];
  for (let number = 0; number < scores.length; number += 1) {
    const score = scores[number] ?? 0;
    if (row.length === count && score <= (scores[row[count - 1] ?? 0] ?? 0)) continue;
    let place = row.length;
    while (place > 0 && (scores[row[place - 1] ?? 0] ?? 0) < score) place -= 1;
    row.splice(place, 0, number);
    if (row.length > count) row.pop();
  }
  return row;
};
