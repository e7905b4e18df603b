import { reset } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { locate, objectName } from './locate.ts';
import { benches } from './testing/bench.ts';

afterEach(() => reset());

it('gives different lists of parts different names, wherever the cuts are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), fc.array(fc.string()), async (a, b) => {
      expect((await objectName(a)) === (await objectName(b))).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
  expect(await objectName(['a:b', 'c'])).not.toBe(await objectName(['a', 'b:c']));
  expect(await objectName(['1:a'])).not.toBe(await objectName(['a']));
});

it('keeps a name for ever', async () => {
  expect(await objectName(['shoppers', 's0123456789abcde', '0'])).toBe('QgUJQEgdoJ6LICI6wrNTKuq_W-K1Udi1Q5dZ-w3i1B0');
});

it('finds the same object again, and another for other parts', async () => {
  const first = await locate(benches(), ['bench', 'one']);
  await first.note('hello');
  expect(await (await locate(benches(), ['bench', 'one'])).notes()).toEqual(['hello']);
  expect(await (await locate(benches(), ['bench', 'two'])).notes()).toEqual([]);
});

it('takes a location hint as advice', async () => {
  const stub = await locate(benches(), ['bench', 'three'], { locationHint: 'weur' });
  await stub.note('here');
  expect(await (await locate(benches(), ['bench', 'three'])).notes()).toEqual(['here']);
});

it('never ignores a jurisdiction: plain workerd, which has none, says so', async () => {
  await expect(locate(benches(), ['bench', 'four'], { jurisdiction: 'eu' })).rejects.toThrow(/jurisdiction/i);
});
