/* oxlint-disable max-lines -- one world, told in one piece: who lives in it, what happens, what must never happen */
import type { Channel, MessageKind, Offer, OfferPlacement, OfferRules, OfferStage } from '@rapport/protocol';
import { decide } from './decide.ts';
import type { Decision, DecideWith, Reach } from './decide.ts';
import type { Contact as Noise } from './notify/index.ts';
import { DEFAULT_PREFERENCES, DEFAULT_RULES, KINDS, mayTell } from './notify/index.ts';
import { barredBy, chanceOf, contextOf, DEFAULT_OFFER_RULES } from './offers/index.ts';
import type { Contact, OfferPromise, OfferShelf, Situation, Standing } from './offers/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const CHANNELS = ['inbox', 'email', 'push'] as const;
const PLACEMENTS: readonly OfferPlacement[] = ['panel', 'banner', 'product', 'cart', 'after-purchase'];
const STAGES: readonly OfferStage[] = ['prospect', 'welcome', 'getting-to-know', 'active', 'closer', 'at-risk', 'lost', 'won-back'];
const TASTES = ['category:Tea', 'category:Ware', 'category:Books', 'maker:Kato'] as const;
const OTHER_KINDS: readonly MessageKind[] = ['arrival', 'price', 'stock', 'reminder', 'renewal', 'replenish'];
const BUDGET_UNITS = 25;
/** The considerate rules, and limits of the owner's for what was asked for, for services and for mail. */
const RULES: OfferRules = {
  ...DEFAULT_OFFER_RULES,
  limits: [
    ...DEFAULT_OFFER_RULES.limits,
    { id: 'asked-three-a-week', purpose: 'asked-for', channel: null, most: 3, days: 7 },
    { id: 'service-two-a-month', purpose: 'service', channel: null, most: 2, days: 30 },
    { id: 'forty-a-year', purpose: null, channel: 'email', most: 40, days: 365 },
  ],
};

/** What came of a year, and everything that broke a law, in words. */
export interface Year {
  readonly people: number;
  readonly decisions: number;
  readonly shown: number;
  readonly ghosts: number;
  readonly messages: number;
  readonly claims: number;
  readonly breaches: readonly string[];
}

interface Showing {
  readonly atMs: number;
  readonly offer: Offer;
  readonly untilMs: number;
}

/** One shopper; what changes of them, changes here. */
interface Life {
  standing: Standing;
  contacts: Contact[];
  /** What left by mail and push, the newest first. */
  noisy: readonly Noise[];
  readonly told: Set<string>;
  readonly showings: Showing[];
  readonly reach: Omit<Reach, 'contacts'>;
}

const offersOf = (chance: () => number): Offer[] =>
  Array.from({ length: 40 }, (_, i): Offer => {
    const some = <T>(list: readonly T[], share: number): T[] => list.filter(() => chance() < share);
    const from = START_MS + Math.floor(chance() * 200) * DAY_MS;
    return {
      id: `offer-${i}`,
      name: `Offer ${i}`,
      version: 1,
      state: 'running',
      changedAtMs: 0,
      gives: { kind: 'percent', percent: 5 + (i % 4) * 5, mostMinor: 1_000 },
      audience: {
        kinds: [],
        stages: i % 2 === 0 ? some(STAGES, 0.5) : [],
        tiers: [],
        segments: [],
        interests: i % 3 === 0 ? some(TASTES, 0.4) : [],
        ordersFrom: null,
        ordersTo: null,
      },
      placements: some(PLACEMENTS, 0.6),
      channels: some(['inbox', 'email', 'push', 'agent'] as const, 0.6),
      products: [],
      categories: [],
      calendar: {
        fromMs: i % 4 === 0 ? from : null,
        untilMs: i % 4 === 0 ? from + 90 * DAY_MS : null,
        weekdays: i % 7 === 0 ? [5, 6, 7] : [],
        hours: null,
        seasons: i % 11 === 0 ? [{ from: '11-01', to: '01-15' }] : [],
      },
      budget: { units: i % 5 === 0 ? BUDGET_UNITS : null, moneyMinor: null, perShopper: 1 },
      minimumMinor: 0,
      validDays: 30,
      priority: 40 + (i % 3) * 10,
      excludes: i % 6 === 0 ? [`offer-${(i + 7) % 40}`] : [],
      title: { en: `Offer ${i}` },
      text: {},
      picture: '',
    };
  });

