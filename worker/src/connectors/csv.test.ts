import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenFile, MAX_RECORD_BYTES } from './csv.ts';
import { quoted, rowsOf } from './testing/read.ts';

const simple = async (file: string | Uint8Array, chunkBytes?: number): Promise<unknown[]> =>
  (await rowsOf(file, chunkBytes)).map((row) => ('refusal' in row ? [row.line, row.refusal] : [row.line, { ...row.cells }]));

describe('reading', () => {
  it.each([
    ['comma', 'a,b\n1,2\n'],
    ['semicolon, as some spreadsheets write', 'a;b\r\n1;2\r\n'],
    ['tab', 'a\tb\n1\t2'],
    ['old Macintosh line ends', 'a,b\r1,2\r'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n'],
    ['blank lines first', '\n\r\na,b\n1,2\n'],
    ['quoted names', '"a","b"\n"1","2"\n'],
    ['names in capitals and with spaces', ' A , B\n1,2\n'],
  ])('takes %s', async (_name, file) => {
    expect((await simple(file)).map((row) => (row as unknown[])[1])).toEqual([{ a: '1', b: '2' }]);
  });

  it('tells the separator by what stands outside quotes', async () => {
    expect(await simple('"a;b;c",d\n1,2\n')).toEqual([[2, { 'a;b;c': '1', d: '2' }]]);
  });

  it('counts lines as an editor does, line ends in quotes and blank lines too', async () => {
    expect(await simple('a,b\r\n"1\r\n1",2\r\n\r\n3,4\r\n')).toEqual([
      [2, { a: '1\r\n1', b: '2' }],
      [5, { a: '3', b: '4' }],
    ]);
  });

  it('takes rows that are too short and stray quotes, and refuses rows with too much', async () => {
    expect(await simple('a,b\n1\n5" disc,x\n"5" disc,y\n1,2,3\n1,2,,\n')).toEqual([
      [2, { a: '1' }],
      [3, { a: '5" disc', b: 'x' }],
      [4, { a: '"5" disc', b: 'y' }],
      [5, 'the row has more cells than the header'],
      [6, { a: '1', b: '2' }],
    ]);
  });

  it('reads the same however the bytes are cut, and goes on from any row', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '茶', '😀', '"', ',', ';', '\n', '\r\n', ' '), maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), async (cells, chunkBytes) => {
        const file = ['a,b', ...cells.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))].join('\n');
        const rows = await rowsOf(file);
        expect(rows.map((row) => ('cells' in row ? [row.cells['a'] ?? '', row.cells['b'] ?? ''] : null))).toEqual(cells);
        expect(await rowsOf(file, chunkBytes)).toEqual(rows);
        const bytes = new TextEncoder().encode(file);
        for (const [i, row] of rows.entries()) expect(await rowsOf(bytes.slice(row.next.byte), chunkBytes, row.next)).toEqual(rows.slice(i + 1));
      }),
      { numRuns: 60 },
    );
  });
});

describe('hostile files', () => {
  it('keeps a column named __proto__ a column', async () => {
    const [row] = await rowsOf('__proto__,constructor,a\n{"polluted":1},x,1\n');
    expect(row && 'cells' in row && Object.getPrototypeOf(row.cells)).toBeNull();
    expect(row && 'cells' in row && row.cells['__proto__']).toBe('{"polluted":1}');
    expect('polluted' in {}).toBe(false);
  });

  it('reads a cell of 1 MB', async () => {
    const [row] = await rowsOf(`a,b\n${'x'.repeat(1 << 20)},1\n`);
    expect(row && 'cells' in row && row.cells['a']?.length).toBe(1 << 20);
  });

  it('gives up only the line whose quote never closes', async () => {
    expect(await simple('a,b\n1,2\n"3,4\n5,6\n7,8')).toEqual([
      [2, { a: '1', b: '2' }],
      [3, 'a quote is opened and never closed'],
      [4, { a: '5', b: '6' }],
      [5, { a: '7', b: '8' }],
    ]);
  });

  it('does so in a file longer than the longest record, and goes on from there the same', async () => {
    const line = `${'y'.repeat(100)},1\n`;
    const file = new TextEncoder().encode(`a,b\n"open,1\n${line.repeat(Math.ceil((MAX_RECORD_BYTES + 200_000) / line.length))}`);
    const rows = await rowsOf(file);
    expect(rows.filter((row) => 'refusal' in row).map((row) => row.line)).toEqual([2]);
    expect(rows).toHaveLength(1 + Math.ceil((MAX_RECORD_BYTES + 200_000) / line.length));
    const first = rows[0];
    expect(first && (await rowsOf(file.slice(first.next.byte), 65_536, first.next)).length).toBe(rows.length - 1);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['only line ends', '\n\n\r\n', 'no column names'],
    ['no names', ',,\n1,2,3\n', 'no column names'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x0a, 0]), 'UTF-16'],
    ['one endless line', 'x'.repeat(MAX_RECORD_BYTES + 70_000), 'no line end'],
    ['two thousand columns', `${'a,'.repeat(2000)}b\n`, 'columns'],
  ])('calls a file of %s broken', async (_name, file, words) => {
    await expect(rowsOf(file)).rejects.toThrow(words);
  });

  it('refuses NUL and what is no UTF-8, by line', async () => {
    const bytes = new TextEncoder().encode('a,b\n1\0,2\n3,4\nx,5\n');
    bytes[bytes.indexOf(0x78)] = 0xe9;
    expect(await simple(bytes)).toEqual([
      [2, 'a cell holds a NUL character'],
      [3, { a: '3', b: '4' }],
      [4, 'a cell is not UTF-8 text'],
    ]);
  });

  it('never fails otherwise, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 }), async (bytes, chunkBytes) => {
        await rowsOf(bytes, chunkBytes).catch((error: unknown) => expect(error).toBeInstanceOf(BrokenFile));
      }),
      { numRuns: 300 },
    );
  });

  it('reads what a quoting writer wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (text) => {
        fc.pre(!/[\0\uFFFD]/.test(text) && text !== '');
        const [row] = await rowsOf(`a,b\n${quoted(text)},end\n`);
        expect(row && 'cells' in row && { ...row.cells }).toEqual({ a: text, b: 'end' });
      }),
    );
  });
});
