import { reset } from 'cloudflare:test';
import type { Condition } from '@rapport/domain/segments';
import { afterEach, expect, it } from 'vitest';
import { now } from '../../platform/clock.ts';
import { aSlice } from './testing.ts';

afterEach(async () => {
  await reset();
});

it('puts people on a list and takes them off, each once, and empties it without touching another', async () => {
  const { slice, at } = await aSlice('lists');
  for (const id of ['a', 'b', 'c']) await slice.promote(at, id, { name: id, email: null, locale: 'en' });
  const on = async (list: string): Promise<number> => {
    const rule: Condition = { op: 'holds', field: 'lists', value: list };
    const answer = await slice.countAudience(at, rule, { nowMs: now(), timeZone: 'UTC' });
    return answer.ok ? answer.people : -1;
  };
  expect(await slice.enlist(at, ['a', 'b', 'nobody'], 'press', true)).toEqual({ ok: true, changed: 2, same: 0, unknown: ['nobody'] });
  expect(await slice.enlist(at, ['b', 'c'], 'press', true)).toMatchObject({ changed: 1, same: 1 });
  expect(await slice.enlist(at, ['a', 'c'], 'tea', true)).toMatchObject({ changed: 2 });
  expect(await slice.enlist(at, ['a'], 'press', false)).toMatchObject({ changed: 1, same: 0 });
  expect([await on('press'), await on('tea')]).toEqual([2, 2]);
  await slice.erase(at, 'c');
  await slice.emptyList(at, 'press');
  expect([await on('press'), await on('tea')]).toEqual([0, 1]);
});
