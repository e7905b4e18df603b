import { grant, versionAt } from '@rapport/domain/commerce';
import type { Grant } from '@rapport/domain/commerce';
import { lapsed, nextField, standing, sureOf } from '@rapport/domain/profile';
import type { Source, Told } from '@rapport/domain/profile';
import type { Movement } from '@rapport/domain/points';
import type { PersonStanding, ProfileAnswers, ProfileField, ShopperView } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At, Caller } from '../ports.ts';
import type { MyQuestion } from '../audience-ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import type { People, SliceParts } from './people.ts';
import type { PointsBook } from './points-book.ts';
import type { ProfileStore } from './profile-store.ts';

/** What the owner asks of people: one question at a time, worth points once for each person. */
export class ProfileDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #book: PointsBook;
  readonly #store: ProfileStore;

  constructor(parts: SliceParts, people: People, book: PointsBook, store: ProfileStore) {
    this.#parts = parts;
    this.#people = people;
    this.#book = book;
    this.#store = store;
  }

  get #fields(): readonly ProfileField[] {
    return this.#parts.store.setup().settings.profileFields ?? [];
  }

  /** What to ask somebody now, and what they have said. Who does not want to be remembered is asked nothing. */
  ask(at: At, id: string): Answer<MyQuestion> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const told = this.#store.told(id);
    const mayAsk = loaded.person.consent.personalisation === 'granted';
    const field = mayAsk ? nextField(this.#fields, told, this.#store.putOffs(id), now()) : null;
    const isMember = loaded.person.kind === 'member';
    const points = field && isMember ? this.#grants(field.id).reduce((sum, one) => sum + one.points, 0) : 0;
    return { ok: true, field, points, told: told.filter(({ source }) => source === 'said') };
  }

  /** Every answer with who it came from and how sure it is: as staff reads it. */
  told(id: string): PersonStanding['told'] {
    const keepDays = new Map(this.#fields.map((field) => [field.id, field.keepDays]));
    return this.#store.told(id).map((one) => ({ ...one, sure: sureOf(one, keepDays.get(one.field) ?? 1, now()) }));
  }

  /** What an answer would bring, if nothing were limited for all shoppers together. */
  wouldAnswer(at: At, id: string, answers: ProfileAnswers['answers']): readonly Movement[] {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok || loaded.person.kind !== 'member') return [];
    const [purse, shop, moment] = [this.#book.purse(loaded.person), this.#book.unlimited(), this.#people.moment()];
    const given = Object.entries(answers).filter(([, value]) => value !== null);
    return given.flatMap(([field]) => this.#grants(field)).flatMap((one) => grant(purse, one, shop, moment).movements);
  }

  /** Takes answers; null takes one back. A member's own first answer to a question brings its points, in the same transaction. */
  answer(
    at: At,
    caller: Caller,
    given: ProfileAnswers['answers'],
    source: Source,
  ): Answer<{ view: ShopperView; profile: PersonStanding['profile'] }> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const said = this.#parts.knowing.said(given);
    if (!said.ok) return said;
    const { storage, knowing } = this.#parts;
    const fields = Object.keys(said.answers);
    const changed = this.#people.noted(loaded.person, 'profile_answered', source === 'said' ? 'page' : 'staff', { fields });
    const view = atomic(storage, () => {
      const kept = this.#people.keep(
        changed,
        () => {
          for (const [field, value] of Object.entries(said.answers)) this.#store.save(caller.id, field, source, value, now());
          knowing.saveProfile(caller.id, standing(this.#store.told(caller.id)));
        },
        caller,
      );
      return (source === 'said' ? this.reward(caller.id, fields) : null) ?? kept;
    });
    return { ok: true, view, profile: standing(this.#store.told(caller.id)) };
  }

  /**
   * Gives a member what their own answers are worth, once for each question; without `only` all they ever answered, for instance while they were a guest. Inside the
   * caller's transaction.
   */
  reward(id: string, only?: readonly string[]): ShopperView | null {
    const person = this.#people.find(id);
    if (person?.kind !== 'member') return null;
    const answered = new Set(
      this.#store.told(id).flatMap(({ field, source }) => (source === 'said' && (only?.includes(field) ?? true) ? [field] : [])),
    );
    let view: ShopperView | null = null;
    for (const field of this.#fields.filter(({ id: one }) => answered.has(one))) {
      for (const one of this.#grants(field.id)) {
        const moved = grant(this.#book.purse(this.#people.find(id) ?? person), one, this.#book.shop(), this.#people.moment());
        if (moved.movements.length > 0) view = this.#book.keep(moved);
      }
    }
    return view;
  }

  /** Not now. */
  later(at: At, caller: Caller, field: string): Answer<object> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    if (!this.#fields.some(({ id }) => id === field)) return refused('invalid-body', 'field: no question that the shop asks');
    const changed = this.#people.noted(loaded.person, 'profile_put_off', 'page', { field });
    this.#people.keep(changed, () => this.#store.putOff(caller.id, field, now()), caller);
    return { ok: true };
  }

  /** Lets go of answers that were kept for as long as their question says. */
  lapse(id: string): void {
    const told = this.#store.told(id);
    const gone = lapsed(this.#fields, told, now());
    if (gone.length === 0) return;
    atomic(this.#parts.storage, () => {
      for (const { field, source } of gone) this.#store.save(id, field, source, null, now());
      this.#parts.knowing.saveProfile(id, standing(without(told, gone)));
    });
  }

  /** What a first answer brings: by the programme's rules for answers, and what the question itself promises. Each key counts once for a person. */
  #grants(field: string): readonly Grant[] {
    const { programme } = versionAt(this.#book.shop().versions, now());
    const isOn = ({ fromMs, untilMs }: { fromMs?: number | undefined; untilMs?: number | undefined }): boolean =>
      now() >= (fromMs ?? 0) && now() < (untilMs ?? Infinity);
    const rules = (programme.rules ?? []).filter((rule) => rule.on === 'profile' && isOn(rule) && (rule.name === undefined || rule.name === field));
    const own = this.#fields.find(({ id }) => id === field)?.points ?? 0;
    return [
      ...rules.map((rule) => ({ key: `profile:${rule.id}:${field}`, rule: rule.id, points: rule.points, reason: 'profile' })),
      ...(own > 0 ? [{ key: `profile-field:${field}`, rule: 'profile-field', points: own, reason: 'profile' }] : []),
    ];
  }
}

const without = (told: readonly Told[], gone: readonly Told[]): readonly Told[] => told.filter((one) => !gone.includes(one));
