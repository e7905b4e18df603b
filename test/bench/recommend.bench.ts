import { figure, type Figure, type Measured } from './frame.ts';
import { measureHttp } from './recommend-http.ts';
import { libmf } from './recommend-peer.ts';
import { ours, popularity, score, scoreBaskets, taught, type Score } from './recommend-quality.ts';
import { coldSet, DATA, haveSets, readOrders, readSet, setNames, type BenchSet } from './recommend-sets.ts';
import { measureSpeed } from './recommend-speed.ts';

// Quality of recommendations on public data by the published protocols, through the code that serves, with the one setting for every set, beside the most popular
// products and an npm peer; and what the same code costs in workerd. RECOMMEND_ONLY=diginetica,speed … measures less: names of sets, `baskets`, `cold`, `speed`, `http`.

/** Floors and goals of issue R4. A set that isn't here is measured all the same, and judged by nobody. */
interface Wanted {
  readonly label: string;
  readonly floor: readonly [hit: number, rank: number];
  readonly goal: readonly [hit: number, rank: number];
}
const WANTED: Readonly<Record<string, Wanted>> = {
  diginetica: { label: 'Diginetica', floor: [0.525, 0.19], goal: [0.545, 0.2] },
  retailrocket_cotrec: { label: 'RetailRocket', floor: [0.57, 0.295], goal: [0.59, 0.315] },
  yc100k: { label: 'Yoochoose 100k', floor: [0.69, 0.37], goal: [0.705, 0.385] },
  'amazon-Beauty': { label: 'Amazon Beauty', floor: [0.085, 0.052], goal: [0.096, 0.058] },
  'amazon-Sports_and_Outdoors': { label: 'Amazon Sports', floor: [0.051, 0.032], goal: [0.057, 0.034] },
};
const COVERAGE_OF = 'diginetica';
const COLD_OF = 'amazon-Beauty';
/** The peer looks at every product for each question, which takes long: so many questions, evenly spread, are enough to two places. */
const PEER_CASES = 4_000;
const EVENTS = Number(process.env['BENCH_EVENTS'] ?? 5_000_000);

const only = (process.env['RECOMMEND_ONLY'] ?? '').split(',').filter(Boolean);
const isAsked = (name: string): boolean => only.length === 0 || only.includes(name);

export async function bench(): Promise<Figure[]> {
  const figures: Figure[] = [];
  if (!haveSets()) console.log(`There are no data sets in ${DATA} (RAPPORT_DATA says where), so quality is not measured.`);
  else {
    for (const name of setNames().filter(isAsked)) figures.push(...(await quality(readSet(name))));
    if (isAsked('cold') && setNames().includes(COLD_OF)) figures.push(...cold(readSet(COLD_OF)));
  }
  if (isAsked('baskets')) figures.push(...baskets());
  if (isAsked('speed')) figures.push(...(await measureSpeed(10_000, EVENTS, { mb: 32 })), ...(await measureSpeed(100_000, EVENTS, { mb: 90 })));
  if (isAsked('http')) figures.push(...(await measureHttp()));
  return figures;
}

/** One set: ours with popularity as the reference, then the peer. */
async function quality(set: BenchSet): Promise<Figure[]> {
  const wanted = WANTED[set.name];
  const label = wanted?.label ?? set.name;
  const { recommender, microsAnEvent } = taught(set);
  const own = score(set, ours(recommender, set));
  console.log(`${label}: ${own.cases} cases, ${microsAnEvent.toFixed(1)} µs an event, ${own.micros.toFixed(0)} µs an answer in Node`);
  const popular = score(set, popularity(set));
  const peer = await libmf(set);
  const theirs = peer && score(set, peer, PEER_CASES);
  const [hit, rank] = set.kind === 'sessions' ? ['HR@20', 'MRR@20'] : ['HR@10', 'NDCG@10'];
  const share = (name: string, value: number, more: Partial<Measured> = {}): Figure =>
    figure({ name: `${label} ${name}`, value, unit: 'share', better: 'more', ...more });
  const judged = (of: 'hit' | 'rank', at: 0 | 1): Partial<Measured> => ({
    reference: popular[of],
    ...(wanted ? { floor: wanted.floor[at], goal: wanted.goal[at] } : {}),
  });
  const beside = (one: Score): Figure[] => [
    share(`${hit}, libmf`, one.hit, { reference: popular.hit }),
    share(`${rank}, libmf`, one.rank, { reference: popular.rank }),
  ];
  return [
    share(hit, own.hit, judged('hit', 0)),
    share(rank, own.rank, judged('rank', 1)),
    share('coverage@20', own.coverage, { reference: popular.coverage, ...(set.name === COVERAGE_OF ? { floor: 0.9, goal: 0.95 } : {}) }),
    ...(theirs ? beside(theirs) : []),
  ];
}

/** A tenth of the products stripped of all that happened to them: how often are they found among all? What that costs the others stands beside it. */
function cold(set: BenchSet): Figure[] {
  const stripped = coldSet(set);
  const { recommender } = taught(stripped);
  const answers = ours(recommender, stripped);
  const own = score(stripped, answers);
  const popular = score(stripped, popularity(stripped));
  const known = new Set(stripped.train.flatMap(({ products }) => products));
  const warm = { ...stripped, cases: set.cases.filter(({ target }) => known.has(target)) };
  return [
    figure({
      name: 'Beauty, products nobody met, HR@10 among all',
      value: own.hit,
      unit: 'share',
      reference: popular.hit,
      floor: 0.08,
      goal: 0.1,
      better: 'more',
    }),
    figure({ name: 'Beauty, the others beside them, HR@10', value: score(warm, answers, PEER_CASES).hit, unit: 'share', better: 'more' }),
  ];
}

/** Next baskets of every customer with three or more, a fifth at a time in the notes; here all five fifths, of which two were looked at in development. */
function baskets(): Figure[] {
  const customers = readOrders();
  if (customers === null) {
    console.log(`There are no orders in ${DATA}, so next baskets are not measured.`);
    return [];
  }
  const { ndcg, recall, hit, personal, cases } = scoreBaskets(customers, new Set([0, 1, 2, 3, 4]));
  console.log(`UCI next basket: ${cases} customers; the reference is what each bought most often`);
  return [
    figure({ name: 'UCI next basket NDCG@10', value: ndcg, unit: 'share', reference: personal, floor: 0.29, goal: 0.31, better: 'more' }),
    figure({ name: 'UCI next basket Recall@10', value: recall, unit: 'share', better: 'more' }),
    figure({ name: 'UCI next basket, any hit in 10', value: hit, unit: 'share', better: 'more' }),
  ];
}
