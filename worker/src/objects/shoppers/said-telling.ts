import { KINDS } from '@rapport/domain/notify';
import { barredBy, DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { Barred } from '@rapport/domain/offers';
import type { Person } from '@rapport/domain/shopper';
import type { Occasion } from '@rapport/domain/tell';
import type { Channel, Product } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { SliceParts } from './people.ts';
import { standingOf } from './standing.ts';
import type { Telling } from './telling.ts';

/** What came of saying something: what to show open pages once the transaction stands, or when to try again. */
export interface SaidOf {
  readonly show: (() => void) | null;
  readonly againAtMs: number | null;
}

/** Says things in the shop's own words: by the one place that decides, and what is promotional by the owner's contact rules like any offer. */
export class SaidTelling {
  readonly #parts: SliceParts;
  readonly #telling: Telling;

  constructor(parts: SliceParts, telling: Telling) {
    this.#parts = parts;
    this.#telling = telling;
  }

  /**
   * Decides and tells, inside the caller's transaction. Where a rule of the owner's says no only for a time within which it is still worth saying, it waits and says
   * so in a trace; whoever calls plans the next look.
   */
  say(person: Person, make: (barredBy: string | null) => Occasion, product: Product): SaidOf {
    const free = make(null);
    const { purpose, keepsMs } = KINDS[free.kind];
    // Of the control group it is said that it is that, and nothing smaller.
    const barred =
      purpose === 'promotional' && person.group !== 'holdout' && person.consent.messages === 'granted' ? this.barred(person, 'inbox') : null;
    if (barred === null) return { show: this.#telling.tell(person, free, product), againAtMs: null };
    if (barred.untilMs === null || barred.untilMs > free.atMs + keepsMs) {
      return { show: this.#telling.tell(person, make(barred.rule), product), againAtMs: null };
    }
    const about = { shopper: person.id, message: null, kind: free.kind, subject: free.subject };
    this.#telling.traceOnce(about, 'inbox', { outcome: 'held', reason: 'rule', purpose, untilMs: barred.untilMs, rule: barred.rule });
    return { show: null, againAtMs: Math.max(barred.untilMs, now() + 1_000) };
  }

  /** What of the owner's contact rules keeps promotion from somebody on a channel now. `without` = a message that is on its way and is no limit to itself. */
  barred(person: Person, channel: Channel, without = ''): Barred | null {
    const { store, offers } = this.#parts;
    const rules = store.setup().settings.offerRules ?? DEFAULT_OFFER_RULES;
    return barredBy(rules, standingOf(person, offers, this.#parts, without), channel, now());
  }
}

/** The shop, in the place of a product: what is about no product leads to it. */
export const theShop = (name: string): Product => ({
  id: '',
  title: { '': name },
  description: {},
  url: { '': '/' },
  image: '',
  brand: {},
  category: {},
  author: {},
  series: '',
  tags: [],
  variants: [],
});
