import { existsSync } from 'node:fs';
import { BUNDLE } from '../../scripts/serve/paths.ts';

/** The house ring runs what was built, and builds nothing itself: a test must not hide that the build is broken. */
export function setup(): void {
  if (!existsSync(BUNDLE)) throw new Error('There is no dist/worker/index.js: run `npm run build` before the tests of the house.');
}
