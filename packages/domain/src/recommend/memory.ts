import { Content } from './content.ts';
import { Heat } from './heat.ts';
import { EventLog, NONE } from './log.ts';
import { Pairs } from './pairs.ts';
import { Repeats } from './repeats.ts';
import type { Setting } from './setting.ts';
import {
  BOUGHT_WEIGHT,
  ENTRIES_A_PRODUCT,
  FEWER_NEIGHBOURS,
  HEAT_HALF_LIFE_SECONDS,
  LOOK_WEIGHT,
  MANY_PRODUCTS,
  MAX_AGAIN,
  MAX_BOUGHT_NEIGHBOURS,
  MAX_ENTRIES,
  MAX_NEIGHBOURS,
  MIN_ENTRIES,
  RECENT,
  RISE_HALF_LIFE_SECONDS,
  SESSION_GAP_SECONDS,
} from './tuning.ts';

const DAY_SECONDS = 86_400;
/** Doublings of a new event's weight after which all weights are brought down again. */
const FULL = 40;

/** A product's sums. */
interface Sums {
  readonly spread: number;
  readonly seen: number;
  readonly heat: number;
  readonly rise: number;
}

/** All that the model remembers, over product numbers. What one event adds, `forget` takes away again. */
export class Memory {
  readonly log = new EventLog();
  readonly pairs = new Pairs(MAX_NEIGHBOURS);
  /** What was bought with what. */
  readonly together = new Pairs(MAX_BOUGHT_NEIGHBOURS);
  readonly repeats = new Repeats();
  readonly content = new Content();
  /** What is met these days, and these hours. */
  readonly heat = new Heat(HEAT_HALF_LIFE_SECONDS);
  readonly rise = new Heat(RISE_HALF_LIFE_SECONDS);
  /** Sessions and products so far. */
  sessions = 0;
  products = 0;
  /** By product: its newest entry, how many sessions met it, and its events, which fade as pairs do (in units of `origin`). */
  latest = new Int32Array(0);
  spread = new Float32Array(0);
  #seen = new Float64Array(0);
  /** The moment whose events weigh 1, and the latest one heard of, s since 1970. */
  origin = 0;
  nowSecond = 0;
  readonly #set: Setting;
  /** What `lookBack` found, the newest first: products, when, and their weights. */
  readonly recent = new Int32Array(RECENT);
  readonly recentSecond = new Int32Array(RECENT);
  readonly recentWeight = new Uint8Array(RECENT);

  constructor(set: Setting) {
    this.#set = set;
  }

  get sizeBytes(): number {
    const parts = this.log.sizeBytes + this.pairs.sizeBytes + this.together.sizeBytes + this.heat.sizeBytes + this.rise.sizeBytes;
    return parts + this.content.sizeBytes + this.latest.length * 16;
  }

  /** A product's events, faded as of now. */
  seen(product: number): number {
    return this.#seen[product]! / this.gain(this.nowSecond);
  }

