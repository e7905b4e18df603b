/** How many offers a place shows, unless it asks for fewer. */
export const PLACES = { panel: 3, banner: 1, product: 1, cart: 2, 'after-purchase': 1, message: 1, agent: 10 } as const;
/** Where an offer that has no place on any page stands for whoever was promised it by a message: where they look for what is theirs, and where they pay. */
export const PLACES_OF_PROMISED = ['panel', 'cart'] as const;
/** In how many of a hundred choices between equals every offer has the same chance, however badly it did so far: what is new or comes late must get to be seen. */
export const EXPLORE = 0.1;
/** Responses are counted as if one more had been seen and one more missed, so that an offer nobody has met stands in the middle (Beta(1, 1)). */
export const PRIOR = 1;