const aLife = (index: number, chance: () => number): Life => ({
  standing: {
    id: `shp_${index}`,
    group: chance() < 0.05 ? 'holdout' : 'treated',
    consent: { personalisation: chance() < 0.9 ? 'granted' : 'denied', messages: chance() < 0.8 ? 'granted' : 'denied' },
    kind: 'member',
    stage: STAGES[Math.floor(chance() * STAGES.length)] ?? null,
    tier: null,
    segments: [],
    interests: TASTES.filter(() => chance() < 0.4),
    orders: 0,
    lastOrderAtMs: null,
    bought: [],
    promises: [],
    taken: {},
    declined: [],
    contacts: [],
    unanswered: 0,
    openCase: false,
    complaintAtMs: null,
    refundAtMs: null,
  },
  contacts: [],
  noisy: [],
  told: new Set(),
  showings: [],
  reach: {
    preferences: {
      ...DEFAULT_PREFERENCES,
      allowed: { ...DEFAULT_PREFERENCES.allowed, promotional: { inbox: true, email: chance() < 0.7, push: chance() < 0.5 } },
      fewer: chance() < 0.05,
    },
    timeZone: ['UTC', 'Asia/Taipei', 'America/New_York', 'Europe/Berlin'][index % 4] ?? 'UTC',
    rules: DEFAULT_RULES,
    address: 'someone@tea.example',
    addressConfirmed: true,
    channelWorks: true,
    outranked: false,
  },
});

/**
 * A year of a shop with 40 offers and all kinds of messages: people visit, buy, complain, give back, decline, take offers and open messages or not; the owner
 * changes, pauses and ends offers meanwhile. After it every law is checked by brute force over what was shown and sent, not by what the rooms believe of themselves.
 */
