import { load } from './load.ts';
import { chunksFor, root, tags } from './places.ts';

// Null where another script has put this one in place as a module, or late: then the tag is found by what it says.
const script = (document.currentScript ?? document.querySelector('script[src*="rapport.js"]')) as HTMLScriptElement | null;
if (script) load(script, chunksFor, tags, root);
