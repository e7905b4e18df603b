/// <reference types="vite/client" />
import { msg, str } from '@lit/localize';
import { afterEach, expect, test } from 'vitest';
import { chooseLocale } from '../locale.ts';
import { zhHant } from './zh-hant.ts';

const SOURCES: Record<string, string> = import.meta.glob(['../**/*.ts', '!../**/*.test.ts', '!../testing/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

afterEach(() => chooseLocale('en'));

/** Every sentence that the code says, its values as {0}, {1}. */
function said(): Set<string> {
  const code = Object.values(SOURCES).join('\n');
  const sentences = new Set<string>();
  for (const [, plain] of code.matchAll(/\bmsg\(\s*'((?:[^'\\]|\\.)*)'/g)) if (plain !== undefined) sentences.add(plain);
  for (const match of code.matchAll(/\bmsg\(\s*str`/g)) sentences.add(template(code, match.index + match[0].length));
  return sentences;
}

function template(code: string, from: number): string {
  let text = '';
  let values = 0;
  for (let at = from; code[at] !== '`'; at += 1) {
    if (!code.startsWith('${', at)) {
      text += code[at];
      continue;
    }
    for (let depth = 1, inner = at + 2; ; inner += 1) {
      if (code[inner] === '{') depth += 1;
      if (code[inner] === '}') depth -= 1;
      if (depth > 0) continue;
      at = inner;
      break;
    }
    text += `{${values++}}`;
  }
  return text;
}

const holes = (sentence: string): string[] => [...sentence.matchAll(/\{\d+\}/g)].map(([hole]) => hole).toSorted();

test('every sentence of the console is written in Chinese, and no other', () => {
  expect(said().size).toBeGreaterThan(300);
  expect([...said()].filter((sentence) => !(sentence in zhHant))).toEqual([]);
  expect(Object.keys(zhHant).filter((sentence) => !said().has(sentence))).toEqual([]);
});

test('no value is lost between the languages', () => {
  expect(Object.entries(zhHant).filter(([english, chinese]) => holes(english).join() !== holes(chinese).join())).toEqual([]);
});

test('values may stand in another order', async () => {
  expect(msg(str`Earned ${'12'} points with order ${'A7'}`)).toBe('Earned 12 points with order A7');
  await chooseLocale('zh-Hant');
  expect(msg(str`Earned ${'12'} points with order ${'A7'}`)).toBe('因訂單 A7 獲得 12 點');
});
