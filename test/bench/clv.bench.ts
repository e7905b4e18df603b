import { expectedPurchases, expectedSpend, fitAll, NOTHING_LEARNT, pAlive, sampleOf, score } from '@rapport/domain/value';
import type { Buyer, Learnt, Rates } from '@rapport/domain/value';
import { cdnow, golden, haveCdnow, wholesale, type Customer } from './clv-sets.ts';
import { figure, median, type Figure } from './frame.ts';
import { DATA } from './recommend-sets.ts';

// Customer value on CDNOW, the papers' own data: our estimates beside the published ones, what they say of 39 weeks that the fit never saw, and what they cost.
// References: published parameters, and x/T × 39 (a customer goes on as before), computed in the same run.

const PUBLISHED = { r: 0.242595, alpha: 4.413602, a: 0.792922, b: 2.425907 };
const SPEND = { p: 6.249573, q: 3.744224, v: 15.443517 };
const WEEKS = 39;
const ROUNDS = 5;

export async function bench(): Promise<Figure[]> {
  if (!haveCdnow()) {
    console.log(`CDNOW is not in ${DATA} (RAPPORT_DATA says where), so only the time of a fit is measured, on customers made by a formula.`);
    return [time('fit of 23,570 made-up customers', made(23_570))];
  }
  const sample = cdnow('sample');
  const whole = cdnow('whole');
  const fitted = learn(sample);
  return [
    ...estimates(fitted),
    ...stored(),
    ...holdout('sample', sample, fitted),
    ...holdout('whole', whole, learn(whole)),
    time(
      'fit of the sample, all three models',
      sample.map(({ buyer }) => buyer),
    ),
    time(
      'fit of all 23,570 customers, all three models',
      whole.map(({ buyer }) => buyer),
      1_000,
    ),
    scoring(whole, fitted),
    ...wholesaler(),
  ];
}

const learn = (customers: readonly Customer[]): Learnt => fitAll(sampleOf(customers.map(({ buyer }) => buyer)));

/** How far each estimate is from the published one. */
function estimates({ purchases, spend, lnLikelihood: found }: Learnt): Figure[] {
  const away = (name: string, ours: number, theirs: number, floor: number): Figure => {
    console.log(`${name}: ${ours.toFixed(6)}, published ${theirs}`);
    return figure({ name: `${name}, away from the published`, value: Math.abs(ours - theirs), unit: '', floor, better: 'less' });
  };
  const none = Number.NaN;
  return [
    ...(['r', 'alpha', 'a', 'b'] as const).map((key) => away(`BG/NBD ${key}`, purchases?.[key] ?? none, PUBLISHED[key], 0.001)),
    away('BG/NBD ln L', found?.purchases ?? none, -9582.4292, 0.001),
    away('MBG/NBD ln L', found?.alive ?? none, -9582.1357, 0.001),
    ...(['p', 'q', 'v'] as const).map((key) => away(`Gamma–Gamma ${key}`, spend?.[key] ?? none, SPEND[key], 0.01)),
    away('Gamma–Gamma ln L', found?.spend ?? none, -4055.9177, 0.001),
  ];
}

/** The ten customers of golden.json at the parameters stored there: the largest difference, of the larger of 1 and the figure. */
function stored(): Figure[] {
  const { params, rows } = golden();
  const rates = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): Rates => ({ r, alpha, a, b });
  const [bg, mbg] = [rates(params.bgnbd), rates(params.mbgnbd)];
  const [p = 0, q = 0, v = 0] = params.gg;
  const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
  const learnt: Learnt = { ...NOTHING_LEARNT, basis: 'model', purchases: published, alive: mbg, spend: { p: 6.25, q: 3.74, v: 15.44 } };
  const worst = Math.max(
    ...rows.flatMap((row) => {
      const buyer = { again: row['x'] ?? 0, recency: row['t_x'] ?? 0, age: row['T'] ?? 0, mean: row['m'] ?? 0 };
      const pairs: [string, number][] = [
        ['p_alive_mle', pAlive(bg, buyer, 'bg')],
        ['p_alive_pub', pAlive(published, buyer, 'bg')],
        ['p_alive_mbg', pAlive(mbg, buyer, 'mbg')],
        ['e39_mle', expectedPurchases(bg, buyer, WEEKS)],
        ['e39_pub', expectedPurchases(published, buyer, WEEKS)],
        ['gg_mean_mle', expectedSpend({ p, q, v }, buyer)],
        ['clv12_pub', score(learnt, buyer).value],
      ];
      return pairs.map(([name, ours]) => Math.abs(ours - (row[name] ?? Number.NaN)) / Math.max(1, row[name] ?? 1));
    }),
  );
  return [figure({ name: 'stored customers, largest difference', value: worst, unit: '', floor: 1e-6, better: 'less' })];
}

