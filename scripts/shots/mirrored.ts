import { ownTexts, WORDING_LANGUAGES, wordingOf } from '@rapport/domain/wording';
import type { OwnText } from '@rapport/protocol';

// A language that nobody speaks: every text of the components, run from right to left and two fifths longer, as Arabic or German may be. It comes as a shop's own words
// come, so it weighs nothing in a release, and a text that doesn't come by it is one that no language can change.

/** Turns what follows round, ends that, and says on both sides that the text runs from right to left. */
const [TURN, END, SIDE] = ['\u202e', '\u202c', '\u200f'];
/** How much longer the words are. */
const LONGER = 1.4;

/** A word with its vowels held: "Rewards" → "Reewaards". */
const held = (word: string): string => {
  let more = Math.ceil(word.length * (LONGER - 1));
  const stretched = word.replace(/[aeiou]/gi, (vowel) => (more-- > 0 ? vowel.repeat(2) : vowel));
  return stretched + '·'.repeat(Math.max(0, more));
};

/** A text in that language; names of what is filled in (`{have}`) stay as they are. */
export const mirrored = (text: string): string =>
  text.replace(/\{\w+\}|[\p{L}’-]+/gu, (part) => (part.startsWith('{') ? part : `${SIDE}${TURN}${held(part)}${END}${SIDE}`));

/** Every text of the components in that language, as a page asks for a shop's own words. */
export const mirroredTexts = (): OwnText[] => {
  const [source = 'en'] = WORDING_LANGUAGES;
  return ownTexts(source, Object.fromEntries(wordingOf(source).map(({ id, text }) => [id, mirrored(text)])));
};
