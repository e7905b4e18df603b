/** Days from an answer to the next question. Ours: one a day is a talk, more is a form. */
export const NEXT_AFTER_DAYS = 1;
/** Days for which nothing is asked after a "not now", and for which that question rests. Ours. */
export const QUIET_DAYS = 7;
export const REST_DAYS = 60;

/** How sure an answer is on its day: told by the person on a page, or heard by staff and typed in. Ours; a slip of the ear or the hand is one in ten or twenty. */
export const SURE = { said: 0.95, heard: 0.85 } as const;
/** What is left of it when the answer is as old as it may be kept; in between it goes down in a straight line. */
export const SURE_LEFT = 0.5;