/** What was expected of the 39 weeks that the fit never saw. */
function holdout(name: string, customers: readonly Customer[], { purchases }: Learnt): Figure[] {
  const rates = purchases as Rates;
  const expected = customers.map(({ buyer }) => expectedPurchases(rates, buyer, WEEKS));
  const naive = customers.map(({ buyer }) => (buyer.again / Math.max(buyer.age, 1 / 7)) * WEEKS);
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const off = (guess: readonly number[]): number => mean(guess.map((value, i) => Math.abs(value - (customers[i]?.later ?? 0))));
  const square = (guess: readonly number[]): number => Math.sqrt(mean(guess.map((value, i) => (value - (customers[i]?.later ?? 0)) ** 2)));
  const actual = mean(customers.map(({ later }) => later)) * customers.length;
  const sum = mean(expected) * customers.length;
  console.log(`CDNOW ${name}: ${sum.toFixed(1)} purchases expected in ${WEEKS} weeks, ${actual} made (${((sum / actual - 1) * 100).toFixed(1)} %)`);
  return [
    figure({
      name: `holdout MAE, ${name}`,
      value: off(expected),
      unit: 'purchases',
      reference: off(naive),
      ...(name === 'sample' ? { floor: 0.79 } : {}),
      better: 'less',
    }),
    figure({ name: `holdout RMSE, ${name}`, value: square(expected), unit: 'purchases', reference: square(naive), better: 'less' }),
  ];
}

function time(name: string, buyers: readonly Buyer[], floor?: number): Figure {
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    fitAll(sampleOf(buyers));
    return performance.now() - began;
  });
  return figure({ name, value: median(times), unit: 'ms', ...(floor === undefined ? {} : { floor }), better: 'less' });
}

function scoring(customers: readonly Customer[], learnt: Learnt): Figure {
  const began = performance.now();
  let sum = 0;
  for (const { buyer } of customers) sum += score(learnt, buyer).value;
  if (!Number.isFinite(sum)) throw new Error('a score is no number');
  return figure({ name: 'scoring', value: ((performance.now() - began) * 1_000) / customers.length, unit: 'µs/person', floor: 10, better: 'less' });
}

/** Another shop altogether, whose customers differ wildly in what they spend: that the fit stays within its bounds there, too. */
function wholesaler(): Figure[] {
  const buyers = wholesale();
  if (!buyers) return [];
  const learnt = fitAll(sampleOf(buyers));
  const r = learnt.purchases;
  console.log(
    `UCI wholesale: ${buyers.length} customers, BG/NBD r ${r?.r.toFixed(4)}, alpha ${r?.alpha.toFixed(4)}, a ${r?.a.toFixed(4)}, b ${r?.b.toFixed(4)}, ln L ${learnt.lnLikelihood?.purchases.toFixed(2)}`,
  );
  return [
    learnt.spend
      ? figure({ name: 'wholesale: Gamma–Gamma p, bounded by 100', value: learnt.spend.p, unit: '', floor: 98, better: 'less' })
      : figure({ name: 'wholesale: no maximum, mean that stands in', value: learnt.meanSpend, unit: 'GBP', better: 'less' }),
  ];
}

/** Customers by a formula, for machines without the data. */
const made = (count: number): Buyer[] =>
  Array.from({ length: count }, (_, i) => {
    const again = Math.floor(12 * ((i * 0.618_033_988_7) % 1) ** 3);
    const age = 27 + ((i * 7) % 84) / 7;
    return { again, recency: again === 0 ? 0 : age * ((i * 0.754_877_666) % 1), age, mean: again === 0 ? 0 : 8 + ((i * 13) % 60) };
  });
