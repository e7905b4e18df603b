export { pairsOf, plainAddress, plainEmail, plainName, plainPhone, printsOf } from './duplicates.ts';
export type { Pair, Print, Sign, Traces } from './duplicates.ts';
export { addFields, countFields, isEmail, isName } from './quality.ts';
export type { FieldCount, Member } from './quality.ts';
export { FRESH_PART, LIKELY, MOST_SHARING } from './tuning.ts';
