import { reset } from 'cloudflare:test';
import type { Condition } from '@rapport/domain/segments';
import { afterEach, expect, it } from 'vitest';
import { now } from '../../platform/clock.ts';
import { aSlice, someSettings } from './testing.ts';

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

it('finds people by their phone number, however it is written, where whoever asks may see it', async () => {
  const field = {
    id: 'phone',
    type: 'text' as const,
    label: {},
    purpose: {},
    points: 0,
    keepDays: 730,
    isAsked: true,
    seenBy: 'managers' as const,
    holds: 'phone' as const,
  };
  const { slice, at } = await aSlice('phones');
  await slice.configure(at, someSettings({ profileFields: [field] }), 2);
  for (const [id, phone] of [
    ['a', '+886 912-345-678'],
    ['b', '0912 345 678'],
    ['c', '0922 111 222'],
  ] as const) {
    await slice.promote(at, id, { name: id.toUpperCase(), email: null, locale: 'en' });
    await slice.answerFields(at, { id }, { phone }, 'said');
  }
  const found = async (text: string, by: string | null = 'phone'): Promise<string[]> => {
    const answer = await slice.people(at, text, null, 50, by);
    return answer.ok ? answer.shoppers.map(({ id }) => id) : [];
  };
  expect(await found('0912-345-678')).toEqual(['a', 'b']);
  expect(await found('0912345678', null)).toEqual([]);
  expect(await found('912')).toEqual([]);
  expect(await found('order 0912345678')).toEqual([]);
});
