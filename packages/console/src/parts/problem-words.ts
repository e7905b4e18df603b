import { msg, str } from '@lit/localize';
import type { ApiProblem } from '../api.ts';

/** A refusal in words: what happened, what it means, what to do. */
export interface ProblemWords {
  readonly happened: string;
  readonly means: string;
  readonly remedy: string;
}

const words = (happened: string, means: string, remedy: string): ProblemWords => ({ happened, means, remedy });

const SAY: Readonly<Partial<Record<string, (problem: ApiProblem) => ProblemWords>>> = {
  unreachable: () =>
    words(msg('The server did not answer.'), msg('Nothing was lost; nothing was saved either.'), msg('See whether you are online, then try again.')),
  'invalid-body': () =>
    words(msg('Some of it cannot be taken as it is.'), msg('Nothing was saved.'), msg('Correct what is named here and save again.')),
  'invalid-query': () =>
    words(msg('This address asks for something the server does not know.'), msg('Nothing was changed.'), msg('Go back and choose again.')),
  'invalid-file': () =>
    words(
      msg('The file could not be read.'),
      msg('Nothing in the catalogue was changed.'),
      msg('See that it is a CSV file in UTF-8 with its header line, and that the right format is chosen.'),
    ),
  'no-session': () => words(msg('You are signed out.'), msg('A session ends after a while, or when you sign out elsewhere.'), msg('Sign in again.')),
  'bad-code': () =>
    words(
      msg('This code is wrong or too old.'),
      msg('A code is good for a few minutes and for one use.'),
      msg('Look at the newest mail, or ask for another code.'),
    ),
  'bad-key': () =>
    words(
      msg('This set-up link is not valid.'),
      msg('No shop was made.'),
      msg('Copy the whole link again, from the place where Rapport was started.'),
    ),
  'shop-exists': () =>
    words(
      msg('This set-up link has been used.'),
      msg('The shop is there; a link makes one shop only.'),
      msg('Sign in with the owner’s e-mail address.'),
    ),
  'role-not-allowed': () =>
    words(msg('Your role does not include this.'), msg('Nothing was changed.'), msg('Ask the owner of the shop to do it, or to change your role.')),
  'not-found': () =>
    words(msg('There is nothing at this address.'), msg('It may have been removed, or the link is incomplete.'), msg('Go back and choose again.')),
  'unknown-shop': () =>
    words(
      msg('There is no such shop.'),
      msg('The shop’s id does not belong to any shop here.'),
      msg('See that it is complete: s and 15 letters and digits.'),
    ),
  'too-large': () => words(msg('This is too large.'), msg('Nothing was saved.'), msg('Send less at once: a file may have 64 MB.')),
  'wrong-media-type': () => words(msg('This kind of file is not taken here.'), msg('Nothing was saved.'), msg('Choose a CSV file.')),
  'slow-down': (problem) => words(msg('Too many tries in a short time.'), msg('Nothing was saved.'), waitWords(problem.body.retryAfterMs)),
  moved: () => words(msg('The data is just being moved.'), msg('Nothing was lost.'), msg('Try again in a moment.')),
  overloaded: () => words(msg('The server is too busy just now.'), msg('Nothing was lost; nothing was saved either.'), msg('Try again in a moment.')),
  internal: () =>
    words(
      msg('Something went wrong on the server.'),
      msg('It is not your doing.'),
      msg('Try again. If it stays, ask for help with the number below.'),
    ),
};

/** Says a refusal in the console's language; one without words of its own is said with the server's title. */
export function problemWords(problem: ApiProblem): ProblemWords {
  const say = SAY[problem.code];
  return say ? say(problem) : words(problem.body.title, msg('Nothing was changed.'), problem.body.retryable ? msg('Try again in a moment.') : '');
}

function waitWords(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return msg('Wait a little, then try again.');
  return msg(str`Wait ${Math.ceil(retryAfterMs / 1000)} seconds, then try again.`);
}
