import type { Summary, Taste } from '@rapport/domain/knowing';
import { joinInterests, likings } from '@rapport/domain/interest';

/** What is known of a member once a guest turned out to be them: what happened adds up, the rest is reckoned anew from the rows. */
export const joinedSummary = (mine: Summary | null, theirs: Summary): Summary =>
  mine
    ? {
        ...mine,
        firstSeenAtMs: Math.min(mine.firstSeenAtMs, theirs.firstSeenAtMs),
        lastSeenAtMs: Math.max(mine.lastSeenAtMs, theirs.lastSeenAtMs),
        visits: mine.visits + theirs.visits,
        views: mine.views + theirs.views,
        searches: mine.searches + theirs.searches,
        baskets: mine.baskets + theirs.baskets,
        messages: mine.messages + theirs.messages,
        lastViewAtMs: later(mine.lastViewAtMs, theirs.lastViewAtMs),
        lastBasketAtMs: later(mine.lastBasketAtMs, theirs.lastBasketAtMs),
        lastMessageAtMs: later(mine.lastMessageAtMs, theirs.lastMessageAtMs),
      }
    : { ...theirs, kind: 'member' };

/** Two people's taste as one person's; where both gave an answer, the member's stands. */
export const joinedTaste = (mine: Taste, theirs: Taste, nowMs: number): Taste => {
  const interests = joinInterests(mine.interests, theirs.interests);
  return {
    interests,
    likes: likings(interests, nowMs).map(({ facet, key }) => `${facet}:${key}`),
    profile: { ...theirs.profile, ...mine.profile },
    lists: [...new Set([...mine.lists, ...theirs.lists])],
  };
};

const later = (one: number | null, other: number | null): number | null => (one === null || other === null ? (one ?? other) : Math.max(one, other));
