import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Buckets } from './buckets.ts';

it('never grants more than the burst plus what has flowed in since, and grants again after the wait it names', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 5_000 }),
      fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 100 }),
      (burst, perMs, gaps) => {
        const buckets = new Buckets();
        let nowMs = 0;
        let granted = 0;
        for (const gap of gaps) {
          nowMs += gap;
          const waitMs = buckets.take('a', { burst, perMs }, nowMs);
          if (waitMs === 0) granted += 1;
          else expect(new Buckets().take('a', { burst, perMs }, nowMs)).toBe(0);
          expect(granted).toBeLessThanOrEqual(burst + (nowMs * burst) / perMs + 1e-6);
        }
        const waitMs = buckets.take('a', { burst, perMs }, nowMs);
        if (waitMs > 0) expect(buckets.take('a', { burst, perMs }, nowMs + waitMs)).toBe(0);
      },
    ),
  );
});

it('does not let one key spend another’s, and a clock that goes back gives nothing', () => {
  const buckets = new Buckets();
  const once = { burst: 1, perMs: 1_000 };
  expect(buckets.take('a', once, 5_000)).toBe(0);
  expect(buckets.take('b', once, 5_000)).toBe(0);
  expect(buckets.take('a', once, 1_000)).toBe(1_000);
});

it('keeps a bounded number of buckets', () => {
  const buckets = new Buckets(2);
  const once = { burst: 1, perMs: 1_000_000 };
  for (const key of ['a', 'b', 'c']) expect(buckets.take(key, once, 0)).toBe(0);
  expect(buckets.take('c', once, 0)).toBeGreaterThan(0);
  expect(buckets.take('a', once, 0)).toBe(0);
});
