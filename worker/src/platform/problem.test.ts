import { PROBLEMS, refused } from '@rapport/protocol/problem';
import type { ProblemCode, Refused } from '@rapport/protocol/problem';
import { expect, it } from 'vitest';
import { Problem, problemBody, unwrap } from './problem.ts';

it('reads status, title and retry rule of every problem from the one list', () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    const body = problemBody(new Problem(code), 'req_1');
    expect(body).toEqual({ ...PROBLEMS[code], type: `https://rapport.dev/problems/${code}`, instance: 'req_1' });
  }
});

it('says more when there is more to say', () => {
  const problem = new Problem('slow-down', { detail: 'one a second', retryAfterMs: 1_000, issues: [{ path: 'events.3', message: 'too many' }] });
  expect(problemBody(problem, 'r')).toMatchObject({
    detail: 'one a second',
    retryAfterMs: 1_000,
    issues: [{ path: 'events.3', message: 'too many' }],
  });
  expect(problem.status).toBe(429);
  expect(problem.message).toBe('Too many requests: one a second');
});

it('unwraps a good answer and throws a refusal as a Problem', () => {
  const answer = (good: boolean): { readonly ok: true; readonly points: number } | Refused =>
    good ? { ok: true, points: 7 } : refused('not-enough-points', '3 missing');
  expect(unwrap(answer(true)).points).toBe(7);
  expect(() => unwrap(answer(false))).toThrow(expect.objectContaining({ code: 'not-enough-points', detail: '3 missing' }) as Error);
});
