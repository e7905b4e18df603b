import { describe, expect, it } from 'vitest';
import { readLexicon } from './lexicon.ts';
import { match, nearCount, neededWords } from './match.ts';
import { holdsIn, isSlip, prepare, readProduct } from './reading.ts';
import { stem } from './stem.ts';
import { aProduct } from './testing.ts';
import { isOneSlip, shapesOf } from './typo.ts';
import { words } from './words.ts';

const asked = (query: string, text: string, category = '', lexicon = readLexicon(undefined)) =>
  match(neededWords(query), prepare(readProduct(aProduct({ category: { '': category } }), `${text}\n${category}`), lexicon));

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
    ['roasting oolong', 'Roasted oolong', 'exact'],
    ['glaze', 'Glazed', 'exact'],
    ['red raku', 'Black Raku', null],
    ['tea', 'Steam iron', null],
    ['news', 'New arrivals', null],
    ['kettle', '', null],
    ['kettel', 'Iron kettle', 'near'],
    ['iron kettel', 'Iron kettle', 'near'],
    ['ketle', 'Kettle', 'near'],
    ['kettlle', 'Kettle', 'near'],
    ['kittle', 'Kettle', 'near'],
    ['ktetel', 'Kettle', null],
    ['cups', 'Cuts', null],
    ['AE7H395VC5B', 'Panasonic AE7H395VC5B', 'exact'],
    ['AE7H395VC5C', 'Panasonic AE7H395VC5B', null],
    ['wh-1000xm4', 'Sony WH-1000XM4', 'exact'],
    ['wh-1000xm5', 'Sony WH-1000XM4', null],
    ['!!! …', '!!! …', null],
    ['抹茶碗', '志野抹茶碗', 'exact'],
    ['抹茶碗', '志野\n茶碗', null],
    ['茶碗', '抹茶\n碗', null],
    ['抹茶 碗', '志野抹茶碗', 'exact'],
    ['碗', '抹茶碗', 'exact'],
    ['左手用茶刀', '左手用茶刀', 'exact'],
    ['左手用茶刀', '左手用の茶刀', 'exact'],
    ['左手用茶刀', '左手用の茶碗', null],
    ['左利き用の茶杓', '竹の茶杓（左利き用）', 'exact'],
    ['ｶｯﾌﾟ', 'ティーカップ', 'exact'],
    ['志野 bowl', 'Shino bowl 志野', 'exact'],
    ['찻잔', '백자 찻잔은', 'exact'],
    ['ชาเขียว', 'ชาเขียวมัทฉะ', 'exact'],
    ['500ml 急須', '急須500ML', 'exact'],
    ['güneş paneli', 'GÜNEŞ PANELİ 400W', 'exact'],
    ['чайник', 'Чайник железный', 'exact'],
    ['臺灣茶', '台灣茶', null],
    ['台湾茶', '臺灣茶', null],
  ])('%s against %s is %s', (query, text, expected) => expect(asked(query, text)).toBe(expected));

  it.each([
    ['red raku bowl', 'Black Raku tea bowl', 'Tea bowls', 'near'],
    ['red raku bowl', 'Black Raku tea bowl', '', null],
    ['red raku bowl', 'Red tea bowl, Shino', 'Bowls', 'near'],
    ['large red raku bowl', 'Large red raku teapot', 'Teapots', null],
    ['large red raku teapot', 'Large red raku bowl', 'Bowls', null],
    ['red raku', 'Raku', 'Raku', null],
    ['志野 抹茶 碗', '備前抹茶碗', '碗', 'near'],
    ['志野 抹茶 碗', '備前抹茶碗', '器', null],
  ])('%s against %s in %s is %s: most of the words and the same category', (query, text, category, expected) =>
    expect(asked(query, text, category)).toBe(expected),
  );

  it('takes the category asked for as the same category', () => {
    const product = prepare(readProduct(aProduct(), 'Black raku bowl'));
    expect(match(neededWords('red raku bowl'), product, 'Bowls')).toBe('near');
  });

  it('reads the owner’s synonyms and letters, and no others', () => {
    const lexicon = readLexicon({
      synonyms: [
        ['tea cup', 'teacup', '茶杯'],
        ['sofa', 'couch'],
      ],
      letters: ['臺台', '湾灣', 'ab'],
    });
    expect(asked('couch', 'A sofa', '', lexicon)).toBe('exact');
    expect(asked('sofa', 'A couch', '', lexicon)).toBe('exact');
    expect(asked('teacup', 'Cup for tea', '', lexicon)).toBe('exact');
    expect(asked('tea cup', 'Teacup', '', lexicon)).toBe('exact');
    expect(asked('茶杯', 'Teacup', '', lexicon)).toBe('exact');
    expect(asked('teacup', '白瓷茶杯', '', lexicon)).toBe('exact');
    expect(asked('台湾茶', '臺灣茶', '', lexicon)).toBe('exact');
    expect(asked('臺灣茶', '台湾茶', '', lexicon)).toBe('exact');
    expect(asked('a', 'b', '', lexicon)).toBeNull();
    expect(asked('sofa', 'Teacup', '', lexicon)).toBeNull();
  });
});

