import type { Offer, OfferWithheld } from '@rapport/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, chanceOf, contextOf, isExploring, missingFor, mostCost, multiplierOf, seemsGood, wallAt } from './index.ts';
import type { Contact, OfferShelf, Situation, Standing } from './index.ts';
import { DEFAULT_OFFER_RULES } from './default-rules.ts';
import { anOffer, aShelf, aSituation, aStanding } from './offers.testing.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;
const pick = (shelf: OfferShelf, person = aStanding(), situation = aSituation(), nowMs = NOW) =>
  choose(shelf, person, situation, nowMs, wallAt('UTC', nowMs), `${person.id} ${Math.floor(nowMs / DAY)}`);
const message = aSituation({ channel: 'email', placement: null });
const sold = (daysAgo: number): Contact => ({ atMs: NOW - daysAgo * DAY, purpose: 'promotional', channels: ['email'] });

describe('one reason for each that is withheld', () => {
  const audience = anOffer().audience;
  const calendar = anOffer().calendar;
  const cases: [OfferWithheld, Partial<Offer>, Partial<Standing>, Partial<Situation>, string?][] = [
    ['draft', { state: 'draft' }, {}, {}],
    ['paused', { state: 'paused' }, {}, {}],
    ['ended', { state: 'ended' }, {}, {}],
    ['not-yet', { calendar: { ...calendar, fromMs: NOW + 1 } }, {}, {}],
    ['over', { calendar: { ...calendar, untilMs: NOW } }, {}, {}],
    ['wrong-time', { calendar: { ...calendar, weekdays: [1, 2, 3, 4, 5, 6] } }, {}, {}],
    ['wrong-time', { calendar: { ...calendar, hours: { from: '13:00', to: '11:00' } } }, {}, {}],
    ['wrong-time', { calendar: { ...calendar, seasons: [{ from: '12-01', to: '02-28' }] } }, {}, {}],
    ['wrong-place', { placements: ['panel'] }, {}, {}],
    ['wrong-place', { channels: ['inbox'] }, {}, { channel: 'email', placement: null }],
    ['declined', {}, { declined: ['spring'] }, {}],
    ['not-for-them', { audience: { ...audience, stages: ['lost'] } }, {}, {}],
    ['not-for-them', { audience: { ...audience, interests: ['category:Ware'] } }, {}, {}],
    ['not-for-them', { audience: { ...audience, ordersTo: 1 } }, {}, {}],
    ['not-for-them', { audience: { ...audience, kinds: ['guest'] } }, {}, {}],
    ['no-consent', { audience: { ...audience, stages: ['active'] } }, { consent: { personalisation: 'denied', messages: 'granted' } }, {}],
    ['had-enough', {}, { taken: { spring: 1 } }, {}],
    ['bought-already', { products: ['pot'] }, { bought: ['pot'] }, { productId: 'pot' }],
    ['not-for-this', { products: ['pot'] }, {}, { productId: 'cup' }],
    ['not-for-this', { categories: ['Tea'] }, {}, { categories: ['Ware'] }],
    ['case-open', {}, { openCase: true }, {}, 'case-open'],
    ['cool-down', {}, { complaintAtMs: NOW - 29 * DAY }, {}, 'after-complaint'],
    ['cool-down', {}, { refundAtMs: NOW - 13 * DAY }, {}, 'after-refund'],
    ['cool-down', {}, { lastOrderAtMs: NOW - 2 * DAY }, { channel: 'push', placement: null }, 'after-purchase'],
    ['cool-down', {}, { unanswered: 2, contacts: [sold(20)] }, { channel: 'email', placement: null }, 'after-silence'],
    ['rule', {}, { contacts: [sold(6.9)] }, { channel: 'inbox', placement: null }, 'one-a-week'],
    ['rule', {}, { contacts: [sold(8), sold(16), sold(29)] }, { channel: 'email', placement: null }, 'three-a-month'],
    ['authority', { gives: { kind: 'percent', percent: 11, mostMinor: null } }, {}, { channel: 'agent', placement: null, role: 'agent' }],
    ['holdout', {}, { group: 'holdout' }, {}],
  ];
  it.each(cases)('%s %j %j %j', (reason, offer, person, situation, rule) => {
    const { given, withheld } = pick(aShelf([anOffer(offer)]), aStanding(person), aSituation(situation));
    expect(given).toEqual([]);
    expect(withheld).toMatchObject([{ reason, rule: rule ?? null }]);
  });

  it.each([
    [{}, { contacts: [sold(7)] }, message],
    [{}, { complaintAtMs: NOW - 30 * DAY }, aSituation()],
    [{}, { lastOrderAtMs: NOW - 2 * DAY }, aSituation()],
    [{ gives: { kind: 'percent', percent: 10, mostMinor: null } }, {}, aSituation({ channel: 'agent', placement: null, role: 'agent' })],
    [{ calendar: { ...calendar, seasons: [{ from: '11-01', to: '02-28' }] } }, {}, aSituation()],
  ] as [Partial<Offer>, Partial<Standing>, Situation][])('and given where nothing speaks against it: %j %j', (offer, person, situation) => {
    expect(pick(aShelf([anOffer(offer)]), aStanding(person), situation).given).toHaveLength(1);
  });

  it('an owner’s own rule keeps people off the channels it names', () => {
    const bars = [
      { id: 'no-lost', name: 'Leave the lost in peace', audience: { ...audience, stages: ['lost' as const] }, channels: ['email' as const] },
    ];
    const shelf = aShelf([anOffer()], {}, { bars });
    expect(pick(shelf, aStanding({ stage: 'lost' }), message).withheld).toMatchObject([{ reason: 'rule', rule: 'no-lost' }]);
    expect(pick(shelf, aStanding({ stage: 'lost' })).given).toHaveLength(1);
    expect(pick(shelf, aStanding(), message).given).toHaveLength(1);
  });

  it('what is used up goes to nobody new, but stays with whoever took it', () => {
    const shelf = aShelf([anOffer()], { usedUp: new Set(['spring']) });
    expect(pick(shelf).withheld).toMatchObject([{ reason: 'used-up' }]);
    const taken = aStanding({ taken: { spring: 1 }, promises: [{ offer: anOffer(), atMs: NOW, untilMs: null, taken: true }] });
    expect(pick(shelf, taken).given).toHaveLength(1);
  });
});

