import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lexicon } from '@rapport/protocol';
import { type Commonness, type Filed, keysOfCategory, keysOfProduct, keysOfWatch, markOf, marksOf, mayAnswer, rowOf, Slips } from './keys.ts';
import { readLexicon } from './lexicon.ts';
import { match, neededWords } from './match.ts';
import { meet, type ChangedProduct, type KeptWatch } from './meet.ts';
import { type PreparedProduct, prepare, readProduct } from './reading.ts';
import { isOneSlip, mayBeSlipOf, shapesOf } from './typo.ts';
import { aProduct, aVariant, aWatch } from './testing.ts';

const filed = (query: string): Filed => aWatch({ query });
const keysOf = (watch: Filed, common?: Commonness): string[] => keysOfWatch(watch, common).map(({ key }) => key);

describe('keysOfWatch', () => {
  it.each([
    ['tea bowl', ['bowl']],
    ['left-handed scissors', ['scissor', 'left']],
    ['red raku bowl', ['raku', 'bowl']],
    ['抹茶碗', ['抹茶']],
    ['カップ', ['カッ']],
    ['', []],
  ])('files %s under %o', (query, keys) => expect(keysOf(filed(query))).toEqual(keys));

  it('names the words beside the key, and how many of them a product may lack', () => {
    const beside = (query: string): string[] =>
      keysOfWatch(filed(query)).map(({ key, beside: others, lacks }) => [key, ...others.map((one) => one.key), lacks].join(' '));
    expect(beside('bowl')).toEqual(['bowl 0']);
    expect(beside('tea bowl')).toEqual(['bowl tea 0']);
    expect(beside('red raku bowl')).toEqual(['raku bowl red 1', 'bowl raku red 1']);
    expect(beside('one three seven eleven')).toEqual(['eleven three seven one 1', 'three eleven seven one 1']);
    expect(beside('oak elm ash fir yew box')).toEqual(['oak elm ash fir 2', 'elm oak ash fir 2', 'ash oak elm fir 2']);
    expect(beside('oak elm ash fir yew box sky sea sun')).toEqual(['oak 0', 'elm 0', 'ash 0', 'fir 0']);
  });

  it('refuses from the row alone what lacks too much, or lacks a word and is of another category', () => {
    const asks = (watch: Filed, has: string, category = ''): boolean =>
      keysOfWatch(watch).some((key) => {
        const marks = (text: string): Set<number> => new Set(text.split(' ').map(markOf));
        return marks(has).has(key.mark) && mayAnswer(...rowOf(key), marksOf(marks(has), category === '' ? [] : marks(category)));
      });
    expect(asks(filed('tea bowl'), 'bowl')).toBe(false);
    expect(asks(filed('tea bowl'), 'bowl tea')).toBe(true);
    expect(asks(filed('red raku bowl'), 'raku bowl')).toBe(false);
    expect(asks(filed('red raku bowl'), 'raku bowl', 'bowl')).toBe(true);
    expect(asks(aWatch({ query: 'red raku bowl', filters: { category: 'x' } }), 'raku bowl')).toBe(true);
    expect(asks(filed('red raku bowl'), 'raku', 'raku')).toBe(false);
  });

  it('takes the rarest words of the shop', () => {
    const common = (word: string): number => ({ bowl: 900, tea: 3, red: 50 })[word] ?? 0;
    expect(keysOf(filed('tea bowl'), common)).toEqual(['tea']);
    expect(keysOf(filed('red tea bowl'), common)).toEqual(['tea', 'red']);
  });

  it('files the others by maker, product and what they are made of', () => {
    expect(keysOf(aWatch({ kind: 'follow', what: 'brand', query: 'Ｍino' }))).toEqual(['brand:mino']);
    expect(keysOf(aWatch({ kind: 'price', productId: 'p1' }))).toEqual(['product:p1']);
    expect(keysOf(aWatch({ kind: 'like', traits: ['series:s', 'category:c', 'tag:a', 'tag:b', 'tag:c'] }))).toEqual(['series:s', 'tag:a', 'tag:b']);
  });
});

/** As a slice finds candidates: by key, or by a filed word one slip away from a word of the product; and by what the row says beside it. */
function reaches(watch: Filed, common: Commonness, product: PreparedProduct, productId: string): boolean {
  const keys = keysOfWatch(watch, common);
  const slips = new Slips(product.typed);
  const shapes = new Set(slips.shapes);
  for (const { mark, spellings } of keys.flatMap((key) => [key, ...key.beside]))
    for (const spelling of spellings) for (const shape of shapesOf(spelling)) if (shapes.has(shape)) slips.take(shape, spelling, mark);
  const has = new Set([...keysOfProduct(product, productId).map(markOf), ...[...slips.found.values()].flatMap((found) => [...found])]);
  const marks = marksOf(has, keysOfCategory(product).map(markOf));
  return keys.some((key) => has.has(key.mark) && mayAnswer(...rowOf(key), marks));
}

/** Words of every language that the matching names, with slips, other widths and endings. */
const WORDS =
  'the tea bowls bowl scissors left-handed raku women’s ＴＥＡ kettle kettel ketle kettles glazed glazing ｶｯﾌﾟ カップ café 抹茶碗 志野抹茶碗 左手用茶刀 左利き用 の 茶 碗 臺灣 台湾 台灣 急須500ml ชาเขียว ชา 찻잔은 찻잔 чайник чайники güneş paneli PANELİ WH-1000XM4 AE7H395 teacup 茶杯 sofa couch 𠮷野家 葛󠄀 é ß ﬁne , 。 \n - <b>'.split(
    ' ',
  );
