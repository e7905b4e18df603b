import worker from '../../../worker/src/index.ts';
import * as product from '../../../worker/src/index.ts';

// The product's own worker, each of whose objects counts what it costs: rows written, alarms set, calls from outside, and the time somebody is inside.
// Served only by the bench; the product knows nothing of it.

interface Counts {
  rows: number;
  alarms: number;
  calls: number;
  awakeMs: number;
  /** Rows by the statement that wrote them. */
  readonly byStatement: Map<string, number>;
}

const counts: Counts = { rows: 0, alarms: 0, calls: 0, awakeMs: 0, byStatement: new Map() };
let last: { cursor: { readonly rowsWritten: number }; query: string } | null = null;

/** A cursor knows what it wrote when it has been read; at the latest when the next statement runs. */
function settle(): void {
  if (!last) return;
  const rows = last.cursor.rowsWritten;
  counts.rows += rows;
  if (rows > 0) counts.byStatement.set(last.query, (counts.byStatement.get(last.query) ?? 0) + rows);
  last = null;
}

const counted = new WeakSet<object>();
function count(storage: DurableObjectStorage): void {
  const sql = Object.getPrototypeOf(storage.sql) as SqlStorage;
  if (counted.has(sql)) return;
  counted.add(sql);
  const { exec } = sql;
  Object.defineProperty(sql, 'exec', {
    value(this: SqlStorage, query: string, ...values: unknown[]) {
      settle();
      const cursor = exec.call(this, query, ...values);
      last = { cursor, query };
      return cursor;
    },
  });
  const alarms = Object.getPrototypeOf(storage) as DurableObjectStorage;
  for (const name of ['setAlarm', 'deleteAlarm'] as const) {
    const own = alarms[name] as (...args: unknown[]) => Promise<void>;
    Object.defineProperty(alarms, name, {
      value(this: DurableObjectStorage, ...args: unknown[]) {
        counts.alarms += 1;
        return own.apply(this, args);
      },
    });
  }
}

type ObjectClass = new (ctx: DurableObjectState, env: never) => object;

function countingCalls<C extends ObjectClass>(Base: C): C {
  const inside = new WeakMap<object, { calls: number; sinceMs: number }>();
  class Counting extends (Base as ObjectClass) {
    constructor(ctx: DurableObjectState, env: never) {
      count(ctx.storage);
      super(ctx, env);
      inside.set(this, { calls: 0, sinceMs: 0 });
    }
  }
  for (const name of Object.getOwnPropertyNames(Base.prototype)) {
    const own = (Base.prototype as Record<string, unknown>)[name];
    if (name === 'constructor' || typeof own !== 'function') continue;
    Object.defineProperty(Counting.prototype, name, {
      async value(this: object, ...args: unknown[]) {
        const mine = inside.get(this) ?? { calls: 0, sinceMs: 0 };
        counts.calls += 1;
        if (mine.calls === 0) mine.sinceMs = performance.now();
        mine.calls += 1;
        try {
          return (await (own as (...given: unknown[]) => unknown).apply(this, args)) as unknown;
        } finally {
          mine.calls -= 1;
          if (mine.calls === 0) counts.awakeMs += performance.now() - mine.sinceMs;
        }
      },
    });
  }
  return Counting as unknown as C;
}

export const CatalogObject = countingCalls(product.CatalogObject);
export const CourierObject = countingCalls(product.CourierObject);
export const RecommenderObject = countingCalls(product.RecommenderObject);
export const ShopObject = countingCalls(product.ShopObject);
export const ShoppersObject = countingCalls(product.ShoppersObject);

const counting: typeof worker = {
  ...worker,
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== '/bench/counts') return (await worker.fetch?.(request, env, ctx)) ?? new Response(null, { status: 500 });
    settle();
    const { byStatement, ...sums } = counts;
    const answer = Response.json({ ...sums, byStatement: [...byStatement].toSorted((a, b) => b[1] - a[1]).slice(0, 20) });
    Object.assign(counts, { rows: 0, alarms: 0, calls: 0, awakeMs: 0 });
    byStatement.clear();
    return answer;
  },
};

// oxlint-disable-next-line import/no-default-export -- the runtime demands one
export default counting;
