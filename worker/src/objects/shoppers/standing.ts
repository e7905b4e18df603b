import { orderFacts, stageAt } from '@rapport/domain/lifecycle';
import type { Standing } from '@rapport/domain/offers';
import type { Person } from '@rapport/domain/shopper';
import { now } from '../../platform/clock.ts';
import type { OffersStore } from './offers-store.ts';
import type { SliceParts } from './people.ts';

const YEAR_MS = 365 * 86_400_000;

/** All that a decision over offers looks at of a person, gathered from their rows. `without` = a message that is about to leave and doesn't count against itself. */
export const standingOf = (person: Person, offers: OffersStore, { points, knowing, cases }: SliceParts, without = ''): Standing => {
  const { id, group, consent, kind, orders, bought } = person;
  const known = knowing.store.summary(id);
  const served = cases.standing(id);
  const claims = offers.claims(id);
  const taken: Record<string, number> = {};
  for (const { offer } of claims) taken[offer.id] = (taken[offer.id] ?? 0) + 1;
  const isTaken = (offerId: string): boolean =>
    claims.some(({ offer, state, untilMs }) => offer.id === offerId && state === 'taken' && now() < untilMs);
  return {
    id,
    group,
    consent,
    kind,
    // Somebody who was never written down has no summary yet, and is judged by what the call itself says of them.
    stage: stageAt(
      known ?? {
        ...orderFacts(offers.orderTimes(id), now()),
        joinedAtMs: kind === 'member' ? person.firstSeenAtMs : null,
        lastSeenAtMs: person.lastSeenAtMs,
      },
      knowing.knowledge().rules,
      now(),
    ),
    tier: points.state(id).tier.tier,
    segments: known === null ? [] : knowing.segmentsOf(id),
    interests: known === null ? [] : knowing.likesOf(id),
    orders,
    lastOrderAtMs: offers.lastOrderAtMs(id),
    bought,
    promises: offers.promises(id).map((promise) => ({ ...promise, taken: isTaken(promise.offer.id) })),
    taken,
    declined: offers.declined(id),
    contacts: offers.contacts(id, now() - YEAR_MS, without),
    unanswered: offers.unanswered(id),
    openCase: served.isOpen,
    complaintAtMs: served.complaintAtMs,
    refundAtMs: offers.lastOf(id, ['order_refunded'])?.atMs ?? null,
  };
};
