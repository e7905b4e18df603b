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

/** One locale for all: how Chinese, Japanese and Thai are cut doesn't depend on it, and the machine's own must not. */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });

/** What a text holds, read once for many wishes. */
export interface ProductWords {
  /** Words of spaced scripts, normalised. */
  readonly spaced: ReadonlySet<string>;
  /** Runs of unspaced scripts, a line each. */
  readonly runs: string;
}

/** The words of a text in their order, normalised: width, case, accents and English plurals folded, unspaced scripts cut by the dictionary. */
export function words(text: string): string[] {
  return runsOf(text).flatMap((run) => (isUnspaced(run) ? cut(run) : spacedWord(run)));
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

/** Reads a product's text for `match` and `keysOf`; no dictionary needed, so it is fast and the same on every machine. */
export function readText(text: string): ProductWords {
  const runs = runsOf(text);
  return {
    spaced: new Set(runs.filter((run) => !isUnspaced(run)).flatMap(spacedWord)),
    runs: runs.filter(isUnspaced).join('\n'),
  };
}

/** Whether a word is there: as a word, or in an unspaced script as a part. */
export const holds = ({ spaced, runs }: ProductWords, word: string): boolean => (isUnspaced(word) ? runs.includes(word) : spaced.has(word));

/** Whether a word or run is of an unspaced script. */
export const isUnspaced = (word: string): boolean => IS_UNSPACED.test(word);

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

/** Accents off, plural off. A run of marks alone leaves nothing. */
function spacedWord(run: string): string[] {
  const bare = run.normalize('NFD').replace(/\p{M}/gu, '');
  return bare === '' ? [] : [stem(bare)];
}
