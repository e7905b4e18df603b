/** How sure an interval is: it holds the true value in 95 of 100 shops like this one. */
export const SURE = 0.95;
/** Share of people who get no offers, unless the shop says otherwise. @see https://docs.growthbook.io/app/holdouts */
export const HOLDOUT_SHARE = 0.05;
/** A report says "enough" only after that many days: a shop's week has more than one face, and four of them are a month. */
export const LEAST_DAYS = 28;
/** … and with that many buyers in the smaller group: under it a mean of skewed amounts isn't normal enough for its interval. */
export const LEAST_BUYERS = 30;
/** Half the width of the interval of revenue a person, as a share of the holdout's, at which "no difference" is an answer, too. */
export const CLOSE_ENOUGH = 0.1;
/** A wait longer than this many days is said as "very long": the forecast isn't worth a number. */
export const LONGEST_WAIT_DAYS = 730;
/** Order frequency is said for this many days. */
export const FREQUENCY_DAYS = 30;
