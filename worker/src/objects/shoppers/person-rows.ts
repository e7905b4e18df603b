import type { Person } from '@rapport/domain/shopper';
import type { Movement } from '@rapport/domain/points';
import type { ShopperRow, TimelineEntry, Voucher, Watch } from '@rapport/protocol';

/** Rows as SQLite gives them, and what they mean. Kept apart from the statements so that each can be read alone. */
export interface PersonRow extends Record<string, SqlStorageValue> {
  id: string;
  state: string;
  into_shopper: string | null;
  alias: string;
  kind: string;
  name: string | null;
  email: string | null;
  locale: string;
  first_seen_at_ms: number;
  last_seen_at_ms: number;
  orders: number;
  spent_minor: number;
  points_pending: number;
  points_available: number;
  unread: number;
  personalisation: string;
  messages: string;
  recent: string;
  bought: string;
  version: number;
  trial_group: string | null;
}

export interface MovementRow extends Record<string, SqlStorageValue> {
  key: string;
  kind: string;
  from_account: string;
  to_account: string;
  points: number;
  lot: string;
  order_id: string | null;
  reason: string;
  rule: string | null;
  at_ms: number;
  matures_at_ms: number | null;
  expires_at_ms: number | null;
  since_ms: number | null;
}

export interface VoucherRow extends Record<string, SqlStorageValue> {
  code: string;
  kind: string;
  value_minor: number | null;
  percent: number | null;
  minimum_minor: number;
  reward: string;
  state: string;
  made_at_ms: number;
  used_at_ms: number | null;
  order_id: string | null;
}

export interface WatchRow extends Record<string, SqlStorageValue> {
  id: string;
  kind: string;
  query: string;
  created_at_ms: number;
  told_at_ms: number | null;
  paused: number;
  frequency: string;
  filters: string;
  what: string | null;
  product: string | null;
  variant: string | null;
  goal: string | null;
  baseline_minor: number | null;
  inferred: number;
}

export interface EventRow extends Record<string, SqlStorageValue> {
  id: string;
  name: string;
  at_ms: number;
  source: string;
  detail: string;
}

/** Most people have none. */
const idsOf = (text: string): string[] => (text === '[]' ? [] : (JSON.parse(text) as string[]));

export const personOf = (row: PersonRow): Person => ({
  id: row.id,
  alias: row.alias,
  kind: row.kind as Person['kind'],
  name: row.name,
  email: row.email,
  locale: row.locale,
  firstSeenAtMs: row.first_seen_at_ms,
  lastSeenAtMs: row.last_seen_at_ms,
  orders: row.orders,
  spentMinor: row.spent_minor,
  pointsPending: row.points_pending,
  pointsAvailable: row.points_available,
  unread: row.unread,
  consent: { personalisation: row.personalisation, messages: row.messages } as Person['consent'],
  recent: idsOf(row.recent),
  bought: idsOf(row.bought),
  version: row.version,
  group: row.trial_group as Person['group'],
});

/** The columns of a person in the order of `PersonValues`: rows that are read by the hundred come without names. */
export const PERSON_COLUMNS = [
  'id',
  'alias',
  'kind',
  'name',
  'email',
  'locale',
  'first_seen_at_ms',
  'last_seen_at_ms',
  'orders',
  'spent_minor',
  'points_pending',
  'points_available',
  'unread',
  'personalisation',
  'messages',
  'recent',
  'bought',
  'version',
  'trial_group',
] as const satisfies readonly (keyof PersonRow)[];

/** A person's values in the order of `PERSON_COLUMNS`. */
export type PersonValues = SqlStorageValue[] & { [At in keyof typeof PERSON_COLUMNS]: PersonRow[(typeof PERSON_COLUMNS)[At] & keyof PersonRow] };

/** Read back from its values. */
export const personFrom = (values: PersonValues): Person =>
  personOf({
    id: values[0],
    alias: values[1],
    kind: values[2],
    name: values[3],
    email: values[4],
    locale: values[5],
    first_seen_at_ms: values[6],
    last_seen_at_ms: values[7],
    orders: values[8],
    spent_minor: values[9],
    points_pending: values[10],
    points_available: values[11],
    unread: values[12],
    personalisation: values[13],
    messages: values[14],
    recent: values[15],
    bought: values[16],
    version: values[17],
    trial_group: values[18],
    state: 'live',
    into_shopper: null,
  });

export const shopperRowOf = (row: PersonRow, watches: number): ShopperRow => ({
  id: row.id,
  kind: row.kind as ShopperRow['kind'],
  name: row.name,
  email: row.email,
  firstSeenAtMs: row.first_seen_at_ms,
  lastSeenAtMs: row.last_seen_at_ms,
  orders: row.orders,
  spentMinor: row.spent_minor,
  pointsPending: row.points_pending,
  pointsAvailable: row.points_available,
  watches,
});

export const movementOf = (row: MovementRow): Movement => ({
  key: row.key,
  kind: row.kind as Movement['kind'],
  from: row.from_account as Movement['from'],
  to: row.to_account as Movement['to'],
  points: row.points,
  lotId: row.lot,
  orderId: row.order_id,
  reason: row.reason,
  rule: row.rule,
  atMs: row.at_ms,
  maturesAtMs: row.matures_at_ms,
  expiresAtMs: row.expires_at_ms,
  ...(row.since_ms === null ? {} : { sinceMs: row.since_ms }),
});

export const voucherOf = (row: VoucherRow): Voucher => ({
  code: row.code,
  kind: row.kind as Voucher['kind'],
  valueMinor: row.value_minor,
  percent: row.percent,
  minimumMinor: row.minimum_minor,
  rewardId: row.reward,
  state: row.state as Voucher['state'],
  madeAtMs: row.made_at_ms,
  usedAtMs: row.used_at_ms,
});

export const watchOf = (row: WatchRow): Watch => ({
  id: row.id,
  kind: row.kind as Watch['kind'],
  query: row.query,
  createdAtMs: row.created_at_ms,
  toldAtMs: row.told_at_ms,
  paused: row.paused === 1,
  frequency: row.frequency as Watch['frequency'],
  filters: row.filters === '{}' ? {} : (JSON.parse(row.filters) as Watch['filters']),
  what: row.what as Watch['what'],
  productId: row.product,
  variantId: row.variant,
  goal: row.goal === null ? null : (JSON.parse(row.goal) as Watch['goal']),
  baselineMinor: row.baseline_minor,
  ...(row.inferred === 1 ? { inferred: true as const } : {}),
});

/** Of entries from several places the newest, as a time line has them. */
export const newest = (entries: readonly TimelineEntry[], limit: number): TimelineEntry[] =>
  entries.toSorted((one, other) => other.atMs - one.atMs || (one.id < other.id ? 1 : -1)).slice(0, limit);

export const entryOf = (row: EventRow): TimelineEntry => ({
  id: row.id,
  name: row.name,
  atMs: row.at_ms,
  source: row.source as TimelineEntry['source'],
  detail: JSON.parse(row.detail) as TimelineEntry['detail'],
});
