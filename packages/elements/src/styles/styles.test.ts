/// <reference types="vite/client" />
import { expect, test } from 'vitest';

// A page may run either way: styles say where something begins and ends, never left and right.

const SHEETS = import.meta.glob<string>(['../**/*.styles.ts', './*.ts', '../internal/*.ts', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What holds on one side only, whichever way the page runs. */
const PHYSICAL = [
  /(^|[\s;{])(left|right)\s*:/m,
  /(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right)\b/,
  /border-(top|bottom)-(left|right)-radius/,
  /(text-align|float|clear)\s*:\s*(left|right)/,
  /translateX\(/,
];
/** Four values of which one side's differs from the other's; corners are counted round the box. */
const FOUR = /(margin|padding|inset|border-radius)\s*:\s*([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;!]+)\s*[;!]/g;
const isOneSided = ([, name, first, second, third, fourth]: RegExpExecArray): boolean =>
  name === 'border-radius' ? first !== second || third !== fourth : second !== fourth;

/** What of a sheet is written for one direction; what is turned round for the other says so in the same sheet. */
const oneWay = (css: string): string[] => [
  ...PHYSICAL.flatMap((rule) => rule.exec(css)?.[0] ?? []).filter((found) => !found.startsWith('translateX') || !css.includes(':dir(rtl)')),
  ...[...css.matchAll(FOUR)].filter(isOneSided).map(([found]) => found),
];

test('no sheet says left or right', () => {
  expect(Object.keys(SHEETS).length).toBeGreaterThan(15);
  expect(Object.entries(SHEETS).flatMap(([file, css]) => oneWay(css).map((found) => `${file}: ${found.trim()}`))).toEqual([]);
});

test.each([
  'a { left: 0; }',
  'a { margin-left: 4px }',
  'a { text-align: right }',
  'a { padding: 1px 2px 3px 4px; }',
  'a { transform: translateX(4px) }',
])('a sheet with %s would be found', (css) => expect(oneWay(css)).toHaveLength(1));
