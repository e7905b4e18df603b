export { exposureOf, groupAfterMerge, groupOf, type Group, type Needed } from './group.ts';
export { pointWorth } from './point-worth.ts';
export { difference, estimate, lift, ratioOf, type Estimate, type Ratio } from './ratio.ts';
export { addHeaps, compare, NO_HEAPS, report, type Heaps } from './report.ts';
export { addSums, NO_SUMS, sumUp, type PersonTally, type Sums } from './sums.ts';
export { HOLDOUT_SHARE } from './tuning.ts';
