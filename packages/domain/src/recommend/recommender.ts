import { nextBasket } from './basket.ts';
import { boughtWith, hottest, neighbours, rising } from './company.ts';
import { NONE } from './log.ts';
import { Model, type Question } from './model.ts';
import { SHELF } from './pairs.ts';
import { LogPage, putFacts, putState, shelfOf, stateOf, type StoredState, type StoredShelf } from './stored.ts';
import { hashOf, Tails } from './tails.ts';
import { CHEAP_EVENTS_A_ROW, EVENTS_A_ROW, MAX_PAIR_BYTES, MAX_UNFLUSHED } from './tuning.ts';
import type { Setting } from './setting.ts';
import type { Ask, Flush, Suggestion } from './ask.ts';

/** The state, and two pages. */
const ROWS_BESIDE_SHELVES = 3;

/** The stored pairs of a shelf, null if it was never stored. */
export type StoredPairs = (shelf: number) => Pick<StoredShelf, 'pairs' | 'together'> | null;

/** The model by the shop's own ids, with what it takes to store it. Knows only products that were admitted. */
export class Recommender {
  readonly model: Model;
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #traits = new Map<string, number>();
  readonly #gone = new Set<number>();
  readonly #tails = new Tails();
  readonly #dirty = new Set<number>();
  /** Of the entries since the last flush: the hash of whose they are. */
  #owners: number[] = [];
  #flushed = 0;
  /** Events since the last flush before which looking again is useless. */
  #worthAt = EVENTS_A_ROW * ROWS_BESIDE_SHELVES;

  /** @param stored where the pairs of a shelf are that was flushed before; without it all stays in memory */
  constructor(stored: StoredPairs | null = null, set?: Setting) {
    this.model = new Model(set);
    if (stored === null) return;
    this.model.memory.pairs.source = (shelf) => stored(shelf)?.pairs ?? null;
    this.model.memory.together.source = (shelf) => stored(shelf)?.together ?? null;
  }