describe('neededWords', () => {
  it.each([
    ['the bowl of tea', ['bowl', 'tea']],
    ['the of', ['the', 'of']],
    ['bowl Bowls BOWL', ['bowl']],
    ['左手用茶刀', ['左手', '茶刀']],
    ['…', []],
  ])('of %s are %o', (query, expected) => expect(neededWords(query).map(({ word }) => word)).toEqual(expected));

  it('must be there all, or two thirds of three and more', () => {
    expect([1, 2, 3, 4, 5, 6, 9].map(nearCount)).toEqual([1, 2, 2, 3, 4, 4, 6]);
  });
});

describe('stem', () => {
  it.each(
    'scissors=scissor,cups=cup,glasses=glass,boxes=box,brushes=brush,watches=watch,berries=berry,ties=tie,shoes=shoe,tomatoes=tomato,knives=knife,women=woman,vases=vase,painted=paint,glazing=glaze,wrapped=wrapping,roasted=roasts,handles=handled,knitted=knit'
      .split(',')
      .map((pair) => pair.split('=') as [string, string]),
  )('joins %s and %s', (one, other) => expect(stem(one)).toBe(stem(other)));

  it.each(
    'news=new,bus=bu,iris=iri,earring=ear,bedding=bed,clothing=cloth,customer=custom,hardly=hard,glass=glas,gas=ga,123s=123,seed=se,red=r'
      .split(',')
      .map((pair) => pair.split('=') as [string, string]),
  )('keeps %s and %s apart', (one, other) => expect(stem(one)).not.toBe(stem(other)));
});

describe('a slip of the pen', () => {
  it.each([
    ['kettle', 'kettel', true],
    ['kettle', 'kettl', true],
    ['kettle', 'kettles', true],
    ['kettle', 'mettle', true],
    ['kettle', 'kettle', false],
    ['kettle', 'ketel', false],
    ['abcde', 'badce', false],
    ['чайник', 'чайнек', true],
  ])('between %s and %s: %s', (one, other, expected) => {
    expect(isOneSlip(one, other)).toBe(expected);
    expect(isOneSlip(other, one)).toBe(expected);
    if (expected) expect(shapesOf(one).some((shape) => shapesOf(other).includes(shape))).toBe(true);
  });

  it('is looked for in words of five letters and more without digits', () => {
    const product = prepare(readProduct(aProduct(), 'Kettles bowl x1000y'));
    const found = (word: string, form: string): string | null =>
      holdsIn(product, word, product.lexicon) ? 'yes' : isSlip(product, { word, form }) ? 'slip' : null;
    expect(['kettel', 'ketles', 'bowk', 'x1000z', 'kettle'].map((word) => found(stem(word), word))).toEqual(['slip', 'slip', null, null, 'yes']);
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
      match(neededWords(text), prepare(readProduct(aProduct(), text)));
      words(text.slice(0, 20_000));
      expect(Date.now() - startedMs).toBeLessThan(10_000);
    },
    30_000,
  );
});
