import { Board } from './board.ts';
import { coldOnes, coldPlaces, withCold } from './cold.ts';
import { describe, type Totals } from './features.ts';
import { Judge } from './judge.ts';
import { NONE } from './log.ts';
import { Memory } from './memory.ts';
import { Nearest } from './nearest.ts';
import type { Setting } from './setting.ts';
import { MAX_NEIGHBOURS, RECENT, UNIVERSAL } from './tuning.ts';

/** What a question asks. */
export interface Question {
  /** Product numbers met, the oldest first, with repeats. */
  readonly events: readonly number[];
  readonly limit: number;
  /** May what was met come again? */
  readonly repeats: boolean;
  /** Never to be found. */
  readonly hidden?: ReadonlySet<number>;
  /** The asker's own session and its last entry, which speaks not for itself; NONE when the log doesn't hold it. */
  readonly session?: number;
  readonly last?: number;
  /** When it is asked, s since 1970. */
  readonly second?: number;
}

/** A product that was found. `because` = the product of the question that speaks for it most, NONE if none does. */
export interface Find {
  readonly product: number;
  readonly score: number;
  readonly because: number;
}

/** Answers from a memory: two estimators of what comes next, a table of repeats, likeness of content, and a judge that learns how to weigh them. */
export class Model {
  readonly memory: Memory;
  readonly judge: Judge;
  readonly #set: Setting;
  readonly #nearest: Nearest;
  readonly #board = new Board();
  readonly #others = new Int32Array(MAX_NEIGHBOURS);
  readonly #weights = new Float32Array(MAX_NEIGHBOURS);
  readonly #lead: Int32Array;
  /** What an event of the question's moment weighs in the pairs. */
  #gain = 1;

  constructor(set: Setting = UNIVERSAL) {
    this.#set = set;
    this.memory = new Memory(set);
    this.#nearest = new Nearest(set, this.memory.log);
    this.judge = new Judge(set.judgement, set.lessonStep, set.judged);
    this.#lead = new Int32Array(set.judged);
  }

  /** Bytes held, without what strings and small maps take. */
  get sizeBytes(): number {
    return this.memory.sizeBytes + this.#board.sizeBytes + Nearest.sizeBytes;
  }

