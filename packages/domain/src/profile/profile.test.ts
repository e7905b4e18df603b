import type { ProfileField } from '@rapport/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fits, lapsed, nextField, NEXT_AFTER_DAYS, QUIET_DAYS, REST_DAYS, standing, SURE, sureOf } from './index.ts';
import type { PutOff, Told } from './index.ts';

const DAY_MS = 86_400_000;
const NOW = 20_000 * DAY_MS;
const aField = (id: string, change: Partial<ProfileField> = {}): ProfileField => ({
  id,
  type: 'text',
  label: { '': id },
  purpose: {},
  points: 0,
  keepDays: 730,
  isAsked: true,
  seenBy: 'helpers',
  ...change,
});
const told = (field: string, daysAgo: number, source: Told['source'] = 'said'): Told => ({
  field,
  source,
  value: field,
  atMs: NOW - daysAgo * DAY_MS,
});
const off = (field: string, daysAgo: number): PutOff => ({ field, atMs: NOW - daysAgo * DAY_MS });
const FIELDS = [aField('tea'), aField('hidden', { isAsked: false }), aField('cup'), aField('day')];

it('asks in the owner’s order, one after the other, and never what is kept for later', () => {
  expect(nextField(FIELDS, [], [], NOW)?.id).toBe('tea');
  expect(nextField(FIELDS, [told('tea', 2)], [], NOW)?.id).toBe('cup');
  expect(nextField(FIELDS, [told('tea', 9), told('cup', 5), told('day', 3)], [], NOW)).toBeNull();
});

it('asks nothing for a day after an answer, and goes on at once after what staff heard', () => {
  expect(nextField(FIELDS, [told('tea', NEXT_AFTER_DAYS / 2)], [], NOW)).toBeNull();
  expect(nextField(FIELDS, [told('tea', NEXT_AFTER_DAYS)], [], NOW)?.id).toBe('cup');
  expect(nextField(FIELDS, [told('tea', 0, 'heard')], [], NOW)?.id).toBe('cup');
});

it('leaves somebody in peace after a “not now”, and comes back to that question last', () => {
  expect(nextField(FIELDS, [], [off('tea', QUIET_DAYS - 0.01)], NOW)).toBeNull();
  expect(nextField(FIELDS, [], [off('tea', QUIET_DAYS)], NOW)?.id).toBe('cup');
  expect(nextField(FIELDS, [], [off('tea', REST_DAYS)], NOW)?.id).toBe('tea');
});

const days = fc.double({ min: 0, max: 3_000, noNaN: true });
const answers = fc.array(fc.tuple(fc.constantFrom('tea', 'cup', 'day', 'gone'), days, fc.constantFrom('said' as const, 'heard' as const)));

it('never asks what is known, what was put off of late, or more than one thing within the pause', () => {
  fc.assert(
    fc.property(answers, fc.array(fc.tuple(fc.constantFrom('tea', 'cup', 'day'), days)), (given, rested) => {
      const all = given.map((one) => told(...one));
      const putOff = rested.map((one) => off(...one));
      const asked = nextField(FIELDS, all, putOff, NOW);
      if (!asked) return;
      expect(asked.isAsked).toBe(true);
      expect(all.map(({ field }) => field)).not.toContain(asked.id);
      expect(rested.filter(([field, ago]) => field === asked.id && ago < REST_DAYS - 1e-6)).toEqual([]);
      expect(rested.filter(([, ago]) => ago < QUIET_DAYS - 1e-6)).toEqual([]);
      expect(given.filter(([, ago, source]) => source === 'said' && ago < NEXT_AFTER_DAYS - 1e-6)).toEqual([]);
    }),
  );
});

it('lets what the person said stand over what staff heard, whichever came later', () => {
  const heard = { ...told('tea', 1, 'heard'), value: 'oolong' };
  const said = { ...told('tea', 400), value: 'pu-erh' };
  expect(standing([heard, said])).toEqual({ tea: 'pu-erh' });
  expect(standing([said, heard])).toEqual({ tea: 'pu-erh' });
  expect(standing([heard])).toEqual({ tea: 'oolong' });
});

it('is less sure of an answer the older it is, and less of what was heard', () => {
  fc.assert(
    fc.property(days, days, fc.integer({ min: 1, max: 3_650 }), (one, other, keepDays) => {
      const [younger, older] = [Math.min(one, other), Math.max(one, other)];
      const sure = (daysAgo: number, source: Told['source']): number => sureOf(told('tea', daysAgo, source), keepDays, NOW);
      expect(sure(younger, 'said')).toBeGreaterThanOrEqual(sure(older, 'said'));
      expect(sure(younger, 'said')).toBeGreaterThan(sure(younger, 'heard'));
      expect(sure(older, 'heard')).toBeGreaterThan(0);
    }),
  );
  expect(sureOf(told('tea', 0), 10, NOW)).toBe(SURE.said);
  expect(sureOf(told('tea', 10), 10, NOW)).toBeCloseTo(SURE.said / 2, 9);
});

it('keeps no answer longer than its field says, and none to a question that is gone', () => {
  const fields = [aField('tea', { keepDays: 30 }), aField('cup')];
  const all = [told('tea', 29.9), told('tea', 30, 'heard'), told('cup', 700), told('gone', 0)];
  expect(lapsed(fields, all, NOW).map(({ field, source }) => `${field} ${source}`)).toEqual(['tea heard', 'gone said']);
});

it('takes only answers that the question asks for', () => {
  const choice = aField('c', { type: 'choice', choices: ['a', 'b'] });
  expect([fits(choice, 'a'), fits(choice, 'x'), fits(choice, null), fits(choice, 1)]).toEqual([true, false, true, false]);
  const date = aField('d', { type: 'date' });
  expect(['2026-02-28', '2026-02-30', '2024-02-29', 'soon', '0000-00-00'].map((day) => fits(date, day))).toEqual([true, false, true, false, false]);
  expect([fits(aField('n', { type: 'number' }), Number.NaN), fits(aField('n', { type: 'number' }), 3)]).toEqual([false, true]);
  expect([fits(aField('t'), ' '), fits(aField('t'), 'a\u0000'), fits(aField('t'), 'oolong')]).toEqual([false, false, true]);
});
