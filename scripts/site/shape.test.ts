import { expect, test } from 'vitest';
import { shape } from './shape.ts';

test('reads like a type, with its bounds', () => {
  expect(
    shape({
      type: 'object',
      properties: {
        id: { type: 'string', maxLength: 64 },
        count: { type: 'integer', minimum: 1, maximum: 24, default: 8 },
        at: { anyOf: [{ type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 }, { type: 'null' }] },
      },
      required: ['id', 'count'],
    }),
  ).toBe('{ id: string ≤ 64; count?: integer 1–24 = 8; at?: integer | null }');
});

test('long ones take a line a property, lists of choices their brackets', () => {
  const one = { type: 'array', items: { enum: ['a', 'b'] }, maxItems: 5 } as const;
  const many = Object.fromEntries(['first', 'second', 'third'].map((name) => [name, one]));
  expect(shape({ type: 'object', properties: many }).split('\n')).toEqual([
    '{',
    '  first?: ("a" | "b")[] ≤ 5',
    '  second?: ("a" | "b")[] ≤ 5',
    '  third?: ("a" | "b")[] ≤ 5',
    '}',
  ]);
  expect(shape({ $ref: '#/components/schemas/Problem' })).toBe('Problem');
});
