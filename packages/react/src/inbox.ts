// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportInbox as Element, type RapportWatchEvent } from '@rapport/elements';
import '@rapport/elements/inbox/rapport-inbox';
import * as react from 'react';

/** A bell with the number of unread messages, live; opens the list. The list is loaded when the bell is first reached for. What comes while the page is being looked at is also said in a card below the bell: it takes nobody's focus and goes by itself, and where a dialog is open it doesn't come. With `list` it is the list itself. */
export const RapportInbox = createComponent({
  react,
  tagName: 'rapport-inbox',
  elementClass: Element,
  events: {
    onWatch: 'rapport-watch' as EventName<RapportWatchEvent>,
  },
});
