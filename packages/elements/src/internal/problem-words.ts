import { msg } from '@lit/localize';
import { ClientProblem, type FailureCode } from '@rapport/client';

/** What went wrong, what it means and what to do, in the shopper's language. `own` are the words for refusals that only this component meets. */
export const problemWords = (problem: unknown, own: Readonly<Partial<Record<FailureCode, string>>> = {}): string => {
  const code = problem instanceof ClientProblem ? problem.code : 'internal';
  const words = own[code];
  if (words) return words;
  switch (code) {
    case 'unreachable':
      return msg('We can’t be reached just now. Nothing was changed; please try again in a moment.', { id: 'problem.unreachable' });
    case 'slow-down':
    case 'overloaded':
    case 'moved':
      return msg('It’s busy just now. Please try again in a moment.', { id: 'problem.busy' });
    case 'no-consent':
      return msg('For this we would have to remember you, and you have asked us not to.', { id: 'problem.consent' });
    default:
      return msg('This didn’t work, and it’s our fault. Please try again.', { id: 'problem.other' });
  }
};
