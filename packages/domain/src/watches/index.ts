export { keyOf, keysOf, match, neededWords, productWords } from './match.ts';
export { words, type ProductWords } from './words.ts';
