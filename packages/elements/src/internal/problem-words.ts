import { msg } from '@lit/localize';
import { ClientProblem } from '@rapport/client';

/** What went wrong, what it means and what to do, in the shopper's language. */
export const problemWords = (problem: unknown): string => {
  const code = problem instanceof ClientProblem ? problem.code : 'internal';
  switch (code) {
    case 'unreachable':
      return msg('We can’t be reached just now. Nothing was changed; please try again in a moment.', { id: 'problem.unreachable' });
    case 'slow-down':
    case 'overloaded':
    case 'moved':
      return msg('It’s busy just now. Please try again in a moment.', { id: 'problem.busy' });
    case 'not-enough-points':
      return msg('There are no longer enough points for this. None were used.', { id: 'problem.points' });
    case 'out-of-stock':
      return msg('This reward has just run out. No points were used.', { id: 'problem.stock' });
    case 'too-many-watches':
      return msg('Your list of wishes is full. Take one off and this one fits.', { id: 'problem.wishes' });
    case 'no-consent':
      return msg('For this we would have to remember you, and you have asked us not to.', { id: 'problem.consent' });
    default:
      return msg('This didn’t work, and it’s our fault. Please try again.', { id: 'problem.other' });
  }
};
