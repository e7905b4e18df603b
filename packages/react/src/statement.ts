// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportStatement as Element } from '@rapport/elements';
import '@rapport/elements/statement/rapport-statement';
import * as react from 'react';

/** Every movement of this shopper's points, the newest first: when, why, how many, and how they stood afterwards. */
export const RapportStatement = createComponent({
  react,
  tagName: 'rapport-statement',
  elementClass: Element,
});
