import { IRREGULAR, KEPT_WHOLE } from './tuning.ts';

const VOWEL = /[aeiouy]/;

/**
 * Brings an English word to what it bends from: plural, -ed and -ing off, a last y as i. What makes another word of it (customer, hardly, replaceable) stays on: a wrong
 * join tells somebody of what they never sought, a missed one only waits. Other scripts, words with digits (product codes) and accented words pass unchanged.
 * @see https://snowballstem.org/algorithms/english/stemmer.html steps 1a to 1c, with D. Harman's S-stemmer for plurals (JASIS 42(1), 1991)
 */
export function stem(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return ending(irregular);
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const one = singular(word);
  return KEPT_WHOLE.has(one) ? one : ending(bare(one));
}

function singular(word: string): string {
  if (!word.endsWith('s') || /(ss|us|is|news)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(sses|xes|zzes|ches|shes)$/.test(word)) return word.slice(0, -2);
  if (word.length > 5 && word.endsWith('oes')) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** Takes -ed and -ing off where a syllable is left, and mends what that leaves: wrapp → wrap, glaz → glaze. */
function bare(word: string): string {
  if (word.length < 5 || word.endsWith('eed')) return word;
  const end = /(ed|ing)$/.exec(word)?.[0];
  if (end === undefined) return word;
  const root = word.slice(0, -end.length);
  if (!VOWEL.test(root) || root.length < 3) return word;
  if (/(at|bl|iz)$/.test(root)) return `${root}e`;
  if (/([bdfgmnprt])\1$/.test(root)) return root.slice(0, -1);
  return root;
}

/** A silent e is no difference (glazed: glaz; glaze: glaz), nor is y or i (berry, berri). */
function ending(word: string): string {
  if (word.length > 3 && word.endsWith('e') && !word.endsWith('ee')) return word.slice(0, -1);
  return word.length > 3 && /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}i` : word;
}
