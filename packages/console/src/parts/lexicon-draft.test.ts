import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLetters, readSynonyms, typedLexicon } from './lexicon-draft.ts';

const word = fc.stringMatching(/^[a-z抹茶碗]{1,6}$/);
const group = fc.uniqueArray(word, { minLength: 2, maxLength: 20 });
/** Letters that count as one, none of them in two lines. */
const lettersApart = fc.shuffledSubarray([...'臺台裏裡里著着麵面'], { minLength: 4 }).map((all) => [all.slice(0, 2).join(''), all.slice(2).join('')]);

test('what is kept is typed, and what is typed is read as it was kept', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 6 }), lettersApart, (synonyms, pairs) => {
      const typed = typedLexicon({ synonyms, letters: pairs });
      expect(readSynonyms(typed.synonyms)).toEqual({ groups: synonyms, wrong: [] });
      expect(readLetters(typed.letters)).toEqual({ groups: pairs, wrong: [] });
    }),
  );
});

test('reads commas of both scripts, forgets blanks and words said twice, and names the lines that can’t be used', () => {
  expect(readSynonyms('mug， cup, mug\n\n抹茶碗、茶碗\nalone')).toEqual({
    groups: [['mug', 'cup'], ['抹茶碗', '茶碗'], ['alone']],
    wrong: [{ line: 4, why: 'alone' }],
  });
  expect(readLetters('臺 台\n裏,裡\n著')).toEqual({ groups: ['臺台', '裏裡', '著'], wrong: [{ line: 3, why: 'alone' }] });
  expect(readLetters('臺台\n台颱').wrong).toEqual([{ line: 2, why: 'again' }]);
  expect(readLetters('ab\n\n臺a\n臺台b').wrong).toEqual([
    { line: 1, why: 'alone' },
    { line: 3, why: 'alone' },
    { line: 4, why: 'again' },
  ]);
  expect(readLetters('臺台b').wrong).toEqual([{ line: 1, why: 'unread' }]);
  expect(readSynonyms('mug, cup, *\n!, ?').wrong).toEqual([
    { line: 1, why: 'unread' },
    { line: 2, why: 'alone' },
  ]);
  expect(readSynonyms(Array.from({ length: 21 }, (_, at) => `w${at}`).join(',')).wrong).toEqual([{ line: 1, why: 'many' }]);
});
