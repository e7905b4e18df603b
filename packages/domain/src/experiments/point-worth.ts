import type { Reward } from '@rapport/protocol';

/** What a point is worth at the till, in minor units: by the reward of a fixed amount that gives the most for one. 0 where there is none. */
export const pointWorth = (rewards: readonly Pick<Reward, 'kind' | 'valueMinor' | 'costPoints'>[]): number =>
  Math.max(0, ...rewards.map(({ kind, valueMinor, costPoints }) => (kind === 'amount' && valueMinor !== null ? valueMinor / costPoints : 0)));
