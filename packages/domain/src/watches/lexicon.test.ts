import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLexicon, wrongRows } from './lexicon.ts';

it('names the rows that would be left out, whole or in part, and why', () => {
  const synonyms = [['mug', 'cup'], ['bowl'], ['!', '…'], ['pot', '—'], ['茶', 'tea', '*']];
  const letters = ['臺台', 'ab', '臺a', '台颱', '裏裡里', '著着x', '茶茶'];
  expect(wrongRows({ synonyms, letters })).toEqual([
    { list: 'synonyms', row: 1, why: 'alone' },
    { list: 'synonyms', row: 2, why: 'alone' },
    { list: 'synonyms', row: 3, why: 'alone' },
    { list: 'synonyms', row: 4, why: 'unread' },
    { list: 'letters', row: 1, why: 'alone' },
    { list: 'letters', row: 2, why: 'alone' },
    { list: 'letters', row: 3, why: 'again' },
    { list: 'letters', row: 5, why: 'unread' },
    { list: 'letters', row: 6, why: 'alone' },
  ]);
});

it('lets nothing pass that reading would drop', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ab茶碗臺台ﾀタ! é'), minLength: 1, maxLength: 4 });
  const lexicons = fc.record({
    synonyms: fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
    letters: fc.array(text, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(lexicons, (lexicon) => {
      fc.pre(wrongRows(lexicon).length === 0);
      const read = readLexicon(lexicon);
      expect(read.groups.map((group) => group.length)).toEqual(lexicon.synonyms.map((group) => group.length));
      expect([...read.variants.values()].map((all) => all.join(''))).toEqual(
        lexicon.letters.map((row) => [...new Set(row.normalize('NFKC'))].join('')),
      );
    }),
  );
});
