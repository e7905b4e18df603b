import { build } from './build/build.ts';
import { main } from './fail.ts';

// `npm run build`: dist/static (rapport.js, console, openapi.json) and dist/worker (one bundle).
await main(async () => {
  const done = await build();
  console.log(done.length === 0 ? 'Everything is up to date.' : `Built: ${done.join(', ')}.`);
});
