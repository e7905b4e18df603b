import { DurableObject } from 'cloudflare:workers';
import { keysOfWatch } from '../../../packages/domain/src/watches/index.ts';
import type { Watch } from '../../../packages/protocol/src/index.ts';
import { ArrivalsDesk } from '../../../worker/src/objects/shoppers/arrivals-desk.ts';
import type { SliceParts } from '../../../worker/src/objects/shoppers/people.ts';
import { SHOPPERS_MIGRATIONS } from '../../../worker/src/objects/shoppers/shoppers-migrations.ts';
import { ShoppersStore } from '../../../worker/src/objects/shoppers/shoppers-store.ts';
import { WatchStore } from '../../../worker/src/objects/shoppers/watch-store.ts';
import type { Arrival } from '../../../worker/src/objects/arrival.ts';
import { Agenda } from '../../../worker/src/platform/agenda.ts';
import { Fence } from '../../../worker/src/platform/fence.ts';
import { migrate } from '../../../worker/src/platform/migrate.ts';
import type { Arrived } from './arrived.ts';

// A slice with the product's own schema, index and arrivals desk, filled with watches at once; whom it would tell is only counted. Beside it, FTS5 with one row.

interface Env {
  readonly SLICE: DurableObjectNamespace<FiledObject>;
}
const AT = { generation: 1 };
const MANY = 500;

/** A slice whose watches are written past its surface, so that a million of them are there in minutes. */
export class FiledObject extends DurableObject<Env> {
  readonly #watches: WatchStore;
  readonly #desk: ArrivalsDesk;
  #met = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, ...SHOPPERS_MIGRATIONS);
    this.#watches = new WatchStore(ctx.storage.sql);
    const fence = new Fence(ctx.storage);
    fence.open({ generation: 1, from: 0, to: 65_536 });
    const store = new ShoppersStore(ctx.storage.sql);
    store.configure({ shopId: 's', slice: 0, settings: {} as never, version: 1 });
    const parts = { storage: ctx.storage, store, fence, agenda: new Agenda(ctx.storage), watches: this.#watches } as unknown as SliceParts;
    this.#desk = new ArrivalsDesk(
      parts,
      (found) => {
        for (const { met } of found) this.#met += met.length;
        return [];
      },
      () => true,
    );
  }

  /** Files searches; `from` names their people. */
  async fill(from: number, queries: readonly string[], common: Readonly<Record<string, number>>): Promise<void> {
    for (let at = 0; at < queries.length; at += MANY) {
      this.ctx.storage.transactionSync(() => {
        for (const [index, query] of queries.slice(at, at + MANY).entries()) this.#file(from + at + index, query, common);
      });
      await scheduler.wait(0);
    }
  }

  #file(number: number, query: string, common: Readonly<Record<string, number>>): void {
    const watch = { ...BLANK, id: `w${number}`, query, createdAtMs: 0, traits: [] };
    const keys = keysOfWatch(watch, (word) => common[word] ?? 0);
    if (keys.length > 0) this.#watches.save(`a${number}`, { ...watch, sameAs: query, keys });
  }

  /** Takes changes in, and says how many watches were met and how long the slice itself was at it: without the call, and without the disk that the answer waits for. */
  async arrive(source: string, arrivals: readonly Arrival[]): Promise<Arrived> {
    const began = performance.now();
    // A call that has told many ends early, and the catalogue calls again.
    for (let reached = 0; reached < (arrivals.at(-1)?.seq ?? 0);) {
      const answer = await this.#desk.arrive(AT, source, arrivals);
      if (!answer.ok) throw new Error(answer.problem);
      reached = answer.seq;
    }
    if (this.#watches.hasArrivals()) await this.#desk.work();
    const met = this.#met;
    this.#met = 0;
    return { met, tookMs: performance.now() - began };
  }

  /** The same job by one row of FTS5: each search as a MATCH. */
  fts(text: string, queries: readonly string[]): number {
    const { sql } = this.ctx.storage;
    sql.exec("CREATE VIRTUAL TABLE IF NOT EXISTS one_row USING fts5(text, tokenize = 'porter unicode61')");
    sql.exec('DELETE FROM one_row');
    sql.exec('INSERT INTO one_row (text) VALUES (?)', text);
    let met = 0;
    for (const query of queries) met += sql.exec('SELECT 1 FROM one_row WHERE one_row MATCH ?', query).toArray().length;
    return met;
  }

  count(): { watches: number; keys: number; words: number; bytes: number } {
    const { sql } = this.ctx.storage;
    const n = (table: string): number => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;
    return { watches: n('watch'), keys: n('watch_key'), words: n('watch_spelling'), bytes: sql.databaseSize };
  }

  /** What others ask meanwhile: somebody's list of wishes. */
  ping(): number {
    return this.#watches.watches('a5').length;
  }

  override async alarm(): Promise<void> {
    await this.#desk.work();
  }
}

const BLANK: Omit<Watch, 'id' | 'query' | 'createdAtMs' | 'toldAtMs'> = {
  kind: 'search',
  paused: false,
  frequency: 'at-once',
  filters: {},
  what: null,
  productId: null,
  variantId: null,
  goal: null,
  baselineMinor: null,
};

type Asked =
  | { readonly do: 'fill'; readonly from: number; readonly queries: string[]; readonly common: Record<string, number> }
  | { readonly do: 'arrive'; readonly source: string; readonly arrivals: Arrival[] }
  | { readonly do: 'fts'; readonly text: string; readonly queries: string[] }
  | { readonly do: 'count' | 'ping' };

// oxlint-disable-next-line import/no-default-export -- the runtime demands one
export default {
  async fetch(request, env) {
    const slice = env.SLICE.getByName(new URL(request.url).pathname);
    const asked: Asked = await request.json();
    if (asked.do === 'fill') return Response.json((await slice.fill(asked.from, asked.queries, asked.common)) ?? null);
    if (asked.do === 'arrive') return Response.json(await slice.arrive(asked.source, asked.arrivals));
    if (asked.do === 'fts') return Response.json(await slice.fts(asked.text, asked.queries));
    return Response.json(asked.do === 'ping' ? await slice.ping() : await slice.count());
  },
} satisfies ExportedHandler<Env>;
