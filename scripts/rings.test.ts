import { expect, test } from 'vitest';
import { tally, type VitestReport } from './rings.ts';

const report = (some: Partial<VitestReport>): VitestReport => ({ success: true, numPassedTests: 0, numFailedTests: 0, testResults: [], ...some });

test('counts tests', () => {
  expect(tally(report({ numPassedTests: 3, numFailedTests: 2 }), 1)).toEqual({ passed: 3, failed: 2 });
});

test('a file that cannot be read is a failure, though it holds no test', () => {
  expect(tally(report({ numPassedTests: 3, testResults: [{ status: 'failed', assertionResults: [] }] }), 1)).toEqual({ passed: 3, failed: 1 });
});

test('an error that nobody caught is a failure, though all tests passed', () => {
  expect(tally(report({ numPassedTests: 3 }), 1)).toEqual({ passed: 3, failed: 1 });
});

test('a ring that leaves no report is a failure', () => {
  expect(tally(null, 0)).toEqual({ passed: 0, failed: 1 });
});
