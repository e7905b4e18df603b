/** When on its day a reminder is due, on the clock of whom it is for: the morning, after the night's silence. */
export const DUE_AT = '10:00';

/** So many people must have bought a product again before anything is learnt from them: with fewer, each could be read out of it. */
export const FEWEST_REPEATING = 5;

/** Gaps of one person that count for everybody: whoever buys each week must not speak for all. */
export const GAPS_A_PERSON = 5;

/** A gap longer than this is no repeat but a new beginning; in days. */
export const LONGEST_GAP_DAYS = 400;

/** From so many gaps of their own on, a person's rhythm is theirs alone; before, everybody's counts as much. */
export const OWN_GAPS = 2;
