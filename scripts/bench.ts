import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { table, type Figure } from '../test/bench/frame.ts';
import { build } from './build/build.ts';
import { main, Trouble } from './fail.ts';
import { ROOT } from './serve/paths.ts';

// `npm run bench -- NAME`: runs test/bench/NAME.bench.ts. A table for people, and as the last line one JSON object for machines.
// A red figure is a result, so it does not fail; not having been able to measure does. Where the figures are limits (`isGate`), a red one fails.
await main(async () => {
  const [name] = process.argv.slice(2);
  const dir = join(ROOT, 'test', 'bench');
  const names = globSync('*.bench.ts', { cwd: dir })
    .map((file) => file.replace('.bench.ts', ''))
    .sort();
  const file = join(dir, `${name}.bench.ts`);
  if (!name || !names.includes(name) || !existsSync(file))
    throw new Trouble(`npm run bench -- NAME, where NAME is one of: ${names.join(', ') || '(there is none yet)'}`);
  await build();
  const { bench, isGate = false } = (await import(pathToFileURL(file).href)) as { bench: () => Promise<Figure[]>; isGate?: boolean };
  const figures = await bench();
  if (figures.length === 0) throw new Trouble(`The bench ${name} measured nothing.`);
  console.log(table(figures));
  console.log(JSON.stringify({ bench: name, figures }));
  return isGate && figures.some(({ met }) => met === false) ? 1 : 0;
});
