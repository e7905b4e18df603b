import { build } from './build/build.ts';
import { main } from './fail.ts';
import { budgets, isWithin } from './sizes.ts';

// `npm run size`: what each part weighs against what it may.
await main(async () => {
  await build();
  const rows = budgets();
  const width = Math.max(...rows.map(({ part }) => part.length));
  const number = (value: number | undefined): string => (value === undefined ? 'none' : value.toLocaleString('en')).padStart(11);
  for (const row of rows)
    console.log(`${row.part.padEnd(width)}${number(row.sizeBytes)} B of ${number(row.limitBytes)} B  ${isWithin(row) ? 'ok' : 'OVER'}`);
  return rows.every(isWithin) ? 0 : 1;
});
