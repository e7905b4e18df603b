// Written by `npm run docs` from packages/elements/custom-elements.json.
'use client';

import { createComponent, type EventName } from '@lit/react';
import { RapportVouchers as Element, type RapportVoucherCancelEvent } from '@rapport/elements';
import '@rapport/elements/vouchers/rapport-vouchers';
import * as react from 'react';

/** The vouchers that are this shopper's: copied by a tap, taken straight to the basket, given back for their points while they are unused. */
export const RapportVouchers = createComponent({
  react,
  tagName: 'rapport-vouchers',
  elementClass: Element,
  events: {
    onVoucherCancel: 'rapport-voucher-cancel' as EventName<RapportVoucherCancelEvent>,
  },
});
