import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { isSignedByStandard } from './standard-webhooks.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';
const BODY = '{"id":"o-1"}';
const headers = (ms = Date.now(), id = 'msg_1', body = BODY, secret = new Webhook(SECRET)) => ({
  id,
  timestamp: String(Math.floor(ms / 1000)),
  signature: secret.sign(id, new Date(ms), body),
});

it('believes what was signed by the standard, within five minutes either way', () => {
  expect(isSignedByStandard(SECRET, BODY, headers())).toBe(true);
  expect(isSignedByStandard(SECRET, '', headers(Date.now(), 'msg_1', ''))).toBe(true);
  expect(isSignedByStandard(SECRET, 'no JSON', headers(Date.now(), 'msg_1', 'no JSON'))).toBe(true);
  for (const [seconds, counts] of [
    [-297, true],
    [297, true],
    [-303, false],
    [303, false],
  ] as const)
    expect([seconds, isSignedByStandard(SECRET, BODY, headers(Date.now() + seconds * 1000))]).toEqual([seconds, counts]);
});

it('takes a secret that a shop system gave as it stands', () => {
  const raw = new Webhook('shpss_0123456789abcdef', { format: 'raw' });
  expect(isSignedByStandard('shpss_0123456789abcdef', BODY, headers(Date.now(), 'msg_1', BODY, raw))).toBe(true);
  expect(isSignedByStandard('shpss_0123456789abcdee', BODY, headers(Date.now(), 'msg_1', BODY, raw))).toBe(false);
  expect(isSignedByStandard('whsec_not base64', BODY, headers())).toBe(false);
  expect(isSignedByStandard('', BODY, headers())).toBe(false);
});

it('wants id, time and signature as the sender wrote them', () => {
  const good = headers();
  const { timestamp } = good;
  for (const change of [
    { id: null },
    { id: '' },
    { id: 'msg_2' },
    { timestamp: null },
    { timestamp: '' },
    { signature: null },
    { signature: '' },
    { signature: 'v1' },
    { signature: good.signature.replace('v1,', 'v1a,') },
    { signature: good.signature.slice(3) },
    ...[`${timestamp}.5`, `0${timestamp}`, `+${timestamp}`, `${timestamp}abc`, ` ${timestamp}`, `${timestamp}000`].map((time) => ({
      timestamp: time,
    })),
  ])
    expect([change, isSignedByStandard(SECRET, BODY, { ...good, ...change })]).toEqual([change, false]);
  expect(isSignedByStandard(SECRET, `${BODY} `, good)).toBe(false);
});

it('finds the good one among several signatures, but reads no endless list and no endless id', () => {
  const good = headers();
  const other = `v1,${'A'.repeat(43)}=`;
  expect(isSignedByStandard(SECRET, BODY, { ...good, signature: `${other} ${good.signature}` })).toBe(true);
  const upTo = (chars: number): string => `${good.signature} ${'x'.repeat(chars - good.signature.length - 1)}`;
  expect(isSignedByStandard(SECRET, BODY, { ...good, signature: upTo(1_000) })).toBe(true);
  expect(isSignedByStandard(SECRET, BODY, { ...good, signature: upTo(1_001) })).toBe(false);
  expect(isSignedByStandard(SECRET, BODY, headers(Date.now(), 'i'.repeat(256)))).toBe(true);
  expect(isSignedByStandard(SECRET, BODY, headers(Date.now(), 'i'.repeat(257)))).toBe(false);
});
