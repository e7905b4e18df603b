import { expect, it } from 'vitest';
import { RETRY_WAITS_MS, nextTryAtMs, sendWebhook } from './webhook-out.ts';

it('tries ten times over seventy-five hours and a half', () => {
  expect(RETRY_WAITS_MS.length + 1).toBe(10);
  expect(RETRY_WAITS_MS.reduce((sum, wait) => sum + wait, 0)).toBe((75 * 3_600 + 35 * 60 + 5) * 1_000);
});

it('waits about as long as the schedule says, longer when asked to, and gives up after the last', () => {
  expect(nextTryAtMs(1, 1_000, 0.5, null)).toBe(6_000);
  expect([nextTryAtMs(2, 0, 0, null), nextTryAtMs(2, 0, 1, null)]).toEqual([285_000, 315_000]);
  expect(nextTryAtMs(1, 0, 0.5, 60_000)).toBe(60_000);
  expect(nextTryAtMs(1, 0, 0.5, 9e9)).toBe(86_400_000);
  expect(nextTryAtMs(9, 0, 0.5, null)).toBe(86_400_000);
  expect(nextTryAtMs(10, 0, 0.5, null)).toBe(null);
});

it('does not call what is not on the open internet', async () => {
  const outgoing = { secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], id: 'msg_1', body: '{}', atMs: 0 };
  for (const url of ['http://shop.example/', 'https://10.0.0.1/', 'https://[::1]/', 'https://localhost/'])
    expect(await sendWebhook({ ...outgoing, url }, { loopback: false })).toMatchObject({ outcome: 'address', status: null });
});
