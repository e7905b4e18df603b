import { load } from './load.ts';
import type { Chunk } from './options.ts';

/** Each chunk by its name: its hash and the tags that it defines, `DzTt4o offers points`; written in by the build. */
declare const RAPPORT_CHUNKS: Readonly<Record<string, string>>;

// Once, since the build writes the whole table wherever the name stands.
const table = RAPPORT_CHUNKS;

// Null where another script has put this one in place as a module, or late: then the tag is found by what it says.
const script = (document.currentScript ?? document.querySelector('script[src*="rapport.js"]')) as HTMLScriptElement | null;
if (script) {
  // Chunks come from the folder of this script, so that a proxy of the shop's own needs no setting.
  load(script, ((name: string) => import(new URL(`assets/${name}.${table[name]?.split(' ')[0]}.js`, script.src).href)) as Chunk, table);
}
