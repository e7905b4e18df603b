/** How long somebody is welcomed after joining or after their first order, and how long a return is celebrated, in days. Our choice. */
export const WELCOME_DAYS = 14;
export const WON_BACK_DAYS = 30;

/** Days between orders that are taken as usual where a shop has too few to tell. Our choice: two months. */
export const USUAL_GAP_DAYS = 60;

/** At risk begins after so many usual gaps of silence, lost after so many. Our choice: twice as long as usual is noticed, five times is given up. */
export const RISK_GAPS = 2;
export const LOST_GAPS = 5;

/** Nobody is at risk before so many days, however often they buy, and nobody's own gap counts for more than so many of the shop's. */
export const LEAST_RISK_DAYS = 21;
export const MOST_GAPS_OF_SHOP = 3;

/** From this order on somebody is close to the shop. */
export const CLOSE_ORDERS = 5;

/** Days that a refund, an open wish or a basket left behind counts as a reason. */
export const REASON_DAYS = 120;
