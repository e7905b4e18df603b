import { stageAt } from './lifecycle/index.ts';
import type { LifeFacts, StageRules } from './lifecycle/index.ts';
import type { ReadLayer } from './segments/index.ts';
import type { Known, Summary } from './summary.ts';

/** What of a summary says whether a message changes more of it than a message is counted: see `followMessage`. */
export type Reached = LifeFacts &
  Pick<Summary, 'kind' | 'locale' | 'stage' | 'points' | 'pointsPending' | 'messages' | 'lastMessageAtMs' | 'consent'>;

/**
 * What `follow` makes of one message to somebody of whom nothing else changed, for thousands at a time: it looks at a third of a summary. Their stage, their layer and when those
 * change next are as before.
 * @returns null where more may change than these two: then `follow` has to be asked
 */
export const followMessage = (
  known: Reached,
  person: Known,
  atMs: number,
  { rules, layers }: { readonly rules: StageRules; readonly layers: readonly ReadLayer[] },
  nowMs: number,
): Pick<Summary, 'messages' | 'lastMessageAtMs'> | null => {
  const isAsBefore =
    known.kind === person.kind &&
    known.locale === person.locale &&
    known.lastSeenAtMs >= person.lastSeenAtMs &&
    (known.joinedAtMs !== null || person.kind === 'guest') &&
    known.points === person.pointsAvailable &&
    known.pointsPending === person.pointsPending &&
    known.consent.personalisation === person.consent.personalisation &&
    known.consent.messages === person.consent.messages;
  // A layer that changes with time may ask for the last message.
  if (!isAsBefore || layers.some(({ isTimely }) => isTimely) || stageAt(known, rules, nowMs) !== known.stage) return null;
  return { messages: known.messages + 1, lastMessageAtMs: Math.max(known.lastMessageAtMs ?? 0, atMs) };
};
