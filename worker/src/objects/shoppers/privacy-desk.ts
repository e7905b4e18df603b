import { CONTACTS_KEPT_MS } from '@rapport/domain/notify';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import { refused } from '@rapport/protocol/problem';
import type { Answer, At } from '../ports.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { REPORTED_LIFE_MS } from './people.ts';
import type { People, SliceParts } from './people.ts';
import type { ProfileDesk } from './profile-desk.ts';
import type { PrivacyStore } from './privacy-store.ts';

const DAY_MS = 86_400_000;
/** People looked at for retention before other calls get their turn. */
const PEOPLE_A_PIECE = 200;

/** Forgetting: because somebody asks, because they take their consent back, because time has passed. */
export class PrivacyDesk {
  readonly #parts: SliceParts;
  readonly #people: People;
  readonly #store: PrivacyStore;
  readonly #profile: ProfileDesk;

  constructor(parts: SliceParts, people: People, store: PrivacyStore, profile: ProfileDesk) {
    this.#parts = parts;
    this.#people = people;
    this.#store = store;
    this.#profile = profile;
  }

  /** Erases a person: their rows go, the sums of their points stay without them. Again is fine. The bytes go with the slice's next rebuild. */
  erase(at: At, id: string): Answer<object> {
    const refusal = this.#parts.fence.admit(at);
    if (refusal) return refusal;
    const where = this.#parts.store.whereabouts(id);
    if (where?.state === 'leaving') return refused('moved', 'being merged');
    if (where?.state === 'live' || this.#store.isSealed(id)) this.#forget(id, () => this.#store.erase(id));
    return { ok: true };
  }

  /** What a page saw of somebody who no longer agrees to that. Inside the transaction of the withdrawal. */
  withdraw(id: string, alias: string): void {
    this.#store.dropPageEvents(id);
    this.#store.dropInferred(id);
    this.#parts.knowing.store.dropInterests(id);
    this.#people.post('recommender', 'forget', { session: alias });
  }

  /** One piece of the daily round: old page events, traces and messages that were read go, guests who left nothing of worth go. Plans its own next piece, or tomorrow's round. */
  retain(after: string): void {
    const { retention, offerRules } = this.#parts.store.setup().settings;
    const { eventDays, guestDays } = retention;
    const { limits, coolDownDays } = offerRules ?? DEFAULT_OFFER_RULES;
    const silence = { purpose: 'promotional', days: coolDownDays.unanswered };
    const counted = [...limits, silence].map(({ purpose, days }) => ({ purpose, fromMs: now() - days * DAY_MS }));
    const ids = this.#store.idsAfter(after, PEOPLE_A_PIECE);
    for (const id of ids) {
      this.#store.dropEventsBefore(id, now() - eventDays * DAY_MS);
      this.#parts.trials.dropExposuresBefore(id, now() - eventDays * DAY_MS);
      this.#parts.commerce.dropReportedBefore(id, now() - REPORTED_LIFE_MS);
      const [tracesMs, messagesMs] = [now() - Math.max(CONTACTS_KEPT_MS, eventDays * DAY_MS), now() - eventDays * DAY_MS];
      this.#parts.store.saveEntries(id, this.#parts.messages.dropBefore(id, tracesMs, messagesMs, counted));
      this.#profile.lapse(id);
      if (this.#store.isIdleGuest(id, now() - guestDays * DAY_MS)) this.#forget(id, () => this.#store.drop(id));
    }
    const last = ids.at(-1);
    const more = ids.length === PEOPLE_A_PIECE && last !== undefined;
    this.planRound(more ? now() : now() + DAY_MS, more ? last : '');
  }

  planRound(dueAtMs: number, after = ''): void {
    this.#parts.agenda.plan({ kind: 'retention', key: 'round', dueAtMs, payload: { after }, lane: 3 });
  }

  #forget(id: string, remove: () => void): void {
    const { storage, store, agenda, live } = this.#parts;
    const alias = this.#store.aliasOf(id);
    if (alias === null) return;
    atomic(storage, () => {
      this.#store.keepTotals(id);
      remove();
      agenda.cancel('due', id);
      this.#parts.knowing.cancel(id);
      this.#people.post('recommender', 'forget', { session: alias });
      if (store.setup().settings.webhookTypes) this.#people.post('courier', 'forget', { shopper: id });
    });
    live.dismiss(id);
  }
}
