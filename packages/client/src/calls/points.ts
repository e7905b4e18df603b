import type { EarnPreview, PointsView, PreviewRequest, ReferralView, ShopperView, StatementPage } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import type { Client } from '../client.ts';

// Apart from the class, so that a page without these components does not load them.

/** All that is known of this shopper's points but the rows: lots, tier, what lapses next. */
export const askPoints = (client: Client): Promise<PointsView> => client.ask({ path: `${PATHS.me}/points` });

/** Every movement of the points, the newest first; `before` is the `next` of the page before. */
export const askStatement = (client: Client, before?: string): Promise<StatementPage> =>
  client.ask({ path: `${PATHS.me}/statement`, query: { before, limit: 20 } });

/** What an order of this basket would earn now, counted by the rule that awards it. */
export const previewEarning = (client: Client, request: PreviewRequest): Promise<EarnPreview> =>
  client.ask({ method: 'POST', path: `${PATHS.me}/preview`, body: request });

/**
 * Gives an unused voucher back; its points return.
 * @throws {ClientProblem} unknown-voucher, voucher-used.
 */
export const cancelVoucher = async (client: Client, code: string): Promise<void> => {
  client.take(await client.ask<ShopperView>({ method: 'POST', path: `${PATHS.me}/vouchers/${encodeURIComponent(code)}/cancel`, body: {} }));
};

/** This shopper's code for friends, what a friend brings, and how it stands. */
export const askReferral = (client: Client): Promise<ReferralView> => client.ask({ path: `${PATHS.me}/referral` });

/**
 * Says who recommended the shop; once, before the first order.
 * @throws {ClientProblem} not-found, own-referral, not-new, limit-reached.
 */
export const claimReferral = async (client: Client, code: string): Promise<void> => {
  client.take(await client.ask<ShopperView>({ method: 'POST', path: `${PATHS.me}/referral`, body: { code } }));
};
