/** Half-life of what followed what, ms (30 days): a shop's taste changes with the season. Our choice; the measured sets are too short to tell. */
export const PAIR_HALF_LIFE_MS = 30 * 86_400_000;

/** Half-life of what is trending, ms (3 days). Our choice: a weekend still shows on Monday. */
export const TREND_HALF_LIFE_MS = 3 * 86_400_000;

/** Different products of a session that a new one is paired with. Measured with 6 of all events (co-visitation on Diginetica, Yoochoose, RetailRocket); 10 different ones reach as far. */
export const WINDOW_PRODUCTS = 10;

/** Weight of "seen before" against "seen after" (1). Measured on the same sets. */
export const BACKWARD = 0.3;

/** Long sessions say less a pair: weight × (length + 1)^−0.25. Measured on the same sets. */
export const LENGTH_DAMPING = 0.25;

/** Added to a product's own weight when a pair is turned into a share, so that one chance visit is no law. Measured on the same sets. */
export const SHRINKAGE = 20;

/** Followers kept of a product. 64 of them reach the measured quality at about 1 kB a product. */
export const MAX_NEIGHBOURS = 64;

/** Products kept in memory: about 40 MB at the most, of the 128 MB that all objects of an isolate share. */
export const MAX_PRODUCTS = 20_000;

/** Sessions kept open for pairing; the one not heard of for the longest goes first. */
export const MAX_SESSIONS = 5_000;
