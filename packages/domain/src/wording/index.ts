export { hasWording, namesIn, ownTexts, WORDING_LANGUAGES, wordingFaults, wordingOf, withWording } from './wording.ts';
export type { WordingLanguage } from './wording.ts';
