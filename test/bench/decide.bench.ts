import { loadavg } from 'node:os';
import { decide } from '../../packages/domain/src/decide.ts';
import type { DecideWith } from '../../packages/domain/src/decide.ts';
import { DEFAULT_PREFERENCES, DEFAULT_RULES } from '../../packages/domain/src/notify/index.ts';
import { chanceOf, contextOf, DEFAULT_OFFER_RULES } from '../../packages/domain/src/offers/index.ts';
import type { Response } from '../../packages/domain/src/offers/index.ts';
import { anOffer, aShelf, aSituation, aStanding } from '../../packages/domain/src/offers/offers.testing.ts';
import { liveAYear } from '../../packages/domain/src/year.testing.ts';
import { figure, quantile, type Figure } from './frame.ts';

// What one decision costs in time of the processor (whatever else the machine does) with 200 offers and 50 rules, and a year of 10,000 shoppers in which no law may be broken. DECIDE_PEOPLE=500 lives a smaller year.

const PEOPLE = Number(process.env['DECIDE_PEOPLE'] ?? 10_000);
const NOON = Date.parse('2026-11-22T12:00:00Z');
const STAGES = ['prospect', 'welcome', 'active', 'closer', 'at-risk', 'lost'] as const;
const ROUNDS = 20_000;
const BATCH = 50;

/** 200 running offers of all kinds of audiences, a third of them for everybody, so that many fit and have to be ranked. */
const offers = Array.from({ length: 200 }, (_, i) =>
  anOffer({
    id: `offer-${i}`,
    priority: i % 5,
    placements: i % 4 === 0 ? ['panel'] : ['panel', 'banner', 'cart'],
    audience: {
      ...anOffer().audience,
      stages: i % 3 === 0 ? [] : [STAGES[i % 6] ?? 'active', STAGES[(i + 1) % 6] ?? 'lost'],
      interests: i % 5 === 0 ? ['category:Tea', 'category:Ware'] : [],
      tiers: i % 17 === 0 ? ['gold'] : [],
    },
    excludes: i % 10 === 0 ? [`offer-${(i + 3) % 200}`] : [],
    calendar: { ...anOffer().calendar, weekdays: i % 7 === 0 ? [6, 7] : [] },
  }),
);
const bars = Array.from({ length: 47 }, (_, i) => ({
  id: `bar-${i}`,
  name: `Rule ${i}`,
  audience: { ...anOffer().audience, segments: [`segment-${i}`, `segment-${i + 1}`], stages: ['active' as const] },
  channels: ['page' as const, 'email' as const],
}));

export async function bench(): Promise<Figure[]> {
  console.log(`load ${loadavg()[0]?.toFixed(2)}; ${offers.length} offers, ${bars.length + DEFAULT_OFFER_RULES.limits.length} rules`);
  const chance = chanceOf('bench');
  const person = aStanding({
    segments: ['segment-x', 'segment-y'],
    interests: ['category:Tea', 'maker:Kato'],
    contacts: Array.from({ length: 15 }, (_, i) => ({
      atMs: NOON - (i + 8) * 10 * 86_400_000,
      purpose: 'promotional' as const,
      channels: ['email' as const],
    })),
    promises: [{ offer: offers[4] ?? anOffer(), atMs: NOON, untilMs: null, taken: false }],
  });
  const responses = new Map<string, Response>(
    offers.map(({ id }) => [`${id}|${contextOf(person)}`, { shown: Math.floor(chance() * 500), taken: Math.floor(chance() * 20) }]),
  );
  const reach = {
    preferences: { ...DEFAULT_PREFERENCES, allowed: { ...DEFAULT_PREFERENCES.allowed, promotional: { inbox: true, email: true, push: true } } },
    timeZone: 'Asia/Taipei',
    rules: DEFAULT_RULES,
    contacts: [],
    address: 'a@b.example',
    addressConfirmed: true,
    channelWorks: true,
    outranked: false,
  };
  const asked: DecideWith = { shelf: aShelf(offers, { responses }, { bars }), timeZone: 'Asia/Taipei', reach, told: new Set() };
  const cost = (situation: ReturnType<typeof aSituation>, what: string): Figure[] => {
    const micros: number[] = [];
    let given = 0;
    for (let round = 0; round < ROUNDS / BATCH; round += 1) {
      const began = process.cpuUsage();
      for (let i = 0; i < BATCH; i += 1) given += decide({ ...person, id: `shp_${round}_${i}` }, situation, NOON + round * 1_000, asked).given.length;
      const { user, system } = process.cpuUsage(began);
      if (round > 40) micros.push((user + system) / BATCH);
    }
    if (given === 0) throw new Error('nothing was given, so nothing was measured');
    return [
      figure({ name: `decide, ${what}, middle`, value: quantile(micros, 0.5), unit: 'µs of CPU', floor: 100, better: 'less' }),
      figure({ name: `decide, ${what}, of the slowest tenth the fastest`, value: quantile(micros, 0.9), unit: 'µs of CPU', better: 'less' }),
    ];
  };
  const figures = [...cost(aSituation({ placement: 'panel' }), 'on a page'), ...cost(aSituation({ channel: 'email', placement: null }), 'by e-mail')];
  const began = performance.now();
  const year = liveAYear(PEOPLE, 'a year in the bench');
  for (const breach of new Set(year.breaches)) console.log(`  ${breach}`);
  figures.push(
    figure({ name: `a year of ${PEOPLE} shoppers: laws broken`, value: year.breaches.length, unit: 'times', floor: 0, better: 'less' }),
    figure({ name: 'decisions made in it', value: year.decisions, unit: '', better: 'more' }),
    figure({ name: 'offers shown', value: year.shown, unit: '', better: 'more' }),
    figure({ name: 'offers not shown to the holdout (ghosts)', value: year.ghosts, unit: '', better: 'more' }),
    figure({ name: 'messages sent', value: year.messages, unit: '', better: 'more' }),
    figure({ name: 'offers taken', value: year.claims, unit: '', better: 'more' }),
    figure({ name: 'the whole year', value: (performance.now() - began) / 1_000, unit: 's', better: 'less' }),
  );
  return figures;
}
