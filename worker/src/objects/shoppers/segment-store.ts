import type { Bound } from '@rapport/domain/segments';

/** A rule as SQL over `audience a` (and `taste t`): always 0 or 1, never NULL, so that `NOT` of what isn't known is true, as it is for one person. */
interface Where {
  readonly sql: string;
  readonly args: readonly SqlStorageValue[];
}

/** Which column holds a field. Names are literals; whatever comes from a rule is bound. */
const COLUMN: Readonly<Record<string, string>> = {
  kind: 'a.kind',
  locale: 'a.locale',
  layer: 'a.layer',
  firstSeenAt: 'a.first_seen_at_ms',
  lastSeenAt: 'a.last_seen_at_ms',
  joinedAt: 'a.joined_at_ms',
  stage: 'a.stage',
  stageSince: 'a.stage_since_ms',
  orders: 'a.orders',
  spent: 'a.spent_minor',
  firstOrderAt: 'a.first_order_at_ms',
  lastOrderAt: 'a.last_order_at_ms',
  refunds: 'a.refunds',
  lastRefundAt: 'a.last_refund_at_ms',
  visits: 'a.visits',
  views: 'a.views',
  searches: 'a.searches',
  baskets: 'a.baskets',
  lastViewAt: 'a.last_view_at_ms',
  lastBasketAt: 'a.last_basket_at_ms',
  wishes: 'a.wishes',
  messages: 'a.messages',
  lastMessageAt: 'a.last_message_at_ms',
  points: 'a.points',
  alive: 'a.alive',
  expectedOrders: 'a.expected_orders',
  value: 'a.value_minor',
  valueDecile: 'a.value_decile',
  recency: 'a.recency',
  frequency: 'a.frequency',
  money: 'a.money',
  rfm: 'a.rfm',
  'consent.personalisation': 'a.personalisation',
  'consent.messages': 'a.may_message',
};
const SETS: Readonly<Record<string, string>> = { likes: 't.likes', lists: 't.lists' };

/** One person of a list. */
export interface AudienceLine extends Record<string, SqlStorageValue> {
  shopper: string;
  name: string | null;
  email: string | null;
  kind: string;
  layer: string;
  stage: string;
  orders: number;
  spent_minor: number;
  last_seen_at_ms: number;
  last_order_at_ms: number | null;
  value_minor: number | null;
  alive: number | null;
  points: number;
}

/** Every question about everybody: counts, lists and sums by a rule, a bounded number of rows at a time. */
export class SegmentStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Counts those of the next rows for whom the rule holds; `last` = where to go on, null at the end. */
  countPiece(rule: Bound, after: string, rows: number): { seen: number; people: number; last: string | null } {
    const { sql, args } = where(rule);
    const row = this.#sql
      .exec<{ seen: number; people: number; last: string | null }>(
        `SELECT count(*) AS seen, coalesce(sum(hit), 0) AS people, max(shopper) AS last
         FROM (SELECT a.shopper AS shopper, ${sql} AS hit FROM audience a ${joined(rule)} WHERE a.shopper > ? ORDER BY a.shopper LIMIT ?)`,
        ...args,
        after,
        rows,
      )
      .one();
    return { ...row, last: row.seen === rows ? row.last : null };
  }

  /** Ids among the next rows for whom the rule holds, at most `limit`, in order; `last` = where to go on when they weren't enough, null at the end. */
  listPiece(rule: Bound, after: string, rows: number, limit: number): { ids: string[]; last: string | null } {
    const { sql, args } = where(rule);
    const ids = this.#sql
      .exec<{ shopper: string }>(
        `SELECT shopper FROM (SELECT a.shopper AS shopper, ${sql} AS hit FROM audience a ${joined(rule)} WHERE a.shopper > ? ORDER BY a.shopper LIMIT ?)
         WHERE hit ORDER BY shopper LIMIT ?`,
        ...args,
        after,
        rows,
        limit,
      )
      .toArray()
      .map(({ shopper }) => shopper);
    if (ids.length === limit) return { ids, last: ids.at(-1) ?? null };
    const end = this.#sql
      .exec<{ seen: number; last: string | null }>(
        'SELECT count(*) AS seen, max(shopper) AS last FROM (SELECT shopper FROM audience WHERE shopper > ? ORDER BY shopper LIMIT ?)',
        after,
        rows,
      )
      .one();
    return { ids, last: end.seen === rows ? end.last : null };
  }

  /** What a list shows of these people, in order of id. */
  lines(ids: readonly string[]): AudienceLine[] {
    return this.#sql
      .exec<AudienceLine>(
        `SELECT a.shopper, s.name, s.email, a.kind, a.layer, a.stage, a.orders, a.spent_minor, a.last_seen_at_ms, a.last_order_at_ms, a.value_minor, a.alive, a.points
         FROM json_each(?) AS wanted JOIN audience a ON a.shopper = wanted.value JOIN shopper s ON s.id = a.shopper ORDER BY a.shopper`,
        JSON.stringify(ids),
      )
      .toArray();
  }

  /** How many people of the next rows stand where, and what they are worth. */
  standingPiece(after: string, rows: number): { groups: StandingGroup[]; last: string | null } {
    const groups = this.#sql
      .exec<StandingGroup & { last: string }>(
        `SELECT stage, layer, rfm, count(*) AS people, coalesce(sum(value_minor), 0) AS valueMinor, coalesce(sum(spent_minor), 0) AS spentMinor,
           coalesce(sum(orders), 0) AS orders, sum(orders > 1) AS returned, sum(points) AS points, sum(points_pending) AS pending, max(shopper) AS last
         FROM (SELECT * FROM audience WHERE shopper > ? ORDER BY shopper LIMIT ?) GROUP BY stage, layer, rfm`,
        after,
        rows,
      )
      .toArray();
    const seen = groups.reduce((sum, { people }) => sum + people, 0);
    const last = groups.reduce((most, group) => (group.last > most ? group.last : most), '');
    return { groups, last: seen === rows ? last : null };
  }
}

