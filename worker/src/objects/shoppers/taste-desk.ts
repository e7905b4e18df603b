import { historyOf } from '@rapport/domain/recommend';
import type { Person } from '@rapport/domain/shopper';
import type { Answer, At, Caller, Taste } from '../ports.ts';
import type { ProductTraits } from '../audience-ports.ts';
import type { TasteAsk } from '../recommend-ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import type { Showing } from './experiments-desk.ts';
import type { People, SliceParts } from './people.ts';
import type { TasteStore } from './taste-store.ts';

const DAY_MS = 86_400_000;
/** People of whom it is remembered that today is noted. */
const RANKED_KEPT = 20_000;
/** Personal rows are one thing, wherever they stand. */
const RANKING: Showing = { thing: 'ranking', place: 'row', needed: ['personalisation'] };

/** What somebody likes, as far as recommendations ask, and what they don't want to see. */
export class TasteDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #store: TasteStore;
  readonly #ranked = new Map<string, number>();

  constructor(parts: SliceParts, people: People, store: TasteStore) {
    this.#parts = parts;
    this.#people = people;
    this.#store = store;
  }

  /**
   * What the recommendations of a person start from. What they did counts only if they agreed to be remembered; what they hid always does.
   * A ranking made for them is noted, or that they would have had one but for their group: what it is worth is told by comparing the two.
   */
  taste(at: At, id: string, { history, ranked }: TasteAsk): Answer<{ taste: Taste }> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    const { alias, recent, bought, consent } = person;
    const hidden = this.#store.hidden(id);
    const holdout = person.group === 'holdout';
    if (consent.personalisation !== 'granted')
      return { ok: true, taste: { alias, recent: [], bought: [], hidden, baskets: [], returned: [], holdout } };
    if (ranked && person.version > 0) this.#note(person);
    const { baskets, returned } = historyOf(history || this.#store.gaveBack(id) ? this.#store.orders(id) : []);
    return { ok: true, taste: { alias, recent, bought, hidden, baskets, returned, holdout } };
  }

  /** Notes once a day, as far as is remembered here, that a ranking was made for somebody; the store itself keeps one a day. */
  #note(person: Person): void {
    const day = Math.floor(now() / DAY_MS);
    if (this.#ranked.get(person.id) === day) return;
    if (this.#ranked.size >= RANKED_KEPT) this.#ranked.clear();
    this.#ranked.set(person.id, day);
    const { storage, experiments } = this.#parts;
    atomic(storage, () => experiments.expose(person, RANKING));
  }

  /** Hides a product, or lets it be shown again; the same again changes nothing. */
  hide(at: At, caller: Caller, product: string, isHidden: boolean, traits: ProductTraits = {}): Answer<object> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    if (this.#store.hidden(caller.id).includes(product) === isHidden) return { ok: true };
    const changed = this.#people.noted(loaded.person, isHidden ? 'product_hidden' : 'product_shown_again', 'page', { productId: product });
    const write = (): void => {
      if (isHidden) this.#store.hide(caller.id, product, now());
      else this.#store.show(caller.id, product);
    };
    // What its traits say of taste counts against them; shown again, it may earn its place anew.
    this.#parts.knowing.meeting(traits, () => this.#people.keep(changed, write, caller));
    return { ok: true };
  }

  hidden(at: At, id: string): Answer<{ products: readonly string[] }> {
    const loaded = this.#people.load(at, { id });
    return loaded.ok ? { ok: true, products: this.#store.hidden(id) } : loaded;
  }
}
