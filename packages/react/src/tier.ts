// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportTier as Element } from '@rapport/elements';
import '@rapport/elements/tier/rapport-tier';
import * as react from 'react';

/** Where this shopper stands, what it brings, and how far the next tier is. Shows nothing where the shop has no tiers. */
export const RapportTier = createComponent({
  react,
  tagName: 'rapport-tier',
  elementClass: Element,
});