/** People who share a stage, a layer and a named group. */
export interface StandingGroup extends Record<string, SqlStorageValue> {
  stage: string;
  layer: string;
  rfm: string | null;
  people: number;
  valueMinor: number;
  spentMinor: number;
  orders: number;
  returned: number;
  points: number;
  pending: number;
}

const joined = (rule: Bound): string => (asksTaste(rule) ? 'LEFT JOIN taste t ON t.shopper = a.shopper' : '');

const asksTaste = (rule: Bound): boolean => {
  switch (rule.op) {
    case 'all':
    case 'any':
      return rule.of.some(asksTaste);
    case 'not':
      return asksTaste(rule.of);
    default:
      return !Object.hasOwn(COLUMN, rule.field);
  }
};

const where = (rule: Bound): Where => {
  switch (rule.op) {
    case 'all':
    case 'any': {
      if (rule.of.length === 0) return { sql: rule.op === 'all' ? '1' : '0', args: [] };
      const parts = rule.of.map(where);
      const glue = rule.op === 'all' ? ' AND ' : ' OR ';
      return { sql: `(${parts.map(({ sql }) => sql).join(glue)})`, args: parts.flatMap(({ args }) => args) };
    }
    case 'not': {
      const { sql, args } = where(rule.of);
      return { sql: `(NOT ${sql})`, args };
    }
    case 'compare': {
      const { isNumber, value } = place(rule.field);
      return { sql: `coalesce(${isNumber} ${value} ${rule.how} ?, 0)`, args: [rule.value] };
    }
    case 'one-of':
      return oneOf(rule.field, rule.values);
    case 'holds':
      return { sql: `EXISTS (SELECT 1 FROM json_each(coalesce(${set(rule.field)}, '[]')) WHERE value = ?)`, args: [rule.value] };
    case 'known':
      return Object.hasOwn(SETS, rule.field) ? { sql: '1', args: [] } : { sql: `(${place(rule.field).value} IS NOT NULL)`, args: [] };
  }
};

const oneOf = (field: string, values: readonly (string | number | boolean)[]): Where => {
  const { type, value } = place(field);
  const words = values.filter((one) => typeof one === 'string');
  const numbers = values.filter((one) => typeof one === 'number');
  const parts: Where[] = [
    ...(words.length > 0 ? [{ sql: `(${type(['text'])} ${value} IN (SELECT value FROM json_each(?)))`, args: [JSON.stringify(words)] }] : []),
    ...(numbers.length > 0
      ? [{ sql: `(${type(['integer', 'real'])} ${value} IN (SELECT value FROM json_each(?)))`, args: [JSON.stringify(numbers)] }]
      : []),
    ...(values.includes(true) ? [{ sql: `(${type(['true'])} 1)`, args: [] }] : []),
    ...(values.includes(false) ? [{ sql: `(${type(['false'])} 1)`, args: [] }] : []),
  ];
  if (parts.length === 0) return { sql: '0', args: [] };
  return { sql: `coalesce(${parts.map(({ sql }) => sql).join(' OR ')}, 0)`, args: parts.flatMap(({ args }) => args) };
};

interface Place {
  readonly value: string;
  /** A condition, with its AND, on what kind of thing is there; columns are of one type, what people told is not. */
  readonly type: (kinds: readonly string[]) => string;
  readonly isNumber: string;
}

/** Where a field stands. A profile field's id is part of a path, so it must be one that the parser let through. */
const place = (field: string): Place => {
  const column = COLUMN[field];
  if (column !== undefined && Object.hasOwn(COLUMN, field)) return { value: column, type: () => '', isNumber: '' };
  const id = /^profile\.([a-z][a-z0-9_]{0,39})$/.exec(field)?.[1];
  if (id === undefined) throw new Error(`no column holds ${field}`);
  const path = `'$."${id}"'`;
  const type = (kinds: readonly string[]): string => `json_type(t.profile, ${path}) IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) AND`;
  return { value: `(t.profile ->> ${path})`, type, isNumber: type(['integer', 'real']) };
};

const set = (field: string): string => {
  const column = SETS[field];
  if (column === undefined) throw new Error(`${field} is not a set`);
  return column;
};
