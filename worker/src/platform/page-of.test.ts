import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pageOf } from './page-of.ts';

it('reads any list to its end, each row once, and offers no page on which nothing stands', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (length, limit) => {
      const all = Array.from({ length }, (_, i) => i);
      const read: number[] = [];
      let place: string | null = '-1';
      while (place !== null) {
        const after: number = Number(place);
        const { shown, next } = pageOf(all.filter((one) => one > after).slice(0, limit + 1), limit, String);
        expect(shown.length > 0 || length === 0).toBe(true);
        read.push(...shown);
        place = next;
      }
      expect(read).toEqual(all);
    }),
  );
});
