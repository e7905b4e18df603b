/** Days a week, and weeks a month as the twelve months of a year are counted: 52 weeks / 12. The papers count in weeks. */
export const WEEK_MS = 7 * 86_400_000;
export const WEEKS_A_MONTH = 52 / 12;

/** Months ahead that a value speaks of, and what money of next month is worth less than this month's. Our choice, as in the papers' examples. */
export const MONTHS_AHEAD = 12;
export const MONTHLY_DISCOUNT = 0.01;

/** Below so many customers, or so many who came back, a fit says more of chance than of the shop: recency rules stand in. Our choice. */
export const FIT_CUSTOMERS = 100;
export const FIT_RETURNED = 30;

/**
 * Where the Gamma–Gamma likelihood is cut off. Where people spend the same each time it grows without end (p → ∞, v → 0), and a fit that leans on this bound is not
 * a fit. CDNOW gives p = 6.25, a wholesaler's days (UCI Online Retail II) 2.2.
 */
export const MOST_P = 100;

/** How many orders of an average customer are mixed into somebody's own mean where Gamma–Gamma gives nothing. Our choice: two. */
export const SHRINK_ORDERS = 2;

/** Logarithms of parameters are sought between −10 and +10: 5·10⁻⁵ to 22,000. */
export const WIDEST_LOG = 10;

/** When a search ends: the simplex spans less than this, in ln L and in ln of a parameter. */
export const FIT_TOLERANCE = 1e-9;

/** Evaluations after which a search is given up. CDNOW takes about 350. */
export const MOST_EVALUATIONS = 4_000;
