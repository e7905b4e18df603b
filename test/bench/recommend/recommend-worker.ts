import { DurableObject } from 'cloudflare:workers';
import { Recommender } from '@rapport/domain/recommend';
import { migrate } from '../../../worker/src/platform/migrate.ts';
import { RECOMMENDER_MIGRATIONS } from '../../../worker/src/objects/recommender/recommender-migrations.ts';
import { RecommenderStore } from '../../../worker/src/objects/recommender/recommender-store.ts';
import { TIMES } from './times.ts';
import { visits } from './visits.ts';

/** The model and its store as the Recommender object has them, without the messages around: what the speed of learning, asking and waking is measured with. No part of the product. */
export class ModelObject extends DurableObject {
  readonly #store: RecommenderStore;
  readonly #recommender: Recommender;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    migrate(ctx.storage, ...RECOMMENDER_MIGRATIONS);
    this.#store = new RecommenderStore(ctx.storage.sql);
    this.#recommender = new Recommender((shelf) => this.#store.pairs(shelf));
    const state = this.#store.state();
    if (state) this.#recommender.restore(state, this.#store.facts(), this.#store.pages());
  }

  /** Learns events number `from` to `to`; says what that took, and rows written. */
  learn(products: number, from: number, to: number): { ms: number; rows: number } {
    const events = visits(products, from, to);
    let rows = 0;
    const started = performance.now();
    for (const { alias, product, atMs } of events) {
      if (!this.#recommender.knows(product)) this.#recommender.admit(product);
      this.#recommender.learn(alias, product, 1, atMs);
      if (this.#recommender.wantsFlush) rows += this.#flush();
    }
    return { ms: performance.now() - started, rows };
  }

  /** Asks as many questions, each `TIMES` times over because workerd's clock tells whole milliseconds; says what each took once, µs. */
  ask(products: number, from: number, count: number): { micros: number[]; found: number } {
    const asked = visits(products, from, from + count * 4);
    const nowMs = asked.at(-1)?.atMs ?? 0;
    const micros: number[] = [];
    let found = 0;
    for (let one = 0; one < count; one += 1) {
      const events = asked.slice(one * 4, one * 4 + 1 + (one % 4)).map(({ product }) => product);
      const started = performance.now();
      for (let time = 0; time < TIMES; time += 1) found += this.#recommender.next({ events, limit: 20, nowMs }).length;
      micros.push(((performance.now() - started) * 1_000) / TIMES);
    }
    return { micros, found };
  }

  /** Makes events and does nothing with them: what of `learn` is the bench's own. */
  idle(products: number, from: number, to: number): { events: number } {
    return { events: visits(products, from, to).length };
  }

  size(): { bytes: number; products: number } {
    return { bytes: this.#recommender.sizeBytes, products: this.#recommender.products };
  }

  flush(): { rows: number } {
    return { rows: this.#flush() };
  }

  #flush(): number {
    const flush = this.#recommender.flush();
    let rows = flush.pages.length + 1;
    const counted = function* () {
      for (const shelf of flush.shelves) {
        rows += 1;
        yield shelf;
      }
    };
    this.ctx.storage.transactionSync(() => this.#store.save({ ...flush, shelves: counted() }));
    this.#recommender.trim();
    return rows;
  }
}

interface ModelEnv {
  readonly MODEL: DurableObjectNamespace<ModelObject>;
}

const worker: ExportedHandler<ModelEnv> = {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name: string): number => Number(searchParams.get(name) ?? 0);
    const model = env.MODEL.getByName('one');
    if (pathname === '/learn') return Response.json(await model.learn(number('products'), number('from'), number('to')));
    if (pathname === '/ask') return Response.json(await model.ask(number('products'), number('from'), number('count')));
    if (pathname === '/idle') return Response.json(await model.idle(number('products'), number('from'), number('to')));
    if (pathname === '/flush') return Response.json(await model.flush());
    return Response.json(await model.size());
  },
};

// oxlint-disable-next-line import/no-default-export -- the runtime demands one
export default worker;
