import { Webhook } from 'standardwebhooks';

/** What a delivery by Standard Webhooks carries beside its body. */
export interface StandardHeaders {
  readonly id: string | null;
  readonly timestamp: string | null;
  readonly signature: string | null;
}

/** The library reads `123.5`, `0123` and `123abc` as 123 and signs that; a header that was not written so by the sender is refused before. */
const SECONDS = /^[1-9]\d{0,11}$/;
/** A sender that rotates its secret signs twice, maybe three times. */
const MOST_SIGNATURES_CHARS = 1_000;
const MOST_ID_CHARS = 256;

/**
 * Whether a body was signed with the secret at most five minutes ago (and not later than in five): HMAC-SHA256 over `id.timestamp.body`.
 * A secret that doesn't begin with `whsec_` is taken as it stands.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const isSignedByStandard = (secret: string, body: string, { id, timestamp, signature }: StandardHeaders): boolean => {
  if (!id || !timestamp || !signature || !SECONDS.test(timestamp) || id.length > MOST_ID_CHARS || signature.length > MOST_SIGNATURES_CHARS)
    return false;
  try {
    const webhook = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
    webhook.verify(body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }, { jsonParse: false });
    return true;
  } catch {
    // Whatever is wrong with it, it doesn't count: too old, too new, not ours, not even a signature.
    return false;
  }
};
