// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportProfile as Element } from '@rapport/elements';
import '@rapport/elements/profile/rapport-profile';
import * as react from 'react';

/** Asks one thing about the shopper, says why and what it earns, and takes "not now" for an answer. Shows nothing while there is nothing to ask. */
export const RapportProfile = createComponent({
  react,
  tagName: 'rapport-profile',
  elementClass: Element,
});
