import { load } from './load.ts';
import type { CallsChunk, TrackerChunk, UiChunk } from './options.ts';

/** The hashes of the chunks, by their names; written in by the build. */
declare const RAPPORT_CHUNKS: Readonly<Record<string, string>>;

// Once, since the build writes the whole table wherever the name stands.
const hashes = RAPPORT_CHUNKS;

// Null where another script has put this one in place as a module, or late: then the tag is found by what it says.
const script = (document.currentScript ?? document.querySelector('script[src*="rapport.js"]')) as HTMLScriptElement | null;
if (script) {
  // Chunks come from the folder of this script, so that a proxy of the shop's own needs no setting.
  const chunk = (name: string): Promise<unknown> => import(new URL(`assets/${name}.${hashes[name]}.js`, script.src).href);
  load(script, {
    tracker: () => chunk('tracker') as Promise<TrackerChunk>,
    ui: () => chunk('ui') as Promise<UiChunk>,
    calls: () => chunk('calls') as Promise<CallsChunk>,
    // Each component that is not in `ui` has a chunk of its own name.
    tags: Object.fromEntries(
      ['points', 'recommendations', 'inbox', ...Object.keys(hashes)].map((name) => [
        `rapport-${name}`,
        hashes[name] ? (): Promise<unknown> => chunk(name) : null,
      ]),
    ),
  });
}
