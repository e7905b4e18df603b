import { addTimes, exposureOf, groupOf, HOLDOUT_SHARE, NO_TIMES, pointWorth, sumUp } from '@rapport/domain/experiments';
import type { BothTimes, Group, Needed } from '@rapport/domain/experiments';
import type { Person } from '@rapport/domain/shopper';
import type { PersonLift, ShopSettings } from '@rapport/protocol';
import type { HeapPiece } from '../offer-ports.ts';
import { now } from '../../platform/clock.ts';
import { drawOf } from '../../platform/hash.ts';
import type { ExperimentsStore, LiftRow } from './experiments-store.ts';

const DAY_MS = 86_400_000;
/** People summed up in one call, before others get their turn. */
const PEOPLE_A_PIECE = 2_000;

/** Something that a place shows only to the treated. */
export interface Showing {
  /** What it is, as in `offer:spring` or `ranking`. */
  readonly thing: string;
  /** Where, as in `banner` or `email`. */
  readonly place: string;
  /** Which consents showing it needs. */
  readonly needed: readonly Needed[];
}

const idOf = (thing: string, place: string): string => `${thing}@${place}@${Math.floor(now() / DAY_MS)}`;

/** Who gets offers, and what came of it. */
export class ExperimentsDesk {
  readonly #store: ExperimentsStore;
  #key: string | null = null;

  constructor(store: ExperimentsStore) {
    this.#store = store;
  }

  /** Takes the shop's key over; groups are drawn with it. */
  configure(key: string): void {
    this.#store.saveHoldoutKey(key);
    this.#key = null;
  }

  /** The group of somebody: what is written down, else what the draw says. Null as long as the slice was given no key. */
  groupOf(person: Person, settings: ShopSettings): Group | null {
    if (person.group !== null) return person.group;
    this.#key ??= this.#store.holdoutKey();
    return this.#key === ''
      ? null
      : groupOf(drawOf(this.#key, person.id), settings.holdoutPercent === undefined ? HOLDOUT_SHARE : settings.holdoutPercent / 100);
  }

  /** Notes that something was shown, or would have been but for the group. Inside the transaction that shows it. Answers whether the person may see it. */
  expose(person: Person, showing: Showing): boolean {
    if (exposureOf(person.group ?? 'treated', person.consent, showing.needed) === null) return false;
    this.note(person, showing);
    return person.group !== 'holdout';
  }

  /** Notes it once a day, place and thing; false when it was noted, or when showing it would have needed a consent that isn't there. */
  note(person: Person, { thing, place, needed }: Showing): boolean {
    const kind = exposureOf(person.group ?? 'treated', person.consent, needed);
    return kind !== null && this.#store.expose(person.id, idOf(thing, place), thing, place, kind === 'ghost', now());
  }

  /** Whether it was noted today: then there is nothing to write. */
  isNoted(shopper: string, thing: string, place: string): boolean {
    return this.#store.isExposed(shopper, idOf(thing, place));
  }

  /** The row of one person, for whoever helps them. */
  one(person: Person, { programme }: ShopSettings): PersonLift {
    return { ...this.#store.liftOf(person.id, pointWorth(programme.rewards)), group: person.group };
  }

  /** The sums of some people, for the report of the whole shop. */
  piece(after: string, { programme }: ShopSettings): HeapPiece {
    const rows = this.#store.lifts(after, PEOPLE_A_PIECE, pointWorth(programme.rewards), now());
    const heaps = { holdout: [] as LiftRow[], attention: [] as LiftRow[], discount: [] as LiftRow[] };
    for (const row of rows) heaps[row.group === 'holdout' ? 'holdout' : row.discounted ? 'discount' : 'attention'].push(row);
    const timesOf = (heap: readonly LiftRow[]) => heap.reduce<BothTimes>(addTimes, NO_TIMES);
    const { holdout, attention, discount } = heaps;
    return {
      heaps: { holdout: sumUp(holdout), attention: sumUp(attention), discount: sumUp(discount) },
      times: { holdout: timesOf(holdout), attention: timesOf(attention), discount: timesOf(discount) },
      firstExposureAtMs: rows.reduce<number | null>((first, { exposedAtMs }) => Math.min(first ?? exposedAtMs, exposedAtMs), null),
      crossed: rows.filter(({ crossed }) => crossed).length,
      next: rows.length === PEOPLE_A_PIECE ? (rows.at(-1)?.shopper ?? null) : null,
    };
  }
}
