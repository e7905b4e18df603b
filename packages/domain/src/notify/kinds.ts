import type { MessageKind, Purpose } from '@rapport/protocol';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What is fixed about a kind of message. */
export interface Kind {
  readonly purpose: Purpose;
  /** How long it stays worth saying after its occasion, in ms; held longer it is not sent. */
  readonly keepsMs: number;
  /** Of two that wait for the same room, the higher goes first: 1 (can wait) to 9. */
  readonly priority: number;
  /** The shopper sits in front of the page and waits for it: no quiet hours, no cap, no gap. */
  readonly immediate: boolean;
}

/** Every kind of message and what it is for. A warranty that runs out is service; what is meant to sell is promotional, whatever it is dressed as. */
export const KINDS: Readonly<Record<MessageKind, Kind>> = {
  arrival: { purpose: 'asked-for', keepsMs: 14 * DAY_MS, priority: 7, immediate: false },
  price: { purpose: 'asked-for', keepsMs: 7 * DAY_MS, priority: 6, immediate: false },
  stock: { purpose: 'asked-for', keepsMs: 7 * DAY_MS, priority: 8, immediate: false },
  reminder: { purpose: 'service', keepsMs: 14 * DAY_MS, priority: 9, immediate: false },
  renewal: { purpose: 'promotional', keepsMs: 14 * DAY_MS, priority: 4, immediate: false },
  replenish: { purpose: 'promotional', keepsMs: 7 * DAY_MS, priority: 3, immediate: false },
  points: { purpose: 'service', keepsMs: 7 * DAY_MS, priority: 6, immediate: false },
  stage: { purpose: 'promotional', keepsMs: 7 * DAY_MS, priority: 5, immediate: false },
  offer: { purpose: 'promotional', keepsMs: 3 * DAY_MS, priority: 2, immediate: false },
  'confirm-email': { purpose: 'service', keepsMs: DAY_MS, priority: 9, immediate: true },
};
