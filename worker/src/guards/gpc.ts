import type { ConsentRecord } from '@rapport/protocol';
import type { HeardConsent } from '../objects/ports.ts';
import type { AppContext } from './context.ts';

/** Sources that stand for a yes or no of the person themselves. A consent manager's word may be a default that nobody chose. */
const THEIR_OWN = new Set(['banner', 'watch', 'preferences', 'api']);

/**
 * A consent as it counts for a browser that sends Global Privacy Control (`Sec-GPC: 1`). Sharing and advertising segments are refused with it, whatever else was
 * agreed to; where the person has not answered themselves, the signal is their answer, and it is no. Kept with the record.
 * @see https://w3c.github.io/gpc/ · docs/decisions/0007-what-privacy-control-means.md
 */
export const underSignal = (record: ConsentRecord, signal: string | undefined): HeardConsent => {
  if (signal !== '1') return record;
  return THEIR_OWN.has(record.source)
    ? { ...record, gpc: true }
    : { personalisation: 'denied', messages: 'denied', source: 'gpc', words: record.words, gpc: true };
};

/** What a page says somebody agreed to, under the signal of the browser it came from. */
export const heardFrom = (c: AppContext, record: ConsentRecord): HeardConsent => underSignal(record, c.req.header('Sec-GPC'));
