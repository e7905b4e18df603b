import type { OfferRules } from '@rapport/protocol';

/** What a considerate shop would choose: one promotional message a week, three a month, none at night (that is the quiet hours of all messages), and silence where it is due. */
export const DEFAULT_OFFER_RULES: OfferRules = {
  limits: [
    { id: 'one-a-week', purpose: 'promotional', channel: null, most: 1, days: 7 },
    { id: 'three-a-month', purpose: 'promotional', channel: null, most: 3, days: 30 },
    { id: 'twenty-a-year', purpose: 'promotional', channel: null, most: 20, days: 365 },
  ],
  bars: [],
  coolDownDays: { complaint: 30, refund: 14, unanswered: 30 },
  unanswered: 2,
  notWhileOpen: true,
  afterPurchaseDays: 3,
  authority: { marketer: { percent: 20, amountMinor: 2_000 }, agent: { percent: 10, amountMinor: 1_000 }, analyst: { percent: 0, amountMinor: 0 } },
};