  /** Bytes held; strings are reckoned at a byte a character and 80 a product. */
  get sizeBytes(): number {
    let names = 0;
    for (const id of this.#ids) names += 80 + id.length;
    return this.model.sizeBytes + this.#tails.sizeBytes + names + this.#owners.length * 8;
  }

  get products(): number {
    return this.#ids.length;
  }

  knows(productId: string): boolean {
    const number = this.#numbers.get(productId);
    return number !== undefined && !this.#gone.has(number);
  }

  /** A product of the catalogue, with what it is like (`maker:x`, `category:y` …). Again with other traits replaces them. */
  admit(productId: string, traits?: readonly string[]): void {
    const number = this.#numbers.get(productId) ?? this.#number(productId);
    this.#gone.delete(number);
    if (traits === undefined) return;
    this.model.memory.content.describe(
      number,
      traits.map((trait) => this.#trait(trait)),
      this.model.memory.isCold(number),
    );
  }

  /** The product has left the catalogue: it is not recommended any more. What it said about others stays. */
  retire(productId: string): void {
    const number = this.#numbers.get(productId);
    if (number === undefined) return;
    this.#gone.add(number);
    this.model.memory.content.forget(number);
  }

  /** Somebody, known here by an alias only, met a product. False when the product isn't known. @param weight 1 for a look, more for more; whole, to 255 */
  learn(alias: string, productId: string, weight: number, atMs: number): boolean {
    const product = this.#numbers.get(productId);
    if (product === undefined) return false;
    const [one, other] = hashOf(alias);
    const { log } = this.model.memory;
    const head = log.head;
    const before = this.#tails.get(one, other);
    const entry = this.model.learn(before, product, Math.max(1, Math.min(255, Math.round(weight))), Math.floor(atMs / 1_000));
    if (log.head === head) return true;
    this.#tails.set(one, other, entry, log.tail);
    this.#owners.push(one, other);
    this.#dirty.add(Math.floor(product / SHELF));
    return true;
  }

  /**
   * Takes a person out: from the log, and from every sum as far as the log still knows what they added. What has left the log is in sums over everybody, which name nobody.
   * Returns the numbers of the entries, which are to be blanked in what is stored.
   */
  forget(alias: string): number[] {
    const [one, other] = hashOf(alias);
    const { memory } = this.model;
    const products = new Set<number>();
    const entries: number[] = [];
    for (let entry = this.#tails.get(one, other); memory.log.has(entry); entry = memory.log.before[memory.log.at(entry)]!) {
      entries.push(entry);
      products.add(memory.log.product[memory.log.at(entry)]!);
    }
    if (entries.length === 0) return [];
    memory.forget(entries[0]!);
    this.#tails.remove(one, other);
    for (const entry of entries) if (entry >= this.#flushed) this.#owners.fill(0, (entry - this.#flushed) * 2, (entry - this.#flushed) * 2 + 2);
    for (const product of products) this.#dirty.add(Math.floor(product / SHELF));
    return entries;
  }

  /** What comes next after these products; empty if nothing is known of them. */
  next(ask: Ask): Suggestion[] {
    const events = ask.events.flatMap((id) => this.#numbers.get(id) ?? []);
    if (events.length === 0) return [];
    const question: Question = {
      events,
      limit: ask.limit,
      repeats: ask.repeats ?? false,
      hidden: this.#hidden(ask.exclude),
      second: Math.floor(ask.nowMs / 1_000),
      ...this.#session(ask),
    };
    return this.model.next(question).map(({ product, score, because }) => this.#suggestion(product, score, because));
  }

  /** What was met around these products by everybody, as a share of their visits; the plain counts, without a judgement. */
  neighbours(productIds: readonly string[], limit: number): { productId: string; because: string; score: number }[] {
    const asked = productIds.flatMap((id) => this.#numbers.get(id) ?? []);
    return neighbours(this.model.memory, asked, limit).map(({ product, score, because }) => ({
      productId: this.#ids[product]!,
      because: this.#ids[because]!,
      score,
    }));
  }

  /** Of what was bought, the oldest basket first, what is likely to be bought again. */
  again(ask: Ask, baskets: readonly (readonly string[])[]): Suggestion[] {
    const items = nextBasket({
      baskets,
      limit: ask.limit,
      onlyAgain: true,
      demand: (id) => this.demand(id, ask.nowMs),
      mostWanted: this.demanded(1, ask.nowMs).map(({ productId }) => productId),
      company: [],
      ...(ask.exclude ? { exclude: ask.exclude } : {}),
    });
    return items.map(({ productId, score }) => ({ productId, score, because: null, cold: false }));
  }

  /** What is bought together with these. */
  together(ask: Ask): Suggestion[] {
    const hidden = this.#hidden(ask.exclude);
    const asked = ask.events.flatMap((id) => this.#numbers.get(id) ?? []);
    return boughtWith(this.model.memory, asked, ask.limit, hidden).map(({ product, score, because }) => this.#suggestion(product, score, because));
  }

  /** What is met more just now than the last weeks let expect, then what is met most; never what nobody met. */
  trending(limit: number, nowMs: number, exclude?: ReadonlySet<string>): Suggestion[] {
    const hidden = this.#hidden(exclude);
    return rising(this.model.memory, limit, Math.floor(nowMs / 1_000), hidden).map(({ product, score }) => this.#suggestion(product, score, NONE));
  }

  /** Of these products, newest first, those that fit the interests best; with no interests, the newest. */
  newFor(ask: Ask, newest: readonly string[]): Suggestion[] {
    const hidden = this.#hidden(ask.exclude);
    const { content } = this.model.memory;
    const events = ask.events.flatMap((id) => this.#numbers.get(id) ?? []);
    content.begin();
    for (const [back, product] of events.toReversed().slice(0, 20).entries()) content.add(product, 1 / (1 + back));
    return newest
      .flatMap((id) => this.#numbers.get(id) ?? [])
      .filter((product) => !hidden.has(product) && !events.includes(product))
      .map((product, age) => ({ product, likeness: content.likeness(product), age }))
      .sort((a, b) => b.likeness - a.likeness || a.age - b.age)
      .slice(0, ask.limit)
      .map(({ product, likeness }) => this.#suggestion(product, likeness, likeness > 0 ? (events.at(-1) ?? NONE) : NONE));
  }

  /** What was met most in the last weeks. */
  demanded(limit: number, nowMs: number): Suggestion[] {
    return hottest(this.model.memory, limit, Math.floor(nowMs / 1_000), this.#hidden(undefined)).map(({ product, score }) =>
      this.#suggestion(product, score, NONE),
    );
  }

  /** How much a product is in demand these days, 0 for one that isn't known. */
  demand(productId: string, nowMs: number): number {
    const product = this.#numbers.get(productId);
    return product === undefined ? 0 : this.model.memory.heat.of(product, Math.floor(nowMs / 1_000));
  }

  /** Whether enough was learnt for storing to be worth its rows. */
  get wantsFlush(): boolean {
    const heard = this.model.memory.log.head - this.#flushed;
    if (heard < this.#worthAt) return false;
    const rows = this.#dirtyShelves().length + ROWS_BESIDE_SHELVES;
    // So many would be cheap; what is heard must not grow so long that hearing it again holds up waking.
    const wanted = Math.max(EVENTS_A_ROW * rows, Math.min(CHEAP_EVENTS_A_ROW * rows, MAX_UNFLUSHED));
    this.#worthAt = wanted;
    return heard >= wanted;
  }

  /** What has changed since the last flush, and clean from now on. */
  flush(): Flush {
    const { memory } = this.model;
    const shelves = this.#dump(this.#dirtyShelves());
    const pages = LogPage.of(memory.log, this.#flushed, this.#owners);
    this.#dirty.clear();
    this.#owners = [];
    this.#flushed = memory.log.head;
    this.#worthAt = EVENTS_A_ROW * ROWS_BESIDE_SHELVES;
    return { shelves, pages, state: stateOf(this.model), tail: memory.log.tail };
  }

  /** Lets go of what is stored and was not asked for lately, until the rest fits. */
  trim(): void {
    this.model.memory.pairs.trim(MAX_PAIR_BYTES);
    this.model.memory.together.trim(MAX_PAIR_BYTES / 4);
  }

  /** Takes everything back, in this order: the state, the facts of every shelf, the pages, the oldest first. Pairs are fetched when they are needed. */
  restore(state: StoredState, facts: Iterable<string>, pages: Iterable<LogPage>): void {
    const { memory } = this.model;
    putState(this.model, state);
    for (const text of facts) {
      for (const [product, id] of putFacts(memory, text)) {
        this.#ids[product] = id;
        this.#numbers.set(id, product);
      }
    }
    for (const page of pages) page.into(memory, this.#tails);
    if (memory.log.head < state.head) memory.log.startAt(state.head);
    this.#flushed = memory.log.head;
    this.#dirty.clear();
  }

  #dirtyShelves(): number[] {
    const { pairs, together } = this.model.memory;
    return [...new Set([...this.#dirty, ...pairs.dirtyShelves(), ...together.dirtyShelves()])].sort((a, b) => a - b);
  }

  /** One at a time, so that never all of them are held twice. */
  *#dump(shelves: readonly number[]): Generator<StoredShelf> {
    for (const shelf of shelves) yield shelfOf(this.model.memory, shelf, this.#ids.slice(shelf * SHELF, (shelf + 1) * SHELF));
  }

  #number(productId: string): number {
    const number = this.#ids.length;
    this.#ids.push(productId);
    this.#numbers.set(productId, number);
    this.model.memory.makeRoom(number + 1);
    this.#dirty.add(Math.floor(number / SHELF));
    return number;
  }

  #trait(trait: string): number {
    const number = this.#traits.get(trait) ?? this.#traits.size;
    this.#traits.set(trait, number);
    return number;
  }

  #hidden(exclude: ReadonlySet<string> | undefined): ReadonlySet<number> {
    const hidden = new Set(this.#gone);
    if (exclude) for (const id of exclude) for (const number of [this.#numbers.get(id)]) if (number !== undefined) hidden.add(number);
    return hidden;
  }

  #session({ alias, nowMs }: Ask): { session: number; last: number } {
    if (alias === undefined) return { session: NONE, last: NONE };
    const [one, other] = hashOf(alias);
    const last = this.#tails.get(one, other);
    return { session: this.model.memory.lookBack(last, Math.floor(nowMs / 1_000)).session, last };
  }

  #suggestion(product: number, score: number, because: number): Suggestion {
    const cold = this.model.memory.isCold(product);
    return { productId: this.#ids[product]!, score, because: because === NONE ? null : (this.#ids[because] ?? null), cold };
  }
}
