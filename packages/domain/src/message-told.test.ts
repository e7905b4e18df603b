import fc from 'fast-check';
import { expect, it } from 'vitest';
import { follow, followMessage, newcomer, nextMoveAtMs, NO_KNOWLEDGE } from './knowing.ts';
import type { Summary } from './knowing.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 1_000 * DAY_MS;
const moment = fc.integer({ min: 1, max: 999 }).map((day) => day * DAY_MS);
const maybe = fc.option(moment, { nil: null });
const consent = fc.constantFrom('granted' as const, 'denied' as const);
const person = fc.record({
  kind: fc.constantFrom('guest' as const, 'member' as const),
  locale: fc.constantFrom('en', 'zh-Hant'),
  firstSeenAtMs: fc.constant(DAY_MS),
  lastSeenAtMs: moment,
  pointsAvailable: fc.integer({ min: 0, max: 1 }),
  pointsPending: fc.integer({ min: 0, max: 1 }),
  consent: fc.record({ personalisation: consent, messages: consent }),
});
/** How somebody was when they were last looked at, with life as it may be: with orders or without. */
const life = fc.record({
  joinedAtMs: maybe,
  orders: fc.integer({ min: 0, max: 5 }),
  firstOrderAtMs: maybe,
  lastOrderAtMs: maybe,
  gapMs: maybe,
  lastGapMs: maybe,
  gapBeforeMs: maybe,
  messages: fc.integer({ min: 0, max: 9 }),
  lastMessageAtMs: maybe,
  stage: fc.constantFrom('prospect' as const, 'welcome' as const, 'at-risk' as const, 'lost' as const),
});

it('a message counts the same, looked at narrowly or as a whole', () => {
  let [narrow, whole] = [0, 0];
  fc.assert(
    fc.property(person, fc.option(person, { nil: null, freq: 2 }), life, (before, changed, facts) => {
      const known: Summary = {
        ...newcomer(before),
        points: before.pointsAvailable,
        pointsPending: before.pointsPending,
        ...facts,
        joinedAtMs: before.kind === 'member' ? (facts.joinedAtMs ?? DAY_MS) : facts.joinedAtMs,
      };
      const now = changed ?? before;
      const entry = { id: 'e', name: 'message_sent', atMs: NOW_MS, source: 'rapport' as const, detail: {} };
      const happened = { person: now, entries: [entry], orders: null, wishes: { open: 2, sinceMs: DAY_MS }, traits: {} };
      const { summary, change, nextMoveAtMs: nextMs, sums, taste } = follow(known, null, happened, NO_KNOWLEDGE, NOW_MS);
      const counts = followMessage(known, now, NOW_MS, NO_KNOWLEDGE, NOW_MS);
      if (counts === null) {
        whole += 1;
        // Nobody is looked at as a whole of whom only a message is new.
        expect({ ...known, messages: summary.messages, lastMessageAtMs: NOW_MS, wishes: 2, openWishSinceMs: DAY_MS }).not.toEqual(summary);
        return;
      }
      narrow += 1;
      expect({ ...known, ...counts, wishes: 2, openWishSinceMs: DAY_MS }).toEqual(summary);
      expect([change, taste, nextMs]).toEqual([null, null, nextMoveAtMs(known, NO_KNOWLEDGE, NOW_MS)]);
      expect(sums).toEqual({ messages: 1 });
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(narrow, whole)).toBeGreaterThan(50);
});

it('a layer that changes with time is asked for as a whole', () => {
  const guest = {
    kind: 'guest' as const,
    locale: 'en',
    firstSeenAtMs: 0,
    lastSeenAtMs: 0,
    pointsAvailable: 0,
    pointsPending: 0,
    consent: { personalisation: 'granted' as const, messages: 'granted' as const },
  };
  const timely = NO_KNOWLEDGE.layers.map((layer) => ({ ...layer, isTimely: true }));
  expect(followMessage(newcomer(guest), guest, NOW_MS, NO_KNOWLEDGE, NOW_MS)).not.toBeNull();
  expect(followMessage(newcomer(guest), guest, NOW_MS, { ...NO_KNOWLEDGE, layers: timely }, NOW_MS)).toBeNull();
});
