import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvLine, hideFew, mayShow, type CsvValue } from './index.ts';

/** Reads a CSV as RFC 4180 has it, with any one-character separator: what a spreadsheet of any country sees. */
const read = (text: string, separator = ','): string[][] => {
  const lines: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? '';
    if (isQuoted) {
      if (sign === '"' && text[i + 1] === '"') cell += text[++i];
      else if (sign === '"') isQuoted = false;
      else cell += sign;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator || sign === '\r') {
      lines.at(-1)?.push(cell);
      cell = '';
      if (sign === '\r') {
        lines.push([]);
        i++;
      }
    } else cell += sign;
  }
  return lines.slice(0, -1);
};

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', ' ', '1', 'A', '\u00a0', '\uff1d', '\ufeff', '|') }),
);

describe('a CSV file', () => {
  it('gives back every text, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1 }), (texts) => {
        const [cells] = read(csvLine(texts));
        const plain = cells?.map((cell, i) => (cell === texts[i]?.replaceAll('\u0000', '') ? cell : cell.slice(1)));
        expect(plain).toEqual(texts.map((text) => text.replaceAll('\u0000', '')));
      }),
    );
  });

  it('holds no cell that begins like a formula, for whatever the reader takes for a separator', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1 }), fc.constantFrom(',', ';', '\t', '|'), (texts, separator) => {
        const cells = texts.flatMap((text) => read(csvLine([text]), separator).flat());
        for (const cell of cells) expect(/^-?\d+(\.\d+)?$/.test(cell) || !/^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(cell)).toBe(true);
      }),
    );
  });

  it.each<[CsvValue, string]>([
    ['=HYPERLINK("http://evil.example";"Click")', `"'=HYPERLINK(""http://evil.example"";""Click"")"`],
    ['+886 912 345 678', `"'+886 912 345 678"`],
    ['@SUM(1)', `"'@SUM(1)"`],
    ['  =1+1', `"'  =1+1"`],
    ["'=1", `"''=1"`],
    ['-cmd', `"'-cmd"`],
    ['-5.25', '-5.25'],
    [-5.25, '-5.25'],
    [Number.NaN, ''],
    [true, 'true'],
    [null, ''],
    ['mei@people.example', 'mei@people.example'],
    ['抹茶碗', '抹茶碗'],
    ['a;b', '"a;b"'],
    ['blank ', '"blank "'],
    ['nul\u0000', 'nul'],
  ])('writes %j as %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});

describe('a report', () => {
  const counts = fc.array(fc.nat({ max: 20 }), { maxLength: 12 });

  it('shows no row of fewer than five people, and nothing that gives one away by subtraction', () => {
    fc.assert(
      fc.property(counts, (people) => {
        const shown = hideFew(people, (row) => row);
        const total = people.reduce((sum, one) => sum + one, 0);
        for (const row of shown) expect(row === null || row >= 5).toBe(true);
        const hidden = shown.filter((row) => row === null).length;
        if (hidden === 0 || !mayShow(total)) return;
        const missing = total - shown.reduce<number>((sum, row) => sum + (row ?? 0), 0);
        expect(missing).toBeGreaterThanOrEqual(5);
        expect(hidden > 1 || people.length === 1).toBe(true);
      }),
    );
  });

  it('hides no more than it must: what is hidden beside the few are the smallest others', () => {
    fc.assert(
      fc.property(counts, (people) => {
        const shown = hideFew(people, (row) => row);
        const extra = people.filter((row, i) => shown[i] === null && row >= 5);
        const kept = shown.filter((row) => row !== null);
        expect(extra.length).toBeLessThanOrEqual(1);
        for (const row of kept) expect(row).toBeGreaterThanOrEqual(Math.max(0, ...extra));
      }),
    );
  });

  it.each([
    [[], []],
    [
      [9, 8],
      [9, 8],
    ],
    [
      [9, 3, 8],
      [9, null, null],
    ],
    [
      [9, 3, 2, 8],
      [9, null, null, 8],
    ],
    [
      [9, 1, 1, 8],
      [9, null, null, null],
    ],
    [[4], [null]],
    [[5], [5]],
  ])('of %j shows %j', (people, shown) => {
    expect(hideFew(people, (row) => row)).toEqual(shown);
  });
});
