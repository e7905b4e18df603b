import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import type { DecideWith } from './decide.ts';
import { DEFAULT_PREFERENCES, DEFAULT_RULES } from './notify/index.ts';
import { liveAYear } from './year.testing.ts';
import { anOffer, aShelf, aSituation, aStanding } from './offers/offers.testing.ts';

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
