import type { Explanation, LedgerRow, PointsView, ProgrammeVersion, ReplayReport, StatementRow } from '@rapport/protocol';
import { NOW_MS, aShop } from './a-shop.ts';

const row: LedgerRow = {
  seq: 1,
  key: 'order:A7#0',
  kind: 'earn',
  from: 'issued',
  to: 'pending',
  points: 42,
  lotId: 'order:A7',
  orderId: 'A7',
  reason: 'order',
  rule: 'amount@1',
  atMs: NOW_MS - 28 * 86_400_000,
  maturesAtMs: NOW_MS,
  expiresAtMs: null,
};
const statementRow: StatementRow = { ...row, change: { pending: 42, available: 0, debt: 0 }, after: { pending: 42, available: 326, debt: 0 } };
const view: PointsView = {
  pending: 42,
  available: 326,
  debt: 0,
  spent: 300,
  expired: 0,
  writtenOff: 0,
  expiring: null,
  lots: [
    {
      id: 'order:A7',
      orderId: 'A7',
      rule: 'amount@1',
      reason: 'order',
      createdAtMs: row.atMs,
      maturesAtMs: NOW_MS,
      expiresAtMs: null,
      earned: 42,
      reversed: 0,
      pending: 42,
      available: 0,
      spent: 0,
      expired: 0,
    },
  ],
  tier: null,
};
const explanation: Explanation = {
  row,
  opening: row,
  rule: { id: 'amount@1', version: 7, versionFromMs: 1 },
  order: {
    id: 'A7',
    placedAtMs: row.atMs,
    tier: null,
    pointsPerUnit: 1,
    netMinor: 4200,
    lines: [{ productId: 'bowl', netMinor: 4200, factor: 1, multipliers: [], points: 42, keptPoints: 42 }],
    countedPoints: 42,
    refundedMinor: 0,
  },
  by: null,
  note: null,
};
const report: ReplayReport = {
  days: 90,
  orders: 14,
  shoppers: 12,
  pointsInLedger: 600,
  pointsReplayed: 900,
  differing: 14,
  winners: 12,
  losers: 0,
  liabilityPoints: 12_480,
  liabilityReplayed: 12_780,
  redemptions: 2,
  redemptionsReplayed: 3,
  examples: [],
};

type Answer = (came: { readonly body: string }) => Response;

/** A programme that was changed twice. */
export const someVersions = (): ProgrammeVersion[] => {
  const { programme } = aShop().settings;
  const before = { ...programme, pointsPerUnit: 2, pendingDays: 30 };
  return [
    { version: 3, fromMs: NOW_MS - 2 * 86_400_000, who: 'mei@morning-mountain.example', programme },
    { version: 2, fromMs: NOW_MS - 40 * 86_400_000, who: 'mei@morning-mountain.example', programme: before },
    { version: 1, fromMs: NOW_MS - 90 * 86_400_000, who: 'rapport', programme: { ...before, rewards: [] } },
  ];
};

/** The routes of one person's points and of a replay, each for somebody who is signed in. */
export const pointsRoutes = (): readonly (readonly [method: string, path: RegExp, answer: Answer])[] => [
  ['GET', /^\/v1\/shoppers\/[^/]+\/points$/, () => Response.json(view)],
  ['GET', /^\/v1\/shoppers\/[^/]+\/statement$/, () => Response.json({ rows: [statementRow], next: null })],
  ['GET', /^\/v1\/shoppers\/[^/]+\/ledger\/\d+$/, () => Response.json(explanation)],
  [
    'POST',
    /^\/v1\/shoppers\/[^/]+\/adjustments$/,
    ({ body }) => {
      const { points } = JSON.parse(body) as { points: number };
      return Response.json({ shopperId: 'shp_1', pending: 42, available: 326 + points, debt: 0, tier: null });
    },
  ],
  ['POST', /^\/v1\/programme\/replay$/, () => Response.json(report)],
  ['GET', /^\/v1\/programme\/versions$/, () => Response.json({ versions: someVersions(), next: null })],
  [
    'POST',
    /^\/v1\/rewards\/[^/]+\/codes$/,
    ({ body }) => {
      const { codes } = JSON.parse(body) as { codes: string[] };
      return Response.json({ added: codes.length, left: codes.length + 3, all: codes.length + 10 });
    },
  ],
];
