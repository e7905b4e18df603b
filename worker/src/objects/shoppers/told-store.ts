import type { Reached, Summary } from '@rapport/domain/knowing';
import { inGroups } from '../../platform/groups.ts';
import { PLAIN, PLAIN_COLUMNS } from './summary-rows.ts';

/** What a message changes of a summary: see `saveCounts`. */
const CHANGED: ReadonlySet<string> = new Set(['messages', 'last_message_at_ms', 'wishes', 'open_wish_since_ms']);
const NAMES = PLAIN_COLUMNS.map((column) => PLAIN[column]);
const READ = `SELECT ${[...PLAIN_COLUMNS, 'shopper', 'personalisation', 'may_message'].map((column) => `a.${column}`).join(', ')}
  FROM json_each(?) AS wanted CROSS JOIN audience a ON a.shopper = wanted.value`;
/** What `followMessage` looks at. */
const REACHED = {
  kind: 'kind',
  locale: 'locale',
  stage: 'stage',
  joinedAtMs: 'joined_at_ms',
  lastSeenAtMs: 'last_seen_at_ms',
  orders: 'orders',
  firstOrderAtMs: 'first_order_at_ms',
  lastOrderAtMs: 'last_order_at_ms',
  gapMs: 'gap_ms',
  lastGapMs: 'last_gap_ms',
  gapBeforeMs: 'gap_before_ms',
  points: 'points',
  pointsPending: 'points_pending',
  messages: 'messages',
  lastMessageAtMs: 'last_message_at_ms',
} as const satisfies Record<Exclude<keyof Reached, 'consent'>, string>;
type ReachedRow = [
  shopper: string,
  personalisation: Summary['consent']['personalisation'],
  mayMessage: Summary['consent']['messages'],
  kind: Reached['kind'],
  locale: string,
  stage: Reached['stage'],
  joinedAtMs: number | null,
  lastSeenAtMs: number,
  orders: number,
  firstOrderAtMs: number | null,
  lastOrderAtMs: number | null,
  gapMs: number | null,
  lastGapMs: number | null,
  gapBeforeMs: number | null,
  points: number,
  pointsPending: number,
  messages: number,
  lastMessageAtMs: number | null,
];
const READ_REACHED = `SELECT ${['shopper', 'personalisation', 'may_message', ...Object.values(REACHED)].map((column) => `a.${column}`).join(', ')}
  FROM json_each(?) AS wanted CROSS JOIN audience a ON a.shopper = wanted.value`;

/** Open wishes of somebody, and since when the oldest is open. */
export interface OpenWishes {
  readonly open: number;
  readonly sinceMs: number | null;
}

/** Every statement about what is known of many people at once who are told of something. */
export class ToldStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What a message to them asks of the summaries of those of them that are known. */
  reached(shoppers: readonly string[]): Map<string, Reached> {
    const read = new Map<string, Reached>();
    for (const row of this.#sql.exec(READ_REACHED, JSON.stringify(shoppers)).raw<ReachedRow>()) {
      const [shopper, personalisation, messages] = row;
      read.set(shopper, {
        consent: { personalisation, messages },
        kind: row[3],
        locale: row[4],
        stage: row[5],
        joinedAtMs: row[6],
        lastSeenAtMs: row[7],
        orders: row[8],
        firstOrderAtMs: row[9],
        lastOrderAtMs: row[10],
        gapMs: row[11],
        lastGapMs: row[12],
        gapBeforeMs: row[13],
        points: row[14],
        pointsPending: row[15],
        messages: row[16],
        lastMessageAtMs: row[17],
      });
    }
    return read;
  }

  /** The summaries of those of them that are known; rows come without names, which is half the time. */
  summaries(shoppers: readonly string[]): Map<string, Summary> {
    const read = new Map<string, Summary>();
    for (const row of this.#sql.exec(READ, JSON.stringify(shoppers)).raw()) {
      const summary: Record<string, unknown> = {};
      for (let at = 0; at < NAMES.length; at += 1) summary[NAMES[at] ?? ''] = row[at];
      const [shopper, personalisation, messages] = row.slice(NAMES.length);
      summary['consent'] = { personalisation, messages };
      read.set(String(shopper), summary as unknown as Summary);
    }
    return read;
  }

  /** The open wishes of those who have any. */
  openWishes(shoppers: readonly string[]): Map<string, OpenWishes> {
    const rows = this.#sql.exec<{ shopper: string; open: number; sinceMs: number }>(
      `SELECT w.shopper, count(*) AS open, min(w.created_at_ms) AS sinceMs FROM json_each(?) AS wanted CROSS JOIN watch w ON w.shopper = wanted.value
       WHERE w.told_at_ms IS NULL GROUP BY w.shopper`,
      JSON.stringify(shoppers),
    );
    return new Map(rows.toArray().map(({ shopper, open, sinceMs }) => [shopper, { open, sinceMs }]));
  }

  /** Of summaries that differ in nothing but what a message changes: that. */
  saveCounts(
    rows: readonly { readonly shopper: string; readonly summary: Pick<Summary, 'messages' | 'lastMessageAtMs' | 'wishes' | 'openWishSinceMs'> }[],
  ): void {
    inGroups(
      rows.map(({ shopper, summary: { messages, lastMessageAtMs, wishes, openWishSinceMs } }) => [
        shopper,
        messages,
        lastMessageAtMs,
        wishes,
        openWishSinceMs,
      ]),
      (places, values) =>
        this.#sql.exec(
          `UPDATE audience SET messages = v.column2, last_message_at_ms = v.column3, wishes = v.column4, open_wish_since_ms = v.column5
           FROM (VALUES ${places}) AS v WHERE shopper = v.column1`,
          ...values,
        ),
    );
  }
}

/** Whether two summaries differ at most in what a message changes. */
export const isOnlyTold = (before: Summary, after: Summary): boolean =>
  before.consent.personalisation === after.consent.personalisation &&
  before.consent.messages === after.consent.messages &&
  PLAIN_COLUMNS.every((column) => CHANGED.has(column) || before[PLAIN[column]] === after[PLAIN[column]]);
