import type { Consent, ConsentState, Preferences } from '@rapport/protocol';

/** Two people turned out to be one: a no of either counts; who has not been asked says nothing against the other's yes. */
export const strictestConsent = (one: Consent, other: Consent): Consent => ({
  personalisation: strictest(one.personalisation, other.personalisation),
  messages: strictest(one.messages, other.messages),
});

/** The same of what they want to hear, by purpose and channel. Hours and place stay those of the one who is kept, where they said any. */
export const strictestPreferences = (kept: Preferences, other: Preferences): Preferences => ({
  allowed: {
    'asked-for': both(kept.allowed['asked-for'], other.allowed['asked-for']),
    service: both(kept.allowed.service, other.allowed.service),
    promotional: both(kept.allowed.promotional, other.allowed.promotional),
  },
  quiet: kept.quiet ?? other.quiet,
  timeZone: kept.timeZone ?? other.timeZone,
  frequency: RARER[Math.max(RARER.indexOf(kept.frequency), RARER.indexOf(other.frequency))] ?? kept.frequency,
  fewer: kept.fewer || other.fewer,
  off: kept.off || other.off,
  follows: kept.follows && other.follows,
});

/** Two again: somebody gets their own word back, but a no that was said since counts for both, because nobody knows which of them said it. */
export const consentBack = (own: Consent, merged: Consent, now: Consent): Consent => ({
  personalisation: wordBack(own.personalisation, merged.personalisation, now.personalisation),
  messages: wordBack(own.messages, merged.messages, now.messages),
});

const wordBack = (own: ConsentState, merged: ConsentState, now: ConsentState): ConsentState =>
  now === 'denied' && merged !== 'denied' ? 'denied' : own;

const RARER: readonly Preferences['frequency'][] = ['at-once', 'daily', 'weekly'];

const strictest = (one: ConsentState, other: ConsentState): ConsentState => {
  if (one === 'denied' || other === 'denied') return 'denied';
  return one === 'granted' || other === 'granted' ? 'granted' : 'pending';
};

type Switches = Preferences['allowed']['service'];
const both = (one: Switches, other: Switches): Switches => ({
  inbox: one.inbox && other.inbox,
  email: one.email && other.email,
  push: one.push && other.push,
});
