import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Consent, Preferences } from '@rapport/protocol';
import { consentBack, partedCount, partedList, partedMark, strictestConsent, strictestPreferences } from './index.ts';

const state = fc.constantFrom('granted' as const, 'denied' as const, 'pending' as const);
const consent: fc.Arbitrary<Consent> = fc.record({ personalisation: state, messages: state });
const switches = fc.record({ inbox: fc.boolean(), email: fc.boolean(), push: fc.boolean() });
const preferences: fc.Arbitrary<Preferences> = fc.record({
  allowed: fc.record({ 'asked-for': switches, service: switches, promotional: switches }),
  quiet: fc.constantFrom(null, { from: '21:00', to: '08:00' }),
  timeZone: fc.constantFrom(null, 'Asia/Taipei'),
  frequency: fc.constantFrom('at-once' as const, 'daily' as const, 'weekly' as const),
  fewer: fc.boolean(),
  off: fc.boolean(),
  follows: fc.boolean(),
}) as fc.Arbitrary<Preferences>;

test('a no of either counts for both, and nothing is agreed to that neither agreed to', () => {
  fc.assert(
    fc.property(consent, consent, (one, other) => {
      const both = strictestConsent(one, other);
      for (const purpose of ['personalisation', 'messages'] as const) {
        const said = [one[purpose], other[purpose]];
        expect(both[purpose] === 'denied').toBe(said.includes('denied'));
        if (both[purpose] === 'granted') expect(said).toContain('granted');
      }
      expect(strictestConsent(other, one)).toEqual(both);
    }),
  );
});

test('no channel is open after a merge that was shut for one of them', () => {
  fc.assert(
    fc.property(preferences, preferences, (one, other) => {
      const both = strictestPreferences(one, other);
      for (const purpose of ['asked-for', 'service', 'promotional'] as const)
        for (const channel of ['inbox', 'email', 'push'] as const)
          expect(both.allowed[purpose][channel]).toBe(one.allowed[purpose][channel] && other.allowed[purpose][channel]);
      expect(both.off).toBe(one.off || other.off);
      expect(both.follows).toBe(one.follows && other.follows);
      expect(strictestPreferences(one, one)).toEqual(one);
    }),
  );
});

test('somebody gets their word back after an undo, but for a no that was said since', () => {
  fc.assert(
    fc.property(consent, consent, consent, (kept, own, now) => {
      const merged = strictestConsent(kept, own);
      expect(consentBack(own, merged, merged)).toEqual(own);
      const back = consentBack(own, merged, now);
      for (const purpose of ['personalisation', 'messages'] as const)
        if (now[purpose] === 'denied' && merged[purpose] !== 'denied') expect(back[purpose]).toBe('denied');
        else expect(back[purpose]).toBe(own[purpose]);
    }),
  );
});

test('what came since stays, what came along goes', () => {
  expect(partedCount(3, 10, 12)).toBe(5);
  expect(partedCount(3, 10, 2)).toBe(0);
  expect(partedMark('then', 'both', 'both')).toBe('then');
  expect(partedMark('then', 'both', 'since')).toBe('since');
  expect(partedList(['a', 'b'], ['b', 'c'], ['d', 'a', 'b', 'c'])).toEqual(['d', 'a', 'b']);
});