const piece = fc.constantFrom(...WORDS);
const said = fc.array(piece, { minLength: 1, maxLength: 6 });
const glue = fc.constantFrom(' ', '');
const names = fc.constantFrom('Mino', 'ＭINO', 'Bowls', 'Ware > Bowls', '茶碗', 'Кружки', '');
const Lexica: fc.Arbitrary<Lexicon | undefined> = fc.constantFrom(undefined, {
  synonyms: [
    ['teacup', 'tea bowl', '茶杯'],
    ['sofa', 'couch'],
  ],
  letters: ['臺台', '灣湾', '碗椀'],
});

const Watches: fc.Arbitrary<KeptWatch> = fc
  .record({
    kind: fc.constantFrom('search', 'search', 'search', 'follow', 'price', 'stock', 'like'),
    said,
    glue,
    what: fc.constantFrom('brand', 'author', 'series', 'category', 'seller'),
    name: names,
    filters: fc.record(
      { maxPriceMinor: fc.integer({ min: 1, max: 3_000 }), category: fc.constantFrom('Bowls', 'ware', '茶碗') },
      { requiredKeys: [] },
    ),
    productId: fc.constantFrom('p1', 'p2'),
    goal: fc.constantFrom({ percent: 10 }, { toMinor: 900 }, { byMinor: 100 }),
    traits: fc.subarray(['brand:mino', 'category:bowls', 'series:mino', 'tag:tea', 'tag:raku', 'tag:茶']),
  })
  .map(({ kind, said: all, glue: between, what, name, ...rest }) =>
    aWatch({
      ...rest,
      kind,
      what: kind === 'follow' ? what : null,
      query: kind === 'follow' ? name : all.join(between),
      baselineMinor: 1_500,
      filters: kind === 'search' ? rest.filters : {},
    }),
  );

const Changes: fc.Arbitrary<ChangedProduct & { readonly text: string }> = fc
  .record({
    kind: fc.constantFrom('new', 'returned', 'restocked', 'cheaper', 'variant-cheaper', 'gone'),
    texts: fc.array(fc.tuple(said, glue), { maxLength: 4 }),
    id: fc.constantFrom('p1', 'p2'),
    brand: names,
    category: names,
    series: names,
    tags: fc.subarray(['Tea', 'RAKU', '茶']),
    priceMinor: fc.integer({ min: 1, max: 3_000 }),
    available: fc.boolean(),
  })
  .map(({ kind, texts, id, brand, category, series, tags, ...variant }) => {
    const text = [...texts.map(([all, between]) => all.join(between)), brand, category, series, ...tags].join('\n');
    const product = aProduct({ id, brand: { '': brand }, category: { '': category }, series, tags, variants: [aVariant(variant)] });
    return { kind, product, text, variantIds: ['v1'], beforeMinor: 2_000 };
  });

describe('the law of watches', () => {
  it('files every watch where each product that answers it looks it up', () => {
    let answered = 0;
    let near = 0;
    fc.assert(
      fc.property(fc.array(Watches, { minLength: 1, maxLength: 12 }), Changes, Lexica, fc.nat(5), (watches, change, lexicon, salt) => {
        const product = prepare(readProduct(change.product, change.text), readLexicon(lexicon));
        const common = (word: string): number => (word.length * (salt + 3)) % 7;
        for (const watch of watches) {
          const reason = meet(watch, change, product);
          if (reason === null) continue;
          answered += 1;
          if (reason.code === 'searched' && reason.match === 'near') near += 1;
          expect(reaches(watch, common, product, change.product.id), `${watch.kind} ${watch.query} / ${change.text}`).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
    expect(answered).toBeGreaterThan(400);
    expect(near).toBeGreaterThan(15);
  }, 60_000);

  const Text = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(said, glue).map(([all, between]) => all.join(between)) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 200 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );

  it('lets a text answer itself, if it says anything, also when the product says more', () => {
    fc.assert(
      fc.property(Text, Text, (query, more) => {
        fc.pre(query.length <= 200);
        const product = prepare(readProduct(aProduct(), `${more}\n${query}`));
        const needed = neededWords(query);
        expect(match(needed, product)).toBe(needed.length > 0 ? 'exact' : null);
        expect(needed.length === 0 || reaches(filed(query), () => 0, product, 'p1')).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);

  it('passes no two words over that are one slip apart', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '𠮷'), minLength: 4, maxLength: 7 });
    let slips = 0;
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        if (!isOneSlip(a, b)) return;
        slips += 1;
        expect(mayBeSlipOf(a, b)).toBe(true);
        expect(shapesOf(a).some((shape) => shapesOf(b).includes(shape))).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    expect(slips).toBeGreaterThan(50);
  });

  it('gives a needed word never twice, and always a key where there is a word', () => {
    fc.assert(
      fc.property(Text, (query) => {
        const needed = neededWords(query);
        expect(new Set(needed).size).toBe(needed.length);
        expect(keysOfWatch(filed(query)).length > 0).toBe(needed.length > 0);
      }),
    );
  });
});
