import type { Consent, ConsentRecord, ConsentState } from '@rapport/protocol';
import type { Store } from './store.ts';

/** What the shop says by `data-consent`: ask the person, or somebody has asked already. */
export type ConsentAttribute = 'ask' | 'granted' | 'denied';

/** What this person agreed to, and where that is known from. */
export interface ConsentKeeper {
  /** What holds now, a purpose at a time. */
  state(): Consent;
  /** The record that is sent with a session: what holds, and by which source. */
  record(): ConsentRecord;
  /** true when nobody has asked this person yet: not we, not the shop, not a consent manager, and the browser sends no opt-out. */
  unasked(): boolean;
  /** A yes or no of the person. The only thing that is ever stored here. */
  decide(record: ConsentRecord): void;
  /** Forgets what the person said; what the shop and the browser say still counts. */
  forget(): void;
  /** Google Consent Mode as a consent manager writes it into `dataLayer`. */
  hear(params: Record<string, unknown>): void;
}

const PURPOSES = ['personalisation', 'messages'] as const;

/**
 * Keeps consent. Who is believed, a purpose at a time: the person's own yes or no → the browser's Global Privacy Control or a shop's `denied` →
 * the consent manager → a shop's `granted` → nothing is known (`pending`).
 * @see https://developers.google.com/tag-platform/security/concepts/consent-mode
 * @see https://w3c.github.io/gpc/
 */
export const keepConsent = (
  store: Store,
  from: { readonly attribute: ConsentAttribute; readonly gpc: boolean },
  changed: (before: Consent, now: ConsentRecord) => void,
): ConsentKeeper => {
  let own = store.get('consent') as Partial<ConsentRecord> | null;
  let mode: ConsentState | null = null;
  let analytics: unknown;
  let personal: unknown;

  const known = (purpose: (typeof PURPOSES)[number]): ConsentState => {
    const said = own?.[purpose];
    if (said === 'granted' || said === 'denied') return said;
    if (from.gpc || from.attribute === 'denied') return 'denied';
    if (mode) return purpose === 'personalisation' ? mode : 'pending';
    return from.attribute === 'granted' ? 'granted' : 'pending';
  };
  const state = (): Consent => ({ personalisation: known('personalisation'), messages: known('messages') });
  const record = (): ConsentRecord => ({
    ...state(),
    source: own?.source ?? (from.gpc ? 'gpc' : mode ? 'consent-mode' : 'api'),
    words: own?.words ?? '',
  });
  const change = (work: () => void): void => {
    const before = state();
    work();
    const now = record();
    if (PURPOSES.some((purpose) => before[purpose] !== now[purpose])) changed(before, now);
  };

  return {
    state,
    record,
    unasked: () => from.attribute === 'ask' && !from.gpc && !mode && known('personalisation') === 'pending',
    decide(given) {
      change(() => {
        // A wish agrees to messages only and leaves an earlier answer about the rest as it was.
        const kept = own?.personalisation;
        own = given.personalisation === 'pending' && kept ? { ...given, personalisation: kept } : given;
        store.set('consent', own);
      });
    },
    forget() {
      own = null;
      store.remove('consent');
    },
    hear(params) {
      change(() => {
        analytics = params['analytics_storage'] ?? analytics;
        personal = params['personalization_storage'] ?? personal;
        if (analytics || personal) mode = analytics === 'granted' && personal !== 'denied' ? 'granted' : 'denied';
      });
    },
  };
};
