import { build } from './build/build.ts';
import { runChecks, type Check } from './checks.ts';
import { needChromium } from './chromium.ts';
import { pages, stale } from './docs/docs.ts';
import { main } from './fail.ts';
import { RINGS, runRing, type Tally } from './rings.ts';
import { budgets, isWithin, type Budget } from './sizes.ts';

// `npm test`: build, format, lint, types, the four rings one after the other, documents, sizes. Ends with one line that sums them all.
await main(async () => {
  const tallies: { name: string; tally: Tally }[] = [];
  const count = async (name: string, work: () => Promise<Tally>): Promise<void> => {
    const startMs = performance.now();
    const tally = await work();
    tallies.push({ name, tally });
    console.log(`${name}: ${tally.passed} passed, ${tally.failed} failed (${Math.round((performance.now() - startMs) / 1_000)} s)\n`);
  };

  await needChromium();
  await count('build', () => runChecks([{ name: 'build', run: buildCheck }]));
  await count('check', () => runChecks());
  for (const ring of RINGS) await count(`${ring.name} ring`, () => runRing(ring));
  await count('documents', () => runChecks([{ name: 'pages written from code are up to date', run: docsCheck }]));
  await count('sizes', () => runChecks(sizeChecks()));

  const passed = sum(tallies.map(({ tally }) => tally.passed));
  const failed = sum(tallies.map(({ tally }) => tally.failed));
  for (const { name, tally } of tallies)
    console.log(`${name.padEnd(12)} ${String(tally.passed).padStart(5)} passed ${String(tally.failed).padStart(4)} failed`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

async function buildCheck(): ReturnType<Check['run']> {
  await build();
  return { code: 0, output: '' };
}

async function docsCheck(): ReturnType<Check['run']> {
  const old = stale(await pages());
  return { code: old.length === 0 ? 0 : 1, output: `Run \`npm run docs\`; out of date: ${old.join(', ')}` };
}

/** A check a budget; with a broken build there is nothing to weigh, and that is a failure too. */
function sizeChecks(): Check[] {
  const say = ({ part, sizeBytes, limitBytes }: Budget): string => `${part}: ${sizeBytes ?? 'no'} of ${limitBytes} bytes`;
  try {
    return budgets().map((budget) => ({ name: say(budget), run: () => Promise.resolve({ code: isWithin(budget) ? 0 : 1, output: '' }) }));
  } catch (error) {
    return [{ name: 'sizes', run: () => Promise.resolve({ code: 1, output: String(error) }) }];
  }
}
