// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportConsent as Element, type RapportConsentEvent } from '@rapport/elements';
import '@rapport/elements/consent/rapport-consent';
import * as react from 'react';

/** Asks once whether this person may be remembered: what for, in plain words, and two answers of equal weight. Takes no focus and blocks nothing; Escape puts it away without an answer. */
export const RapportConsent = createComponent({
  react,
  tagName: 'rapport-consent',
  elementClass: Element,
  events: {
    onConsent: 'rapport-consent' as EventName<RapportConsentEvent>,
  },
});
