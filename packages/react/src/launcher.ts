// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent } from '@lit/react';
import { RapportLauncher as Element } from '@rapport/elements';
import '@rapport/elements/launcher/rapport-launcher';
import * as react from 'react';

/** The way into the member's place: a pill with the points in a corner of the window. An address that ends in `#rapport` or `#rapport-rewards` (`-for-you`, `-inbox`, `-settings`) opens it as well, and going back closes it again. Set `hidden` while a drawer of the shop's own is open. */
export const RapportLauncher = createComponent({
  react,
  tagName: 'rapport-launcher',
  elementClass: Element,
});
