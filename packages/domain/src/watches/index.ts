export { addWants, boardOf, FEWEST_WANTING, waitedFor, wantsOf, type BoardRow, type Sought, type Want } from './demand.ts';
export {
  ALONE,
  keyOfWord,
  keysOfCategory,
  keysOfProduct,
  keysOfWatch,
  markOf,
  marksOf,
  mayAnswer,
  productKey,
  rowOf,
  Slips,
  type Commonness,
  type Filed,
  type IndexWord,
  type Key,
  type KeyRow,
  type Marks,
} from './keys.ts';
export { PLAIN, readLexicon, wrongRows, type ReadLexicon, type WrongRow } from './lexicon.ts';
export { stemmer, stemOf } from './meaning.ts';
export { match, neededWords } from './match.ts';
export { fits, goalMinor, isOnce, isWaitedFor, meet, priceOf, type ChangedProduct, type KeptWatch } from './meet.ts';
export { anyText, prepare, readProduct, traitOf, type PreparedProduct, type ProductReading } from './reading.ts';
export { isOneSlip, mayBeSlipOf, shapesOf } from './typo.ts';
export { foldName, words, type TextWords } from './words.ts';
