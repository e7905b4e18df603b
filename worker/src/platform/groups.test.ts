import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { inGroups, sharing } from './groups.ts';

it('runs every row once and in order, and binds no more than may be bound', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5 }), (count, width, sharedCount) => {
      const rows = Array.from({ length: count }, (_, row) => Array.from({ length: width }, (__, column) => row * width + column));
      const shared = Array.from({ length: sharedCount }, (_, at) => -at);
      const seen: unknown[] = [];
      const texts = new Set<string>();
      inGroups(
        rows,
        (places, values) => {
          expect(values.slice(0, sharedCount)).toEqual(shared);
          expect(values.length).toBeLessThanOrEqual(100);
          const numbers = [...places.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number) - 1);
          texts.add(places);
          seen.push(...numbers.map((number) => values[number]));
          expect(places.match(/\(/g)).toHaveLength(numbers.length / width);
        },
        { shared },
      );
      expect(seen).toEqual(rows.flat());
      expect(texts.size).toBeLessThanOrEqual(8);
    }),
  );
});

it('puts together what shares something, and loses nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ kind: fc.constantFrom('a', 'b', null), n: fc.integer() })), (all) => {
      const groups = [...sharing(all, ({ kind }) => [kind])];
      expect(groups.flatMap(([[kind], ones]) => ones.filter((one) => one.kind === kind))).toHaveLength(all.length);
      expect(new Set(groups.map(([[kind]]) => kind)).size).toBe(groups.length);
    }),
  );
});
