import type { Chunks, EmbedOptions, RapportCall } from './options.ts';

/** After `load` and a quiet moment; at the latest 2 s after `load`. Until then the page has the line for itself. */
const quiet = (): Promise<void> =>
  new Promise((resolve) => {
    const wait = (): unknown => ('requestIdleCallback' in window ? requestIdleCallback(() => resolve(), { timeout: 2000 }) : setTimeout(resolve));
    if (document.readyState === 'complete') wait();
    else addEventListener('load', wait, { once: true });
  });

/** A chunk that doesn't come (blocked, off-line) is one silent state: the page goes on without. */
const silence = (): void => undefined;

/**
 * Starts Rapport for a script tag: takes over `window.rapport`, then loads the tracker, and the components whose tags are on the page or come later.
 * A second tag does nothing but say so.
 * @throws Error when `data-shop` holds a secret key.
 */
export const load = (script: HTMLScriptElement, chunks: Chunks): void => {
  const { shop = '', locale, consent, identity = '', host } = script.dataset;
  if (shop.startsWith('sk_'))
    throw new Error('Rapport: data-shop holds a secret key. Replace it by the publishable key (pk_…) and renew the secret key.');
  const calls = window.rapport;
  if (calls && !Array.isArray(calls)) {
    // oxlint-disable-next-line no-console -- the only way to tell whoever builds the page
    console.warn('Rapport: a second script tag does nothing.');
    return;
  }
  if (script.nonce) window.litNonce ??= script.nonce;
  const options: EmbedOptions = {
    key: shop,
    host: (host ?? new URL('.', script.src).href).replace(/\/$/, ''),
    locale: locale || document.documentElement.lang || navigator.language,
    consent: consent === 'granted' || consent === 'denied' ? consent : 'ask',
    identity,
  };

  const ready = quiet();
  const tracker = ready.then(chunks.tracker).then((chunk) => chunk.start(options));
  const push = (...more: RapportCall[]): void => more.forEach((call) => void tracker.then((started) => started.call(call)).catch(silence));
  window.rapport = { push };
  push(...((calls as RapportCall[] | undefined) ?? []));

  let ui: Promise<void> | undefined;
  const left = new Set(Object.keys(chunks.tags));
  const look = (): void => {
    for (const tag of left) {
      if (!document.getElementsByTagName(tag).length) continue;
      left.delete(tag);
      ui ??= chunks.ui().then((chunk) => chunk.start(options, tracker));
      Promise.all([ui, chunks.tags[tag]?.()]).catch(silence);
    }
    if (!left.size) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  void ready.then(() => {
    observer.observe(document, { childList: true, subtree: true });
    look();
  });
};
