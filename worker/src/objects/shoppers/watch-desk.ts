import { foldName, keysOfWatch, priceOf, readProduct, traitOf, words } from '@rapport/domain/watches';
import type { Commonness, KeptWatch } from '@rapport/domain/watches';
import type { Person } from '@rapport/domain/shopper';
import type { Followed, ShopperView, Texts, Watch, WatchPatch, WatchRequest } from '@rapport/protocol';
import { pick } from '@rapport/domain/catalog';
import { refused } from '@rapport/protocol/problem';
import { LIMITS } from '@rapport/protocol/wire';
import type { Answer, At, Caller, WatchFacts } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { uuid } from '../../platform/ids.ts';
import type { FollowStore } from './follow-store.ts';
import type { People, SliceParts } from './people.ts';
import { WatchIndexStore } from './watch-index-store.ts';

/** Watches filed again in one piece. */
const FILED_A_PIECE = 100;

/** The wishes a shopper keeps: made, changed, taken back. */
export class WatchDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #follows: FollowStore;

  constructor(parts: SliceParts, people: People, follows: FollowStore) {
    this.#parts = parts;
    this.#people = people;
    this.#follows = follows;
  }

  /** Keeps a watch. The same again gives the one that exists; words that say nothing, and products that are not there, are refused. */
  watch(at: At, caller: Caller, request: WatchRequest, facts: WatchFacts): Answer<{ watch: Watch; view: ShopperView }> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    if (loaded.person.consent.messages !== 'granted') return refused('no-consent');
    const made = fresh(request, facts, loaded.person.locale);
    if (made === null) return refused('not-found', 'There is no such product.');
    const keys = keysOfWatch(made, commonness(facts));
    if (keys.length === 0) return refused('invalid-body', 'These words say nothing that a product could have.');
    const { watches } = this.#parts;
    const sameAs = identity(made);
    const same = watches.same(caller.id, sameAs);
    if (same) return { ok: true, watch: same, view: this.#people.viewOf(loaded.person) };
    if (watches.watches(caller.id).length >= LIMITS.watches) return refused('too-many-watches');
    const changed = this.#people.noted(loaded.person, 'watch_created', 'page', { watchId: made.id, kind: made.kind, query: made.query });
    const view = this.#people.keep(changed, () => watches.save(caller.id, { ...made, sameAs, keys }), caller);
    const { traits: _, ...watch } = made;
    return { ok: true, watch: { ...watch, toldAtMs: null }, view };
  }

  /** Pauses, slows down or rewords a watch. `not-found`; `invalid-body` when the words say nothing or the kind has no such thing. */
  change(at: At, id: string, watchId: string, patch: WatchPatch, facts: WatchFacts): Answer<{ watch: Watch; view: ShopperView }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { watches } = this.#parts;
    const kept = watches.watches(id).find((one) => one.id === watchId);
    if (!kept) return refused('not-found');
    const { query = kept.query, filters = kept.filters, goal = kept.goal, paused = kept.paused, frequency = kept.frequency } = patch;
    const isReworded = patch.query !== undefined || patch.filters !== undefined;
    if (isReworded && kept.kind !== 'search') return refused('invalid-body', 'Only a search has words and filters.');
    if (patch.goal !== undefined && kept.kind !== 'price') return refused('invalid-body', 'Only a price has a goal.');
    const changed: KeptWatch = { ...kept, query, filters, goal, paused, frequency, traits: watches.traits(id, watchId) };
    const keys = isReworded ? keysOfWatch(changed, commonness(facts)) : null;
    if (keys?.length === 0) return refused('invalid-body', 'These words say nothing that a product could have.');
    const noted = this.#people.noted(loaded.person, 'watch_changed', 'page', { watchId, query, paused, frequency });
    const view = this.#people.keep(noted, () => watches.save(id, { ...changed, sameAs: identity(changed), keys }));
    return { ok: true, watch: { ...kept, query, filters, goal, paused, frequency }, view };
  }

  unwatch(at: At, id: string, watchId: string): Answer<{ view: ShopperView }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const watch = this.#parts.watches.watches(id).find((one) => one.id === watchId);
    if (!watch) return { ok: true, view: this.#people.viewOf(loaded.person) };
    const changed = this.#people.noted(loaded.person, 'watch_removed', 'page', { watchId, query: watch.query });
    const write = (): void => {
      this.#parts.watches.drop(id, watchId);
      if (watch.what !== null) this.#follows.decline(id, traitOf(watch.what, watch.query), now());
    };
    return { ok: true, view: this.#people.keep(changed, write) };
  }

  /** Keeps a follow for somebody who lets what they come back to be followed; nothing happens once their list is full. */
  followFor(person: Person, what: Followed, name: string): void {
    const { watches } = this.#parts;
    const made: KeptWatch = { ...BLANK, id: uuid(), createdAtMs: now(), kind: 'follow', query: name, what, inferred: true };
    if (watches.watches(person.id).length >= LIMITS.watches || watches.same(person.id, identity(made))) return;
    const changed = this.#people.noted(person, 'watch_created', 'rapport', { watchId: made.id, kind: made.kind, query: name, inferred: true });
    this.#people.keep(changed, () => watches.save(person.id, { ...made, sameAs: identity(made), keys: keysOfWatch(made) }));
  }

  /** Files watches again that an older version filed. One piece; true when there may be more. */
  refile(): boolean {
    return refile(this.#parts);
  }
}

/** The same, for whoever must not go on before all of them are filed. */
export function refile({ storage, watches }: Pick<SliceParts, 'storage' | 'watches'>): boolean {
  const piece = new WatchIndexStore(storage.sql).toFile(FILED_A_PIECE);
  atomic(storage, () => {
    for (const { shopper, watch } of piece) watches.file(shopper, watch.id, identity(watch), keysOfWatch(watch));
  });
  return piece.length === FILED_A_PIECE;
}

const BLANK = {
  paused: false,
  frequency: 'at-once',
  filters: {},
  what: null,
  productId: null,
  variantId: null,
  goal: null,
  baselineMinor: null,
  traits: [],
} as const;

/** The watch that is asked for; null when its product or variant is not there. */
function fresh(request: WatchRequest, { product }: WatchFacts, locale: string): KeptWatch | null {
  const base = { ...BLANK, id: uuid(), createdAtMs: now(), frequency: request.frequency, paused: request.paused ?? false };
  if (request.kind === 'search') return { ...base, kind: 'search', query: request.query, filters: request.filters };
  if (request.kind === 'follow') return { ...base, kind: 'follow', query: request.name, what: request.what };
  if (product === null) return null;
  const named = { ...base, query: titleOf(product.title, locale) || product.id, productId: product.id };
  if (request.kind === 'like') return { ...named, kind: 'like', traits: readProduct(product, '').traits };
  const variantId = request.variantId ?? null;
  const price = priceOf(product, variantId);
  if (price === null) return null;
  if (request.kind === 'stock') return { ...named, kind: 'stock', variantId };
  return { ...named, kind: 'price', variantId, goal: request.goal, baselineMinor: request.fromMinor ?? price };
}

const titleOf = (title: Texts, locale: string): string => pick(title, locale).slice(0, LIMITS.queryChars);

const commonness =
  ({ common }: WatchFacts): Commonness =>
  (word) =>
    common[word] ?? 0;

/** What makes two watches of one person the same. */
function identity({ kind, query, filters, what, productId, variantId }: KeptWatch): string {
  if (kind === 'follow') return JSON.stringify([kind, what === null ? '' : traitOf(what, query)]);
  if (kind !== 'search') return JSON.stringify([kind, productId, variantId]);
  const { maxPriceMinor = null, category = '', brand = '', size = '' } = filters;
  return JSON.stringify([kind, words(query).join(' '), maxPriceMinor, ...[category, brand, size].map(foldName)]);
}