export const liveAYear = (people: number, seed: string): Year => {
  const chance = chanceOf(seed);
  const offers = offersOf(chance);
  const usedUp = new Set<string>();
  const claims = new Map<string, number>();
  const responses = new Map<string, { shown: number; taken: number }>();
  const lives = Array.from({ length: people }, (_, index) => aLife(index, chance));
  const breaches: string[] = [];
  const count = { decisions: 0, shown: 0, ghosts: 0, messages: 0, claims: 0 };
  const shelf: OfferShelf = { offers, rules: RULES, usedUp, responses };

  const ask = (life: Life, situation: Partial<Situation>, nowMs: number): Decision => {
    const at: Situation = { channel: 'page', placement: null, productId: null, categories: [], basketMinor: null, role: null, ...situation };
    const reach =
      at.channel === 'page' || at.channel === 'agent'
        ? null
        : {
            ...life.reach,
            contacts: life.noisy,
          };
    const asked: DecideWith = { shelf, timeZone: 'Asia/Taipei', reach, told: life.told };
    const decision = decide(life.standing, at, nowMs, asked);
    count.decisions += 1;
    count.ghosts += decision.withheld.filter(({ reason }) => reason === 'holdout').length;
    const named = new Set([...decision.given, ...decision.withheld].map(({ offer }) => offer.id));
    if (named.size !== offers.length || decision.given.length + decision.withheld.length !== offers.length)
      breaches.push('an offer has no trace, or two');
    return decision;
  };

  const show = (life: Life, { given }: Decision, nowMs: number): void => {
    for (const { offer, promise } of given) {
      count.shown += 1;
      const untilMs = promise?.untilMs ?? offer.calendar.untilMs ?? nowMs + offer.validDays * DAY_MS;
      life.showings.push({ atMs: nowMs, offer, untilMs });
      if (life.standing.group === 'holdout') breaches.push('an offer reached the holdout');
      const key = `${offer.id}|${contextOf(life.standing)}`;
      const known = responses.get(key) ?? { shown: 0, taken: 0 };
      responses.set(key, { ...known, shown: known.shown + 1 });
      if (promise === null)
        life.standing = {
          ...life.standing,
          promises: [...life.standing.promises.filter((one) => (one.untilMs ?? 0) > nowMs), { offer, atMs: nowMs, untilMs, taken: false }],
        };
      react(life, offer);
    }
  };

  const react = (life: Life, offer: Offer): void => {
    const mood = chance();
    if (mood < 0.02) life.standing = { ...life.standing, declined: [...life.standing.declined, offer.id] };
    if (mood > 0.9 && (life.standing.taken[offer.id] ?? 0) === 0) {
      const before = claims.get(offer.id) ?? 0;
      if (offer.budget.units !== null && before >= offer.budget.units) return;
      claims.set(offer.id, before + 1);
      count.claims += 1;
      // The slices hear of it a little later: until then the shop's own hold refuses, as above.
      if (offer.budget.units !== null && before + 1 >= offer.budget.units && chance() < 0.5) usedUp.add(offer.id);
      const promises: OfferPromise[] = life.standing.promises.map((one) => (one.offer.id === offer.id ? { ...one, taken: true } : one));
      life.standing = { ...life.standing, promises, taken: { ...life.standing.taken, [offer.id]: 1 } };
    }
  };

  const sent = (life: Life, purpose: Contact['purpose'], channels: readonly Channel[], nowMs: number): void => {
    count.messages += 1;
    life.contacts = [{ atMs: nowMs, purpose, channels }, ...life.contacts];
    const loud = channels.filter((channel) => channel !== 'inbox');
    if (loud.length > 0) life.noisy = [{ atMs: nowMs, purpose, channels: loud }, ...life.noisy];
    if (purpose === 'promotional' && life.standing.group === 'holdout') breaches.push('a promotional message reached the holdout');
    const unanswered = purpose === 'promotional' ? (chance() < 0.4 ? 0 : life.standing.unanswered + 1) : life.standing.unanswered;
    life.standing = { ...life.standing, contacts: life.contacts, unanswered };
  };

  const write = (life: Life, nowMs: number): void => {
    const decisions = CHANNELS.map((channel) => [channel, ask(life, { channel }, nowMs)] as const);
    // One message by several channels: they must all speak of the same offer, so the first that speaks leads.
    const first = decisions.find(([, { given }]) => given.length > 0)?.[1].given[0]?.offer;
    if (!first) return;
    const speaking = decisions.filter(([, { given }]) => given[0]?.offer.id === first.id);
    for (const [, decision] of speaking) show(life, decision, nowMs);
    life.told.add(`${first.id}@${first.version}`);
    sent(
      life,
      'promotional',
      speaking.map(([channel]) => channel),
      nowMs,
    );
  };

  const tellOther = (life: Life, kind: MessageKind, nowMs: number): void => {
    const { purpose } = KINDS[kind];
    const went = CHANNELS.filter((channel) => {
      const barred = purpose === 'promotional' ? barredBy(RULES, life.standing, channel, nowMs) : null;
      const { consent, group } = life.standing;
      const asked = {
        ...life.reach,
        contacts: life.noisy,
        limits: RULES.limits,
        nowMs,
        kind,
        channel,
        occasionMs: nowMs,
        frequency: 'at-once' as const,
        consent,
        inHoldout: group === 'holdout',
      };
      return mayTell({ ...asked, barredBy: barred?.rule ?? null, alreadyTold: false, available: true }).outcome === 'sent';
    });
    if (went.length > 0) sent(life, purpose, went, nowMs);
  };

  for (let day = 0; day < 365; day += 1) {
    keepShop(offers, day, chance);
    for (const life of lives) {
      const nowMs = START_MS + day * DAY_MS + Math.floor(chance() * 24) * HOUR_MS + Math.floor(chance() * 60) * 60_000;
      const mood = chance();
      if (mood < 0.08) {
        for (const placement of ['panel', 'banner', 'cart'] as const) show(life, ask(life, { placement }, nowMs), nowMs + 1);
        if (mood < 0.02) life.standing = { ...life.standing, orders: life.standing.orders + 1, lastOrderAtMs: nowMs };
        if (mood < 0.001) life.standing = { ...life.standing, complaintAtMs: nowMs, openCase: true };
        else if (mood < 0.002) life.standing = { ...life.standing, refundAtMs: nowMs };
      } else if (mood < 0.2) write(life, nowMs);
      else if (mood < 0.26) tellOther(life, OTHER_KINDS[Math.floor(chance() * OTHER_KINDS.length)] ?? 'arrival', nowMs);
      else if (mood < 0.27) show(life, ask(life, { channel: 'agent', role: 'manager' }, nowMs), nowMs);
      if (life.standing.openCase && chance() < 0.1) life.standing = { ...life.standing, openCase: false };
      if (chance() < 0.01) life.standing = { ...life.standing, stage: STAGES[Math.floor(chance() * STAGES.length)] ?? null };
    }
  }
  for (const life of lives) breaches.push(...brokenBy(life));
  for (const { id, budget } of offers)
    if (budget.units !== null && (claims.get(id) ?? 0) > budget.units) breaches.push(`${id} was given ${claims.get(id)} times`);
  return { people, ...count, breaches };
};

