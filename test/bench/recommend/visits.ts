/** One thing that somebody met in the made-up shop. */
export interface Visit {
  readonly alias: string;
  readonly product: string;
  readonly atMs: number;
}

const START_MS = Date.UTC(2026, 0, 1);
const EVENT_MS = 250;
const SESSION_EVENTS = 5;
/** Sessions that are open at a time: their events come mingled. */
const OPEN = 40;
/** Products that are of a kind, and how often a session stays with its kind. */
const KIND = 50;
const STAYS = 0.6;

/** Events number `from` to `to` of a made-up shop: products are met as Zipf has it (exponent 1), sessions mostly stay with a kind. The same for everybody. */
export function visits(products: number, from: number, to: number): Visit[] {
  const made: Visit[] = [];
  for (let event = from; event < to; event += 1) {
    const block = Math.floor(event / (OPEN * SESSION_EVENTS));
    const session = block * OPEN + (event % OPEN);
    const first = zipf(products, chance(session, 0));
    const step = chance(event, 1);
    const product = step < STAYS ? Math.floor(first / KIND) * KIND + Math.floor((step / STAYS) * KIND) : zipf(products, chance(event, 2));
    made.push({ alias: `somebody-${session}`, product: `product-${Math.min(products - 1, product)}`, atMs: START_MS + event * EVENT_MS });
  }
  return made;
}

const zipf = (products: number, uniform: number): number => Math.min(products - 1, Math.floor(products ** uniform) - 1);

/** 0 to 1, by number and purpose (a mixing of bits, no generator to carry along). */
const chance = (number: number, purpose: number): number => {
  let value = Math.imul(number ^ (purpose * 0x9e3779b9), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  value = Math.imul(value ^ (value >>> 16), 0x27d4eb2f);
  return ((value ^ (value >>> 15)) >>> 0) / 2 ** 32;
};
