/** Times and distances that are told apart; larger ones count as the largest. */
const COUNTS = 6;
const DISTANCES = 33;
/** Events after which all counts are halved, so that old habits fade. */
const HALVE_AFTER = 200_000;

/** How often somebody comes back to a product of the same session, by how many times it was met in it and how long ago: learnt from all sessions of the shop. */
export class Repeats {
  readonly #hits = new Float64Array(COUNTS * DISTANCES);
  readonly #all = new Float64Array(COUNTS * DISTANCES);
  #learnt = 0;

  /** A session went on to a product. `recent` = the `length` products before that, the newest first; `sign` −1 takes back what was learnt. */
  learn(recent: Int32Array, length: number, product: number, sign: 1 | -1 = 1): void {
    for (let index = 0; index < length; index += 1) {
      const one = recent[index]!;
      let count = 1;
      for (let at = 0; at < index && count > 0; at += 1) if (recent[at] === one) count = 0;
      if (count === 0) continue;
      for (let at = index + 1; at < length; at += 1) if (recent[at] === one) count += 1;
      const cell = place(count, index + 1);
      this.#all[cell] = Math.max(0, this.#all[cell]! + sign);
      if (one === product) this.#hits[cell] = Math.max(0, this.#hits[cell]! + sign);
    }
    this.#learnt += sign;
    if (sign < 0 || this.#learnt < HALVE_AFTER) return;
    this.#learnt = 0;
    for (let cell = 0; cell < this.#all.length; cell += 1) {
      this.#all[cell]! /= 2;
      this.#hits[cell]! /= 2;
    }
  }

  /** How likely a product that was met `count` times, last `distance` events ago, is met next; 0 to 1. */
  rate(count: number, distance: number): number {
    const cell = place(count, distance);
    return (this.#hits[cell]! + PRIOR_RATE) / (this.#all[cell]! + 1);
  }

  dump(): number[][] {
    return [[...this.#hits], [...this.#all], [this.#learnt]];
  }

  load([hits, all, learnt]: readonly (readonly number[])[]): void {
    this.#hits.set(hits ?? []);
    this.#all.set(all ?? []);
    this.#learnt = learnt?.[0] ?? 0;
  }
}

/** How likely it is before anything was learnt; weighs as one event. */
const PRIOR_RATE = 0.05;

const place = (count: number, distance: number): number => Math.min(count, COUNTS - 1) * DISTANCES + Math.min(distance, DISTANCES - 1);
