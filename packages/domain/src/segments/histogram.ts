/** How many values fall into each bucket, by the bucket's number. Slices count for themselves; what they counted is added up. */
export type Histogram = Readonly<Record<number, number>>;

/** A bucket of money reaches from one amount to one half a percent larger, so that cuts are wrong by no more than that. */
const LOG_STEP = Math.log(1.005);

/** The bucket of an amount in minor units, below zero, too; the greater the amount, the greater the number. */
export const bucketOf = (minor: number): number =>
  minor === 0 ? 0 : Math.sign(minor) * (1 + Math.floor(Math.log(Math.max(1, Math.abs(minor))) / LOG_STEP));

/** The largest amount of a bucket. */
export const topOf = (bucket: number): number => (bucket > 0 ? Math.exp(bucket * LOG_STEP) : bucket === 0 ? 0 : -Math.exp((-bucket - 1) * LOG_STEP));

/** Adds up what several counted. */
export const addHistograms = (parts: readonly Histogram[]): Histogram => {
  const sum: Record<number, number> = {};
  for (const part of parts) for (const [bucket, count] of Object.entries(part)) sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + count;
  return sum;
};

/** The buckets in which so large parts of all values end, each from 0 to 1, ascending; none where nothing was counted. */
export const quantilesOf = (histogram: Histogram, parts: readonly number[]): number[] => {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .toSorted(([one], [other]) => one - other);
  const all = buckets.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return [];
  return parts.map((part) => {
    let left = Math.ceil(part * all);
    return buckets.find(([, count]) => (left -= count) <= 0)?.[0] ?? 0;
  });
};
