import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, keysOf, match, neededWords, productWords } from './match.ts';
import { stem } from './stem.ts';
import { words } from './words.ts';

describe('match', () => {
  it.each([
    ['left-handed scissors', 'Left-Handed Tea Scissors', 'exact'],
    ['left handed scissor', 'Tea scissors, left-handed', 'exact'],
    ['scissor', 'Scissors', 'exact'],
    ['scissors', 'A scissor', 'exact'],
    ['ＴＥＡ　ＢＯＷＬ', 'tea bowls', 'exact'],
    ['Café', 'CAFE cups', 'exact'],
    ['women’s glasses', "Women's glass", 'exact'],
    ['a cup for the tea', 'Tea cup', 'exact'],
    ['the', 'The Book of Tea', 'exact'],
    ['red raku bowl', 'Black Raku tea bowl', 'near'],
    ['red raku', 'Black Raku', null],
    ['red raku bowl', 'Red tea bowl, Shino', null],
    ['large red raku bowl', 'Large red raku teapot', 'near'],
    ['large red raku teapot', 'Large red raku bowl', null],
    ['tea', 'Steam iron', null],
    ['news', 'New arrivals', null],
    ['kettle', '', null],
    ['!!! …', '!!! …', null],
    ['抹茶碗', '志野抹茶碗', 'exact'],
    ['抹茶碗', '志野\n茶碗', null],
    ['茶碗', '抹茶\n碗', null],
    ['碗', '抹茶碗', 'exact'],
    ['左手用茶刀', '左手用茶刀', 'exact'],
    ['左手用茶刀', '左手用の茶刀', 'exact'],
    ['左手用茶刀', '左手用の茶碗', null],
    ['左利き用の茶杓', '竹の茶杓（左利き用）', 'exact'],
    ['ｶｯﾌﾟ', 'ティーカップ', 'exact'],
    ['志野 bowl', 'Shino bowl 志野', 'exact'],
    ['찻잔', '백자 찻잔은', 'exact'],
    ['500ml 急須', '急須500ML', 'exact'],
  ])('%s against %s is %s', (query, text, expected) => {
    expect(match(query, text)).toBe(expected);
    expect(match(query, productWords(text))).toBe(expected);
    expect(expected === null || keysOf(text).includes(keyOf(query))).toBe(true);
  });
});

describe('neededWords', () => {
  it.each([
    ['the bowl of tea', ['bowl', 'tea']],
    ['the of', ['the', 'of']],
    ['bowl Bowls BOWL', ['bowl']],
    ['左手用茶刀', ['左手', '茶刀']],
    ['…', []],
  ])('of %s are %o', (query, expected) => expect(neededWords(query)).toEqual(expected));
});

describe('keyOf', () => {
  it.each([
    ['tea bowl', 'bowl'],
    ['left-handed scissors', 'scissor'],
    ['red raku bowl', 'raku'],
    ['抹茶碗', '抹茶'],
    ['カップ', 'カッ'],
    ['', ''],
  ])('files %s under %s', (query, key) => expect(keyOf(query)).toBe(key));
});

describe('stem', () => {
  it.each(
    'scissors scissor,cups cup,glass glass,glasses glass,boxes box,brushes brush,watches watch,berries berry,ties tie,shoes shoe,tomatoes tomato,knives knife,women woman,bus bus,iris iris,news news,gas gas,vases vase,123s 123s'
      .split(',')
      .map((pair) => pair.split(' ') as [string, string]),
  )('takes %s to %s', (word, expected) => expect(stem(word)).toBe(expected));
});

/** Texts of real words in several scripts, and of anything. */
const piece = fc.constantFrom(
  ...'the tea bowls scissors left-handed raku women’s ＴＥＡ ｶｯﾌﾟ café 抹茶碗 志野抹茶碗 左手用茶刀 左利き用 の 茶 碗 急須500ml ชาเขียว 찻잔은 𠮷野家 葛󠄀 é ß ﬁne , 。 \n - <b>'.split(
    ' ',
  ),
);
const Text = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 250 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 250 }) },
);

/** A search and a text that holds some of its words, so that they often meet. */
const Meeting = fc
  .record({
    said: fc.array(fc.tuple(piece, fc.boolean()), { maxLength: 6 }),
    more: fc.array(piece, { maxLength: 6 }),
    glue: fc.constantFrom(' ', ''),
  })
  .map(({ said, more, glue }) => {
    const kept = said.filter(([, keep]) => keep).map(([word]) => word);
    return [said.map(([word]) => word).join(glue), [...more, ...kept.toReversed()].join(glue)] as const;
  });

describe('the law of watches', () => {
  it('files every wish where each product that answers it is looked up', () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.oneof(Meeting, fc.tuple(Text, Text)), ([query, text]) => {
        if (match(query, text) === null) return;
        answered += 1;
        expect(keysOf(text)).toContain(keyOf(query));
      }),
      { numRuns: 5_000 },
    );
    expect(answered).toBeGreaterThan(300);
  }, 60_000);

  it('lets a text answer itself, if it says anything', () => {
    fc.assert(
      fc.property(Text, (text) => {
        const query = text.slice(0, 200);
        const says = neededWords(query).length > 0;
        expect(match(query, query)).toBe(says ? 'exact' : null);
        expect(keysOf(query).includes(keyOf(query))).toBe(says);
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);

  it('goes on answering when a product says more', () => {
    fc.assert(
      fc.property(Text, Text, (query, more) => {
        fc.pre(neededWords(query).length > 0 && query.length <= 200);
        expect(match(query, `${more}\n${query}`)).toBe('exact');
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('gives a needed word never twice and a key that is of a needed word', () => {
    fc.assert(
      fc.property(Text, (query) => {
        const needed = neededWords(query);
        expect(new Set(needed).size).toBe(needed.length);
        const key = keyOf(query);
        expect(needed.length > 0 ? key !== '' && needed.some((word) => word.startsWith(key)) : key === '').toBe(true);
      }),
    );
  });
});

describe('hostile input', () => {
  it.each([
    ['one letter', 'a'],
    ['apostrophes', "'s"],
    ['marks', '\u0301'],
    ['Chinese', '茶碗'],
    ['Thai', 'ชา'],
    ['expanding letters', '\ufdfa'],
    ['half surrogates', '\ud800'],
  ])(
    'of %s is read in bounded time',
    (_, letter) => {
      const text = letter.repeat(100_000);
      const startedMs = Date.now();
      keysOf(text);
      match(text, text);
      words(text.slice(0, 20_000));
      expect(Date.now() - startedMs).toBeLessThan(10_000);
    },
    30_000,
  );
});
