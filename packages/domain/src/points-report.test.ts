import type { LedgerRow } from '@rapport/protocol';
import { expect, test } from 'vitest';
import { statement } from './points-report.ts';

const row = (change: Partial<LedgerRow>): LedgerRow => ({
  ...{ seq: 1, key: 'k#0', kind: 'earn', from: 'issued', to: 'pending', points: 10, lotId: 'l', orderId: null, reason: 'event', rule: 'visit' },
  ...{ atMs: 0, maturesAtMs: null, expiresAtMs: null },
  ...change,
});

test('a statement says what each row changed, and how one stood after it; a debt is told as what is owed', () => {
  const rows = [
    row({}),
    row({ kind: 'mature', from: 'pending', to: 'available' }),
    row({ kind: 'spend', from: 'available', to: 'spent', points: 4 }),
    row({ kind: 'reverse', from: 'debt', to: 'issued', points: 4 }),
    row({ kind: 'repay', from: 'available', to: 'debt', points: 3 }),
  ];
  expect(statement(rows).map(({ change, after }) => [change, after])).toEqual([
    [
      { pending: 10, available: 0, debt: 0 },
      { pending: 10, available: 0, debt: 0 },
    ],
    [
      { pending: -10, available: 10, debt: 0 },
      { pending: 0, available: 10, debt: 0 },
    ],
    [
      { pending: 0, available: -4, debt: 0 },
      { pending: 0, available: 6, debt: 0 },
    ],
    [
      { pending: 0, available: 0, debt: 4 },
      { pending: 0, available: 6, debt: 4 },
    ],
    [
      { pending: 0, available: -3, debt: -3 },
      { pending: 0, available: 3, debt: 1 },
    ],
  ]);
});

test('what a rule gave bears the name that the owner gave the rule, and nothing else does', () => {
  const rules = [
    { id: 'visit', on: 'event' as const, title: { en: 'A visit' }, points: 10, limits: {} },
    { id: 'review', on: 'review' as const, title: {}, points: 10, limits: {} },
  ];
  const rows = [row({}), row({ kind: 'mature' }), row({ rule: 'review' }), row({ rule: null })];
  expect(statement(rows, rules).map(({ title }) => title)).toEqual([{ en: 'A visit' }, undefined, undefined, undefined]);
});
