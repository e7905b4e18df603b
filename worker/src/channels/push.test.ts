import { createECDH, randomBytes } from 'node:crypto';
import { decrypt } from 'http_ece';
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { afterEach, expect, it, vi } from 'vitest';
import { isPushAddress, sendPush, vapidOf } from './push.ts';

const words = { title: 'It is here: 抹茶碗', body: 'NT$1,200 · You looked for it.', url: 'https://r.example/v1/links/x', icon: '', tag: 'm-1' };
afterEach(() => vi.unstubAllGlobals());

/** A browser, as a push service knows it. */
const aBrowser = () => {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  const auth = randomBytes(16);
  const device = { id: 'd', endpoint: 'https://push.example/send/abc', p256dh: curve.getPublicKey('base64url'), auth: auth.toString('base64url') };
  return { curve, auth, device };
};
const answering = (status: number) => {
  const calls: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    return new Response(null, { status });
  });
  return calls;
};
const keys = { ...vapidOf('a secret', 'shop-1'), subject: 'mailto:hello@tea.example' };

it('encrypts for one browser alone: another library reads what was sent', async () => {
  const { curve, auth, device } = aBrowser();
  const calls = answering(201);
  expect(await sendPush(keys, device, words)).toBe('sent');
  const { url, init } = calls[0] ?? { url: '', init: {} };
  const headers = new Headers(init.headers);
  expect([url, headers.get('content-encoding'), headers.get('ttl')]).toEqual([device.endpoint, 'aes128gcm', '86400']);
  const body = Buffer.from(init.body as Uint8Array);
  const said = decrypt(body, { version: 'aes128gcm', privateKey: curve, authSecret: auth.toString('base64url') });
  expect(JSON.parse(Buffer.from(said).toString('utf8'))).toEqual(words);
});

it('says who sends, signed with the shop’s own key, for this push service only', async () => {
  const { device } = aBrowser();
  const calls = answering(201);
  await sendPush(keys, device, words);
  const [, token = '', key = ''] = /t=([^,]+), ?k=(.+)$/.exec(new Headers(calls[0]?.init.headers).get('authorization') ?? '') ?? [];
  expect(key).toBe(keys.publicKey);
  const point = Buffer.from(keys.publicKey, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { audience: 'https://push.example' });
  expect([decodeProtectedHeader(token).alg, payload.sub]).toEqual(['ES256', 'mailto:hello@tea.example']);
});

it.each([
  [201, 'sent'],
  [410, 'gone'],
  [404, 'gone'],
  [429, 'again'],
  [503, 'again'],
  [400, 'refused'],
] as const)('takes %i as %s', async (status, became) => {
  answering(status);
  expect(await sendPush(keys, aBrowser().device, words)).toBe(became);
});

it('has one key pair a shop, for ever the same, and never another shop’s', () => {
  expect(vapidOf('a secret', 'shop-1')).toEqual({ publicKey: keys.publicKey, privateKey: keys.privateKey });
  expect(vapidOf('a secret', 'shop-2').publicKey).not.toBe(keys.publicKey);
  expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(65);
});

it('calls push services by https only, but for a test on this machine', () => {
  const calls = ['https://push.example/x', 'http://push.example/x', 'http://127.0.0.1:99/x', 'http://127.0.0.1.evil.example/x', 'nonsense'];
  expect(calls.map((url) => [isPushAddress(url, false), isPushAddress(url, true)])).toEqual([
    [true, true],
    [false, false],
    [false, true],
    [false, false],
    [false, false],
  ]);
});
