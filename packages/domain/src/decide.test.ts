import { describe, expect, it } from 'vitest';
import { decide, stillStands } from './decide.ts';
import type { DecideWith } from './decide.ts';
import { DEFAULT_PREFERENCES, DEFAULT_RULES } from './notify/index.ts';
import { liveAYear } from './year.testing.ts';
import { anOffer, aShelf, aSituation, aStanding } from './offers/offers.testing.ts';

const DAY_MS = 86_400_000;
const NOON = Date.parse('2026-11-22T12:00:00Z');
const wanting = { ...DEFAULT_PREFERENCES, allowed: { ...DEFAULT_PREFERENCES.allowed, promotional: { inbox: true, email: true, push: true } } };
const reach = {
  preferences: wanting,
  timeZone: 'UTC',
  rules: DEFAULT_RULES,
  contacts: [],
  address: 'mei@tea.example',
  addressConfirmed: true,
  channelWorks: true,
  outranked: false,
};
const withShelf = (more: Partial<DecideWith> = {}): DecideWith => ({ shelf: aShelf([anOffer()]), timeZone: 'UTC', reach, told: new Set(), ...more });
const mail = aSituation({ channel: 'email', placement: null });

describe('decide', () => {
  it('gives on the page, in the mail and to the agent what is the same, with the same words', () => {
    const person = aStanding();
    const all = [aSituation(), mail, aSituation({ channel: 'agent', placement: null, role: 'agent' })].map((at) =>
      decide(person, at, NOON, withShelf()),
    );
    for (const { given } of all) expect(given).toMatchObject([{ offer: { id: 'spring', version: 1, title: { en: 'Ten off' } } }]);
  });

  it('lets the one place that decides over messages say why one stays', () => {
    const night = Date.parse('2026-11-22T23:00:00Z');
    const none = decide(aStanding(), mail, NOON, withShelf({ reach: { ...reach, preferences: DEFAULT_PREFERENCES } }));
    expect(none.withheld).toMatchObject([{ reason: 'contact', tell: 'purpose-off' }]);
    expect(decide(aStanding(), mail, night, withShelf()).withheld).toMatchObject([{ reason: 'contact', tell: 'quiet-hours' }]);
    expect(decide(aStanding(), mail, NOON, withShelf({ told: new Set(['spring@1']) })).withheld).toMatchObject([{ tell: 'already-told' }]);
    expect(decide(aStanding(), mail, NOON, withShelf({ reach: null })).withheld).toMatchObject([{ tell: 'no-address' }]);
    expect(decide(aStanding(), aSituation(), night, withShelf()).given).toHaveLength(1);
  });

  it('says holdout once, whichever way it looks', () => {
    for (const at of [aSituation(), mail]) {
      const { given, withheld } = decide(aStanding({ group: 'holdout' }), at, NOON, withShelf());
      expect([given.length, withheld.length]).toEqual([0, 1]);
      expect(withheld[0]?.reason).toBe('holdout');
    }
  });

  it('tells of the next offer once somebody was told of the first, and says until when it waits', () => {
    const shelf = aShelf([anOffer({ id: 'first', priority: 90 }), anOffer({ id: 'second' })]);
    const next = decide(aStanding(), mail, NOON, withShelf({ shelf, told: new Set(['first@1']) }));
    expect(next.given).toMatchObject([{ offer: { id: 'second' } }]);
    expect(next.withheld).toMatchObject([{ offer: { id: 'first' }, reason: 'contact', tell: 'already-told' }]);
    // What was promised in its first version was told of, though the shop has a second by now.
    const promised = aStanding({ promises: [{ offer: anOffer({ id: 'first', version: 1 }), atMs: 0, untilMs: null, taken: false }] });
    const newer = aShelf([anOffer({ id: 'first', version: 2 })]);
    expect(decide(promised, mail, NOON, withShelf({ shelf: newer, told: new Set(['first@1']) })).given).toEqual([]);
    const week = aStanding({ contacts: [{ atMs: NOON - DAY_MS, purpose: 'promotional', channels: ['email'] }] });
    expect(decide(week, mail, NOON, withShelf()).withheld).toMatchObject([{ reason: 'rule', rule: 'one-a-week', untilMs: NOON + 6 * DAY_MS }]);
    const refunded = aStanding({ refundAtMs: NOON - DAY_MS });
    expect(decide(refunded, mail, NOON, withShelf()).withheld).toMatchObject([{ rule: 'after-refund', untilMs: NOON + 13 * DAY_MS }]);
    const night = Date.parse('2026-11-22T23:00:00Z');
    expect(decide(aStanding(), mail, night, withShelf()).withheld).toMatchObject([{ untilMs: Date.parse('2026-11-23T09:00:00Z') }]);
  });

  it('says holdout only of what would have reached them otherwise', () => {
    const held = aStanding({ group: 'holdout' });
    for (const more of [{ reach: null }, { reach: { ...reach, preferences: DEFAULT_PREFERENCES } }]) {
      const [theirs, others] = [held, aStanding()].map((person) => decide(person, mail, NOON, withShelf(more)).withheld);
      expect(theirs).toEqual(others);
    }
  });

  it('says holdout, not told before, of what the holdout would have been told of: they never were', () => {
    const shelf = aShelf([anOffer({ id: 'first', priority: 90 }), anOffer({ id: 'second' })]);
    const asked = withShelf({ shelf, told: new Set(['first@1']) });
    const { given, withheld } = decide(aStanding({ group: 'holdout' }), mail, NOON, asked);
    expect(given).toEqual([]);
    expect(withheld.map(({ offer, reason, tell }) => [offer.id, reason, tell])).toEqual([
      ['first', 'holdout', 'holdout'],
      ['second', 'holdout', 'holdout'],
    ]);
    expect(decide(aStanding(), mail, NOON, asked).withheld).toMatchObject([{ offer: { id: 'first' }, reason: 'contact', tell: 'already-told' }]);
    // What they would not get anyway is withheld for that reason, told or not.
    expect(decide(aStanding({ group: 'holdout', declined: ['first'] }), mail, NOON, asked).withheld).toMatchObject([{ reason: 'declined' }, {}]);
  });

  it('lets what is on its way leave as long as the offer stands and no rule has come between', () => {
    const ask = (person: Parameters<typeof decide>[0], offer = anOffer()) =>
      stillStands(person, 'spring', mail, NOON, { shelf: aShelf([offer]), timeZone: 'UTC' });
    expect(ask(aStanding())).toEqual({ available: true, barredBy: null });
    expect(ask(aStanding(), anOffer({ state: 'paused' })).available).toBe(false);
    expect(ask(aStanding({ declined: ['spring'] })).available).toBe(false);
    expect(ask(aStanding({ openCase: true }))).toEqual({ available: true, barredBy: 'case-open' });
    expect(stillStands(aStanding(), 'gone', mail, NOON, { shelf: aShelf([]), timeZone: 'UTC' }).available).toBe(false);
  });

  it('chooses the same all day on every channel', () => {
    const shelf = aShelf(Array.from({ length: 8 }, (_, i) => anOffer({ id: `o${i}` })));
    const first = decide(aStanding(), aSituation(), NOON, withShelf({ shelf }));
    const later = decide(aStanding(), mail, NOON + 3_600_000, withShelf({ shelf }));
    expect(later.given[0]?.offer.id).toBe(first.given[0]?.offer.id);
    expect(later.seed).toBe(first.seed);
  });
});

describe('a year of a shop', () => {
  it('breaks no law: caps, holdout, contradictions, budgets, traces', () => {
    const year = liveAYear(120, 'a year in the tests');
    expect(year.breaches).toEqual([]);
    expect(year.shown).toBeGreaterThan(1_000);
    expect(year.messages).toBeGreaterThan(500);
    expect(year.ghosts).toBeGreaterThan(50);
    expect(year.claims).toBeGreaterThan(100);
  }, 60_000);
});
