/** The full counts take longer; `npm test` runs the smaller ones. */
export const LONG = process.env['RAPPORT_LONG'] === '1';

/** A chance that can be had again. */
export interface Chance {
  readonly seed: number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  /** One of them. */
  of<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** A new chance, whose seed is printed; RAPPORT_SEED runs one again (mulberry32). */
export function aChance(what: string, seed = Number(process.env['RAPPORT_SEED'] ?? Date.now() % 1_000_000_000)): Chance {
  console.info(`${what}: RAPPORT_SEED=${seed}`);
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    seed,
    below,
    of: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new Error('There is nothing to choose from');
      return one;
    },
    shuffled: (list) =>
      list
        .map((value) => ({ value, at: next() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ value }) => value),
  };
}

/** In an order that depends on nothing but the values, to compare what came in any order. */
export const sorted = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).toSorted();
