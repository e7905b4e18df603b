// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportEarn as Element } from '@rapport/elements';
import '@rapport/elements/earn/rapport-earn';
import * as react from 'react';

/** What a purchase would earn, counted by the rule that awards it: one product, or a whole basket. Inside a form it follows what is chosen there, also in fields elsewhere that belong to it: the amount of the chosen variant (`data-rapport-amount` on its input or option, in minor units) and the field named `quantity`. Somebody we don't know sees the shop's rate. */
export const RapportEarn = createComponent({
  react,
  tagName: 'rapport-earn',
  elementClass: Element,
});
