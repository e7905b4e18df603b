// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportRewards as Element, type RapportRedeemingEvent, type RapportRedeemEvent } from '@rapport/elements';
import '@rapport/elements/rewards/rapport-rewards';
import * as react from 'react';

/** What points can be given for, and the vouchers that came of it. A reward is asked for twice (tap, confirm), so that no points go by a slip. */
export const RapportRewards = createComponent({
  react,
  tagName: 'rapport-rewards',
  elementClass: Element,
  events: {
    onRedeeming: 'rapport-redeeming' as EventName<RapportRedeemingEvent>,
    onRedeem: 'rapport-redeem' as EventName<RapportRedeemEvent>,
  },
});
