import type { ContactLimit, ContactRules, Preferences } from '@rapport/protocol';

/** Considerate rules for a shop whose owner has said nothing. */
export const DEFAULT_RULES: ContactRules = {
  caps: { day: 2, week: 5, month: 12 },
  gapMinutes: 120,
  quiet: { from: '21:00', to: '09:00' },
  windows: [],
};

/** What somebody hears who has agreed to messages and chosen nothing: answers to their wishes and service everywhere, promotion only on the shop's own pages. */
export const DEFAULT_PREFERENCES: Preferences = {
  allowed: {
    'asked-for': { inbox: true, email: true, push: true },
    service: { inbox: true, email: true, push: true },
    promotional: { inbox: true, email: false, push: false },
  },
  quiet: null,
  timeZone: null,
  frequency: 'at-once',
  fewer: false,
  off: false,
  follows: false,
};

/** "Half as much", but never nothing. */
const half = (cap: number): number => (cap === 0 ? 0 : Math.max(1, Math.floor(cap / 2)));

/** The owner's limits as they hold for one person: "fewer" halves them like the caps. */
export const limitsFor = (limits: readonly ContactLimit[], { fewer }: Preferences): readonly ContactLimit[] =>
  fewer ? limits.map((limit) => ({ ...limit, most: half(limit.most) })) : limits;

/** The rules as they hold for one person: their own quiet hours before the shop's; "fewer" halves the caps (never to nothing) and doubles the gap. */
export const rulesFor = (rules: ContactRules, preferences: Preferences): ContactRules => {
  const { caps, gapMinutes, windows } = rules;
  const quiet = preferences.quiet ?? rules.quiet;
  if (!preferences.fewer) return { caps, gapMinutes, quiet, windows };
  return { caps: { day: half(caps.day), week: half(caps.week), month: half(caps.month) }, gapMinutes: gapMinutes * 2, quiet, windows };
};
