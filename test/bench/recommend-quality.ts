import { Recommender } from '../../packages/domain/src/recommend/index.ts';
import type { BenchSet, Case, Customer } from './recommend-sets.ts';
import { nextBasket } from '../../packages/domain/src/recommend/index.ts';

const START_MS = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;

/** How well the answers of one recommender hold the target. */
export interface Score {
  /** Share of cases whose target is in the answer. */
  readonly hit: number;
  /** Mean of 1/rank (sessions) or of 1/log2(rank + 1) (people). */
  readonly rank: number;
  /** Share of all products that were in some answer's first 20. */
  readonly coverage: number;
  readonly cases: number;
  /** µs an answer. */
  readonly micros: number;
}

/** Answers a case: products, the best first. */
export type Answers = (one: Case) => readonly string[];

/** Teaches a new recommender a set, event by event, as the object does. */
export function taught(set: BenchSet): { recommender: Recommender; microsAnEvent: number } {
  const recommender = new Recommender();
  for (const [product, traits] of set.traits) recommender.admit(product, traits.map(String));
  const started = performance.now();
  let events = 0;
  for (const [session, { products, seconds }] of set.train.entries()) {
    for (const [at, product] of products.entries()) {
      if (!recommender.knows(product)) recommender.admit(product);
      recommender.learn(`s${session}`, product, 1, (seconds?.[at] ?? START_MS / 1_000) * 1_000);
      events += 1;
    }
  }
  return { recommender, microsAnEvent: ((performance.now() - started) * 1_000) / Math.max(1, events) };
}

/** Rapport's own answers. */
export const ours = (recommender: Recommender, set: BenchSet): Answers => {
  const lastMs = (set.train.at(-1)?.seconds?.at(-1) ?? START_MS / 1_000) * 1_000;
  const repeats = set.kind === 'sessions';
  return ({ events }) => recommender.next({ events, limit: 20, nowMs: lastMs, repeats }).map(({ productId }) => productId);
};

/** The most met products, the same for everybody but for what they have met. */
export function popularity(set: BenchSet): Answers {
  const counts = new Map<string, number>();
  for (const { products } of set.train) for (const product of products) counts.set(product, (counts.get(product) ?? 0) + 1);
  const most = [...counts].toSorted((a, b) => b[1] - a[1]).map(([product]) => product);
  return ({ events }) =>
    (set.kind === 'sessions' ? most.slice(0, 20) : most.slice(0, 20 + events.length).filter((one) => !events.includes(one))).slice(0, 20);
}

/** Scores answers by the set's protocol, on at most so many of its cases, evenly spread. */
export function score(set: BenchSet, answers: Answers, mostCases = Number.POSITIVE_INFINITY): Score {
  const depth = set.kind === 'sessions' ? 20 : 10;
  const products = new Set(set.train.flatMap((session) => session.products));
  const shown = new Set<string>();
  const step = Math.max(1, set.cases.length / mostCases);
  let [hit, rank, cases] = [0, 0, 0];
  const started = performance.now();
  for (let at = 0; at < set.cases.length; at += step) {
    const one = set.cases[Math.floor(at)];
    if (!one) break;
    cases += 1;
    const answer = answers(one).slice(0, 20);
    for (const product of answer) shown.add(product);
    const place = answer.indexOf(one.target);
    if (place < 0 || place >= depth) continue;
    hit += 1;
    rank += set.kind === 'sessions' ? 1 / (place + 1) : 1 / Math.log2(place + 2);
  }
  const micros = ((performance.now() - started) * 1_000) / Math.max(1, cases);
  return { hit: hit / cases, rank: rank / cases, coverage: shown.size / products.size, cases, micros };
}

/** The measures of next baskets, @10. */
export interface BasketScore {
  readonly recall: number;
  readonly ndcg: number;
  readonly hit: number;
  readonly personal: number;
  readonly cases: number;
}

/**
 * Next basket (notes 3c): the last basket of a fifth of the customers with three or more, everything learnt in the order of time and nothing of the target's day or after.
 * `fold` 0 to 4 chooses the fifth. Beside it, `personal` = NDCG of what they bought most often.
 */
export function scoreBaskets(customers: readonly Customer[], folds: ReadonlySet<number>): BasketScore {
  const eligible = customers.filter(({ baskets }) => baskets.length >= 3).toSorted((a, b) => Number(a.id) - Number(b.id));
  const tested = new Set(eligible.filter((_, index) => folds.has(index % 5)).map(({ id }) => id));
  const visits = customers
    .flatMap(({ id, baskets }) =>
      baskets.map(({ day, products }, index) => ({ id, day, products, past: baskets.slice(0, index), isLast: index === baskets.length - 1 })),
    )
    .toSorted((a, b) => a.day - b.day);
  const recommender = new Recommender();
  const sums = { recall: 0, ndcg: 0, hit: 0, personal: 0, cases: 0 };
  let wanted: string[] = [];
  for (let from = 0; from < visits.length;) {
    const day = visits[from]?.day ?? 0;
    const today = visits.slice(from).slice(0, visits.slice(from).findIndex((visit) => visit.day !== day) >>> 0);
    from += today.length;
    const asked = today.filter(({ id, isLast }) => isLast && tested.has(id));
    const nowMs = day * DAY_MS;
    if (asked.length > 0) wanted = recommender.demanded(200, nowMs).map(({ productId }) => productId);
    for (const { products, past } of asked) {
      const answer = nextBasket({
        baskets: past.map((basket) => basket.products),
        limit: 10,
        demand: (id) => recommender.demand(id, nowMs),
        mostWanted: wanted,
        company: recommender.neighbours(past.at(-1)?.products ?? [], 50),
      }).map(({ productId }) => productId);
      add(sums, answer, personalTop(past.map((basket) => basket.products)), new Set(products));
    }
    for (const { id, products, day: bought } of today) {
      for (const product of products) {
        if (!recommender.knows(product)) recommender.admit(product);
        recommender.learn(`${id}/${bought}`, product, 5, nowMs);
      }
    }
  }
  const { cases } = sums;
  return { recall: sums.recall / cases, ndcg: sums.ndcg / cases, hit: sums.hit / cases, personal: sums.personal / cases, cases };
}

const personalTop = (baskets: readonly (readonly string[])[]): string[] => {
  const counts = new Map<string, number>();
  for (const product of baskets.flat()) counts.set(product, (counts.get(product) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([product]) => product)
    .slice(0, 10);
};

const add = (
  sums: { recall: number; ndcg: number; hit: number; personal: number; cases: number },
  answer: readonly string[],
  top: readonly string[],
  target: ReadonlySet<string>,
): void => {
  const ndcg = (row: readonly string[]): number => {
    let [found, best] = [0, 0];
    for (const [place, product] of row.entries()) if (target.has(product)) found += 1 / Math.log2(place + 2);
    for (let place = 0; place < Math.min(10, target.size); place += 1) best += 1 / Math.log2(place + 2);
    return found / best;
  };
  const hits = answer.filter((product) => target.has(product)).length;
  sums.recall += hits / target.size;
  sums.ndcg += ndcg(answer);
  sums.hit += hits > 0 ? 1 : 0;
  sums.personal += ndcg(top);
  sums.cases += 1;
};
