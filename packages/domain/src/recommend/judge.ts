import { WIDTH } from './features.ts';

/** Steepness of the first steps: a gradient's square is counted from here. */
const START = 1;

/**
 * Judges the leading products again, by a weighted sum of what is known of each; the weights are learnt from what shoppers did next (softmax over the candidates, AdaGrad),
 * an event at a time, from a start that fits every shop. Two dozen numbers a shop, each with a name: the judgement can be read.
 * @see https://jmlr.org/papers/v12/duchi11a.html
 */
export class Judge {
  readonly weights: Float64Array;
  readonly steepness = new Float64Array(WIDTH).fill(START);
  readonly #step: number;
  readonly #odds: Float64Array;
  /** The candidates' features, WIDTH numbers each, to be filled in before `judge` or `learn`. */
  readonly features: Float64Array;

  constructor(start: readonly number[], step: number, most: number) {
    this.weights = Float64Array.from({ length: WIDTH }, (_, index) => start[index] ?? (index === 0 ? 1 : 0));
    this.#step = step;
    this.#odds = new Float64Array(most);
    this.features = new Float64Array(most * WIDTH);
  }

  /** A candidate's judgement, in natural-log units of odds. */
  judge(candidate: number): number {
    let sum = 0;
    const from = candidate * WIDTH;
    for (let index = 0; index < WIDTH; index += 1) sum += this.weights[index]! * this.features[from + index]!;
    return sum;
  }

  /** Of `count` candidates, this one it was. */
  learn(count: number, hit: number): void {
    const odds = this.#odds;
    let most = -Infinity;
    for (let candidate = 0; candidate < count; candidate += 1) {
      odds[candidate] = this.judge(candidate);
      if (odds[candidate]! > most) most = odds[candidate]!;
    }
    let total = 0;
    for (let candidate = 0; candidate < count; candidate += 1) {
      odds[candidate] = Math.exp(odds[candidate]! - most);
      total += odds[candidate]!;
    }
    for (let index = 0; index < WIDTH; index += 1) {
      let slope = this.features[hit * WIDTH + index]!;
      for (let candidate = 0; candidate < count; candidate += 1) slope -= (odds[candidate]! / total) * this.features[candidate * WIDTH + index]!;
      this.steepness[index]! += slope * slope;
      this.weights[index]! += (this.#step * slope) / Math.sqrt(this.steepness[index]!);
    }
  }
}
