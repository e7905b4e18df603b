export { provideClient } from './internal/client-context.ts';
export type { OwnCards, RenderCard } from './internal/own-card.ts';
export { sayOwnTexts } from './internal/own-texts.ts';
export { RapportOfferEvent, RapportSeenEvent, RapportSelectEvent } from './internal/events.ts';
export {
  RapportConsentEvent,
  RapportForgetEvent,
  RapportPlaceEvent,
  RapportRedeemEvent,
  RapportRedeemingEvent,
  RapportVoucherCancelEvent,
  RapportWatchEvent,
} from './internal/member-events.ts';
export { RapportConsent } from './consent/consent.ts';
export { RapportContact } from './preferences/contact.ts';
export { RapportProfile } from './profile/profile.ts';
export { RapportEarn } from './earn/earn.ts';
export { RapportInbox } from './inbox/inbox.ts';
export { RapportLauncher } from './launcher/launcher.ts';
export { RapportOffers } from './offers/offers.ts';
export { RapportPanel } from './panel/panel.ts';
export { RapportPoints } from './points/points.ts';
export { RapportPreferences } from './preferences/preferences.ts';
export { RapportRecommendations } from './recommendations/recommendations.ts';
export { RapportRefer } from './refer/refer.ts';
export { RapportRewards } from './rewards/rewards.ts';
export { RapportStatement } from './statement/statement.ts';
export { RapportTier } from './tier/tier.ts';
export { RapportVouchers } from './vouchers/vouchers.ts';
export { RapportWatch } from './watch/watch.ts';
export { RapportWatches } from './watches/watches.ts';
