// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportRefer as Element } from '@rapport/elements';
import '@rapport/elements/refer/rapport-refer';
import * as react from 'react';

/** A member's code and link for friends, what both get, and how it stands; and the place where a friend says who sent them. Opened by such a link, it says so by itself, once the shopper is known. Shows nothing while the shop gives nothing for it. */
export const RapportRefer = createComponent({
  react,
  tagName: 'rapport-refer',
  elementClass: Element,
});