  /** Learns an event of somebody whose last entry is `before` (NONE for the first). Returns the new entry's number. `weight` = 1 to 255, whole. */
  learn(before: number, product: number, weight: number, second: number): number {
    const { memory } = this;
    const session = memory.lookBack(before, second);
    if (session.length > 0 && product < memory.products && this.#isLesson(memory.log.head)) this.#lesson({ ...session, before }, product, second);
    return memory.learn(before, session, product, weight, second);
  }

  /** What comes next, the likeliest first. */
  next(question: Question): Find[] {
    const board = this.#board;
    const count = this.#judged(question);
    const { judge } = this;
    for (let place = 0; place < count; place += 1) board.score[this.#lead[place]!] = Math.exp(judge.judge(place));
    const { limit } = question;
    const products = Array.from(this.#lead.subarray(0, count))
      .sort((a, b) => board.score[b]! - board.score[a]! || a - b)
      .slice(0, limit);
    const finds = products.map((product): Find => ({ product, score: board.score[product]!, because: board.because[product]! }));
    const cold = this.memory.content.cold > 0 ? coldOnes(this.memory, question, finds, limit) : [];
    board.clear();
    return withCold(finds, cold, coldPlaces(this.memory.content.cold, this.memory.products), limit);
  }

  #isLesson(event: number): boolean {
    for (const [until, every] of this.#set.lessons) if (event < until) return event % every === 0;
    return false;
  }

  /** Before an event is learnt, the judge sees what it would have said and what was right. */
  #lesson(
    { length, session, before }: { readonly length: number; readonly session: number; readonly before: number },
    product: number,
    second: number,
  ): void {
    const events = Array.from(this.memory.recent.subarray(0, length)).reverse();
    const count = this.#judged({ events, limit: 0, repeats: true, session, last: before, second });
    const hit = this.#lead.subarray(0, count).indexOf(product);
    if (hit >= 0) this.judge.learn(count, hit);
    this.#board.clear();
  }

  /** Finds the leading products of a question, with their features; returns how many. The board is to be cleared afterwards. */
  #judged(question: Question): number {
    const set = this.#set;
    const board = this.#board;
    const { events, repeats, hidden } = question;
    const seeds = this.#seeds(events);
    const own = question.session ?? NONE;
    const second = question.second ?? this.memory.nowSecond;
    board.makeRoom(this.memory.products);
    this.#gain = this.memory.gain(second);
    for (const [back, seed] of seeds.entries())
      this.#nearest.consider(this.memory.latest[seed]!, Math.exp(-back * set.prefixFade) * this.#rarity(seed) ** set.rarityPower, own);
    this.#nearest.vote(board, this.memory.sessions, second);
    for (const [back, seed] of seeds.entries()) this.#askPairs(seed, back);
    if (own !== NONE) this.#withoutOwn(question.last ?? NONE, seeds);
    const total = this.#blend();
    if (repeats) this.#comeBack(events, seeds, total.score);
    else for (const seed of events) if (seed < this.memory.products) this.#hide(seed);
    if (hidden) for (const product of hidden) if (product < this.memory.products) this.#hide(product);
    this.#hop();
    const count = board.lead(set.judged, this.#lead);
    this.#profile(seeds, count);
    describe(this.judge.features, {
      board,
      memory: this.memory,
      lead: this.#lead.subarray(0, count),
      seeds,
      total,
      rateOf: repeats ? (product) => (seeds.includes(product) ? this.#rateOf(events, product) : null) : () => null,
    });
    return count;
  }

  /** The different products, the newest first. */
  #seeds(events: readonly number[]): number[] {
    const seeds: number[] = [];
    for (let at = events.length - 1; at >= 0 && seeds.length < this.#set.prefix; at -= 1) {
      const product = events[at]!;
      if (product < this.memory.products && !seeds.includes(product)) seeds.push(product);
    }
    return seeds;
  }

  #rarity(product: number): number {
    return Math.log(1 + this.memory.sessions / (this.memory.spread[product]! + 1));
  }

  #askPairs(seed: number, back: number): void {
    const board = this.#board;
    const weight = this.#pairWeight(seed, back);
    const count = this.memory.pairs.read(seed, this.#others, this.#weights);
    for (let index = 0; index < count; index += 1) {
      const product = this.#others[index]!;
      const said = weight * this.#weights[index]!;
      board.touch(product);
      board.pairs[product]! += said;
      board.voices[product]! += 1;
      if (back === 0) board.direct[product] = said;
      if (board.because[product] === NONE && product !== seed) board.because[product] = seed;
    }
  }

  #pairWeight(seed: number, back: number): number {
    return Math.exp(-back * this.#set.pairFade) / (this.memory.seen(seed) + this.#set.shrinkage) / this.#gain;
  }

  /** Takes away what the pairs know only from the asker's own session, as the log has it: each event as it was counted. */
  #withoutOwn(last: number, seeds: readonly number[]): void {
    const set = this.#set;
    const { memory } = this;
    const { recent, recentSecond, recentWeight } = memory;
    const { length } = memory.lookBack(last, memory.log.has(last) ? memory.log.second[memory.log.at(last)]! : 0);
    for (let at = 0; at < length; at += 1) {
      const gain = memory.gain(recentSecond[at]!) * recentWeight[at]! * (length - at) ** -set.lengthDamping;
      for (let distance = 1; distance <= set.window && at + distance < length; distance += 1) {
        const said = gain * distance ** -set.distancePower;
        const after = recent[at]!;
        const before = recent[at + distance]!;
        this.#takeBack(seeds.indexOf(before), before, after, said);
        if (before !== after) this.#takeBack(seeds.indexOf(after), after, before, said * set.backward);
      }
    }
  }

