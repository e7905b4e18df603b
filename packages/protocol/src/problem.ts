/**
 * The only list of refusals. Status, title, the docs page and the client's retry rule are all read from here, so that they can't drift apart.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const PROBLEMS = {
  'invalid-body': { status: 400, title: 'The body does not have the expected form', retryable: false },
  'invalid-query': { status: 400, title: 'The query does not have the expected form', retryable: false },
  'invalid-file': { status: 400, title: 'The file cannot be read', retryable: false },
  'no-key': { status: 401, title: 'A key is needed', retryable: false },
  'bad-key': { status: 401, title: 'This key is not valid', retryable: false },
  'no-token': { status: 401, title: 'A shopper token is needed', retryable: false },
  'bad-token': { status: 401, title: 'This shopper token is not valid', retryable: false },
  'bad-identity': { status: 401, title: 'The identity token is not valid', retryable: false },
  'bad-signature': { status: 401, title: 'The signature does not hold', retryable: false },
  'no-session': { status: 401, title: 'Please sign in', retryable: false },
  'bad-link': { status: 401, title: 'This link is not ours, or was cut off', retryable: false },
  'bad-code': { status: 401, title: 'This code is wrong or too old', retryable: false },
  'secret-in-page': { status: 403, title: 'A secret key must never be used from a page', retryable: false },
  'origin-not-allowed': { status: 403, title: 'This page is not on the list of the shop', retryable: false },
  'no-consent': { status: 403, title: 'The shopper has not agreed to this', retryable: false },
  'role-not-allowed': { status: 403, title: 'Your role does not include this', retryable: false },
  'not-found': { status: 404, title: 'Nothing here', retryable: false },
  'unknown-shop': { status: 404, title: 'There is no such shop', retryable: false },
  'unknown-reward': { status: 404, title: 'There is no such reward', retryable: false },
  'unknown-order': { status: 404, title: 'There is no such order', retryable: false },
  'unknown-offer': { status: 404, title: 'There is no such offer for this shopper', retryable: false },
  'unknown-voucher': { status: 404, title: 'There is no such voucher', retryable: false },
  'method-not-allowed': { status: 405, title: 'This address does not take that method', retryable: false },
  'too-slow': { status: 408, title: 'The body took too long to come', retryable: true },
  'shop-exists': { status: 409, title: 'This set-up link has been used', retryable: false },
  'not-enough-points': { status: 409, title: 'Not enough points', retryable: false },
  'out-of-stock': { status: 409, title: 'This reward is used up', retryable: false },
  'offer-changed': { status: 409, title: 'This offer has changed meanwhile, look again', retryable: true },
  'offer-ended': { status: 409, title: 'This offer has ended for good', retryable: false },
  'voucher-used': { status: 409, title: 'This voucher has been used', retryable: false },
  'other-customer': { status: 409, title: 'This voucher belongs to somebody else', retryable: false },
  'limit-reached': { status: 409, title: 'There is no more of this for this shopper', retryable: false },
  'own-referral': { status: 409, title: 'Nobody can recommend the shop to themselves', retryable: false },
  expired: { status: 409, title: 'Its day has passed already', retryable: false },
  'not-new': { status: 409, title: 'Only somebody who has not bought yet can be recommended', retryable: false },
  'order-conflict': { status: 409, title: 'This order contradicts what is known of it', retryable: false },
  'merge-conflict': { status: 409, title: 'These two cannot be merged or parted now', retryable: false },
  'mail-off': { status: 409, title: 'Mail cannot be sent just now', retryable: false },
  'too-many-offers': { status: 409, title: 'Too many offers run at the same time', retryable: false },
  'too-many-watches': { status: 409, title: 'The list of wishes is full', retryable: false },
  erased: { status: 410, title: 'This person asked to be forgotten', retryable: false },
  'key-reused': { status: 422, title: 'This Idempotency-Key was used with another body', retryable: false },
  'too-large': { status: 413, title: 'The body is too large', retryable: false },
  'wrong-media-type': { status: 415, title: 'This content type is not taken here', retryable: false },
  'slow-down': { status: 429, title: 'Too many requests', retryable: true },
  internal: { status: 500, title: 'Something went wrong on our side', retryable: true },
  moved: { status: 503, title: 'The data is being moved, try again', retryable: true },
  overloaded: { status: 503, title: 'Too busy just now, try again', retryable: true },
} as const satisfies Record<string, { status: number; title: string; retryable: boolean }>;

/** The code of a refusal; the last part of a problem's `type`. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One field that was wrong. `path` is dotted (`events.3.id`), never holds the value. */
export interface ProblemIssue {
  readonly path: string;
  readonly message: string;
}

/** The body of every refusal (`application/problem+json`). */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The request's id, to quote when asking for help. */
  readonly instance?: string;
  readonly retryable: boolean;
  readonly retryAfterMs?: number;
  readonly issues?: readonly ProblemIssue[];
}

/** A refusal as a value: what domain and objects return instead of throwing. */
export interface Refused {
  readonly ok: false;
  readonly problem: ProblemCode;
  readonly detail?: string;
}

/** Builds a refusal value. */
export const refused = (problem: ProblemCode, detail?: string): Refused => (detail ? { ok: false, problem, detail } : { ok: false, problem });

/** The address that names a problem; its page in the docs. */
export const problemType = (code: ProblemCode): string => `https://rapport.dev/problems/${code}`;
