import type { Setting } from './setting.ts';

/**
 * The one setting for every shop. Chosen on validation splits (the newest 8 % of the training sessions; the item before the last for leave-one-out) of the sets in
 * notes/recommender.md, never on a test file; "notes" = section 4 there, with its sources (VMIS-kNN, STAN, and our measurements).
 */
export const UNIVERSAL: Setting = {
  /** Events before it that a new one is paired with, count (notes: 6). */
  window: 6,
  /** Weight of a pair by distance d in events: d^−1 (notes). */
  distancePower: 1,
  /** Long sessions say less a pair: × (length + 1)^−0.25 (notes). */
  lengthDamping: 0.25,
  /** Weight of "was before" against "came after", share (notes: 0.3). */
  backward: 0.3,
  /** Half-life of what followed what, days. Our choice: taste changes with the season; the measured sets are too short to tell. */
  pairHalfLifeDays: 90,
  /** Different products of a session that are asked about, the newest first, count (notes: 20). */
  prefix: 20,
  /** Latest sessions looked at of each of them, count (notes: 256 lose nothing against 500). */
  sessionsAProduct: 256,
  /** Most similar sessions that vote, count (notes: 100). */
  nearest: 100,
  /** A product u places back weighs e^(−u × this) in likening sessions (notes: 1/2). */
  prefixFade: 0.5,
  /** Rare products say more: ln(1 + sessions / (its sessions + 1))^this (notes: 1.5). */
  rarityPower: 1.5,
  /** Half-life of a session's vote, in sessions that came after it (notes: 120,000). */
  sessionHalfLife: 120_000,
  /** Half-life of a session's vote, days. Our choice, as above. */
  sessionHalfLifeDays: 90,
  /** Events of a similar session looked at to either side of the shared product, count. e^(−24/5) is below 1 %. */
  reach: 24,
  /** A product d events after the shared one gets e^(−d × this) of the vote (notes: 1/5). */
  positionFade: 0.2,
  /** What came before the shared product, as a share of that (notes: 0.3). */
  backPosition: 0.3,
  /** A product u places back weighs e^(−u × this) in asking for pairs (notes: 1/5). */
  pairFade: 0.2,
  /** Added to a product's visits when a pair becomes a share, events, so that one chance visit is no law (notes: 20). */
  shrinkage: 20,
  /** Share of the sessions' word in the first ranking, the rest being the pairs' (notes: 0.5). */
  neighbourShare: 0.5,
  /** Both are raised to this power before they are added (notes: 1.4). */
  sharpness: 1.4,
  /** Leading products whose own pairs are asked too (two steps away), count. Ours: more add nothing on the validation splits. */
  hopFrom: 20,
  /** A product that was met in this session: boost × (score)^0.15 × (rate of coming back)^0.85 (notes: 1.4). */
  repeatBoost: 1.4,
  repeatScorePower: 0.15,
  repeatRatePower: 0.85,
  /** Leading products of the first ranking that are judged again, count. Ours: the target is among 100 in 70 of 100 cases. */
  judged: 100,
  /** Until so many events the judge learns from every n-th, so that a young shop finds its own weights soon and an old one stays within its time. Ours. */
  lessons: [
    [50_000, 24],
    [500_000, 64],
    [Infinity, 256],
  ],
  /** Step of the judge (AdaGrad), natural-log units of odds. Ours. */
  lessonStep: 0.05,
  /** What the judge starts from, by the order of FEATURES: the mean of what it learnt on the validation sets. */
  judgement: [0.6, -0.05, -0.2, 0.3, 0.42, -0.15, 0, -0.2, -0.05, -0.2, 0.8, 1.4, 0.8, 0, -0.2, 0.45, 0.12, -0.4, 0.17, 0, -0.4],
};

/** Neighbours kept of a product, count (notes: 64 lose nothing). */
export const MAX_NEIGHBOURS = 64;

/** From so many products on fewer neighbours are kept, so that 100,000 products fit into 90 MB (notes: 32 instead of 64 cost 0.1 points of HR@20). */
export const MANY_PRODUCTS = 50_000;
export const FEWER_NEIGHBOURS = 40;

/** Neighbours kept of a product by what was bought together, count. Ours: a row shows a dozen. */
export const MAX_BOUGHT_NEIGHBOURS = 16;

/** Events kept in the ring: so many a product, within bounds; 25 bytes each, 10 to 23 MB. Ours: 20 to 24 a product is what the measured sets have. */
export const ENTRIES_A_PRODUCT = 32;
export const MIN_ENTRIES = 393_216;
export const MAX_ENTRIES = 917_504;

/** Events of a session that are looked back at when it goes on, count. */
export const RECENT = 32;

/** Silence after which a person's next event begins a new session, s (30 min, as GA4 has it). */
export const SESSION_GAP_SECONDS = 1_800;

/** How often a product counts among the last RECENT events of a session, so that reloads and forged events are no evidence. Ours: the measured sets lose nothing by it. */
export const MAX_AGAIN = 8;

/** What an event must weigh to be a mere look (a view), and to be a purchase. The weights are the caller's: view 1, wish list 2, cart 3, purchase 5 (notes; not measurable there). */
export const LOOK_WEIGHT = 1;
export const BOUGHT_WEIGHT = 5;

/** Half-life of what is in demand, s (14 days). Measured on UCI Online Retail II, next basket: 14 days beat 30. */
export const HEAT_HALF_LIFE_SECONDS = 14 * 86_400;

/** Half-life of what is in demand just now, s (1 day); rising = more of it than the 14 days let expect. Ours. */
export const RISE_HALF_LIFE_SECONDS = 86_400;

/** Bytes of pairs held in memory (34 MB, 100,000 products with 40 neighbours each); what was not asked for the longest is fetched anew. Leaves a shop of 100,000 products under 90 MB in all. */
export const MAX_PAIR_BYTES = 34_000_000;

/** Events learnt for each row written (issue R4). */
export const EVENTS_A_ROW = 20;

/** Better so many, as long as no more than MAX_UNFLUSHED wait: writing a shelf costs what learning 50 events does, hearing 40,000 again takes 0.3 s. Ours. */
export const CHEAP_EVENTS_A_ROW = 64;
export const MAX_UNFLUSHED = 40_000;

/** Next basket, measured on UCI Online Retail II (notes 3c), on users other than those the figure is of. What was bought n baskets ago counts 0.9^n. */
export const BASKET_FADE = 0.9;
/** What was bought before is multiplied by (its share of the largest demand + 0.02)^0.5: what is out of season waits. */
export const BASKET_DEMAND_POWER = 0.5;
export const BASKET_LEAST_DEMAND = 0.02;
/** What the product that goes best with the last basket gets, and the one most in demand; one basket ago counts 1. */
export const BASKET_COMPANY = 0.2;
export const BASKET_DEMAND = 0.3;

/**
 * The last places of each ten are for products that nobody has met: for each percent of the catalogue that they are, half a place, at most five, if they are like enough (0 to 1).
 * Ours, from the strip test on Beauty (bench): five places find 8 of 100 shoppers whose next product is cold; those places are lost for the others, so the cap is hard.
 */
export const COLD_PLACES_OF = 10;
export const MAX_COLD_PLACES = 5;
export const COLD_PLACES_A_SHARE = 50;
export const COLD_LEAST = 0.1;
