/** How much somebody may ask for: `burst` at once, refilled evenly so that `burst` more are there after `perMs`. */
export interface Allowance {
  readonly burst: number;
  readonly perMs: number;
}

/** Somebody's bucket: what is left, and when that was true. */
interface Bucket {
  left: number;
  atMs: number;
}

/**
 * Token buckets in the isolate's memory, a bounded number of them: the ones not asked for the longest give way. On one machine there is one isolate and the count is
 * exact; on Cloudflare each isolate counts for itself and the platform's own limiter stands in front.
 */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #most: number;

  constructor(most = 50_000) {
    this.#most = most;
  }

  /** Takes one from somebody's bucket. 0 = granted, else how many ms until there is one. */
  take(key: string, { burst, perMs }: Allowance, nowMs: number): number {
    const known = this.#buckets.get(key);
    const atMs = Math.max(nowMs, known?.atMs ?? nowMs);
    const left = known ? Math.min(burst, known.left + ((atMs - known.atMs) * burst) / perMs) : burst;
    this.#buckets.delete(key);
    this.#buckets.set(key, { left: left >= 1 ? left - 1 : left, atMs });
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > this.#most && oldest !== undefined) this.#buckets.delete(oldest);
    return left >= 1 ? 0 : Math.max(1, Math.ceil(((1 - left) * perMs) / burst));
  }
}
