import { pick } from '@rapport/domain/catalog';
import { likings } from '@rapport/domain/interest';
import { followingOf, mayLetFollow, NO_TASTE, openIdeas } from '@rapport/domain/knowing';
import type { FollowIdea } from '@rapport/domain/knowing';
import type { Person } from '@rapport/domain/shopper';
import { traitOf } from '@rapport/domain/watches';
import type { FollowAnswer, FollowIdeas } from '@rapport/protocol';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At, Caller } from '../ports.ts';
import { now } from '../../platform/clock.ts';
import type { FollowStore } from './follow-store.ts';
import type { People, SliceParts } from './people.ts';
import type { WatchDesk } from './watch-desk.ts';

/** Ideas that are shown at once: a question, not a list. */
const SHOWN = 3;
/** What is followed for one person at the most; the rest is theirs to follow. */
const FOLLOWED_FOR = 20;

/** What somebody comes back to often: offered to them to follow, or followed for them where they and the owner allow it. */
export class FollowDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #store: FollowStore;
  readonly #watches: WatchDesk;

  constructor(parts: SliceParts, people: People, store: FollowStore, watches: WatchDesk) {
    this.#parts = parts;
    this.#people = people;
    this.#store = store;
    this.#watches = watches;
  }

  /** Notes what somebody has now come back to often enough, or that they may have said something else of it. Inside the transaction that saves it. */
  noted(person: Person, ideas: readonly FollowIdea[]): void {
    const becomes = this.#becomes(person);
    if (becomes === 'off') return;
    this.#store.note(person.id, ideas, now());
    if (becomes === 'followed' && this.#open(person.id).length > 0) {
      this.#parts.agenda.plan({ kind: 'follow', key: person.id, dueAtMs: now(), lane: 2 });
    }
  }

  /** What they may want to follow, and whether it is done for them. */
  ideas(at: At, id: string, locale: string): Answer<FollowIdeas> {
    const loaded = this.#people.load(at, { id });
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    const { store, messages } = this.#parts;
    const isOff = this.#becomes(person) === 'off' || person.consent.personalisation !== 'granted';
    const shown = isOff ? [] : this.#open(person.id).slice(0, SHOWN);
    return {
      ok: true,
      ideas: shown.map(({ id: idea, what, names, because }) => ({
        id: idea,
        what,
        name: pick(names, locale || person.locale),
        because: because === 'purchase' ? 'bought' : 'looked',
      })),
      automatic: mayLetFollow(store.setup().settings, person.consent) ? messages.preference(person.id).preferences.follows : null,
    };
  }

  /** They don't want to follow it, and are not asked again; or they may be asked after all. */
  answer(at: At, caller: Caller, { id, declined }: FollowAnswer): Answer<object> {
    const loaded = this.#people.load(at, caller);
    if (!loaded.ok) return loaded;
    const { person } = loaded;
    if (!this.#store.ideas(person.id).some((idea) => idea.id === id)) return refused('not-found');
    const changed = this.#people.noted(person, declined ? 'follow_declined' : 'follow_reconsidered', 'page', { idea: id });
    const write = (): void => {
      if (declined) this.#store.decline(person.id, id, now());
      else this.#store.reconsider(person.id, id);
    };
    this.#people.keep(changed, write, caller);
    return { ok: true };
  }

  /** Follows for somebody what they come back to, if they still let it be done. Called by the agenda. */
  due(shopper: string): void {
    const first = this.#people.find(shopper);
    if (!first || this.#becomes(first) !== 'followed') return;
    const room = FOLLOWED_FOR - this.#parts.watches.watches(shopper).filter(({ inferred }) => inferred).length;
    for (const { what, names } of this.#open(shopper).slice(0, Math.max(0, room))) {
      // Read anew each time: keeping one moves their version on.
      const person = this.#people.find(shopper);
      if (person) this.#watches.followFor(person, what, pick(names, person.locale));
    }
  }

  #becomes({ id, consent }: Person): ReturnType<typeof followingOf> {
    const { store, messages } = this.#parts;
    return followingOf(store.setup().settings, messages.preference(id).preferences, consent.messages);
  }

  #open(shopper: string): FollowIdea[] {
    const { knowing, watches } = this.#parts;
    const { interests } = knowing.store.taste(shopper) ?? NO_TASTE;
    const followed = watches.watches(shopper).flatMap(({ what, query }) => (what === null ? [] : [traitOf(what, query)]));
    const settled = new Set([...followed, ...this.#store.declined(shopper)]);
    return openIdeas(this.#store.ideas(shopper), likings(interests, now()), settled);
  }
}
