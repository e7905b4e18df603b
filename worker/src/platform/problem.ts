import { PROBLEMS, problemType } from '@rapport/protocol/problem';
import type { ProblemBody, ProblemCode, ProblemIssue, Refused } from '@rapport/protocol/problem';

/** What a problem may say beyond its code. */
export interface ProblemMore {
  readonly detail?: string | undefined;
  readonly issues?: readonly ProblemIssue[] | undefined;
  /** How long the caller should wait, in ms. */
  readonly retryAfterMs?: number | undefined;
}

/** A refusal on its way to the answer: thrown in routes and guards only. Objects and domain return `Refused` values instead. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly issues: readonly ProblemIssue[] | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ProblemCode, more: ProblemMore = {}) {
    super(more.detail === undefined ? PROBLEMS[code].title : `${PROBLEMS[code].title}: ${more.detail}`);
    this.name = 'Problem';
    this.code = code;
    this.detail = more.detail;
    this.issues = more.issues;
    this.retryAfterMs = more.retryAfterMs;
  }

  /** The HTTP status that belongs to the code. */
  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** The `application/problem+json` body; `instance` is the request's id. @see https://www.rfc-editor.org/rfc/rfc9457 */
export const problemBody = (problem: Problem, instance: string): ProblemBody => {
  const { status, title, retryable } = PROBLEMS[problem.code];
  return {
    type: problemType(problem.code),
    title,
    status,
    instance,
    retryable,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.retryAfterMs === undefined ? {} : { retryAfterMs: problem.retryAfterMs }),
    ...(problem.issues === undefined ? {} : { issues: problem.issues }),
  };
};

/** The good answer of an object; a refusal is thrown as a Problem. Works on values that came over RPC, too. */
export const unwrap = <R extends { readonly ok: true } | Refused>(answer: R): Extract<R, { readonly ok: true }> => {
  if (isGood(answer)) return answer;
  const { problem, detail } = answer as Refused;
  throw new Problem(problem, { detail });
};

const isGood = <R extends { readonly ok: boolean }>(answer: R): answer is Extract<R, { readonly ok: true }> => answer.ok;
