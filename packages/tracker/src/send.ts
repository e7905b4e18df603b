/** An answer; `status` 0 = none came (offline, blocked, or the page was leaving). */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfterMs: number;
}

/** Posts JSON to a path of the worker. Never throws. */
export type Post = (path: string, body: unknown, token?: string) => Promise<Answer>;

/** Longest wait between two tries, in ms. */
const LONGEST_WAIT_MS = 300_000;

/**
 * Makes the one way out of the tracker. JSON travels as `text/plain`, so that a request without a token needs no preflight; `keepalive` lets it
 * outlive the page, and unlike `sendBeacon` it carries the shopper's token and gives an answer.
 */
export const makePost =
  (host: string, request: typeof fetch): Post =>
  async (path, body, token) => {
    try {
      const response = await request(host + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'text/plain', ...(token && { Authorization: `Bearer ${token}` }) },
        credentials: 'omit',
        keepalive: true,
        priority: 'low',
      });
      const after = Number(response.headers.get('Retry-After')) * 1000;
      const body_ = (await response.json().catch(() => null)) as unknown;
      return { status: response.status, body: body_, retryAfterMs: after > 0 ? Math.min(after, LONGEST_WAIT_MS) : 0 };
    } catch {
      return { status: 0, body: null, retryAfterMs: 0 }; // no answer is an answer here: the caller counts these
    }
  };

/** May the same request succeed later? */
export const isWorthRetrying = (status: number): boolean => status === 0 || status === 408 || status === 429 || status >= 500;

/**
 * How long to wait before try `attempt` (from 0): full jitter over 1 s · 2ⁿ, at most 5 minutes, never sooner than the server asks.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const waitMs = (attempt: number, retryAfterMs: number, random: () => number): number =>
  Math.min(LONGEST_WAIT_MS, retryAfterMs + random() * 1000 * 2 ** Math.min(attempt, 9));
