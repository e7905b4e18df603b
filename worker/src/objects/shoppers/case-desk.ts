import type { CaseKind, ServiceCase, StaffNote } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At } from '../ports.ts';
import { now } from '../../platform/clock.ts';
import type { CaseStore } from './case-store.ts';
import type { People } from './people.ts';

/** A case as whoever keeps it says it stands. */
export interface CaseSaid {
  readonly id: string;
  readonly kind: CaseKind;
  readonly about: string;
  readonly state: 'open' | 'closed';
  readonly source: 'shop' | 'staff';
}

/** Questions and complaints: while one is open, nothing that is meant to sell reaches the person. */
export class CaseDesk {
  readonly #people: People;
  readonly #store: CaseStore;

  constructor(people: People, store: CaseStore) {
    this.#people = people;
    this.#store = store;
  }

  list(at: At, id: string): Answer<{ cases: ServiceCase[] }> {
    if (!this.#people.find(id)) return this.#nobody(at, id);
    const loaded = this.#people.load(at, { id });
    return loaded.ok ? { ok: true, cases: this.#store.all(id) } : loaded;
  }

  /** A call, an interview, a request or a word that staff noted. */
  note(at: At, id: string, { kind, text }: StaffNote, by: string): Answer<object> {
    if (!this.#people.find(id)) return this.#nobody(at, id);
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    this.#people.keep(this.#people.noted(loaded.person, 'staff_noted', 'staff', { kind, text, by }));
    return { ok: true };
  }

  /** Takes a case in, or its other state. What is said again changes nothing; a closed one may open again. */
  put(at: At, id: string, { id: caseId, kind, about, state, source }: CaseSaid): Answer<{ served: ServiceCase }> {
    if (!this.#people.find(id)) return this.#nobody(at, id);
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const before = this.#store.one(id, caseId);
    const isOpen = state === 'open';
    if (before && (before.closedAtMs === null) === isOpen && before.kind === kind && before.about === about) return { ok: true, served: before };
    const reopens = before !== null && before.closedAtMs !== null && isOpen;
    const served: ServiceCase = {
      id: caseId,
      kind,
      about,
      openedAtMs: before && !reopens ? before.openedAtMs : now(),
      closedAtMs: isOpen ? null : (before?.closedAtMs ?? now()),
    };
    const name = isOpen ? 'case_opened' : 'case_closed';
    const changed = this.#people.noted(loaded.person, name, source === 'shop' ? 'shop' : 'rapport', { caseId, kind, about });
    // Written before what follows from it is reckoned.
    const entries = changed.entries.map((entry) => ({ ...entry, source }));
    this.#people.keep({ ...changed, entries }, () => this.#store.save(id, served));
    return { ok: true, served };
  }

  close(at: At, id: string, caseId: string): Answer<{ served: ServiceCase }> {
    const known = this.#store.one(id, caseId);
    if (!known) return this.#nobody(at, id);
    const { kind, about } = known;
    return this.put(at, id, { id: caseId, kind, about, state: 'closed', source: 'staff' });
  }

  /** Where they have moved to, that they were erased, or that nobody knows them; a row must not come into being by a wrong id. */
  #nobody(at: At, id: string): Answer<never> {
    const loaded = this.#people.load(at, { id });
    return loaded.ok ? refused('not-found') : loaded;
  }
}