/** What the owner does meanwhile: new versions, pauses, ends. */
const keepShop = (offers: Offer[], day: number, chance: () => number): void => {
  const index = Math.floor(chance() * offers.length);
  const offer = offers[index];
  if (!offer || day % 3 !== 0) return;
  const mood = chance();
  if (mood < 0.5)
    offers[index] = { ...offer, version: offer.version + 1, gives: { kind: 'percent', percent: 5 + Math.floor(chance() * 25), mostMinor: 1_000 } };
  else if (mood < 0.9) offers[index] = { ...offer, state: offer.state === 'running' ? 'paused' : 'running' };
};

/** Every law, by brute force over one life. */
const brokenBy = (life: Life): string[] => {
  const broken: string[] = [];
  const inAny = (times: readonly number[], days: number, most: number, what: string): void => {
    for (const [i, atMs] of times.entries()) {
      let counted = 0;
      for (let j = i; j < times.length && (times[j] ?? 0) < atMs + days * DAY_MS; j += 1) counted += 1;
      if (counted > most) broken.push(`${what}: ${counted} in ${days} days`);
    }
  };
  const inOrder = life.contacts.toReversed();
  for (const { id, purpose, channel, most, days } of RULES.limits) {
    const isLoud = purpose !== 'promotional';
    const counted = inOrder.filter(
      (one) =>
        (purpose === null || one.purpose === purpose) && one.channels.some((by) => (channel === null ? !isLoud || by !== 'inbox' : by === channel)),
    );
    inAny(
      counted.map(({ atMs }) => atMs),
      days,
      most,
      id,
    );
  }
  const noisy = inOrder
    .filter(({ purpose, channels }) => purpose !== 'service' && channels.some((channel) => channel !== 'inbox'))
    .map(({ atMs }) => atMs);
  const { day, week, month } = DEFAULT_RULES.caps;
  for (const [days, most] of [
    [1, day],
    [7, week],
    [30, month],
  ] as const)
    inAny(noisy, days, most, 'mail and push');
  for (const [i, showing] of life.showings.entries()) {
    for (const later of life.showings.slice(i + 1)) {
      if (later.atMs >= showing.untilMs) continue;
      const { offer } = showing;
      if (later.offer.id === offer.id && later.offer.version !== offer.version) broken.push(`${offer.id} was said in two versions at once`);
      if (later.offer.excludes.includes(offer.id) || offer.excludes.includes(later.offer.id))
        broken.push(`${offer.id} and ${later.offer.id} at once`);
    }
  }
  return broken;
};
