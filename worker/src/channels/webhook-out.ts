import { Webhook } from 'standardwebhooks';
import { machineNow } from '../platform/clock.ts';
import { unsafe } from '../platform/safe-fetch.ts';
import type { Reach } from '../platform/safe-fetch.ts';

/** A message, ready to leave. */
export interface Outgoing {
  readonly url: string;
  /** `whsec_…`; the one that counts first, and while it is being changed the one before as well. */
  readonly secrets: readonly string[];
  /** The `webhook-id`: the same for every try. */
  readonly id: string;
  readonly body: string;
  /** When this try is made, by our clock, in ms. */
  readonly atMs: number;
}

/** What became of a try. `outcome` as in the protocol's `WebhookTry`. */
export interface Tried {
  readonly outcome: 'sent' | 'status' | 'redirect' | 'gone' | 'timeout' | 'unreachable' | 'address';
  readonly status: number | null;
  readonly tookMs: number;
  /** How long the receiver asked to be left alone, in ms; null when it didn't. */
  readonly retryAfterMs: number | null;
}

/** A receiver should take a message in and think later. */
const PATIENCE_MS = 15_000;
const MOST_RETRY_AFTER_MS = 86_400_000;

/** Waits before the second try and each one after it: ten tries over 75 hours and a half. @see https://www.standardwebhooks.com */
export const RETRY_WAITS_MS: readonly number[] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].map((seconds) => seconds * 1_000);

/**
 * When to try again after the nth try failed, null when it was the last. `chance` (0 to 1) spreads the waits by a twentieth either way, so that a receiver which comes back
 * isn't met by everything at once.
 */
export const nextTryAtMs = (tries: number, nowMs: number, chance: number, retryAfterMs: number | null): number | null => {
  const waitMs = RETRY_WAITS_MS[tries - 1];
  if (waitMs === undefined) return null;
  return nowMs + Math.max(Math.round(waitMs * (0.95 + chance / 10)), Math.min(retryAfterMs ?? 0, MOST_RETRY_AFTER_MS));
};

/**
 * Posts a message by Standard Webhooks, once. Never throws. A redirect is not followed: whoever moved says so to the shop's owner, not to us. What the
 * receiver says beyond its status is not read.
 */
export const sendWebhook = async ({ url, secrets, id, body, atMs }: Outgoing, reach: Reach): Promise<Tried> => {
  const startedMs = machineNow();
  const tried = (outcome: Tried['outcome'], status: number | null = null, retryAfterMs: number | null = null): Tried => ({
    outcome,
    status,
    tookMs: machineNow() - startedMs,
    retryAfterMs,
  });
  if (unsafe(url, reach)) return tried('address');
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Rapport',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(atMs / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, new Date(atMs), body)).join(' '),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    await response.body?.cancel();
    return tried(outcomeOf(response.status), response.status, retryAfterOf(response.headers.get('retry-after')));
  } catch (error) {
    return tried((error as { name?: unknown }).name === 'TimeoutError' ? 'timeout' : 'unreachable');
  }
};

const outcomeOf = (status: number): Tried['outcome'] => {
  if (status >= 200 && status < 300) return 'sent';
  if (status >= 300 && status < 400) return 'redirect';
  return status === 410 ? 'gone' : 'status';
};

const retryAfterOf = (header: string | null): number | null => (header !== null && /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : null);
