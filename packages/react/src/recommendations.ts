// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportRecommendations as Element, type RapportSelectEvent, type RapportSeenEvent } from '@rapport/elements';
import '@rapport/elements/recommendations/rapport-recommendations';
import * as react from 'react';

/** Products this shopper is likely to want, each with the reason in small text; for somebody we don't know, what is popular. */
export const RapportRecommendations = createComponent({
  react,
  tagName: 'rapport-recommendations',
  elementClass: Element,
  events: {
    onSelect: 'rapport-select' as EventName<RapportSelectEvent>,
    onSeen: 'rapport-seen' as EventName<RapportSeenEvent>,
  },
});
