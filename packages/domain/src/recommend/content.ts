/** Postings followed for one question at the most, so that a trait which everything shares costs nothing. */
const MAX_POSTINGS = 4_000;
/** Events after which a product speaks for itself. */
const COLD_EVENTS = 1;
const MAX_TRAITS = 24;

/** What products are like, by their traits (maker, category, words …), rarer traits saying more (IDF-cosine). */
export class Content {
  readonly #traits: (Int32Array | undefined)[] = [];
  readonly #products: number[][] = [];
  #described = 0;
  /** The profile of one question, by trait. */
  #profile = new Float64Array(0);
  #named: number[] = [];
  #length = 0;

  /** Whether anything is known of any product. */
  get empty(): boolean {
    return this.#described === 0;
  }

  get sizeBytes(): number {
    return this.#described * (32 + MAX_TRAITS * 8) + this.#products.length * 24;
  }

  /** Says what a product is like; again with other traits replaces. Traits are numbered from 0. */
  describe(product: number, traits: readonly number[]): void {
    this.forget(product);
    const kept = Int32Array.from([...new Set(traits)].slice(0, MAX_TRAITS));
    this.#traits[product] = kept;
    this.#described += 1;
    for (const trait of kept) {
      while (this.#products.length <= trait) this.#products.push([]);
      this.#products[trait]!.push(product);
    }
  }

  forget(product: number): void {
    const traits = this.#traits[product];
    if (traits === undefined) return;
    this.#described -= 1;
    this.#traits[product] = undefined;
    for (const trait of traits) {
      const products = this.#products[trait]!;
      products.splice(products.indexOf(product), 1);
    }
  }

  /** Begins a profile. */
  begin(): void {
    for (const trait of this.#named) this.#profile[trait] = 0;
    this.#named = [];
    this.#length = 0;
    if (this.#profile.length < this.#products.length) this.#profile = new Float64Array(Math.ceil(this.#products.length * 1.5));
  }

  /** Adds a product to the profile. */
  add(product: number, weight: number): void {
    const traits = this.#traits[product];
    if (traits === undefined || traits.length === 0) return;
    const norm = this.#norm(traits);
    for (const trait of traits) {
      if (this.#profile[trait] === 0) this.#named.push(trait);
      this.#profile[trait]! += (weight * this.#rarity(trait)) / norm;
    }
    this.#length = 0;
  }

  /** How much a product is like the profile, 0 to 1. */
  likeness(product: number): number {
    const traits = this.#traits[product];
    if (traits === undefined || traits.length === 0 || this.#named.length === 0) return 0;
    if (this.#length === 0) {
      let sum = 0;
      for (const trait of this.#named) sum += this.#profile[trait]! ** 2;
      this.#length = Math.sqrt(sum);
    }
    let dot = 0;
    for (const trait of traits) dot += this.#profile[trait]! * this.#rarity(trait);
    return dot === 0 ? 0 : dot / (this.#norm(traits) * this.#length);
  }

  /** How much two products are alike, 0 to 1. */
  alike(one: number, other: number): number {
    const left = this.#traits[one];
    const right = this.#traits[other];
    if (left === undefined || right === undefined || left.length === 0 || right.length === 0) return 0;
    let dot = 0;
    for (const trait of left) if (right.includes(trait)) dot += this.#rarity(trait) ** 2;
    return dot === 0 ? 0 : dot / (this.#norm(left) * this.#norm(right));
  }

  /** The products most like the profile among those that pass, by way of its rarest and strongest traits. */
  like(limit: number, passes: (product: number) => boolean): number[] {
    const traits = this.#named.toSorted((a, b) => this.#profile[b]! * this.#rarity(b) - this.#profile[a]! * this.#rarity(a) || a - b);
    const met = new Set<number>();
    let left = MAX_POSTINGS;
    for (const trait of traits) {
      const products = this.#products[trait]!;
      for (let at = products.length - 1; at >= 0 && left > 0; at -= 1, left -= 1) if (passes(products[at]!)) met.add(products[at]!);
      if (left <= 0) break;
    }
    return [...met]
      .map((product) => ({ product, likeness: this.likeness(product) }))
      .sort((a, b) => b.likeness - a.likeness || a.product - b.product)
      .slice(0, limit)
      .map(({ product }) => product);
  }

  #rarity(trait: number): number {
    return Math.log(1 + this.#described / (this.#products[trait]!.length + 1));
  }

  #norm(traits: Int32Array): number {
    let sum = 0;
    for (const trait of traits) sum += this.#rarity(trait) ** 2;
    return Math.sqrt(sum) || 1;
  }
}

/** Whether too little has happened to a product to be recommended by it. */
export const isCold = (events: number): boolean => events < COLD_EVENTS;
