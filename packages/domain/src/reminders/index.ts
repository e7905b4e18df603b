export { goneLines, isMeant, momentsOf, remindersOf, type Basis, type Reminder, type RemindWith } from './due.ts';
export { addGaps, countGaps, gapsOf, medianOf, rhythmsOf, usualDays, type Gaps, type Purchase, type Rhythm } from './rhythm.ts';
export { FEWEST_REPEATING } from './tuning.ts';
export { dayIn, filled } from './words.ts';
