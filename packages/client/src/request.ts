import type { ProblemBody, ProblemCode } from '@rapport/protocol';

/** Why a call could not be answered: the worker's problem code, or `unreachable` when no answer came. */
export type FailureCode = ProblemCode | 'unreachable';

/** A call that failed, as a typed error: components choose their words by `code`. */
export class ClientProblem extends Error {
  readonly code: FailureCode;
  /** HTTP status; 0 = no answer. */
  readonly status: number;
  readonly retryable: boolean;
  readonly retryAfterMs: number;

  constructor(code: FailureCode, status: number, retryable: boolean, retryAfterMs = 0) {
    super(code);
    this.name = 'ClientProblem';
    this.code = code;
    this.status = status;
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/** One call. Every call of the client may be repeated without harm (ids, Idempotency-Key), so all of them are retried alike. */
export interface Call {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Tries in all. */
const TRIES = 3;
/** A wait longer than this is left to the person ("try again"). */
const LONGEST_WAIT_MS = 4000;

const problemOf = (status: number, body: Partial<ProblemBody> | null): ClientProblem =>
  new ClientProblem(
    (body?.type?.split('/').pop() as ProblemCode | undefined) ?? 'internal',
    status,
    body?.retryable ?? status >= 500,
    body?.retryAfterMs,
  );

const once = async <T>(host: string, call: Call, request: typeof fetch): Promise<T> => {
  const entries = Object.entries(call.query ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  const query = entries.length ? `?${new URLSearchParams(entries)}` : '';
  let response: Response;
  try {
    response = await request(host + call.path + query, {
      method: call.method ?? 'GET',
      credentials: 'omit',
      headers: {
        ...call.headers,
        ...(call.token && { Authorization: `Bearer ${call.token}` }),
        ...(call.body !== undefined && { 'Content-Type': 'text/plain' }),
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
    });
  } catch (cause) {
    throw Object.assign(new ClientProblem('unreachable', 0, true), { cause });
  }
  const body = (await response.json().catch(() => null)) as unknown;
  if (!response.ok) throw problemOf(response.status, body as Partial<ProblemBody> | null);
  return body as T;
};

/**
 * Sends a call and gives its JSON. Retries what may succeed later (at most three tries, full jitter over 0.5 s · 2ⁿ, never sooner than the worker asks).
 * @throws {ClientProblem} when the worker refuses or can't be reached.
 */
export const send = async <T>(host: string, call: Call, request: typeof fetch, random: () => number): Promise<T> => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await once<T>(host, call, request);
    } catch (problem) {
      const wait = problem instanceof ClientProblem && problem.retryable ? problem.retryAfterMs + random() * 500 * 2 ** attempt : Infinity;
      if (attempt + 1 >= TRIES || wait > LONGEST_WAIT_MS) throw problem;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
};
