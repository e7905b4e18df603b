import { expect, it } from 'vitest';
import { patiently } from './patience.ts';

it('waits for an answer and for a refusal, but not for ever', async () => {
  expect(await patiently(Promise.resolve(7), 60_000)).toBe(7);
  await expect(patiently(Promise.reject(new Error('no')), 60_000)).rejects.toThrow('no');
  await expect(patiently(new Promise(() => undefined), 5)).rejects.toThrow('no answer within 5 ms');
});
