/** Cold products looked at for one question at the most, and how many of them closely: a trait which everything shares then costs little. */
const MAX_POSTINGS = 2_000;
const MAX_CLOSE = 60;
const MAX_TRAITS = 24;

/** What products are like, by their traits (maker, category, words …), rarer traits saying more (IDF-cosine). */
export class Content {
  readonly #traits: (Int32Array | undefined)[] = [];
  /** By trait: how many products have it, and which cold ones. */
  readonly #shared: number[] = [];
  readonly #cold: number[][] = [];
  readonly #coldProducts = new Set<number>();
  #described = 0;
  /** By trait and by product, reckoned when first asked after a change: how much a trait says, and the length of a product's traits (0 = not reckoned). */
  #rarity = new Float64Array(0);
  #norm = new Float64Array(0);
  #stale = true;
  /** The profile of one question, by trait. */
  #profile = new Float64Array(0);
  #named: number[] = [];
  #length = 0;

  /** Whether anything is known of any product. */
  get empty(): boolean {
    return this.#described === 0;
  }

  get sizeBytes(): number {
    return this.#described * (32 + MAX_TRAITS * 8) + this.#shared.length * 24;
  }

  /** How many products nobody has met yet. */
  get cold(): number {
    return this.#coldProducts.size;
  }

  /** Says what a product is like, and whether nobody has met it yet; again with other traits replaces. Traits are numbered from 0. */
  describe(product: number, traits: readonly number[], cold: boolean): void {
    this.forget(product);
    const kept = Int32Array.from([...new Set(traits)].slice(0, MAX_TRAITS));
    this.#traits[product] = kept;
    this.#described += 1;
    this.#stale = true;
    if (cold) this.#coldProducts.add(product);
    for (const trait of kept) {
      while (this.#shared.length <= trait) {
        this.#shared.push(0);
        this.#cold.push([]);
      }
      this.#shared[trait]! += 1;
      if (cold) this.#cold[trait]!.push(product);
    }
  }

  /** Somebody has met the product. */
  warm(product: number): void {
    if (!this.#coldProducts.delete(product)) return;
    for (const trait of this.#traits[product] ?? []) {
      const products = this.#cold[trait]!;
      products.splice(products.indexOf(product), 1);
    }
  }

  /** Nobody is left who has met the product. */
  cool(product: number): void {
    const traits = this.#traits[product];
    if (traits === undefined || this.#coldProducts.has(product)) return;
    this.#coldProducts.add(product);
    for (const trait of traits) this.#cold[trait]!.push(product);
  }

  forget(product: number): void {
    const traits = this.#traits[product];
    if (traits === undefined) return;
    this.warm(product);
    this.#described -= 1;
    this.#stale = true;
    this.#traits[product] = undefined;
    for (const trait of traits) this.#shared[trait]! -= 1;
  }

  /** Begins a profile. */
  begin(): void {
    if (this.#stale) this.#reckon();
    for (const trait of this.#named) this.#profile[trait] = 0;
    this.#named = [];
    this.#length = 0;
    if (this.#profile.length < this.#shared.length) this.#profile = new Float64Array(Math.ceil(this.#shared.length * 1.5));
  }

  /** Adds a product to the profile. */
  add(product: number, weight: number): void {
    const traits = this.#traits[product];
    if (traits === undefined || traits.length === 0) return;
    const norm = this.#normOf(product, traits);
    for (const trait of traits) {
      if (this.#profile[trait] === 0) this.#named.push(trait);
      this.#profile[trait]! += (weight * this.#rarity[trait]!) / norm;
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
    for (let at = 0; at < traits.length; at += 1) dot += this.#profile[traits[at]!]! * this.#rarity[traits[at]!]!;
    return dot === 0 ? 0 : dot / (this.#normOf(product, traits) * this.#length);
  }

  /** How much two products are alike, 0 to 1. */
  alike(one: number, other: number): number {
    const left = this.#traits[one];
    const right = this.#traits[other];
    if (left === undefined || right === undefined || left.length === 0 || right.length === 0) return 0;
    if (this.#stale) this.#reckon();
    let dot = 0;
    for (let at = 0; at < left.length; at += 1) {
      const trait = left[at]!;
      for (let place = 0; place < right.length; place += 1) if (right[place] === trait) dot += this.#rarity[trait]! ** 2;
    }
    return dot === 0 ? 0 : dot / (this.#normOf(one, left) * this.#normOf(other, right));
  }

  /** The cold products nearest to the profile that pass, by way of its strongest and rarest traits. */
  nearest(passes: (product: number) => boolean): number[] {
    const traits = this.#named.toSorted((a, b) => this.#profile[b]! * this.#rarity[b]! - this.#profile[a]! * this.#rarity[a]! || a - b);
    const met = new Set<number>();
    let left = MAX_POSTINGS;
    for (const trait of traits) {
      const products = this.#cold[trait]!;
      for (let at = products.length - 1; at >= 0 && left > 0; at -= 1, left -= 1) if (passes(products[at]!)) met.add(products[at]!);
    }
    return [...met]
      .map((product) => ({ product, likeness: this.likeness(product) }))
      .sort((a, b) => b.likeness - a.likeness || a.product - b.product)
      .slice(0, MAX_CLOSE)
      .map(({ product }) => product);
  }

  /** Reckons anew what depends on all products. */
  #reckon(): void {
    this.#stale = false;
    this.#rarity = Float64Array.from(this.#shared, (count) => Math.log(1 + this.#described / (count + 1)));
    this.#norm = new Float64Array(this.#traits.length);
  }

  #normOf(product: number, traits: Int32Array): number {
    let norm = this.#norm[product]!;
    if (norm > 0) return norm;
    for (let at = 0; at < traits.length; at += 1) norm += this.#rarity[traits[at]!]! ** 2;
    norm = Math.sqrt(norm) || 1;
    this.#norm[product] = norm;
    return norm;
  }
}
