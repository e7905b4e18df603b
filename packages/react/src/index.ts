// Written by `npm run docs` from packages/elements/custom-elements.json.
export * from './consent.ts';
export * from './contact.ts';
export * from './earn.ts';
export * from './inbox.ts';
export * from './launcher.ts';
export * from './offers.ts';
export * from './panel.ts';
export * from './points.ts';
export * from './preferences.ts';
export * from './profile.ts';
export * from './recommendations.ts';
export * from './rewards.ts';
export * from './statement.ts';
export * from './tier.ts';
export * from './vouchers.ts';
export * from './watch.ts';
export * from './watches.ts';
