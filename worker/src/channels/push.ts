import { createECDH, hkdfSync } from 'node:crypto';
import { buildPushPayload } from '@block65/webcrypto-web-push';
import { base64url } from '../platform/ids.ts';

/** A browser that takes push messages, as it described itself. */
export interface PushDevice {
  readonly id: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** What a browser shows. `url` is where a tap leads. */
export interface PushWords {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly icon: string;
  /** Two with the same tag are shown as one: the later takes the place of the earlier. */
  readonly tag: string;
}

/** What became of one: `gone` = the browser takes no more, and is forgotten. */
export type PushSent = 'sent' | 'gone' | 'again' | 'refused';

const PATIENCE_MS = 10_000;
const KEEP_S = 86_400;
/** Room that is left of the 3,993 bytes of one message. */
const BODY_CHARS = 400;

/**
 * The shop's key pair by which push services know it (VAPID): made from the worker's secret and the shop's id, so that it is always the same and lies nowhere.
 * @see https://www.rfc-editor.org/rfc/rfc8292
 */
export const vapidOf = (secret: string, shopId: string): { publicKey: string; privateKey: string } => {
  const curve = createECDH('prime256v1');
  // Not every 32 bytes are a private key; one in 2^32 is not, and then the next is taken.
  for (let tries = 0; ; tries += 1) {
    const bytes = new Uint8Array(hkdfSync('sha256', secret, shopId, `vapid:${tries}`, 32));
    try {
      curve.setPrivateKey(bytes);
      return { publicKey: base64url(new Uint8Array(curve.getPublicKey())), privateKey: base64url(bytes) };
    } catch (error) {
      if (tries > 8) throw error;
    }
  }
};

/** Whether an address may be called: push services speak https; plain http only to this machine, and only in tests. */
export const isPushAddress = (endpoint: string, inTest: boolean): boolean =>
  URL.canParse(endpoint) && (new URL(endpoint).protocol === 'https:' || (inTest && /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(endpoint)));

/** Sends one push message to one browser, encrypted for it alone. Never throws. */
export async function sendPush(
  keys: { readonly publicKey: string; readonly privateKey: string; readonly subject: string },
  device: PushDevice,
  words: PushWords,
): Promise<PushSent> {
  try {
    const data = { ...words, body: words.body.slice(0, BODY_CHARS), title: words.title.slice(0, BODY_CHARS) };
    // In a test the push service is of this machine and speaks http, which the library refuses to name to it; nowhere else does such a device come in (isPushAddress).
    const subscription = {
      endpoint: device.endpoint.replace(/^http:/, 'https:'),
      expirationTime: null,
      keys: { p256dh: device.p256dh, auth: device.auth },
    };
    const { method, headers, body } = await buildPushPayload({ data, options: { ttl: KEEP_S, urgency: 'normal' } }, subscription, keys);
    const response = await fetch(device.endpoint, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    if (response.ok) return 'sent';
    if (response.status === 404 || response.status === 410) return 'gone';
    return response.status === 429 || response.status >= 500 ? 'again' : 'refused';
  } catch {
    // No answer, or a key that is none: the first passes, the second is told apart by never succeeding.
    return 'again';
  }
}
