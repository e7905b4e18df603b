import type { Client } from '@rapport/client';
import type { Chunk, EmbedOptions, Rapport, RapportCall, TagSettings } from './options.ts';

/** The version in package.json; a test holds the two together. */
const VERSION = '0.1.0';

/** Calls that tell and ask nothing back. */
const TOLD = /^(track|page|identify|logout|consent)$/;

/** After `load` and a quiet moment; at the latest 2 s after `load`. Until then the page has the line for itself. */
const quiet = (): Promise<void> =>
  new Promise((resolve) => {
    // Where there is no idle callback the options count as no delay.
    const wait = (): unknown => (window.requestIdleCallback ?? setTimeout)(() => resolve(), { timeout: 2000 } as IdleRequestOptions & number);
    if (document.readyState === 'complete') wait();
    else addEventListener('load', wait, { once: true });
  });

/** A chunk that doesn't come (blocked, off-line) is one silent state: the page goes on without. */
const silence = (): void => undefined;

/**
 * Starts Rapport for a script tag: takes over `window.rapport`, then loads the tracker, and the components whose tags are on the page or come later.
 * A second tag does nothing. `chunks` gives the parts of a script in the language of a tag, `table` names for each chunk the tags it defines, `root` is where the worker
 * is, seen from the script.
 * @throws Error when `data-shop` holds a secret key.
 */
export const load = (
  script: { readonly src: string; readonly dataset: TagSettings },
  chunks: (src: string, locale: string) => Chunk,
  table: Readonly<Record<string, string>>,
  root: string,
): void => {
  // Some tag managers drop data attributes: the same names may stand in the script's address.
  const said: Readonly<Record<string, string | undefined>> = {
    ...(script.src.includes('?') && Object.fromEntries(new URL(script.src).searchParams)),
    ...script.dataset,
  };
  const { shop = '', locale, consent, host, position } = said;
  if (shop.startsWith('sk_')) throw new Error('Rapport: needs the publishable key');
  const calls = window.rapport;
  if (calls && !Array.isArray(calls)) return;
  const options: EmbedOptions = {
    ...said,
    key: shop,
    host: (host ?? new URL(root, script.src).href).replace(/\/$/, ''),
    locale: locale || document.documentElement.lang || navigator.language,
    consent: consent === 'granted' || consent === 'denied' ? consent : 'ask',
  };

  const chunk = chunks(script.src, options.locale);
  const ready = quiet();
  const tracker = ready.then(() => chunk('tracker')).then(({ start }) => start(options));
  let client: Promise<Client> | undefined;
  const ui = (): Promise<Client> => (client ??= chunk('ui').then(({ start }) => start(options, tracker)));
  /** What the tag is told goes to the tracker; what it is asked is answered by a chunk of its own, which most pages never load. */
  const call = (name: string, args: readonly unknown[]): unknown => {
    if (name === 'push') return (args as RapportCall[]).forEach(([told, ...more]) => void Promise.resolve(call(told, more)).catch(silence));
    if (TOLD.test(name)) return void tracker.then((started) => started.call([name, ...args])).catch(silence);
    return ready.then(() => Promise.all([ui(), chunk('calls')])).then(([one, { answer }]) => answer(one, name, args));
  };
  /** `rapport.points.balance()` is the call `points.balance`. */
  const named = (name: string): unknown =>
    new Proxy(silence, {
      get: (_, key) => (key === 'version' ? VERSION : typeof key === 'symbol' || key === 'then' ? undefined : named(name + key + '.')),
      apply: (_, __, args: unknown[]) => call(name.slice(0, -1), args),
    });
  window.rapport = named('') as Rapport;
  call('push', (calls as RapportCall[] | undefined) ?? []);

  const left = new Set(Object.keys(table).flatMap((name) => (table[name] ?? '').split(' ').map((tag) => [`rapport-${tag}`, name] as const)));
  let launcher: HTMLElement | undefined;
  const look = (): void => {
    // Again where a page was swapped under us, and never beside one of the shop's own.
    if (position && document.body && !document.querySelector('rapport-launcher')) {
      launcher ??= document.createElement('rapport-launcher');
      launcher.setAttribute('position', position);
      document.body.append(launcher);
    }
    for (const one of left) if (document.getElementsByTagName(one[0]).length && left.delete(one)) Promise.all([ui(), chunk(one[1])]).catch(silence);
  };
  void ready.then(() => {
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
    look();
  });
};
