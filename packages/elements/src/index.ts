export { provideClient } from './internal/client-context.ts';
export {
  RapportConsentEvent,
  RapportForgetEvent,
  RapportRedeemEvent,
  RapportSeenEvent,
  RapportSelectEvent,
  RapportWatchEvent,
} from './internal/events.ts';
export { RapportConsent } from './consent/consent.ts';
export { RapportInbox } from './inbox/inbox.ts';
export { RapportPoints } from './points/points.ts';
export { RapportPreferences } from './preferences/preferences.ts';
export { RapportRecommendations } from './recommendations/recommendations.ts';
export { RapportRewards } from './rewards/rewards.ts';
export { RapportWatch } from './watch/watch.ts';
