import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ROOT } from '../../scripts/serve/paths.ts';

/** Where the public data sets lie; they are never part of the repository. */
export const DATA = resolve(ROOT, process.env['RAPPORT_DATA'] ?? '../shared/data');

/** What one person met, the oldest first. `seconds` = when, s since 1970, where the set knows it. */
export interface Session {
  readonly products: readonly string[];
  readonly seconds?: readonly number[];
}

/** What was met, and what was met next. */
export interface Case {
  readonly events: readonly string[];
  readonly target: string;
}

/** A data set, cut by its published protocol. */
export interface BenchSet {
  readonly name: string;
  /** Sessions: what was met may come again, rank by HR@20 and MRR@20. People: it may not, HR@10 and NDCG@10. */
  readonly kind: 'sessions' | 'people';
  readonly train: readonly Session[];
  readonly cases: readonly Case[];
  readonly traits: ReadonlyMap<string, readonly string[]>;
}

const textOf = (path: string): string => gunzipSync(readFileSync(path)).toString('utf8').trim();
const words = (line: string): string[] => line.trim().split(/\s+/u);
const recommendDir = join(DATA, 'recommend');

/** Whether there is anything to measure with. */
export const haveSets = (): boolean => existsSync(recommendDir) && globSync('*.gz', { cwd: recommendDir }).length > 0;

/** Names of the sets in the folder, whichever they are: `<name>.train.txt.gz` with `.test.txt.gz`, `<name>.train_full.txt.gz` with times, `amazon-<name>.txt.gz`. */
export function setNames(): string[] {
  const files = globSync('*.txt.gz', { cwd: recommendDir });
  const names = files.flatMap((file) => {
    const name = file.replace(/\.(?:train|train_full)\.txt\.gz$/u, '');
    if (name !== file) return [name];
    return file.includes('.test.') ? [] : [file.replace('.txt.gz', '')];
  });
  return [...new Set(names)].sort();
}

/** Reads a set. */
export function readSet(name: string): BenchSet {
  const at = (suffix: string): string => join(recommendDir, `${name}${suffix}`);
  if (existsSync(at('.train.txt.gz'))) return sessionSet(name, at('.train.txt.gz'), at('.test.txt.gz'));
  if (existsSync(at('.train_full.txt.gz'))) return timedSet(name, at('.train_full.txt.gz'), at('.test.txt.gz'));
  return peopleSet(name, at('.txt.gz'), at('.attr.json.gz'));
}

const sessionSet = (name: string, train: string, test: string): BenchSet => ({
  name,
  kind: 'sessions',
  train: textOf(train)
    .split('\n')
    .map((line) => ({ products: words(line) })),
  cases: textOf(test)
    .split('\n')
    .map((line) => {
      const [events = '', target = ''] = line.split('\t');
      return { events: words(events), target: target.trim() };
    }),
  traits: new Map(),
});

/** SessionId, ItemId, Time in s: the order within a session, and of sessions, is that of time. */
const timedSet = (name: string, train: string, test: string): BenchSet => {
  const sessions = (path: string): Required<Session>[] => {
    const byId = new Map<string, { product: string; second: number }[]>();
    for (const line of textOf(path).split('\n').slice(1)) {
      const [id = '', product = '', time = ''] = line.split('\t');
      const session = byId.get(id) ?? [];
      byId.set(id, session);
      session.push({ product, second: Math.floor(Number(time)) });
    }
    return [...byId.values()]
      .map((session) => session.toSorted((a, b) => a.second - b.second))
      .map((session) => ({ products: session.map(({ product }) => product), seconds: session.map(({ second }) => second) }))
      .toSorted((a, b) => (a.seconds.at(-1) ?? 0) - (b.seconds.at(-1) ?? 0));
  };
  const cases = sessions(test).flatMap(({ products }) =>
    products.slice(1).map((target, before) => ({ events: products.slice(0, before + 1), target })),
  );
  return { name, kind: 'sessions', train: sessions(train), cases, traits: new Map() };
};

/** Leave-one-out: learn all but the last two, ask with all but the last. */
const peopleSet = (name: string, path: string, traitsPath: string): BenchSet => {
  const people = textOf(path)
    .split('\n')
    .map((line) => words(line).slice(1));
  const traits = existsSync(traitsPath) ? (JSON.parse(textOf(traitsPath)) as Record<string, readonly number[]>) : {};
  return {
    name,
    kind: 'people',
    train: people.map((products) => ({ products: products.slice(0, -2) })),
    cases: people.flatMap((products) => {
      const target = products.at(-1);
      return target === undefined || products.length < 3 ? [] : [{ events: products.slice(0, -1), target }];
    }),
    traits: new Map(Object.entries(traits).map(([product, numbers]) => [product, numbers.map(String)])),
  };
};

/** A set whose item-cold tenth (by a hash of its name) has been stripped of everything that happened to it; the cases are those it is the answer of. */
export function coldSet(set: BenchSet): BenchSet {
  const isCold = (product: string): boolean => hash(product) % 10 === 0;
  return {
    ...set,
    train: set.train
      .map(({ products }) => ({ products: products.filter((product) => !isCold(product)) }))
      .filter(({ products }) => products.length > 0),
    cases: set.cases
      .filter(({ target }) => isCold(target))
      .map(({ events, target }) => ({ events: events.filter((product) => !isCold(product)), target }))
      .filter(({ events }) => events.length > 0),
  };
}

const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
};

/** One customer's baskets, the oldest first; `day` counts from 1970. */
export interface Customer {
  readonly id: string;
  readonly baskets: readonly { readonly day: number; readonly products: readonly string[] }[];
}

/** The orders of UCI Online Retail II, or null when the file is not there. */
export function readOrders(): Customer[] | null {
  const path = join(DATA, 'orders', 'uci-online-retail-II.tsv.gz');
  if (!existsSync(path)) return null;
  const customers = new Map<string, Map<number, Set<string>>>();
  for (const line of textOf(path).split('\n')) {
    const [customer = '', date = '', product = ''] = line.split('\t');
    const day = Date.parse(date) / 86_400_000;
    if (!Number.isFinite(day)) continue;
    const baskets = customers.get(customer) ?? new Map<number, Set<string>>();
    customers.set(customer, baskets);
    const basket = baskets.get(day) ?? new Set<string>();
    baskets.set(day, basket);
    basket.add(product);
  }
  return [...customers].map(([id, baskets]) => ({
    id,
    baskets: [...baskets].toSorted(([a], [b]) => a - b).map(([day, products]) => ({ day, products: [...products] })),
  }));
}
