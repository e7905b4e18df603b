import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyed } from './hash.ts';
import { readLink, writeLink } from './links.ts';
import type { Link } from './links.ts';

const SECRET = 'a secret of the tests';
const part = fc.stringMatching(/^[\w:.-]{1,40}$/);
const link: fc.Arbitrary<Link> = fc.record({
  action: fc.constantFrom('click', 'stop', 'prefs', 'confirm'),
  shop: part,
  shopper: part,
  ref: fc.oneof(fc.constant(''), part),
});

it('says what was written into it', async () => {
  await fc.assert(
    fc.asyncProperty(link, async (one) => {
      expect(await readLink(SECRET, await writeLink(SECRET, one))).toEqual(one);
    }),
  );
});

it('says nothing once a sign of it was changed, and nothing to who has another secret', async () => {
  await fc.assert(
    fc.asyncProperty(link, fc.nat(), fc.constantFrom('a', 'Z', '0', '~', '-'), async (one, place, sign) => {
      const token = await writeLink(SECRET, one);
      const at = place % token.length;
      if (token[at] !== sign) expect(await readLink(SECRET, token.slice(0, at) + sign + token.slice(at + 1))).toBeNull();
      expect(await readLink(`${SECRET}.`, token)).toBeNull();
    }),
  );
});

it('is signed with 132 bits of an HMAC under a key that signs nothing else', async () => {
  const token = await writeLink(SECRET, { action: 'stop', shop: 's', shopper: 'p', ref: 'r' });
  expect(token).toBe(`stop~s~p~r~${(await keyed(`link:${SECRET}`, 'stop~s~p~r')).slice(0, 22)}`);
  for (const shortened of [token.slice(0, -1), token.slice(0, -22), `${token}A`, `${token}~`]) expect(await readLink(SECRET, shortened)).toBeNull();
});

it('is for what there is, and no longer than a link of ours', async () => {
  for (const [action, ref, isRead] of [
    ['erase', 'r', false],
    ['stop', 'r', true],
    ['stop', 'r'.repeat(400 - 'stop~s~p~~'.length - 22), true],
    ['stop', 'r'.repeat(401 - 'stop~s~p~~'.length - 22), false],
  ] as const) {
    const token = await writeLink(SECRET, { action: action as 'stop', shop: 's', shopper: 'p', ref });
    expect((await readLink(SECRET, token)) !== null).toBe(isRead);
  }
});
