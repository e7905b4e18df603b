import * as z from 'zod';

export const ConsentState = z.enum(['granted', 'denied', 'pending']);
export type ConsentState = z.infer<typeof ConsentState>;

/** What a shopper agreed to, a purpose at a time. */
export const Consent = z.strictObject({
  /** Remembering what they view, search and buy, to show what fits. */
  personalisation: ConsentState,
  /** Telling them by inbox, mail or push. */
  messages: ConsentState,
});
export type Consent = z.infer<typeof Consent>;

/** A consent as given: with the words that were shown and where. */
export const ConsentRecord = Consent.extend({
  source: z.enum(['banner', 'watch', 'preferences', 'api', 'consent-mode', 'gpc']),
  words: z.string().max(2000),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;
