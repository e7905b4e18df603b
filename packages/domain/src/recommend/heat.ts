/** Doublings after which the numbers are brought down again. */
const FULL = 60;

/** How much products are met these days: counts that halve in a half-life. Late news counts what it would have counted in time. */
export class Heat {
  readonly #halfLifeSeconds: number;
  /** By product, in units of the moment `origin`. */
  #warmth = new Float64Array(0);
  /** s since 1970. */
  #origin = 0;

  constructor(halfLifeSeconds: number) {
    this.#halfLifeSeconds = halfLifeSeconds;
  }

  get sizeBytes(): number {
    return this.#warmth.length * 8;
  }

  makeRoom(products: number): void {
    if (products <= this.#warmth.length) return;
    const warmth = new Float64Array(Math.max(64, Math.ceil(products * 1.25)));
    warmth.set(this.#warmth);
    this.#warmth = warmth;
  }

  /** Less than nothing takes away what was added at that moment. */
  add(product: number, weight: number, second: number): void {
    if (this.#origin === 0) this.#origin = second;
    const doublings = (second - this.#origin) / this.#halfLifeSeconds;
    if (doublings > FULL) {
      const factor = 2 ** -doublings;
      for (let at = 0; at < this.#warmth.length; at += 1) this.#warmth[at]! *= factor;
      this.#origin = second;
      this.#warmth[product]! += weight;
      return;
    }
    const left = this.#warmth[product]! + weight * 2 ** doublings;
    this.#warmth[product] = weight < 0 && left < 1e-6 * -weight * 2 ** doublings ? 0 : left;
  }

  /** As of a moment; what is dated after it counts as of now. */
  of(product: number, second: number): number {
    return (this.#warmth[product] ?? 0) * this.scale(second);
  }

  /** Of so many products from one on, as of a moment. */
  from(product: number, count: number, second: number): number[] {
    const scale = this.scale(second);
    return Array.from({ length: count }, (_, index) => (this.#warmth[product + index] ?? 0) * scale);
  }

  /** What a raw number is worth at a moment. */
  scale(second: number): number {
    return second > this.#origin ? 2 ** (-(second - this.#origin) / this.#halfLifeSeconds) : 1;
  }

  /** Puts a stored value back. */
  put(product: number, value: number, second: number): void {
    if (value > 0) this.add(product, value, second);
  }
}
