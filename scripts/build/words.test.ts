import { str } from '@lit/localize';
import { expect, test } from 'vitest';
import { languages, worded } from './words.ts';

const CODE =
  "const a = msg('Close', { id: 'close' }), b = msg(str`${one(`x`)} of ${two}`, {\n  id: 'points.next',\n}); other('Close', { id: 'close' });";

test('without another language messages keep their words and lose their ids; other calls stay as they are', () => {
  expect(worded(CODE)).toBe("const a = msg('Close'), b = msg(str`${one(`x`)} of ${two}`); other('Close', { id: 'close' });");
});

test('a language puts its words in their place; values may change places', () => {
  expect(worded(CODE, { 'points.next': str`${1}裡的 ${0}`, close: '關「閉"' })).toBe(
    "const a = msg(\"關「閉\\\"\"), b = msg(str`${two}裡的 ${one(`x`)}`); other('Close', { id: 'close' });",
  );
});

test('what a language lacks stays; what could end a template is written so that it doesn’t', () => {
  expect(worded('msg(str`${a}!`, { id: "a" }); msg("b", { id: "b" })', { a: str`\`$\{${0}\\` })).toBe('msg(str`\\`\\${${a}\\\\`); msg("b")');
});

test('a text that wants a value the code doesn’t give stops the build', () => {
  expect(() => worded('msg(str`${a}`, { id: "a.b" })', { 'a.b': str`${1}` })).toThrow('The message a.b has no value 1');
});

test('each file of words is a language, the code’s own first', () => expect(languages()).toEqual(['en', 'zh-hant']));
