// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportPreferences as Element, type RapportConsentEvent, type RapportForgetEvent } from '@rapport/elements';
import '@rapport/elements/preferences/rapport-preferences';
import * as react from 'react';

/** What the shopper agreed to, with a switch for each purpose; everything that is held of them as a file; and the way out: to be forgotten, for guests and members alike. Deleting is asked for twice, and says what it can't do. */
export const RapportPreferences = createComponent({
  react,
  tagName: 'rapport-preferences',
  elementClass: Element,
  events: {
    onConsent: 'rapport-consent' as EventName<RapportConsentEvent>,
    onForget: 'rapport-forget' as EventName<RapportForgetEvent>,
  },
});
