import type { Bound } from '@rapport/domain/segments';

/** A rule as SQL over `audience a`: never NULL under a `NOT`, so that `NOT` of what isn't known is true, as it is for one person. */
interface Where {
  readonly sql: string;
  readonly args: readonly SqlStorageValue[];
}

/** Which column holds a field. Names are literals; whatever comes from a rule is bound. */
const COLUMN: Readonly<Record<string, string>> = {
  kind: 'a.kind',
  locale: 'a.locale',
  layer: 'a.layer',
  layerSince: 'a.layer_since_ms',
  firstSeenAt: 'a.first_seen_at_ms',
  lastSeenAt: 'a.last_seen_at_ms',
  joinedAt: 'a.joined_at_ms',
  stage: 'a.stage',
  stageSince: 'a.stage_since_ms',
  orders: 'a.orders',
  spent: 'a.spent_minor',
  margin: 'iif(a.costed_minor > 0, a.margin_minor, NULL)',
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
  value_decile: number | null;
  refunds: number;
  stage_since_ms: number;
  layer_before: string | null;
  layer_since_ms: number | null;
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
    const end = this.#end(after, rows);
    // One flat pass over a known stretch: nothing is carried from row to row but the count, and no more of a row is read than the rule needs.
    const { people } = this.#sql
      .exec<{ people: number }>(
        `SELECT count(*) AS people FROM audience a WHERE a.shopper > ? AND a.shopper <= ? AND ${sql}`,
        after,
        end.last ?? LAST,
        ...args,
      )
      .one();
    return { ...end, people };
  }

  /** Ids among the next rows for whom the rule holds, at most `limit`, in order; `last` = where to go on when they weren't enough, null at the end. */
  listPiece(rule: Bound, after: string, rows: number, limit: number): { ids: string[]; last: string | null } {
    const { sql, args } = where(rule);
    const { last } = this.#end(after, rows);
    const ids = this.#sql
      .exec<{ shopper: string }>(
        `SELECT a.shopper FROM audience a WHERE a.shopper > ? AND a.shopper <= ? AND ${sql} ORDER BY a.shopper LIMIT ?`,
        after,
        last ?? LAST,
        ...args,
        limit,
      )
      .toArray()
      .map(({ shopper }) => shopper);
    return ids.length === limit ? { ids, last: ids.at(-1) ?? null } : { ids, last };
  }

  /** Where a stretch of so many rows ends: the last id in it, or null when fewer are left; walks keys and reads no row. */
  #end(after: string, rows: number): { seen: number; last: string | null } {
    const last = this.#sql
      .exec<{ shopper: string }>('SELECT shopper FROM audience WHERE shopper > ? ORDER BY shopper LIMIT 1 OFFSET ?', after, rows - 1)
      .toArray()[0]?.shopper;
    if (last !== undefined) return { seen: rows, last };
    return { seen: this.#sql.exec<{ n: number }>('SELECT count(*) AS n FROM audience WHERE shopper > ?', after).one().n, last: null };
  }

  /** What a list shows of these people, in order of id. */
  lines(ids: readonly string[]): AudienceLine[] {
    return this.#sql
      .exec<AudienceLine>(
        `SELECT a.shopper, s.name, s.email, a.kind, a.layer, a.stage, a.orders, a.spent_minor, a.last_seen_at_ms, a.last_order_at_ms, a.value_minor, a.value_decile,
           a.refunds, a.stage_since_ms, a.layer_before, a.layer_since_ms, a.alive, a.points
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

/** Greater than every id. */
const LAST = '\u{10FFFF}';
/** Values that are compared one by one; more than that go as one JSON, for a statement takes 100 values at the most. */
const FEW = 2;

/** Conditions that need another table come last: what stands before them decides most rows without it. */
const cheapFirst = (rules: readonly Bound[]): Bound[] => [...rules.filter((rule) => !asksTaste(rule)), ...rules.filter(asksTaste)];

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

/** `exact` = must be 0 or 1 and never NULL: under a NOT. Elsewhere NULL counts as 0, as AND, OR and WHERE take it. */
const where = (rule: Bound, exact = false): Where => {
  switch (rule.op) {
    case 'all':
    case 'any': {
      if (rule.of.length === 0) return { sql: rule.op === 'all' ? '1' : '0', args: [] };
      const parts = cheapFirst(rule.of).map((one) => where(one, exact));
      const glue = rule.op === 'all' ? ' AND ' : ' OR ';
      return { sql: `(${parts.map(({ sql }) => sql).join(glue)})`, args: parts.flatMap(({ args }) => args) };
    }
    case 'not': {
      const { sql, args } = where(rule.of, true);
      return { sql: `(NOT ${sql})`, args };
    }
    case 'compare': {
      const { isNumber, value } = place(rule.field);
      return inPlace(rule.field, `${isNumber} ${value} ${rule.how} ?`, [rule.value], exact);
    }
    case 'one-of':
      return oneOf(rule.field, rule.values, exact);
    case 'holds': {
      // The words stand in the column as JSON writes them: where they don't, the list need not be read.
      const list = set(rule.field);
      const holds = `instr(${list}, ?) > 0 AND EXISTS (SELECT 1 FROM json_each(${list}) WHERE value = ?)`;
      return { sql: `EXISTS (SELECT 1 FROM taste t WHERE t.shopper = a.shopper AND ${holds})`, args: [JSON.stringify(rule.value), rule.value] };
    }
    case 'known':
      return Object.hasOwn(SETS, rule.field) ? { sql: '1', args: [] } : inPlace(rule.field, `${place(rule.field).value} IS NOT NULL`, [], exact);
  }
};

/** A condition where its field stands: on the row itself, or on what the person told, looked up only when it is needed. */
const inPlace = (field: string, condition: string, args: readonly SqlStorageValue[], exact: boolean): Where => {
  if (Object.hasOwn(COLUMN, field)) return { sql: exact ? `coalesce(${condition}, 0)` : `(${condition})`, args };
  return { sql: `EXISTS (SELECT 1 FROM taste t WHERE t.shopper = a.shopper AND (${condition}))`, args };
};

const oneOf = (field: string, values: readonly (string | number | boolean)[], exact: boolean): Where => {
  const { type, value } = place(field);
  const among = (kinds: readonly string[], list: readonly (string | number)[]): Where[] => {
    if (list.length === 0) return [];
    if (list.length <= FEW) return [{ sql: `(${type(kinds)} (${list.map(() => `${value} = ?`).join(' OR ')}))`, args: list }];
    return [{ sql: `(${type(kinds)} ${value} IN (SELECT value FROM json_each(?)))`, args: [JSON.stringify(list)] }];
  };
  const parts: Where[] = [
    ...among(
      ['text'],
      values.filter((one) => typeof one === 'string'),
    ),
    ...among(
      ['integer', 'real'],
      values.filter((one) => typeof one === 'number'),
    ),
    ...(values.includes(true) ? [{ sql: `(${type(['true'])} 1)`, args: [] }] : []),
    ...(values.includes(false) ? [{ sql: `(${type(['false'])} 1)`, args: [] }] : []),
  ];
  if (parts.length === 0) return { sql: '0', args: [] };
  return inPlace(
    field,
    parts.map(({ sql }) => sql).join(' OR '),
    parts.flatMap(({ args }) => args),
    exact,
  );
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
