import { stem } from './stem.ts';
import { STOP_WORDS } from './tuning.ts';

/**
 * Letters of scripts written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) or with particles glued to the word (Korean): there a word is sought as a part
 * of the text, elsewhere as a word.
 */
const UNSPACED = String.raw`[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]&&[\p{L}\p{M}]]`;
const UNSPACED_RUN = new RegExp(`[${UNSPACED}]+`, 'gv');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]+$`, 'v');
const RUN = new RegExp(String.raw`[${UNSPACED}]+|[[\p{L}\p{N}\p{M}]--${UNSPACED}]+`, 'gv');
const MAY_BE_UNSPACED = /[\u0e01-\uffff]/;

/** One locale for all: how Chinese, Japanese and Thai are cut doesn't depend on it, and the machine's own must not. */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/** A word as it is compared, and as it was written but for width, case and accents: slips of the pen are looked for in both. */
export interface Word {
  readonly word: string;
  readonly form: string;
}

/** What a text holds: words of spaced scripts, normalised, each once; how they were written where that differs; runs of unspaced scripts, a line each. */
export interface TextWords {
  readonly spaced: readonly string[];
  readonly forms: readonly string[];
  readonly runs: string;
}

/** The words of a text in their order, normalised: width, case, accents and English endings folded, unspaced scripts cut by the dictionary. */
export const words = (text: string): string[] => wordsAndForms(text).map(({ word }) => word);

/** The same, with how each was written. */
export function wordsAndForms(text: string): Word[] {
  return runsOf(text).flatMap((run) => (isUnspaced(run) ? cut(run).map((word) => ({ word, form: word })) : spacedWord(run)));
}

/**
 * Cuts a run by the dictionary. Single letters side by side are a word that the dictionary doesn't know (茶刀, a tea knife, comes as 茶 and 刀): they stay together,
 * or half of such a word would do for `near`.
 */
function cut(run: string): string[] {
  const found: string[] = [];
  let open = false;
  for (const { segment } of SEGMENTER.segment(run)) {
    const single = [...segment].length === 1 && !STOP_WORDS.has(segment);
    if (single && open) found.push((found.pop() ?? '') + segment);
    else found.push(segment);
    open = single;
  }
  return found;
}

/** Reads a product's text; no dictionary needed, so it is fast and the same on every machine. */
export function readText(text: string): TextWords {
  const runs = runsOf(text);
  const spaced = new Set<string>();
  const forms = new Set<string>();
  for (const run of runs) {
    if (isUnspaced(run)) continue;
    for (const { word, form } of spacedWord(run)) {
      spaced.add(word);
      if (form !== word) forms.add(form);
    }
  }
  return { spaced: [...spaced], forms: [...forms], runs: [...new Set(runs.filter(isUnspaced))].join('\n') };
}

/** A name as it is compared: one width, one case, no accents, single spaces. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim();

/** Whether a word or run is of an unspaced script. */
export const isUnspaced = (word: string): boolean => MAY_BE_UNSPACED.test(word) && IS_UNSPACED.test(word);

/** The runs of unspaced letters in what `readText` gathered. */
export const unspacedRuns = (runs: string): string[] => runs.match(UNSPACED_RUN) ?? [];

/** Splits a folded text where the kind of script changes; every pattern is one class and never goes back. */
function runsOf(text: string): string[] {
  const folded = text
    .replace(/[\p{Cf}\p{VS}]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s(?![\p{L}\p{N}])/gu, ' ');
  return folded.match(RUN) ?? [];
}

/** Accents off, endings off. A run of marks alone leaves nothing. */
function spacedWord(run: string): Word[] {
  const form = run.normalize('NFD').replace(/\p{M}/gu, '');
  return form === '' ? [] : [{ word: stem(form), form }];
}
