// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportPoints as Element } from '@rapport/elements';
import '@rapport/elements/points/rapport-points';
import * as react from 'react';

/** How many points this shopper has, how many are on the way, and how far the next reward is. Somebody we don't know sees what a purchase earns. */
export const RapportPoints = createComponent({
  react,
  tagName: 'rapport-points',
  elementClass: Element,
});
