import { load } from './load.ts';
import type { Rapport, TagSettings } from './options.ts';
import { chunksFor, root, tags } from './places.ts';

/**
 * Starts Rapport with what a tag would say in its data attributes: `start({ shop: 'pk_…', consent: 'ask' })`. A second start does nothing.
 * @throws Error when `shop` holds a secret key.
 */
export const start = (settings: TagSettings): Rapport => {
  load({ src: import.meta.url, dataset: settings }, chunksFor, tags, root);
  return window.rapport as Rapport;
};

// `<script type="module" src="…/rapport.module.js" data-shop="pk_…">` needs no call.
const script = [...document.querySelectorAll<HTMLScriptElement>('script[data-shop]')].find(({ src }) => src === import.meta.url);
if (script) start(script.dataset);
