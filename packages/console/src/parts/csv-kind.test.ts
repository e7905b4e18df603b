import { expect, test } from 'vitest';
import { formatOf, formatOfFile } from './csv-kind.ts';

test.each([
  ['Handle,Title,Body (HTML),Vendor', 'shopify-csv'],
  ['Title,URL handle,Description,Price', 'shopify-csv'],
  ['\uFEFF"Handle","Title"', 'shopify-csv'],
  ['id,group_id,title[en],title[zh-Hant],price', 'rapport-csv'],
  ['id,title,price', 'rapport-csv'],
  ['id,name,price', null],
  ['', null],
])('the header “%s” is %s', (header, format) => {
  expect(formatOf(header)).toBe(format);
});

test('only the first line of a file counts', async () => {
  expect(await formatOfFile(new Blob(['id,title,price\r\nHandle,x,1']))).toBe('rapport-csv');
  expect(await formatOfFile(new Blob([`name\nid,title,price`]))).toBe(null);
});
