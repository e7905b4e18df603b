export { bandOf, FACETS, followed, joinInterests, likings, NO_INTERESTS, notice, partInterests, shareOf } from './interest.ts';
export type { Facet, Interests, Liking, Sighting, Sign, Traits } from './interest.ts';
export { FOLLOWED_WEIGHT, HALF_LIFE_DAYS, KEYS, WEIGHTS } from './tuning.ts';