  /** The events of so many products from one on, faded as of now. */
  seenFrom(product: number, count: number): number[] {
    const gain = this.gain(this.nowSecond);
    return Array.from({ length: count }, (_, index) => (this.#seen[product + index] ?? 0) / gain);
  }

  /** Whether nobody has met a product yet. */
  isCold(product: number): boolean {
    return this.spread[product] === 0;
  }

  /** What an event of a moment weighs against one of `origin`. */
  gain(second: number): number {
    return 2 ** ((second - this.origin) / (this.#set.pairHalfLifeDays * DAY_SECONDS));
  }

  /** Number of the session that an event after entry `before` belongs to, and its products in `recent`, the newest first; returns how many. NONE = it begins one. */
  lookBack(before: number, second: number): { readonly session: number; readonly length: number } {
    const { log, recent } = this;
    if (!log.has(before) || Math.abs(second - log.second[log.at(before)]!) > SESSION_GAP_SECONDS) return { session: NONE, length: 0 };
    const session = log.session[log.at(before)]!;
    let length = 0;
    for (let entry = before; length < RECENT && log.has(entry); length += 1) {
      const at = log.at(entry);
      if (log.session[at] !== session || session === NONE) break;
      recent[length] = log.product[at]!;
      this.recentSecond[length] = log.second[at]!;
      this.recentWeight[length] = log.weight[at]!;
      entry = log.before[at]!;
    }
    return { session, length };
  }

  /** Writes an event down that follows entry `before`, `recent` having been looked up. Returns its entry, or `before` when it is one reload too many. */
  learn(
    before: number,
    { session, length }: { readonly session: number; readonly length: number },
    product: number,
    weight: number,
    second: number,
  ): number {
    const again = this.#timesIn(length, product);
    if (again >= MAX_AGAIN) return before;
    this.#moveTo(second);
    this.makeRoom(product + 1);
    this.#count(length, product, weight, second, 1);
    this.content.warm(product);
    if (again === 0) this.spread[product]! += 1;
    const number = session === NONE ? this.sessions : session;
    if (session === NONE) this.sessions += 1;
    const entry = this.log.append(product, number, second, weight, before, this.latest[product]!);
    this.latest[product] = entry;
    return entry;
  }

  /** Takes a person's entries out, the newest being `last`: out of the log, and out of every sum as far as the log still knows what they added. Returns how many. */
  forget(last: number): number {
    const { log } = this;
    const entries: number[] = [];
    for (let entry = last; log.has(entry); entry = log.before[log.at(entry)]!) entries.push(entry);
    for (const entry of entries) {
      const at = log.at(entry);
      const { length } = this.lookBack(log.before[at]!, log.second[at]!);
      const product = log.product[at]!;
      if (this.#timesIn(length, product) === 0) this.spread[product] = Math.max(0, this.spread[product]! - 1);
      this.#count(length, product, log.weight[at]!, log.second[at]!, -1);
    }
    for (const entry of entries) {
      const at = log.at(entry);
      const product = log.product[at]!;
      log.session[at] = NONE;
      log.product[at] = NONE;
      log.weight[at] = 0;
      while (log.has(this.latest[product]!) && log.product[log.at(this.latest[product]!)] === NONE)
        this.latest[product] = log.same[log.at(this.latest[product]!)]!;
      if (this.isCold(product)) this.content.cool(product);
    }
    return entries.length;
  }

  /** Makes room for so many products. */
  makeRoom(products: number): void {
    if (products <= this.products) return;
    this.products = products;
    this.log.capacity = Math.min(MAX_ENTRIES, Math.max(MIN_ENTRIES, products * ENTRIES_A_PRODUCT));
    this.pairs.most = products > MANY_PRODUCTS ? FEWER_NEIGHBOURS : MAX_NEIGHBOURS;
    this.heat.makeRoom(products);
    this.rise.makeRoom(products);
    if (products <= this.latest.length) return;
    const size = Math.max(64, Math.ceil(products * 1.25));
    const latest = new Int32Array(size).fill(NONE);
    latest.set(this.latest);
    this.latest = latest;
    const spread = new Float32Array(size);
    spread.set(this.spread);
    this.spread = spread;
    const seen = new Float64Array(size);
    seen.set(this.#seen);
    this.#seen = seen;
  }

  /** Puts a product's stored sums back; all as of a moment. */
  put(product: number, sums: Sums, second: number): void {
    this.makeRoom(product + 1);
    this.spread[product] = sums.spread;
    this.#seen[product] = sums.seen * this.gain(second);
    this.heat.put(product, sums.heat, second);
    this.rise.put(product, sums.rise, second);
  }

  /** Adds what one event says to every sum, or takes it away. */
  #count(length: number, product: number, weight: number, second: number, sign: 1 | -1): void {
    const set = this.#set;
    const gain = this.gain(second) * sign;
    const damped = gain * weight * (length + 1) ** -set.lengthDamping;
    for (let index = 0; index < length && index < set.window; index += 1) {
      const other = this.recent[index]!;
      const paired = damped * (index + 1) ** -set.distancePower;
      this.pairs.add(other, product, paired);
      if (other !== product) this.pairs.add(product, other, paired * set.backward);
    }
    if (weight >= BOUGHT_WEIGHT) {
      for (let index = 0; index < length; index += 1) {
        const other = this.recent[index]!;
        if (other === product) continue;
        this.together.add(other, product, gain);
        this.together.add(product, other, gain);
      }
    }
    if (weight <= LOOK_WEIGHT) this.repeats.learn(this.recent, length, product, sign);
    const left = this.#seen[product]! + gain;
    this.#seen[product] = left < 1e-6 * Math.abs(gain) ? 0 : left;
    this.heat.add(product, weight * sign, second);
    this.rise.add(product, weight * sign, second);
  }

  #timesIn(length: number, product: number): number {
    let times = 0;
    for (let index = 0; index < length; index += 1) if (this.recent[index] === product) times += 1;
    return times;
  }

  #moveTo(second: number): void {
    if (this.origin === 0) this.origin = second;
    if (second > this.nowSecond) this.nowSecond = second;
    const gain = this.gain(second);
    if (gain < 2 ** FULL) return;
    this.pairs.scale(1 / gain);
    this.together.scale(1 / gain);
    for (let at = 0; at < this.#seen.length; at += 1) this.#seen[at]! /= gain;
    this.origin = second;
  }
}
