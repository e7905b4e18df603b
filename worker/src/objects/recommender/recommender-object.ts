import { DurableObject } from 'cloudflare:workers';
import { Recommender, type Ask, type Suggestion } from '@rapport/domain/recommend';
import type { RowFigures } from '@rapport/protocol';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { Fence } from '../../platform/fence.ts';
import type { Seat } from '../../platform/fence.ts';
import { migrate } from '../../platform/migrate.ts';
import { Inbound } from '../../platform/outbox.ts';
import type { Parcel } from '../../platform/outbox.ts';
import { port } from '../port.ts';
import type { Answer, CatalogPort } from '../ports.ts';
import type { RecommenderPort, RowAsk, RowCandidates, RowReport, Signal } from '../recommend-ports.ts';
import { CatalogCopy } from './catalog-copy.ts';
import { RECOMMENDER_MIGRATIONS } from './recommender-migrations.ts';
import { RecommenderStore, type Heard } from './recommender-store.ts';
import { TallyStore } from './tally-store.ts';

/** The bindings this object needs: who knows the products. */
export interface RecommenderEnv {
  readonly CATALOG: DurableObjectNamespace;
}

/** Somebody asked to be forgotten, as it stands in the journal: so that a kill right after it was heard doesn't undo it. */
const farewell = (session: string): Signal => ({ session, productId: '', weight: 0, atMs: 0 });
const isFarewell = (heard: Heard): heard is Signal => 'weight' in heard && heard.weight === 0;
const isSignal = (heard: Heard): heard is Signal => 'weight' in heard && heard.weight > 0;
const isReport = (heard: Heard): heard is RowReport => 'placement' in heard;

/** Products of a row that are handed on for each that is shown: some will turn out to be unavailable. */
const SPARE = 3;
/** How old the list of what rises may be, and how long it is: a person's own exclusions are taken out of it. */
const TRENDING_LIFE_MS = 5_000;
const MOST_TRENDING = 300;

/**
 * What shoppers go on to, over everybody's sessions, learnt as it happens and asked in memory. What it hears is journalled with the sender's sequence, so that a kill
 * loses nothing; what it learnt is written in groups, a row for at least twenty events.
 */
export class RecommenderObject extends DurableObject<RecommenderEnv> implements RecommenderPort {
  readonly #store: RecommenderStore;
  readonly #fence: Fence;
  readonly #inbound: Inbound;
  readonly #catalog: CatalogCopy;
  readonly #recommender: Recommender;
  readonly #tallies: TallyStore;
  #trending: { readonly fromMs: number; readonly ids: readonly string[] } = { fromMs: Number.POSITIVE_INFINITY, ids: [] };

  constructor(ctx: DurableObjectState, env: RecommenderEnv) {
    super(ctx, env);
    migrate(ctx.storage, ...RECOMMENDER_MIGRATIONS);
    this.#store = new RecommenderStore(ctx.storage.sql);
    this.#fence = new Fence(ctx.storage);
    this.#inbound = new Inbound(ctx.storage);
    this.#catalog = new CatalogCopy();
    this.#recommender = new Recommender((shelf) => this.#store.pairs(shelf));
    this.#tallies = new TallyStore(ctx.storage.sql);
    this.#wake();
  }

  async open(seat: Seat): Promise<Answer<object>> {
    return this.#fence.open(seat);
  }

  async take(stream: string, parcels: readonly Parcel[]): Promise<number> {
    const heard: Heard[] = [];
    const last = this.#inbound.take(stream, parcels, (parcel) => {
      const signals = parcel.kind === 'forget' ? [farewell((parcel.payload as { session: string }).session)] : (parcel.payload as Heard[]);
      this.#store.appendJournal(signals);
      heard.push(...signals);
    });
    this.#hear(heard);
    if (this.#recommender.wantsFlush || this.#tallies.wantsFlush) this.#flush();
    return last;
  }

  async neighbours(ids: readonly string[], limit: number): Promise<{ productId: string; because: string; score: number }[]> {
    return this.#recommender.neighbours(ids, limit);
  }

  async trending(limit: number): Promise<string[]> {
    return this.#recommender.trending(limit, now()).map(({ productId }) => productId);
  }

  /** The candidates of a row, the best first, and what fills it up. */
  async candidates(ask: RowAsk): Promise<RowCandidates> {
    this.ctx.waitUntil(this.#catalog.refresh(() => port<CatalogPort>(this.env.CATALOG, ['catalog', ask.shopId, '0']), this.#recommender));
    const limit = ask.count * SPARE;
    const question: Ask = { events: ask.events, limit, nowMs: now(), exclude: new Set(ask.exclude), ...(ask.alias ? { alias: ask.alias } : {}) };
    const recommender = this.#recommender;
    const found = (): Suggestion[] => {
      if (ask.want === 'together') return recommender.together(question);
      if (ask.want === 'new') return recommender.newFor(question, ask.newest ?? []);
      if (ask.want === 'again') return recommender.again(question, ask.baskets ?? []);
      return ask.want === 'trending' ? [] : recommender.next(question);
    };
    return {
      found: found(),
      trending: this.#popular(question.nowMs)
        .filter((id) => !question.exclude?.has(id))
        .slice(0, limit),
    };
  }

  async figures(days: number): Promise<Record<string, RowFigures | null>> {
    return this.#tallies.figures(days, now());
  }

  async tick(): Promise<void> {
    // It has no alarm: nothing becomes due here by itself.
  }

  /** What rises just now, from a moment ago: it is the same for everybody, and takes a look at every product. */
  #popular(nowMs: number): readonly string[] {
    if (nowMs < this.#trending.fromMs || nowMs - this.#trending.fromMs >= TRENDING_LIFE_MS)
      this.#trending = { fromMs: nowMs, ids: this.#recommender.trending(MOST_TRENDING, nowMs).map(({ productId }) => productId) };
    return this.#trending.ids;
  }

  /** Learns, then forgets whoever is to be forgotten: out of memory and of all that is stored. The journal names aliases, too, so it goes with the flush. */
  #hear(heard: readonly Heard[]): void {
    this.#learn(heard.filter(isSignal));
    this.#tallies.hear(heard.filter(isReport));
    const farewells = heard.filter(isFarewell);
    if (farewells.length === 0) return;
    this.#trending = { fromMs: Number.POSITIVE_INFINITY, ids: [] };
    const entries = farewells.flatMap(({ session }) => this.#recommender.forget(session));
    atomic(this.ctx.storage, () => {
      this.#flush();
      this.#store.blank(entries);
    });
  }

  #learn(signals: readonly Signal[]): void {
    for (const { session, productId, weight, atMs } of signals) {
      if (this.#catalog.admits(productId, this.#recommender)) this.#recommender.learn(session, productId, weight, atMs);
    }
  }

  /** Takes back what is stored, then what was heard since. */
  #wake(): void {
    const state = this.#store.state();
    if (state) this.#recommender.restore(state, this.#store.facts(), this.#store.pages());
    this.#hear([...this.#store.journal()].flat());
  }

  #flush(): void {
    const flush = this.#recommender.flush();
    atomic(this.ctx.storage, () => {
      this.#store.save(flush);
      this.#tallies.flush();
    });
    this.#recommender.trim();
  }
}
