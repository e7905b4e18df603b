// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportContact as Element } from '@rapport/elements';
import '@rapport/elements/preferences/rapport-contact';
import * as react from 'react';

/** What a shopper who agreed to messages wants to hear, where and when: by purpose and channel, how often, quiet hours, fewer, everything off. Where mail goes, and whether this browser takes push. Everything is saved as it is touched. */
export const RapportContact = createComponent({
  react,
  tagName: 'rapport-contact',
  elementClass: Element,
});
