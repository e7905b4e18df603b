import { expect, test } from 'vitest';
import { originOf, originsOf } from './origins.ts';

test.each([
  ['https://shop.example/', 'https://shop.example'],
  ['https://shop.example/collections/tea?page=2#top', 'https://shop.example'],
  ['http://localhost:8081', 'http://localhost:8081'],
  ['shop.example', 'https://shop.example'],
  ['  ', ''],
  ['not an address', 'not an address'],
])('“%s” means %s', (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
});

test('one a line, each once', () => {
  expect(originsOf('shop.example\n\nhttps://shop.example/\nhttps://www.shop.example')).toEqual(['https://shop.example', 'https://www.shop.example']);
});
