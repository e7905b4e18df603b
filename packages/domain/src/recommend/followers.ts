import { fade } from './fade.ts';
import { byScore, top, type Scored } from './top.ts';
import { MAX_NEIGHBOURS, PAIR_HALF_LIFE_MS, SHRINKAGE, TREND_HALF_LIFE_MS } from './tuning.ts';

/** What is stored of one product; weights as of `atMs`. A JSON text of at most about 10 kB with ids of 128 characters. */
interface Blob {
  readonly v: 1;
  readonly atMs: number;
  readonly seen: number;
  readonly heat: number;
  readonly next: readonly (readonly [productId: string, weight: number])[];
}

/** What is known of one product: how often it is met, and what came after it. Weights fade; all are as of one moment, the latest heard of. */
export class Followers {
  #atMs: number;
  /** Weight of its own visits, fading with the pairs. */
  #seen = 0;
  /** Weight of its own visits, fading with the trend. */
  #heat = 0;
  readonly #weights = new Map<string, number>();

  constructor(atMs: number) {
    this.#atMs = atMs;
  }

  /** The product was met. */
  meet(weight: number, atMs: number): void {
    this.#moveTo(atMs);
    this.#seen += fade(weight, this.#atMs - atMs, PAIR_HALF_LIFE_MS);
    this.#heat += fade(weight, this.#atMs - atMs, TREND_HALF_LIFE_MS);
  }

  /** Another product came with it. When the list is full the weakest leaves and half its weight stays with the newcomer, which could otherwise never get in (space-saving). */
  follow(productId: string, weight: number, atMs: number): void {
    this.#moveTo(atMs);
    const known = this.#weights.get(productId);
    const inherited = known ?? (this.#weights.size >= MAX_NEIGHBOURS ? this.#dropWeakest() / 2 : 0);
    this.#weights.set(productId, inherited + fade(weight, this.#atMs - atMs, PAIR_HALF_LIFE_MS));
  }

  /** What comes after it, as a share of its visits, the likeliest first. */
  neighbours(limit: number): Scored[] {
    const all = [...this.#weights].map(([productId, weight]) => ({ productId, score: weight / (this.#seen + SHRINKAGE) }));
    return top(all, limit);
  }

  /** How much it is met these days; what is dated after `nowMs` counts as of now. */
  heat(nowMs: number): number {
    return fade(this.#heat, Math.max(0, nowMs - this.#atMs), TREND_HALF_LIFE_MS);
  }

  dump(): string {
    return JSON.stringify({ v: 1, atMs: this.#atMs, seen: this.#seen, heat: this.#heat, next: [...this.#weights] } satisfies Blob);
  }

  /** Reads what `dump` wrote; null for another version, which is then learned anew. */
  static load(text: string): Followers | null {
    const blob = JSON.parse(text) as Blob;
    if (blob.v !== 1) return null;
    const followers = new Followers(blob.atMs);
    followers.#seen = blob.seen;
    followers.#heat = blob.heat;
    for (const [productId, weight] of blob.next) followers.#weights.set(productId, weight);
    return followers;
  }

  /** Fades everything to a later moment; an earlier one changes nothing, its news is faded instead. */
  #moveTo(atMs: number): void {
    const elapsedMs = atMs - this.#atMs;
    if (elapsedMs <= 0) return;
    this.#seen = fade(this.#seen, elapsedMs, PAIR_HALF_LIFE_MS);
    this.#heat = fade(this.#heat, elapsedMs, TREND_HALF_LIFE_MS);
    for (const [productId, weight] of this.#weights) this.#weights.set(productId, fade(weight, elapsedMs, PAIR_HALF_LIFE_MS));
    this.#atMs = atMs;
  }

  #dropWeakest(): number {
    let weakest: Scored | null = null;
    for (const [productId, score] of this.#weights) {
      const each = { productId, score };
      if (weakest === null || byScore(each, weakest) > 0) weakest = each;
    }
    if (weakest === null) return 0;
    this.#weights.delete(weakest.productId);
    return weakest.score;
  }
}