describe('promises', () => {
  const old = anOffer({ version: 1, gives: { kind: 'percent', percent: 10, mostMinor: null } });
  const changed = anOffer({ version: 2, gives: { kind: 'percent', percent: 5, mostMinor: null }, audience: { ...old.audience, stages: ['lost'] } });
  const promised = aStanding({ promises: [{ offer: old, atMs: NOW - DAY, untilMs: NOW + DAY, taken: false }] });

  it('keep the version that was seen, on every channel, though the person no longer fits the new one', () => {
    for (const situation of [aSituation(), message, aSituation({ channel: 'agent', placement: null, role: 'agent' })])
      expect(pick(aShelf([changed]), promised, situation).given).toMatchObject([
        { offer: { version: 1, gives: { percent: 10 } }, why: [{ code: 'promised' }] },
      ]);
  });
  it('are found on pages though their offer has no place there: in the panel and in the basket, and nobody else sees it', () => {
    const byMail = anOffer({ placements: [], channels: ['email'] });
    const told = aStanding({ promises: [{ offer: byMail, atMs: NOW - DAY, untilMs: NOW + DAY, taken: false }] });
    for (const placement of ['panel', 'cart'] as const) {
      expect(pick(aShelf([byMail]), told, aSituation({ placement })).given).toMatchObject([{ offer: { id: 'spring' } }]);
      expect(pick(aShelf([byMail]), aStanding(), aSituation({ placement })).withheld).toMatchObject([{ reason: 'wrong-place' }]);
    }
    expect(pick(aShelf([byMail]), told, aSituation({ placement: 'banner' })).withheld).toMatchObject([{ reason: 'wrong-place' }]);
    // What has places of its own stands in these only.
    const banner = anOffer({ placements: ['banner'] });
    const seen = aStanding({ promises: [{ offer: banner, atMs: NOW - DAY, untilMs: NOW + DAY, taken: false }] });
    expect(pick(aShelf([banner]), seen, aSituation({ placement: 'panel' })).withheld).toMatchObject([{ reason: 'wrong-place' }]);
  });
  it('end with their time, with a pause and with the end of the offer', () => {
    expect(pick(aShelf([changed]), promised, aSituation(), NOW + DAY).withheld).toMatchObject([{ reason: 'not-for-them' }]);
    expect(pick(aShelf([{ ...changed, state: 'paused' }]), promised).withheld).toMatchObject([{ reason: 'paused' }]);
  });
  it('keep away on every channel what excludes them', () => {
    const rival = anOffer({ id: 'rival', excludes: ['spring'], priority: 90 });
    expect(pick(aShelf([old, rival]), promised, message)).toMatchObject({ given: [{ offer: { id: 'spring' } }], withheld: [{ reason: 'excluded' }] });
    expect(pick(aShelf([old, rival]))).toMatchObject({ given: [{ offer: { id: 'rival' } }], withheld: [{ reason: 'excluded' }] });
  });
  it('come before equals', () => {
    const others = Array.from({ length: 6 }, (_, i) => anOffer({ id: `o${i}` }));
    for (let day = 0; day < 20; day += 1) expect(pick(aShelf([...others, old]), { ...promised, id: `shp_${day}` }).given[0]?.offer.id).toBe('spring');
  });
});

