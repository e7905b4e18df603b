import { pages, write } from './docs/docs.ts';
import { main } from './fail.ts';

// `npm run docs`: writes the pages that come from code. `npm test` fails when one of them is out of date.
await main(async () => {
  const written = write(await pages());
  console.log(written.length === 0 ? 'All pages are up to date.' : `Written: ${written.join(', ')}`);
});
