import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

/** The folder of the repository. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What `npm run build` writes. */
export const DIST = join(ROOT, 'dist');

/** Files served as they are: rapport.js, its chunks, the console, openapi.json. */
export const STATIC = join(DIST, 'static');

/** The worker as one module, for plain workerd and for `wrangler deploy` alike. */
export const BUNDLE = join(DIST, 'worker', 'index.js');
