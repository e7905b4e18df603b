// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportPanel as Element, type RapportPlaceEvent } from '@rapport/elements';
import '@rapport/elements/panel/rapport-panel';
import * as react from 'react';

/** The member's place: points and standing, rewards and vouchers, what fits and what is waited for, messages, settings. A card over the corner of a wide window, a sheet on a phone. Opened by `rapport-launcher`, by `open()` or by `rapport.open()`; Escape, a tap outside and the way back close it. */
export const RapportPanel = createComponent({
  react,
  tagName: 'rapport-panel',
  elementClass: Element,
  events: {
    onPlace: 'rapport-place' as EventName<RapportPlaceEvent>,
  },
});
