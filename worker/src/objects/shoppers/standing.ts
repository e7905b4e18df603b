import { FIRST_RULES, orderFacts, stageAt } from '@rapport/domain/lifecycle';
import type { Standing } from '@rapport/domain/offers';
import type { Person } from '@rapport/domain/shopper';
import { now } from '../../platform/clock.ts';
import type { OffersStore } from './offers-store.ts';
import type { SliceParts } from './people.ts';

const YEAR_MS = 365 * 86_400_000;

/** All that a decision over offers looks at of a person, gathered from their rows. */
export const standingOf = (person: Person, offers: OffersStore, { points }: SliceParts): Standing => {
  const { id, group, consent, kind, orders, bought } = person;
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
    stage: stageAt(
      { ...orderFacts(offers.orderTimes(id), now()), joinedAtMs: kind === 'member' ? person.firstSeenAtMs : null, lastSeenAtMs: person.lastSeenAtMs },
      FIRST_RULES,
      now(),
    ),
    tier: points.state(id).tier.tier,
    segments: [],
    interests: [],
    orders,
    lastOrderAtMs: offers.lastOrderAtMs(id),
    bought,
    promises: offers.promises(id).map((promise) => ({ ...promise, taken: isTaken(promise.offer.id) })),
    taken,
    declined: offers.declined(id),
    contacts: offers.contacts(id, now() - YEAR_MS),
    unanswered: offers.unanswered(id),
    openCase: offers.lastOf(id, ['case_opened', 'case_closed'])?.name === 'case_opened',
    complaintAtMs: offers.lastOf(id, ['complaint_made'])?.atMs ?? null,
    refundAtMs: offers.lastOf(id, ['order_refunded'])?.atMs ?? null,
  };
};
