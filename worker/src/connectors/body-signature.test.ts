import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSignedBody } from './body-signature.ts';

const SECRET = 'shpss_0123456789abcdef';
const sign = (body: Uint8Array, secret = SECRET): string => createHmac('sha256', secret).update(body).digest('base64');

it('believes what was signed over exactly these bytes', async () => {
  const property = fc.asyncProperty(fc.uint8Array(), async (body) => isSignedBody(SECRET, body, sign(body)));
  await expect(fc.assert(property)).resolves.toBeUndefined();
});

it('believes nothing else: another byte, another secret, another form of the same signature', async () => {
  const body = new TextEncoder().encode('{"id":1,"total":"200.00"}');
  const good = sign(body);
  await fc.assert(
    fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
      const other = body.map((byte, index) => (index === at ? byte ^ bits : byte));
      return !(await isSignedBody(SECRET, other, good));
    }),
  );
  expect(await isSignedBody(`${SECRET}x`, body, good)).toBe(false);
  const hex = Buffer.from(good, 'base64').toString('hex');
  for (const form of [
    null,
    '',
    good.slice(0, -1),
    `${good}=`,
    ` ${good}`,
    `${good}\n`,
    `x${good}`,
    hex,
    good.slice(0, 22),
    good.toUpperCase(),
    `sha256=${good}`,
    'AA==',
  ])
    expect([form, await isSignedBody(SECRET, body, form)]).toEqual([form, false]);
});

it('takes one form of each signature only: bits that a lenient reader skips must not be set', async () => {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const body = new TextEncoder().encode('x');
  const good = sign(body);
  const last = signs.indexOf(good[42] ?? 'A');
  for (const idle of [1, 2, 3]) expect(await isSignedBody(SECRET, body, `${good.slice(0, 42)}${signs[last | idle]}=`)).toBe(false);
  expect(await isSignedBody(SECRET, body, good)).toBe(true);
});

it('knows no empty secret', async () => {
  const body = new TextEncoder().encode('x');
  expect(await isSignedBody('', body, sign(body, ' '))).toBe(false);
  expect(await isSignedBody('', body, createHmac('sha256', '').update(body).digest('base64'))).toBe(false);
});