describe('in all shops there can be', () => {
  const Ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const AnOffer = fc.record({
    id: Ids,
    priority: fc.integer({ min: 0, max: 3 }),
    excludes: fc.array(Ids, { maxLength: 2 }),
    state: fc.constantFrom('running' as const, 'running' as const, 'running' as const, 'paused' as const),
    placements: fc.subarray(['panel', 'banner', 'cart'] as const).map((list) => [...list]),
    stages: fc.subarray(['active', 'lost'] as const).map((list) => [...list]),
  });
  const Shelf = fc
    .uniqueArray(AnOffer, { selector: ({ id }) => id, maxLength: 6 })
    .map((list) => aShelf(list.map(({ stages, ...offer }) => anOffer({ ...offer, audience: { ...anOffer().audience, stages } }))));
  const Someone = fc.record({
    id: fc.string(),
    group: fc.constantFrom('holdout' as const, 'treated' as const),
    stage: fc.constantFrom('active' as const, 'lost' as const, null),
  });
  const Place = fc.constantFrom('panel' as const, 'banner' as const, 'cart' as const);

  it('every offer stands in the answer exactly once, the holdout gets none, no two that exclude each other are given, and the same seed says the same', () => {
    fc.assert(
      fc.property(Shelf, Someone, Place, (shelf, someone, placement) => {
        const person = aStanding(someone);
        const answer = pick(shelf, person, aSituation({ placement }));
        const named = [...answer.given, ...answer.withheld].map(({ offer }) => offer.id);
        expect(named.toSorted()).toEqual(shelf.offers.map(({ id }) => id).toSorted());
        if (person.group === 'holdout') expect(answer.given).toEqual([]);
        for (const { offer } of answer.given)
          for (const other of answer.given) expect(offer.excludes).not.toContain(other.offer.id === offer.id ? '' : other.offer.id);
        const priorities = answer.given.map(({ offer }) => offer.priority);
        expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
        expect(pick(shelf, person, aSituation({ placement }))).toEqual(answer);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never more than a limit in any window, whenever one asks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 20, maxLength: 60 }), (hours) => {
        let nowMs = NOW;
        const contacts: Contact[] = [];
        for (const step of hours) {
          nowMs += step * 3_600_000;
          const person = aStanding({ contacts: contacts.toReversed() });
          if (pick(aShelf([anOffer()]), person, message, nowMs).given.length > 0)
            contacts.push({ atMs: nowMs, purpose: 'promotional', channels: ['email'] });
        }
        for (const { most, days } of DEFAULT_OFFER_RULES.limits)
          for (const { atMs } of contacts)
            expect(contacts.filter((one) => one.atMs >= atMs && one.atMs < atMs + days * DAY).length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 200 },
    );
  });
});

describe('choosing between equals', () => {
  /** People come one after another; each offer is taken at its own rate. Answers how many took something in all and what each offer was shown in the last quarter. */
  const season = (
    rates: (round: number) => Readonly<Record<string, number>>,
    people: number,
    uniform: boolean,
  ): { taken: number; late: Record<string, number> } => {
    const shop = chanceOf('the shop');
    const responses = new Map<string, { shown: number; taken: number }>();
    const late: Record<string, number> = {};
    let taken = 0;
    for (let round = 0; round < people; round += 1) {
      const now = rates(round);
      const offers = Object.keys(now).map((id) => anOffer({ id }));
      const { given } = pick(aShelf(offers, uniform ? {} : { responses }), aStanding({ id: `shp_${round}` }));
      const id = given[0]?.offer.id ?? '';
      const took = shop() < (now[id] ?? 0);
      const known = responses.get(`${id}|`) ?? { shown: 0, taken: 0 };
      responses.set(`${id}|`, { shown: known.shown + 1, taken: known.taken + (took ? 1 : 0) });
      taken += took ? 1 : 0;
      if (round >= people * 0.75) late[id] = (late[id] ?? 0) + 1;
    }
    return { taken, late };
  };

  it('beats a uniform choice, and finds a winner that comes late', () => {
    const rates = (round: number): Record<string, number> => ({ a: 0.05, b: 0.08, c: 0.06, ...(round > 2_000 ? { late: 0.2 } : {}) });
    const [clever, uniform] = [season(rates, 6_000, false), season(rates, 6_000, true)];
    expect(clever.taken).toBeGreaterThan(uniform.taken * 1.25);
    expect((clever.late['late'] ?? 0) / 1_500).toBeGreaterThan(0.7);
    // The same seeds again: the same choices.
    expect(season(rates, 6_000, false)).toEqual(clever);
  });
  it('finds for each kind of people what works for them', () => {
    const shop = chanceOf('two kinds');
    const responses = new Map<string, { shown: number; taken: number }>();
    const late: Record<string, number> = {};
    for (let round = 0; round < 4_000; round += 1) {
      const stage = round % 2 === 0 ? ('active' as const) : ('lost' as const);
      const person = aStanding({ id: `shp_${round}`, stage });
      const id = pick(aShelf([anOffer({ id: 'a' }), anOffer({ id: 'b' })], { responses }), person).given[0]?.offer.id ?? '';
      const took = shop() < ((id === 'a') === (stage === 'active') ? 0.3 : 0.05);
      for (const key of [`${id}|${contextOf(person)}`, `${id}|`]) {
        const known = responses.get(key) ?? { shown: 0, taken: 0 };
        responses.set(key, { shown: known.shown + 1, taken: known.taken + (took ? 1 : 0) });
      }
      if (round >= 3_000) late[`${stage} ${id}`] = (late[`${stage} ${id}`] ?? 0) + 1;
    }
    expect(late['active a'] ?? 0).toBeGreaterThan(400);
    expect(late['lost b'] ?? 0).toBeGreaterThan(400);
  });
  it('goes on looking at the others: the floor', () => {
    const { late } = season(() => ({ good: 0.5, bad: 0.01 }), 4_000, false);
    expect(late['bad'] ?? 0).toBeGreaterThan(1_000 * 0.1 * 0.5 * 0.6);
  });
  it('draws what it believes: the mean of a Beta', () => {
    const chance = chanceOf('beta');
    const draws = Array.from({ length: 20_000 }, () => seemsGood({ shown: 18, taken: 3 }, false, chance));
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(4 / 20, 2);
    expect(Array.from({ length: 5_000 }, (_, i) => isExploring(`p${i}`)).filter(Boolean).length / 5_000).toBeCloseTo(0.1, 1);
  });
});

describe('money and time', () => {
  it('say what is missing, what it can cost and how points are multiplied', () => {
    expect(missingFor(anOffer({ minimumMinor: 5_000 }), 3_800)).toBe(1_200);
    expect(missingFor(anOffer({ minimumMinor: 5_000 }), 5_000)).toBeNull();
    expect(missingFor(anOffer({ minimumMinor: 5_000 }), null)).toBeNull();
    expect(mostCost({ kind: 'percent', percent: 10, mostMinor: 900 })).toBe(900);
    expect(mostCost({ kind: 'content' })).toBe(0);
    expect(multiplierOf(anOffer())).toBeNull();
    expect(multiplierOf(anOffer({ gives: { kind: 'points', times: 2, categories: ['Tea'], products: [], costMinor: 0 } }))).toMatchObject({
      factor: 2,
      categories: ['Tea'],
    });
  });
  it('know what the wall says: half hours, summer, and the turn of the day', () => {
    expect(wallAt('Asia/Kolkata', Date.parse('2026-11-22T18:29:00Z'))).toEqual({ weekday: 7, minute: 23 * 60 + 59, day: '11-22' });
    expect(wallAt('Asia/Kolkata', Date.parse('2026-11-22T18:30:00Z'))).toEqual({ weekday: 1, minute: 0, day: '11-23' });
    expect(wallAt('Europe/Berlin', Date.parse('2026-03-29T01:00:00Z'))).toMatchObject({ minute: 180 });
    expect(wallAt('Europe/Berlin', Date.parse('2026-03-29T00:59:00Z'))).toMatchObject({ minute: 119 });
  });
});
