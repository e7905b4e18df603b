// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportWatch as Element, type RapportWatchEvent } from '@rapport/elements';
import '@rapport/elements/watch/rapport-watch';
import * as react from 'react';

/** One tap, and the shopper is told: when what they searched for in vain comes, when a variant is back, when a price falls, when a maker has something new, when more like this comes. The tap is the consent to be told of this, and of nothing else; the words beside the button say so. */
export const RapportWatch = createComponent({
  react,
  tagName: 'rapport-watch',
  elementClass: Element,
  events: {
    onWatch: 'rapport-watch' as EventName<RapportWatchEvent>,
  },
});
