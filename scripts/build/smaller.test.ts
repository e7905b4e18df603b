import { PATHS } from '@rapport/protocol/wire';
import { expect, test } from 'vitest';
import { unhooked, valued } from './smaller.ts';

test('names of paths and limits become their values; what is no such name stays', () => {
  expect(valued('send(PATHS.me + PATHS.none, LIMITS.queryChars, MYPATHS.me)')).toBe(`send("${PATHS.me}" + PATHS.none, 200, MYPATHS.me)`);
});

test('hooks for what we don’t use are gone from Lit, and nothing else is', () => {
  expect(
    unhooked('const o=s.litElementPolyfillSupport;o?.({L:i});s.litElementHydrateSupport?.({L:i});(s.litElementVersions??=[]).push("4.2.2");a.b()'),
  ).toBe('const o=(void 0);o?.({L:i});(void 0)?.({L:i});0;a.b()');
});
