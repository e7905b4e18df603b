export { provideClient } from './internal/client-context.ts';
export {
  RapportConsentEvent,
  RapportForgetEvent,
  RapportOfferEvent,
  RapportRedeemEvent,
  RapportSeenEvent,
  RapportSelectEvent,
  RapportVoucherCancelEvent,
  RapportWatchEvent,
} from './internal/events.ts';
export { RapportConsent } from './consent/consent.ts';
export { RapportEarn } from './earn/earn.ts';
export { RapportInbox } from './inbox/inbox.ts';
export { RapportOffers } from './offers/offers.ts';
export { RapportPoints } from './points/points.ts';
export { RapportPreferences } from './preferences/preferences.ts';
export { RapportRecommendations } from './recommendations/recommendations.ts';
export { RapportRewards } from './rewards/rewards.ts';
export { RapportStatement } from './statement/statement.ts';
export { RapportTier } from './tier/tier.ts';
export { RapportVouchers } from './vouchers/vouchers.ts';
export { RapportWatch } from './watch/watch.ts';
export { RapportWatches } from './watches/watches.ts';
