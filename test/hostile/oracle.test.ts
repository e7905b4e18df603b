import { PROBLEMS, problemType, ROUTES } from '@rapport/protocol';
import type { ProblemCode, Route } from '@rapport/protocol';
import { expect, it } from 'vitest';
import { isFailure, misses } from './attack.ts';
import type { Attack } from './shots.ts';
import type { Reply } from './wire.ts';

// A judge that never says "guilty" would make every run look good: here it is shown what it must find.

const route = ROUTES.find(({ method, path }) => method === 'post' && path === '/v1/orders') as Route;
const attack: Attack = { route, number: 0, what: 'shown', aim: () => Promise.reject(new Error('is not aimed')) };
const shot = { method: 'POST', path: '/v1/orders', headers: {}, body: null };
const ID = '01a20285-62f4-78c4-bc91-a0c3deb9ba0e';

const refusal = (code: ProblemCode, more: object = {}, headers: Reply['headers'] = {}): Reply => {
  const { status, title, retryable } = PROBLEMS[code];
  const body = { type: problemType(code), title, status, retryable, instance: ID, ...more };
  return { status, headers: { 'content-type': 'application/problem+json', 'x-request-id': ID, ...headers }, text: JSON.stringify(body) };
};
const TAKEN = { orderId: 'o', status: 'paid', changed: true, pointsPending: 1, pointsAvailable: 0 };

it('finds failures: of ours, of the line, and being moved without a word on when to come back', () => {
  expect(isFailure(attack, shot, refusal('internal'))).toBe(true);
  expect(isFailure(attack, shot, { status: 0, headers: {}, text: '' })).toBe(true);
  expect(isFailure(attack, shot, { status: 502, headers: {}, text: 'Bad gateway' })).toBe(true);
  expect(isFailure(attack, shot, refusal('moved'))).toBe(true);
  expect(isFailure(attack, shot, refusal('moved', {}, { 'retry-after': '1' }))).toBe(false);
  expect(isFailure(attack, shot, refusal('overloaded', {}, { 'retry-after': '1' }))).toBe(true);
  expect(isFailure(attack, shot, refusal('invalid-body'))).toBe(false);
  const head = { method: 'HEAD' };
  expect(isFailure(attack, head, { status: 503, headers: { 'retry-after': '1' }, text: '' })).toBe(false);
  expect(isFailure(attack, head, { status: 503, headers: {}, text: '' })).toBe(true);
  expect(isFailure(attack, head, { status: 500, headers: { 'retry-after': '1' }, text: '' })).toBe(true);
});

it('finds refusals that the contract doesn’t know, or that have another form', () => {
  expect(misses(attack, shot, refusal('invalid-body'))).toEqual([]);
  expect(misses(attack, shot, refusal('out-of-stock'))).toHaveLength(1);
  expect(misses(attack, shot, refusal('invalid-body', { value: 'secret' }))).toHaveLength(1);
  expect(misses(attack, shot, refusal('invalid-body', { instance: '01a20285-62f4-78c4-bc91-a0c3deb9ba0f' }))).toHaveLength(1);
  expect(misses(attack, shot, refusal('invalid-body', { status: 409 }))).toHaveLength(1);
  expect(misses(attack, shot, refusal('slow-down'))).toHaveLength(1);
  expect(misses(attack, shot, { ...refusal('invalid-body'), headers: { 'content-type': 'text/html' } })).toHaveLength(1);
  expect(misses(attack, shot, { ...refusal('invalid-body'), text: '404 Not Found' })).toHaveLength(1);
});

it('finds answers that the contract doesn’t state', () => {
  expect(misses(attack, shot, { status: 200, headers: {}, text: JSON.stringify(TAKEN) })).toEqual([]);
  expect(misses(attack, shot, { status: 201, headers: {}, text: JSON.stringify(TAKEN) })).toHaveLength(1);
  expect(misses(attack, shot, { status: 200, headers: {}, text: JSON.stringify({ ...TAKEN, changed: 'yes' }) })).toHaveLength(1);
  expect(misses(attack, shot, { status: 200, headers: {}, text: '' })).not.toEqual([]);
});
