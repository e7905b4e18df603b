import { DurableObject } from 'cloudflare:workers';
import { CoVisits, rank } from '@rapport/domain/recommend';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { Fence } from '../../platform/fence.ts';
import { mint } from '../../platform/ids.ts';
import type { Seat } from '../../platform/fence.ts';
import { migrate } from '../../platform/migrate.ts';
import { Inbound } from '../../platform/outbox.ts';
import type { Parcel } from '../../platform/outbox.ts';
import type { Answer, RecommenderPort, Signal } from '../ports.ts';
import { RECOMMENDER_MIGRATIONS } from './recommender-migrations.ts';
import { RecommenderStore } from './recommender-store.ts';

/** Parcels heard before what they changed is written: one row a product for all of them together. */
const FLUSH_AFTER_PARCELS = 512;
/** Parcels that stay in the journal after that, to know again who had met what before the object was last started. */
const KEPT_PARCELS = 1_024;
const NEIGHBOURS_A_SEED = 100;

/**
 * What followed what, over everybody's sessions, learnt as it happens and asked in memory. What it hears is journalled with the sender's sequence, so that a kill
 * loses nothing; what it learnt is written in groups.
 */
export class RecommenderObject extends DurableObject implements RecommenderPort {
  readonly #store: RecommenderStore;
  readonly #fence: Fence;
  readonly #inbound: Inbound;
  readonly #visits = new CoVisits();
  #heard = 0;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    migrate(ctx.storage, RECOMMENDER_MIGRATIONS);
    this.#store = new RecommenderStore(ctx.storage.sql);
    this.#fence = new Fence(ctx.storage);
    this.#inbound = new Inbound(ctx.storage);
    this.#remember();
  }

  async open(seat: Seat): Promise<Answer<object>> {
    return this.#fence.open(seat);
  }

  async take(stream: string, parcels: readonly Parcel[]): Promise<number> {
    const learnt: Signal[][] = [];
    const forgotten: string[] = [];
    const last = this.#inbound.take(stream, parcels, (parcel) => {
      if (parcel.kind === 'forget') {
        const { session } = parcel.payload as { session: string };
        this.#store.rename(session, mint('was'));
        return void forgotten.push(session);
      }
      const signals = parcel.payload as Signal[];
      this.#store.appendJournal(signals);
      learnt.push(signals);
    });
    for (const signals of learnt) this.#learn(signals);
    for (const session of forgotten) this.#visits.forgetSession(session);
    if (this.#heard >= FLUSH_AFTER_PARCELS) this.#flush();
    return last;
  }

  async neighbours(ids: readonly string[], limit: number): Promise<{ productId: string; because: string; score: number }[]> {
    const seeds = ids.map((productId, index) => ({ productId, weight: 1 / (index + 1) }));
    const row = rank({ seeds, exclude: new Set(), limit, neighbours: (id) => this.#visits.neighbours(id, NEIGHBOURS_A_SEED), fallback: [] });
    return row.flatMap(({ productId, because, score }) => (because === null ? [] : [{ productId, because, score }]));
  }

  async trending(limit: number): Promise<string[]> {
    return this.#visits.trending(limit, now()).map(({ productId }) => productId);
  }

  async tick(): Promise<void> {
    // It has no alarm: nothing becomes due here by itself.
  }

  /**
   * Where it was before the last start. What had been flushed is learnt once more only to open its sessions again; what it taught is then replaced by what was
   * saved of the products, which contains it already.
   */
  #remember(): void {
    const through = this.#store.flushedThrough();
    for (const { seq, signals } of this.#store.journal(0)) if (seq <= through) this.#learn(signals);
    for (const { product, learnt } of this.#store.followers()) this.#visits.load(product, learnt);
    this.#visits.takeDirty();
    this.#heard = 0;
    for (const { signals } of this.#store.journal(through)) this.#learn(signals);
  }

  #learn(signals: readonly Signal[]): void {
    for (const { session, productId, weight, atMs } of signals) this.#visits.learn(session, productId, weight, atMs);
    this.#heard += 1;
  }

  #flush(): void {
    atomic(this.ctx.storage, () => {
      for (const product of this.#visits.takeDirty()) this.#store.saveFollowers(product, this.#visits.dump(product));
      this.#store.saveFlushed(KEPT_PARCELS);
    });
    this.#heard = 0;
  }
}
