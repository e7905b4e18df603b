import { TYPO_CHARS } from './tuning.ts';

/** Whether a letter of it may be wrong: five letters or more, none of them a digit (codes are literal). Spaced scripts only. */
export const mayBeMistyped = (word: string): boolean => word.length >= TYPO_CHARS.least && word.length <= TYPO_CHARS.most && /^\p{L}+$/u.test(word);

/** Whether it may be a slip of such a word. */
export const mayBeSlip = (word: string): boolean =>
  word.length >= TYPO_CHARS.least - 1 && word.length <= TYPO_CHARS.most + 1 && /^\p{L}+$/u.test(word);

/**
 * The word itself and the word without each of its letters. LAW: two words that are one slip apart share a shape.
 * @see https://github.com/wolfgarbe/SymSpell symmetric deletes
 */
export function shapesOf(word: string): string[] {
  const letters = /[\ud800-\udfff]/.test(word) ? [...word] : null;
  const shapes = [word];
  const length = letters?.length ?? word.length;
  for (let at = 0; at < length; at += 1) {
    // Of letters that stand twice side by side it is all one which of them is left out; no other two leave the same.
    if (letters) {
      if (letters[at] !== letters[at - 1]) shapes.push([...letters.slice(0, at), ...letters.slice(at + 1)].join(''));
    } else if (at === 0 || word[at] !== word[at - 1]) shapes.push(word.slice(0, at) + word.slice(at + 1));
  }
  return shapes;
}

/** Whether two words can be one slip apart at all, at a glance: one slip leaves the first letter as it was or the last. False is certain. */
export const mayBeSlipOf = (a: string, b: string): boolean =>
  Math.abs(a.length - b.length) <= 2 && (a.charCodeAt(0) === b.charCodeAt(0) || a.charCodeAt(a.length - 1) === b.charCodeAt(b.length - 1));

/** Whether two words are one slip apart: a letter too many, too few, another, or two neighbours changed about. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b) return false;
  const [left, right] = [[...a], [...b]];
  if (Math.abs(left.length - right.length) > 1) return false;
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < left.length - head && tail < right.length - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  const [leftOver, rightOver] = [left.length - head - tail, right.length - head - tail];
  if (leftOver <= 1 && rightOver <= 1) return true;
  return leftOver === 2 && rightOver === 2 && left[head] === right[head + 1] && left[head + 1] === right[head];
}
