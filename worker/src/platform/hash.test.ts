import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawOf, keyed, policyPrint, same, sha256 } from './hash.ts';

it('hashes as everybody does', async () => {
  // `printf abc | sha256sum`, as base64url.
  expect(await sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
  expect(await sha256('')).toHaveLength(43);
});

it('signs as RFC 4231 says (test case 2)', async () => {
  expect(await keyed('Jefe', 'what do ya want for nothing?')).toBe('W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM');
});

it('will not sign with an empty secret', async () => {
  await expect(keyed('', 'text')).rejects.toThrow(new RangeError('A secret may not be empty'));
});

it('knows the same secret from any other', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => same(a, b) === (a === b) && same(a, a)));
  expect(same('abc', 'abcd')).toBe(false);
  expect(same('', '')).toBe(true);
});

it('draws by the first 48 bits of the signature, for ever the same', () => {
  // RFC 4231, test case 2: 5bdcc146bf60754e…
  expect(drawOf('Jefe', 'what do ya want for nothing?')).toBe(0x5bdcc146bf60 / 2 ** 48);
  // Python: hmac.new('密'.encode(), '茶'.encode(), 'sha256').
  expect(drawOf('密', '茶')).toBe(0x6dfaed3e2b5c / 2 ** 48);
});

it('prints a script as a policy names it', () => {
  // `printf 'alert(1)' | openssl dgst -sha256 -binary | base64`
  expect(policyPrint('alert(1)')).toBe('sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=');
  expect(policyPrint('茶')).toBe('sha256-fgBboxH4b6dusCh5a6KK0+gfWUx8df1qf7vcid61EdQ=');
});
