/** After so many days a sign of interest counts half. Our choice: two months, about two usual gaps between orders of a small shop. */
export const HALF_LIFE_DAYS = 60;

/** Keys that are remembered of each facet. What a key counts is known to within 1/KEYS of all that was seen of its facet. */
export const KEYS = 24;

/** What each sign counts, against 1 for a look. Our choice, in the order that session studies find; R4 measures the same order on products. */
export const WEIGHTS = { look: 1, search: 1.5, wish: 3, basket: 3, purchase: 8, unbasket: -1, return: -8, 'not-for-me': -10 } as const;

/** A key is a liking from this share of its facet on, and only if it weighs more than two looks of today. */
export const LIKED_SHARE = 0.15;
export const LIKED_WEIGHT = 2.5;

/** Likings that are named of one facet at the most. */
export const LIKED_MOST = 3;

/** What a maker or a series must weigh before somebody is asked whether they follow it: more than one purchase with its look and its basket, two purchases up to six weeks apart, or thirteen looks. Our choice. */
export const FOLLOWED_WEIGHT = 12.75;

/** Price bands: 1, 2 and 5 of each power of ten, in major units of money. */
export const BAND_STEPS = [1, 2, 5] as const;
