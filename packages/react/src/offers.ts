// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportOffers as Element, type RapportOfferEvent } from '@rapport/elements';
import '@rapport/elements/offers/rapport-offers';
import * as react from 'react';

/** Offers meant for this shopper in one place of a page. Without any it takes no room. Each says why it is shown, can be taken, and can be sent away for good. */
export const RapportOffers = createComponent({
  react,
  tagName: 'rapport-offers',
  elementClass: Element,
  events: {
    onOffer: 'rapport-offer' as EventName<RapportOfferEvent>,
  },
});
