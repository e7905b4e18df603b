export { hasWording, ownTexts, WORDING_LANGUAGES, wordingAt, wordingOf, withWording } from './wording.ts';
export type { WordingLanguage } from './wording.ts';
export { namesIn, wordingFaults } from './names.ts';
