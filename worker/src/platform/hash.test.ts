import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyed, same, sha256 } from './hash.ts';

it('hashes as everybody does', async () => {
  // `printf abc | sha256sum`, as base64url.
  expect(await sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  expect(await sha256('')).toHaveLength(43);
});

it('signs as RFC 4231 says (test case 2)', async () => {
  expect(await keyed('Jefe', 'what do ya want for nothing?')).toBe('W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM');
});

it('will not sign with an empty secret', async () => {
  await expect(keyed('', 'text')).rejects.toThrow(RangeError);
});

it('knows the same secret from any other', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => same(a, b) === (a === b) && same(a, a)));
  expect(same('abc', 'abcd')).toBe(false);
  expect(same('', '')).toBe(true);
});
