import type { EarnPreview, PointsView, StatementRow, TierView } from '@rapport/protocol';

/** What an order would earn. */
export const aPreview = (more: Partial<EarnPreview> = {}): EarnPreview => ({
  points: 48,
  lines: [{ productId: 'bowl', points: 48, factor: 1, multipliers: [] }],
  bonuses: [],
  pointsPerUnit: 1,
  maturesAtMs: 1,
  ...more,
});

/** Where somebody stands. */
export const aTier = (more: Partial<TierView> = {}): TierView => ({
  id: 'silver',
  title: { en: 'Silver leaf', 'zh-Hant': '銀葉' },
  perks: [{ en: 'Free shipping', 'zh-Hant': '免運費' }],
  sinceMs: 1,
  keptUntilMs: null,
  score: 30_000,
  next: { id: 'gold', title: { en: 'Gold leaf', 'zh-Hant': '金葉' }, from: 50_000, missing: 20_000 },
  ...more,
});

/** All that is known of one shopper's points. */
export const aPointsView = (more: Partial<PointsView> = {}): PointsView => ({
  pending: 0,
  available: 340,
  debt: 0,
  spent: 0,
  expired: 0,
  writtenOff: 0,
  expiring: null,
  lots: [],
  tier: aTier(),
  ...more,
});

/** A row of the statement. */
export const aRow = (more: Partial<StatementRow> = {}): StatementRow => ({
  seq: 1,
  key: 'order:A-12#0',
  kind: 'earn',
  from: 'issued',
  to: 'pending',
  points: 85,
  lotId: 'order:A-12',
  orderId: 'A-12',
  reason: 'order',
  rule: 'amount@1',
  atMs: Date.UTC(2020, 4, 3, 12),
  maturesAtMs: 1,
  expiresAtMs: null,
  change: { pending: 85, available: 0, debt: 0 },
  after: { pending: 85, available: 340, debt: 0 },
  ...more,
});
