import { productText } from '@rapport/domain/catalog';
import type { Incoming, Met } from '@rapport/domain/shopper';
import { keyOf, keysOf, match, productWords, words } from '@rapport/domain/watches';
import type { ProductWords } from '@rapport/domain/watches';
import type { ShopperView, Watch, WatchRequest } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import { LIMITS } from '@rapport/protocol/wire';
import type { Answer, Arrival, At, Caller } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { uuid } from '../../platform/ids.ts';
import type { People, SliceParts } from './people.ts';
import type { Telling } from './telling.ts';

/** People whose wishes are looked at before other calls get their turn. */
const PEOPLE_A_CHUNK = 50;
/** Changes of the catalogue that somebody may have waited for. */
const WAITED_FOR: ReadonlySet<Arrival['changeKind']> = new Set(['new', 'returned', 'restocked']);

/** Wishes, what comes in for them, and what was told. */
export class WishesDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #telling: Telling;

  constructor(parts: SliceParts, people: People, telling: Telling) {
    this.#parts = parts;
    this.#people = people;
    this.#telling = telling;
  }

  /** Keeps a wish. The same words again give the wish that exists; words that say nothing are refused. */
  watch(at: At, caller: Caller, request: WatchRequest): Answer<{ watch: Watch; view: ShopperView }> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    if (loaded.person.consent.messages !== 'granted') return refused('no-consent');
    const filedUnder = keyOf(request.query);
    if (filedUnder === '') return refused('invalid-body', 'These words say nothing that a product could have.');
    const kept = this.#parts.wishes.watches(caller.id);
    const wanted = words(request.query).join(' ');
    const same = kept.find(({ query }) => words(query).join(' ') === wanted);
    if (same) return { ok: true, watch: same, view: this.#people.viewOf(loaded.person) };
    if (kept.length >= LIMITS.watches) return refused('too-many-watches');
    const watch = { id: uuid(), kind: request.kind, query: request.query, createdAtMs: now(), toldAtMs: null };
    const changed = this.#people.noted(loaded.person, 'watch_created', 'page', { watchId: watch.id, query: watch.query });
    const view = this.#people.keep(changed, () => this.#parts.wishes.addWatch(caller.id, watch, filedUnder), caller);
    return { ok: true, watch, view };
  }

  unwatch(at: At, id: string, watchId: string): Answer<{ view: ShopperView }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const watch = this.#parts.wishes.watches(id).find((one) => one.id === watchId);
    if (!watch) return { ok: true, view: this.#people.viewOf(loaded.person) };
    const changed = this.#people.noted(loaded.person, 'watch_removed', 'page', { watchId, query: watch.query });
    return { ok: true, view: this.#people.keep(changed, () => this.#parts.wishes.dropWatch(id, watchId)) };
  }

  /** Products that came in: who waits for them is found without looking at those who don't. Each change once, in order; a kill in between costs nothing. */
  async arrive(at: At, source: string, changes: readonly Arrival[]): Promise<Answer<{ seq: number }>> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    let heard = this.#parts.store.heard(source);
    for (const change of changes) {
      if (change.seq <= heard) continue;
      const done = await this.#arriveOne(at, source, change);
      if (!done.ok) return done;
      heard = change.seq;
    }
    return { ok: true, seq: heard };
  }

  /** One change in chunks of people; between them others get their turn, and the slice may have been sealed meanwhile. */
  async #arriveOne(at: At, source: string, { seq, changeKind, product }: Arrival): Promise<Answer<object>> {
    const { store, storage, fence, wishes } = this.#parts;
    const incoming = { product, available: product.variants.some(({ available }) => available) };
    const text = productText(product);
    const keys = WAITED_FOR.has(changeKind) ? keysOf(text) : [];
    const read = productWords(text);
    for (let after: string | null = ''; after !== null;) {
      const chunk = wishes.waiting(keys, after, PEOPLE_A_CHUNK);
      const last: string | null = chunk.length < PEOPLE_A_CHUNK ? null : (chunk.at(-1)?.shopper ?? null);
      const tell = atomic(storage, () => {
        if (last === null) store.saveHeard(source, seq);
        return chunk.map(({ shopper, wishes: waiting }) => this.#arriveFor(shopper, metBy(waiting, read), incoming));
      });
      for (const one of tell) one();
      after = last;
      await scheduler.wait(0);
      const refusal = fence.admit(at);
      if (refusal) return refusal;
    }
    return { ok: true };
  }

  /**
   * One person, inside the chunk's transaction: what they wait for is handed over to be told, once; when the change comes again after a kill, the mark says so.
   * @returns what to show their open pages once the transaction stands
   */
  #arriveFor(shopper: string, met: readonly Met[], { product, available }: Incoming): () => void {
    const nothing = (): void => undefined;
    const person = this.#people.find(shopper);
    if (!person || met.length === 0) return nothing;
    const occasion = {
      kind: 'arrival' as const,
      subject: `product:${product.id}`,
      productId: product.id,
      reasons: met.map(({ reason }) => reason),
      frequency: null,
      available,
      atMs: now(),
    };
    const told = this.#telling.tell(person, occasion, product);
    if (told === null) return nothing;
    this.#parts.wishes.markSpoken(
      shopper,
      met.map(({ watchId }) => watchId),
      now(),
    );
    return told;
  }
}

/** Which of a person's wishes a product answers. */
function metBy(waiting: readonly { id: string; query: string; createdAtMs: number }[], read: ProductWords): Met[] {
  return waiting.flatMap(({ id, query, createdAtMs }) => {
    const found = match(query, read);
    return found === null
      ? []
      : [{ watchId: id, kind: 'search' as const, reason: { code: 'searched' as const, watchId: id, query, sinceMs: createdAtMs, match: found } }];
  });
}