  #takeBack(back: number, from: number, to: number, gain: number): void {
    const board = this.#board;
    if (back < 0 || board.pairs[to] === 0) return;
    const said = this.#pairWeight(from, back) * gain;
    board.pairs[to] = without(board.pairs[to]!, said);
    if (back === 0) board.direct[to] = without(board.direct[to]!, said);
  }

  /** The first ranking: both estimators as shares of what each says in all, sharpened and added. */
  #blend(): Totals {
    const set = this.#set;
    const board = this.#board;
    let sessions = 0;
    let pairs = 0;
    for (let index = 0; index < board.size; index += 1) {
      const product = board.list[index]!;
      if (board.sessions[product]! > 0) {
        const rarity = this.#rarity(product);
        board.sessions[product]! *= rarity;
        board.strongest[product]! *= rarity;
      }
      sessions += board.sessions[product]!;
      pairs += board.pairs[product]!;
    }
    let score = 0;
    const bySessions = sessions > 0 ? set.neighbourShare * sessions ** -set.sharpness : 0;
    const byPairs = pairs > 0 ? (1 - set.neighbourShare) * pairs ** -set.sharpness : 0;
    for (let index = 0; index < board.size; index += 1) {
      const product = board.list[index]!;
      const said = board.sessions[product]!;
      const paired = board.pairs[product]!;
      board.score[product] = (said > 0 ? bySessions * said ** set.sharpness : 0) + (paired > 0 ? byPairs * paired ** set.sharpness : 0);
      score += board.score[product]!;
    }
    return { sessions, pairs, score };
  }

  /** Products that were met in this session, by how often such ones are come back to. */
  #comeBack(events: readonly number[], seeds: readonly number[], score: number): void {
    const set = this.#set;
    const board = this.#board;
    const scale = score > 0 ? score : 1;
    for (const seed of seeds) {
      board.touch(seed);
      const rate = this.#rateOf(events, seed);
      board.score[seed] = set.repeatBoost * scale * (board.score[seed]! / scale + 1e-5) ** set.repeatScorePower * rate ** set.repeatRatePower;
    }
  }

  #rateOf(events: readonly number[], product: number): number {
    let count = 0;
    let distance = 0;
    for (let at = events.length - 1; at >= 0 && events.length - at <= RECENT; at -= 1) {
      if (events[at] !== product) continue;
      count += 1;
      if (distance === 0) distance = events.length - at;
    }
    return count === 0 ? 0 : this.memory.repeats.rate(count, distance);
  }

  #hide(product: number): void {
    this.#board.touch(product);
    this.#board.score[product] = -1;
  }

  /** What goes with what leads: two steps away, for products that nobody has taken the one step to. */
  #hop(): void {
    const board = this.#board;
    const set = this.#set;
    const count = board.lead(set.hopFrom, this.#lead);
    let sum = 0;
    for (let place = 0; place < count; place += 1) sum += board.score[this.#lead[place]!]!;
    let hops = 0;
    for (let place = 0; place < count; place += 1) {
      const middle = this.#lead[place]!;
      const weight = board.score[middle]! / sum / (this.memory.seen(middle) + set.shrinkage) / this.#gain;
      const found = this.memory.pairs.read(middle, this.#others, this.#weights);
      for (let index = 0; index < found; index += 1) {
        const product = this.#others[index]!;
        board.touch(product);
        if (board.because[product] === NONE) board.because[product] = board.because[middle]!;
        board.hops[product]! += weight * this.#weights[index]!;
        hops += weight * this.#weights[index]!;
      }
    }
    if (hops === 0) return;
    for (let index = 0; index < board.size; index += 1) {
      const product = board.list[index]!;
      if (board.score[product]! >= 0) board.score[product]! += (sum * HOP_SHARE * board.hops[product]!) / hops;
    }
  }

  /** What the session and what leads are like. */
  #profile(seeds: readonly number[], count: number): void {
    const { content } = this.memory;
    if (content.empty) return;
    content.begin();
    for (const [back, seed] of seeds.entries()) content.add(seed, Math.exp(-back * this.#set.pairFade));
    const leaders = Math.min(count, PROFILE_LEADERS);
    let sum = 0;
    for (let place = 0; place < leaders; place += 1) sum += this.#board.score[this.#lead[place]!]!;
    for (let place = 0; place < leaders; place += 1) content.add(this.#lead[place]!, (PROFILE_SHARE * this.#board.score[this.#lead[place]!]!) / sum);
  }
}

/** What is left when something is taken back; what is left by rounding is nothing. */
const without = (all: number, said: number): number => (all - said < ROUNDING * said ? 0 : all - said);
const ROUNDING = 1e-3;

/** Leading products that the profile is made of beside the session's own, count, and what all of them weigh against the latest one met. Ours. */
const PROFILE_LEADERS = 20;
const PROFILE_SHARE = 2;
/** What two steps away counts in the first ranking: it only orders those of whom nothing else is known. */
const HOP_SHARE = 1e-3;
