import { hasWording } from '@rapport/domain/wording';
import type { ShopSettings } from '@rapport/protocol';

/** Which version of its own words for the components a shop has; nothing where it says none. Goes along with what a page asks first, whatever that is. */
export const wordsOf = ({ wording }: ShopSettings): { readonly texts?: number } => (hasWording(wording) ? { texts: wording.version } : {});
