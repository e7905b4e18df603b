/** What is known of a shop's people, as a real shop has it. */
import { FIELDS } from '@rapport/domain/segments';
import type { AudienceRow, DaysReport, FunnelReport, Notice, PersonStanding, SegmentList, StagesReport } from '@rapport/protocol';
import { NOW_MS } from './a-shop.ts';

const DAY = 86_400_000;

/** One person of a list. */
export function anAudienceRow(change: Partial<AudienceRow> = {}): AudienceRow {
  return {
    id: 'shp_7Qm2xLw0Vt',
    name: 'Lin Yu-Ting',
    email: 'yuting@example.tw',
    kind: 'member',
    layer: 'vip',
    stage: 'at-risk',
    orders: 6,
    spentMinor: 31_850,
    refunds: 0,
    stageSinceMs: NOW_MS - 9 * DAY,
    layerBefore: 'member',
    layerSinceMs: NOW_MS - 200 * DAY,
    lastSeenAtMs: NOW_MS - 3 * DAY,
    lastOrderAtMs: NOW_MS - 130 * DAY,
    valueMinor: 18_420,
    valueDecile: 10,
    alive: 0.62,
    points: 326,
    ...change,
  };
}

/** Somebody who used to come and has fallen silent. */
export function aStanding(change: Partial<PersonStanding> = {}): PersonStanding {
  return {
    stage: 'at-risk',
    stageSinceMs: NOW_MS - 9 * DAY,
    nextStageAtMs: NOW_MS + 171 * DAY,
    reasons: [
      { code: 'wish-unanswered', count: 41 },
      { code: 'silence', count: 129 },
    ],
    history: [
      { stage: 'at-risk', previous: 'closer', atMs: NOW_MS - 9 * DAY, reasons: [{ code: 'silence', count: 120 }] },
      { stage: 'closer', previous: 'active', atMs: NOW_MS - 240 * DAY, reasons: [] },
      { stage: 'active', previous: 'getting-to-know', atMs: NOW_MS - 330 * DAY, reasons: [] },
      { stage: 'getting-to-know', previous: 'welcome', atMs: NOW_MS - 390 * DAY, reasons: [] },
      { stage: 'welcome', previous: 'prospect', atMs: NOW_MS - 404 * DAY, reasons: [] },
    ],
    layer: 'vip',
    layerSinceMs: NOW_MS - 200 * DAY,
    layerBefore: 'member',
    rfm: 'cannot-lose',
    recency: 2,
    frequency: 5,
    money: 5,
    value: { alive: 0.62, expectedOrders: 2.7, valueMinor: 18_420, decile: 10, decileBy: 'margin', worthMinor: 7_370, basis: 'model' },
    likings: [
      { facet: 'maker', key: 'Chen family garden', share: 0.44, sure: 0.8, because: 'purchase' },
      { facet: 'category', key: 'Tea', share: 0.61, sure: 0.8, because: 'purchase' },
      { facet: 'price', key: '20-50', share: 0.53, sure: 0.8, because: 'basket' },
      { facet: 'word', key: '抹茶碗', share: 0.22, sure: 0.8, because: 'search' },
    ],
    profile: { tea: 'oolong', cups: 4 },
    told: [
      { field: 'tea', source: 'said', value: 'oolong', atMs: NOW_MS - 20 * 86_400_000, sure: 0.94 },
      { field: 'cups', source: 'heard', value: 4, atMs: NOW_MS - 300 * 86_400_000, sure: 0.67 },
    ],
    segments: [],
    ...change,
  };
}

export function audienceFields(): SegmentList['fields'] {
  return Object.entries(FIELDS).map(([name, { type, values }]) => ({ name, type, ...(values ? { values: [...values] } : {}) }));
}

/** Four weeks, a little livelier towards their ends. */
export function someDays(): DaysReport {
  const days = Array.from({ length: 28 }, (_, i) => {
    const visits = 180 + ((i * 37) % 90) + (i % 7 > 4 ? 120 : 0);
    const orders = Math.round(visits / 24);
    return {
      day: new Date(NOW_MS - (27 - i) * DAY).toISOString().slice(0, 10),
      newcomers: Math.round(visits / 3),
      joined: Math.round(visits / 40),
      visits,
      views: visits * 4,
      searches: Math.round(visits / 2),
      baskets: Math.round(visits / 8),
      orders,
      repeatOrders: Math.round(orders * 0.4),
      revenueMinor: orders * 4_730,
      refunds: i % 9 === 0 ? 1 : 0,
      refundedMinor: i % 9 === 0 ? 4_200 : 0,
      pointsEarned: orders * 47,
      pointsSpent: i % 5 === 0 ? 300 : 0,
      pointsExpired: 0,
      messages: 14,
      messagesRead: 9,
    };
  });
  return { days, atMs: NOW_MS };
}

/** A hundred ways to a purchase, of which an eighth came to the end. */
export function someFunnel(): FunnelReport {
  return {
    atMs: NOW_MS,
    steps: [
      { step: 'view_item', rounds: 1_840, share: 1, medianWaitMs: null },
      { step: 'add_to_cart', rounds: 412, share: 412 / 1_840, medianWaitMs: 8 * 60_000 },
      { step: 'begin_checkout', rounds: 251, share: 251 / 1_840, medianWaitMs: 64 * 60_000 },
      { step: 'purchase', rounds: null, share: null, medianWaitMs: 4 * 60_000 },
    ],
  };
}

/** A morning, and something that six people want. */
export function someNotices(): Notice[] {
  const { days } = someDays();
  const [weekBefore, day] = [days.at(-8), days.at(-1)];
  if (!weekBefore || !day) throw new Error('fewer than eight days');
  const { everybody, layers, flows, points } = someStages();
  return [
    { id: '2', kind: 'want', atMs: NOW_MS, detail: { words: 'left-handed scissors', people: 6, wishing: 4, ceilingMinor: 2_500 } },
    { id: '1', kind: 'day', atMs: NOW_MS, detail: { day, weekBefore, everybody, layers, flows, points } },
  ];
}

export function someStages(): StagesReport {
  const people: readonly (readonly [StagesReport['stages'][number]['stage'], number | null])[] = [
    ['prospect', 5_204],
    ['getting-to-know', 1_122],
    ['lost', 861],
    ['active', 540],
    ['at-risk', 305],
    ['welcome', 198],
    ['closer', 77],
    ['won-back', null],
  ];
  return {
    atMs: NOW_MS,
    everybody: 8_310,
    stages: people.map(([stage, n]) => ({ stage, people: n, valueMinor: n === null ? null : n * 1_200 })),
    layers: [
      { layer: 'guest', people: 5_310, spentMinor: 812_000 },
      { layer: 'member', people: 2_790, spentMinor: 9_410_000 },
      { layer: 'vip', people: 210, spentMinor: 7_020_000 },
    ],
    rfm: [
      { group: 'gone', people: 902, spentMinor: 2_100_000 },
      { group: 'loyal', people: 410, spentMinor: 5_300_000 },
      { group: 'champions', people: 188, spentMinor: 6_900_000 },
      { group: 'cannot-lose', people: 61, spentMinor: 1_720_000 },
    ],
    flows: [
      { from: 'prospect', to: 'welcome', people: 201 },
      { from: 'welcome', to: 'getting-to-know', people: 164 },
      { from: 'active', to: 'at-risk', people: 38 },
      { from: 'lost', to: 'won-back', people: null },
    ],
    points: { available: 184_200, pending: 12_340 },
    repeatRate: 0.37,
    model: { basis: 'model', customers: 3_106, returned: 1_149, decileBy: 'margin' },
  };
}
