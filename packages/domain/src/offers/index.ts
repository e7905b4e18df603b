export { choose, contextOf, type Choice, type Given, type OfferShelf, type Withheld } from './choose.ts';
export { barredBy, mayPromise, type Barred } from './contact-rules.ts';
export { DEFAULT_OFFER_RULES } from './default-rules.ts';
export { hasCode, isDiscount, missingFor, mostCost, multiplierOf } from './money.ts';
export { isPersonal, whyIn, type Contact, type OfferPromise, type Situation, type Standing } from './standing.ts';
export { chanceOf, isExploring, seemsGood, type Response } from './thompson.ts';
export { PLACES } from './tuning.ts';
export { isMessaged, opensAfter, wallAt, type Wall } from './wall.ts';
