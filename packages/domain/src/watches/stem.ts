import { IRREGULAR } from './tuning.ts';

/**
 * Takes the plural off an English word, lightly: a wrong join (news → new) tells somebody of what they never sought, a missed one only waits. Other words pass unchanged.
 * After the S-stemmer: D. Harman, How effective is suffixing?, JASIS 42(1), 1991, with the endings -ses, -xes, -ches, -shes, -oes added.
 */
export function stem(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length < 4 || !word.endsWith('s') || !/^[a-z]+$/.test(word)) return word;
  if (/(ss|us|is|news)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(sses|xes|zzes|ches|shes)$/.test(word)) return word.slice(0, -2);
  if (word.length > 5 && word.endsWith('oes')) return word.slice(0, -2);
  return word.slice(0, -1);
}
