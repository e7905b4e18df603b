import { closing } from '@rapport/domain/commerce';
import type { KnownOrder, Moved, PointsShop, Purse, Referred, VersionOf } from '@rapport/domain/commerce';
import type { Movement } from '@rapport/domain/points';
import type { Person } from '@rapport/domain/shopper';
import type { Occasion } from '@rapport/domain/tell';
import type { ShopperView, TimelineEntry } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { ReferralKept } from '../points-port.ts';
import type { Announcement } from './announcing.ts';
import type { People, SliceParts } from './people.ts';
import type { PointsLimits } from './points-limits.ts';
import { theShop } from './said-telling.ts';
import type { Telling } from './telling.ts';

/** What is saved together with a decision about points. */
export interface Besides {
  readonly order?: KnownOrder;
  readonly also?: () => void;
}

/**
 * The one way in which points move: a purse is loaded, the domain decides, and rows, sums, standing, warnings and what is due next are saved in one transaction. Whoever
 * wants to hear of points (webhooks) listens here: what happened stands in `moved.entries` by name and in `moved.movements` row by row.
 */
export class PointsBook {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #telling: Telling;
  /** What all shoppers together may get. */
  readonly limits: PointsLimits;

  constructor(parts: SliceParts, people: People, telling: Telling, limits: PointsLimits) {
    this.#parts = parts;
    this.#people = people;
    this.#telling = telling;
    this.limits = limits;
  }

  /** What of the shop its points depend on, with what limits of all shoppers leave here. */
  shop(): PointsShop {
    return { ...this.unlimited(), ...this.limits.left() };
  }

  /** The same as if nothing were limited for all shoppers together: what would be given. */
  unlimited(): PointsShop {
    const { currency, timeZone, programme } = this.#parts.store.setup().settings;
    const versions = this.#parts.points.versions();
    // A slice from before there were versions counts by what it has, until the shop tells it more.
    return { currency, timeZone, versions: versions.length > 0 ? versions : [{ version: 1, fromMs: 0, programme }] };
  }

  /** Takes versions of the programme in; those that are known stay as they are. */
  follow(versions: readonly VersionOf[]): void {
    this.#parts.points.addVersions(versions);
  }

  /** Everything a decision about a person's points is made from. */
  purse(person: Person): Purse {
    const { commerce, points } = this.#parts;
    const { id } = person;
    const referral = points.referral(id);
    return {
      person,
      ledger: commerce.ledger(id),
      state: points.state(id),
      orders: points.marks(id),
      warned: points.warned(id),
      referredBy: referral?.state === 'waiting' ? referral.by : null,
    };
  }

  /** Saves a decision whole and tells the person's open pages. */
  keep(moved: Moved, besides: Besides = {}): ShopperView {
    return this.#people.keep(moved, () => this.write(moved, besides));
  }

  /** The rows of a decision, inside the caller's transaction. */
  write(moved: Moved, { order, also }: Besides = {}): void {
    const { points } = this.#parts;
    const { id } = moved.person;
    this.#people.book(id, moved.movements);
    for (const one of newsOf(moved)) this.#people.announce(id, one);
    for (const one of lapsing(moved)) this.#warn(id, one);
    this.limits.count(moved.movements);
    points.saveState(id, moved.state);
    points.saveWarned(id, moved.warned);
    if (moved.referred) this.#count(id, moved.referred);
    also?.();
    if (order) points.saveKnown(id, order, now());
    this.planDue(id, moved.dueAtMs);
  }

  /** Tells somebody of points that will lapse: a service, decided like every message by the one place that decides. */
  #warn(id: string, { points, atMs, days }: Warned): void {
    const person = this.#people.find(id);
    if (!person) return;
    const { settings } = this.#parts.store.setup();
    const occasion: Occasion = {
      kind: 'points',
      subject: `points:${atMs}:${days}`,
      productId: '',
      reasons: [{ code: 'lapsing', points, lapsesAtMs: atMs, sinceMs: now() }],
      frequency: null,
      available: true,
      atMs: now(),
    };
    const show = this.#telling.tell(person, occasion, theShop(settings.name));
    // Open pages hear of it once the transaction stands.
    if (show) queueMicrotask(show);
  }

  /** A recommendation counts: the shop is told once, and gives what it brings to both (law 4). */
  #count(id: string, { by, gifts }: Referred): void {
    this.#parts.points.saveReferral(id, { by, state: 'told' });
    if (gifts.length > 0) this.#people.post('shop', 'referral.kept', { friend: id, by, gifts } satisfies ReferralKept);
  }

  /** Rows of a decision that was made elsewhere, and what follows from them, inside the caller's transaction. */
  append(person: Person, movements: readonly Movement[]): void {
    this.write(closing(this.purse(person), movements, [], this.shop(), this.#people.moment()));
  }

  /** Rows that two ledgers exchange because their people are one, or two again, with what follows from them; inside the caller's transaction. */
  join(id: string, movements: readonly Movement[], entries: readonly TimelineEntry[]): void {
    const person = this.#parts.store.person(id);
    if (!person) return;
    const purse = this.purse({ ...person, unread: this.#parts.messages.countUnread(id) });
    const moved = closing(purse, movements, entries, this.shop(), this.#people.moment());
    this.#people.save(moved);
    this.write(moved);
  }

  /** Puts the next moment at which something becomes due for this person on the agenda. */
  planDue(id: string, dueAtMs: number | null): void {
    if (dueAtMs === null) this.#parts.agenda.cancel('due', id);
    else this.#parts.agenda.plan({ kind: 'due', key: id, dueAtMs });
  }
}

/** What a decision means to the shop's systems besides its rows: a new standing, points that will lapse. */
const newsOf = ({ entries }: Moved): readonly Announcement[] =>
  entries.flatMap(({ name, detail }): Announcement[] => {
    if (name === 'tier_changed') return [{ type: 'tier.changed', data: { from: textOr(detail['from']), to: textOr(detail['to']) } }];
    if (name !== 'points_expiring') return [];
    const { points, atMs } = warnedOf(detail);
    return [{ type: 'points.expiring', data: { points, reason: 'expiry', orderId: null, expiresAt: new Date(atMs).toISOString() } }];
  });

/** A word of warning, as the time line has it. */
interface Warned {
  readonly points: number;
  readonly atMs: number;
  readonly days: number;
}

const warnedOf = ({ points, atMs, days }: Readonly<Record<string, unknown>>): Warned => ({
  points: Number(points),
  atMs: Number(atMs),
  days: Number(days),
});

/** Warnings that this decision gave. */
const lapsing = ({ entries }: Moved): readonly Warned[] =>
  entries.filter(({ name }) => name === 'points_expiring').map(({ detail }) => warnedOf(detail));

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);
