// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportWatches as Element, type RapportWatchEvent } from '@rapport/elements';
import '@rapport/elements/watches/rapport-watches';
import * as react from 'react';

/** All that a shopper waits for: searches, makers, prices, variants, more such as this one. Each can be paused, slowed down to a daily or weekly digest, reworded and taken back, and says when it last spoke. */
export const RapportWatches = createComponent({
  react,
  tagName: 'rapport-watches',
  elementClass: Element,
  events: {
    onWatch: 'rapport-watch' as EventName<RapportWatchEvent>,
  },
});
