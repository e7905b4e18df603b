export { exposureOf, groupAfterMerge, groupOf, type Group, type Needed } from './group.ts';
export { pointWorth } from './point-worth.ts';
export { difference, estimate, lift, ratioOf, type Estimate, type Ratio } from './ratio.ts';
export { addHeaps, addTimesOf, compare, NO_HEAPS, NO_TIMES_OF, report, type Heaps, type TimesOf } from './report.ts';
export { addSums, NO_SUMS, sumUp, type PersonTally, type Sums } from './sums.ts';
export { addTimes, NO_TIMES, type BothTimes } from './took.ts';
export { HOLDOUT_SHARE } from './tuning.ts';
