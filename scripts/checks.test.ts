import { beforeEach, expect, test, vi } from 'vitest';
import { CHECKS, runChecks } from './checks.ts';

// What these checks say must not be taken for the words of the real ones.
beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));

const check = (name: string, code: number) => ({ name, run: () => Promise.resolve({ code, output: '' }) });

test('a check that breaks is a check that failed, and the others still run', async () => {
  const broken = { name: 'broken', run: () => Promise.reject(new Error('no such tool')) };
  expect(await runChecks([check('good', 0), broken, check('bad', 1)])).toEqual({ passed: 1, failed: 2 });
});

test('every project of the house has its types checked', () => {
  const names = CHECKS.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['format', 'types of packages/protocol', 'types of worker', 'types of demo', 'types of test']));
});
