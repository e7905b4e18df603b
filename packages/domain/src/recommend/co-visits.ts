import { Followers } from './followers.ts';
import { top, type Scored } from './top.ts';
import { BACKWARD, LENGTH_DAMPING, MAX_PRODUCTS, MAX_SESSIONS, WINDOW_PRODUCTS } from './tuning.ts';

/**
 * What followed what, learned event by event with bounded memory: directed co-visitation, weight 1/distance, fading (notes: within 1–3 points of the best session models,
 * no batch job, works after one event). Two guards against reloads and forged events: a product counts once a session with the largest weight it had there, and only
 * products the caller knows to exist should be learned.
 */
export class CoVisits {
  /** By product, the one not touched for the longest first. */
  readonly #followersByProduct = new Map<string, Followers>();
  /** By session, the one not heard of for the longest first: the weight each product has counted with, the latest product last. */
  readonly #weightsBySession = new Map<string, Map<string, number>>();
  readonly #dirty = new Set<string>();

  /**
   * A session met a product. `session` is a pseudonym; `weight` tells a view (1) from a cart or a purchase (more); products may come again with a larger weight.
   * @param atMs When it happened; events may come late and out of order.
   */
  learn(session: string, productId: string, weight: number, atMs: number): void {
    const weights = this.#open(session);
    const gain = weight - (weights.get(productId) ?? 0);
    weights.delete(productId);
    if (gain > 0) this.#pair(productId, [...weights.keys()], gain, atMs);
    weights.set(productId, Math.max(weight, weight - gain));
    const [oldest] = weights.keys();
    if (weights.size > WINDOW_PRODUCTS + 1 && oldest !== undefined) weights.delete(oldest);
  }

  /** What comes after a product, the likeliest first; equals by id. The score is a share of the product's visits, 0 to about 1. */
  neighbours(productId: string, limit: number): Scored[] {
    return this.#followersByProduct.get(productId)?.neighbours(limit) ?? [];
  }

  /** What is met most these days. */
  trending(limit: number, nowMs: number): Scored[] {
    return top(
      this.#followersByProduct.entries().map(([productId, followers]) => ({ productId, score: followers.heat(nowMs) })),
      limit,
    );
  }

  /** Forgets who met what in a session (erasure, withdrawn consent). The sums over everybody stay: they name nobody. */
  forgetSession(session: string): void {
    this.#weightsBySession.delete(session);
  }

  /** The products whose stored text is out of date; asking empties the list, so store them in the same transaction. */
  takeDirty(): string[] {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    return dirty;
  }

  /** What is to be stored of a product; null = delete its row, the product had to make room. */
  dump(productId: string): string | null {
    return this.#followersByProduct.get(productId)?.dump() ?? null;
  }

  /** Takes a stored product back, the longest untouched first. */
  load(productId: string, text: string): void {
    const followers = Followers.load(text);
    if (followers) this.#keep(productId, followers);
  }

  #pair(productId: string, before: readonly string[], gain: number, atMs: number): void {
    const damped = gain * (before.length + 2) ** -LENGTH_DAMPING;
    const product = this.#touch(productId, atMs);
    product.meet(gain, atMs);
    before
      .toReversed()
      .slice(0, WINDOW_PRODUCTS)
      .forEach((other, index) => {
        const weight = damped / (index + 1);
        this.#touch(other, atMs).follow(productId, weight, atMs);
        product.follow(other, weight * BACKWARD, atMs);
      });
  }

  /** The session's products, as the one heard of last. */
  #open(session: string): Map<string, number> {
    const weights = this.#weightsBySession.get(session) ?? new Map<string, number>();
    this.#weightsBySession.delete(session);
    this.#weightsBySession.set(session, weights);
    const [oldest] = this.#weightsBySession.keys();
    if (this.#weightsBySession.size > MAX_SESSIONS && oldest !== undefined) this.#weightsBySession.delete(oldest);
    return weights;
  }

  #touch(productId: string, atMs: number): Followers {
    const followers = this.#followersByProduct.get(productId) ?? new Followers(atMs);
    this.#keep(productId, followers);
    this.#dirty.add(productId);
    return followers;
  }

  /** Puts a product last in the order of leaving; the first one leaves when there are too many. */
  #keep(productId: string, followers: Followers): void {
    this.#followersByProduct.delete(productId);
    this.#followersByProduct.set(productId, followers);
    const [oldest] = this.#followersByProduct.keys();
    if (this.#followersByProduct.size <= MAX_PRODUCTS || oldest === undefined) return;
    this.#followersByProduct.delete(oldest);
    this.#dirty.add(oldest);
  }
}
