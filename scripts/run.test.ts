import { expect, test } from 'vitest';
import { run } from './run.ts';

test('a program that hangs is ended at its deadline, and counts as failed', async () => {
  const { code, late } = await run(process.execPath, ['-e', 'setInterval(() => {}, 1_000)'], { deadlineMs: 200 });
  expect({ code, late }).toEqual({ code: 1, late: true });
});

test('a program that ends in time is not late', async () => {
  const { code, late, output } = await run(process.execPath, ['-e', 'console.log("here")'], { deadlineMs: 20_000 });
  expect({ code, late, output }).toEqual({ code: 0, late: false, output: 'here\n' });
});
