import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completed, lockedBuild } from './complete-lock.ts';
import { ROOT } from './serve/paths.ts';

test('a build for one system says which, and is never installed elsewhere', () => {
  expect(lockedBuild('@cloudflare/workerd-windows-64', '1.2.3', true)).toEqual({
    version: '1.2.3',
    cpu: ['x64'],
    dev: true,
    optional: true,
    os: ['win32'],
  });
  expect(lockedBuild('@rollup/rollup-linux-arm-musleabihf', '4.0.0', false)).toEqual({
    version: '4.0.0',
    cpu: ['arm'],
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
  expect(lockedBuild('@oxlint/binding-win32-x64-msvc', '1.0.0', true)).toEqual({
    version: '1.0.0',
    cpu: ['x64'],
    dev: true,
    optional: true,
    os: ['win32'],
  });
});

test('what is not a build for one system is not invented', () => {
  expect(() => lockedBuild('left-pad', '1.0.0', true)).toThrow('left-pad@1.0.0');
  expect(() => lockedBuild('@esbuild/linux-x64', '^1.0.0', true)).toThrow('^1.0.0');
});

test('our own lock file lacks none, and pins every version', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, object> };
  expect(Object.keys(completed(packages))).toEqual(Object.keys(packages));
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };
  expect(Object.values(devDependencies).filter((version) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
});
