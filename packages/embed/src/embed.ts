import { load } from './load.ts';
import type { CallsChunk, TrackerChunk, UiChunk } from './options.ts';

/** The hashes of the chunks, by their names; written in by the build. */
declare const RAPPORT_CHUNKS: Readonly<Record<string, string>>;

// Null where another script has put this one in place as a module, or late: then the tag is found by what it says.
const script = document.currentScript ?? document.querySelector('script[src*="rapport.js"]');
if (script instanceof HTMLScriptElement) {
  // Chunks come from the folder of this script, so that a proxy of the shop's own needs no setting.
  const chunk = (name: string): Promise<unknown> => import(new URL(`assets/${name}.${RAPPORT_CHUNKS[name]}.js`, script.src).href);
  load(script, {
    tracker: () => chunk('tracker') as Promise<TrackerChunk>,
    ui: () => chunk('ui') as Promise<UiChunk>,
    calls: () => chunk('calls') as Promise<CallsChunk>,
    tags: {
      'rapport-points': null,
      'rapport-recommendations': null,
      'rapport-inbox': null,
      'rapport-watch': () => chunk('watch'),
      'rapport-watches': () => chunk('watches'),
      'rapport-offers': () => chunk('offers'),
      'rapport-rewards': () => chunk('rewards'),
      'rapport-earn': () => chunk('earn'),
      'rapport-tier': () => chunk('tier'),
      'rapport-statement': () => chunk('statement'),
      'rapport-vouchers': () => chunk('vouchers'),
      'rapport-preferences': () => chunk('preferences'),
      'rapport-consent': () => chunk('consent'),
    },
  });
}
