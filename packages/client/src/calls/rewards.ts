import type { Voucher } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';
import { once } from './once.ts';

/** Gives points for a reward. @throws {ClientProblem} not-enough-points, out-of-stock, unknown-reward. */
export const redeem = async (client: Client, rewardId: string): Promise<Voucher> => {
  const { voucher } = await once<{ voucher: Voucher }>(client, rewardId, { path: PATHS.redemptions, body: { rewardId } });
  // The answer is kept as it was first given, for repeats; what is left to spend is asked for anew.
  await client.refresh();
  return voucher;
};
