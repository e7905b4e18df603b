import { runChecks } from './checks.ts';
import { main } from './fail.ts';

// `npm run check`: format, lint and types, no tests. Twelve seconds, for before every commit.
await main(async () => {
  const { passed, failed } = await runChecks();
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
