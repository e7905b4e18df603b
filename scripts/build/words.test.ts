import { str } from '@lit/localize';
import { expect, test } from 'vitest';
import { idsIn, languages, listed, numbered } from './words.ts';

const CODE = `msg('Close', { id: 'close' }); msg(str\`\${a} of \${b}\`, {\n  id: 'points.next',\n });`;

test('messages are found by their ids and travel by their numbers', () => {
  expect(idsIn(CODE + CODE)).toEqual(['close', 'points.next']);
  expect(numbered(CODE, ['close', 'points.next'])).toBe(`msg('Close', 0); msg(str\`\${a} of \${b}\`, 1);`);
  expect(() => numbered(CODE, ['close'])).toThrow('points.next');
});

test('a language is a list in that order; values may change places, and what it lacks stays empty', () => {
  expect(listed({ 'points.next': str`${1}裡的 ${0}`, close: '關閉' }, ['close', 'gone', 'points.next'])).toEqual(['關閉', null, '{1}裡的 {0}']);
});

test('each file of words is a language', () => expect(languages()).toEqual(['zh-hant']));
