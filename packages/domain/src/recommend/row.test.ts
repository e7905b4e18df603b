import type { Hand, Product } from '@rapport/protocol';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  composeRow,
  handFor,
  historyOf,
  judgementOf,
  markOf,
  marksOf,
  NO_HAND,
  withHand,
  type RowProduct,
  type RowQuestion,
  type Step,
} from './index.ts';

const ids = (row: readonly { product: RowProduct }[]): string[] => row.map(({ product }) => product.productId);
const anId = fc.integer({ min: 0, max: 19 }).map((number) => `p${number}`);
const someIds = (maxLength: number) => fc.uniqueArray(anId, { maxLength });

/** A catalogue of up to twenty products of four makers, some sold out, some of a family. */
const aCatalogue = fc
  .uniqueArray(
    fc.record({
      productId: anId,
      title: fc.constantFrom('Cup, blue', 'Cup, red', 'Pot', 'Tray', 'Whisk'),
      brand: fc.constantFrom('', 'Kato', 'Tani', 'Lin'),
      priceMinor: fc.integer({ min: 100, max: 90_000 }),
      available: fc.boolean(),
    }),
    { selector: ({ productId }) => productId, maxLength: 20 },
  )
  .map(
    (all) =>
      new Map(
        all.map((one): [string, RowProduct] => [one.productId, { ...one, marks: [`product:${one.productId}`, `brand:${one.brand.toLowerCase()}`] }]),
      ),
  );
const aRule = fc.oneof(
  anId.map((value) => ({ by: 'product' as const, value })),
  fc.constantFrom('KATO', 'Tani', 'lin').map((value) => ({ by: 'brand' as const, value })),
);
const aHand: fc.Arbitrary<Hand> = fc.record({
  pins: fc.array(fc.record({ productId: anId, place: fc.integer({ min: 1, max: 8 }) }), { maxLength: 4 }),
  exclude: fc.array(aRule, { maxLength: 2 }),
  boosts: fc.array(
    fc.tuple(aRule, fc.constantFrom(0.1, 0.5, 2, 10)).map(([rule, times]) => ({ ...rule, times })),
    { maxLength: 3 },
  ),
});
const steps = (list: readonly string[]): Step[] => list.map((productId) => ({ productId, code: 'trending' }));
const aQuestion: fc.Arbitrary<RowQuestion<RowProduct>> = fc
  .record({
    limit: fc.integer({ min: 1, max: 8 }),
    hand: aHand,
    catalogue: aCatalogue,
    own: fc.array(anId, { maxLength: 30 }),
    bought: someIds(20),
    hidden: someIds(6),
    asItIs: fc.boolean(),
    aboutMinor: fc.constantFrom(null, 500),
  })
  .map(({ limit, hand, catalogue, own, bought, hidden, asItIs, aboutMinor }) => ({
    limit,
    hand,
    steps: steps([...own, ...catalogue.keys()]),
    last: steps(bought),
    never: new Set(hidden),
    bought: new Set(bought),
    product: (id: string) => catalogue.get(id),
    aboutMinor,
    asItIs,
  }));
const every = Array.from({ length: 20 }, (_, number) => `p${number}`);
const mayBeShown = ({ never, product, hand }: RowQuestion<RowProduct>, id: string): boolean => {
  const found = product(id);
  return found?.available === true && !never.has(id) && !judgementOf(hand)(found.marks).excluded;
};

describe('a row', () => {
  it('never has what is hidden, unavailable, excluded or gone, and no product twice', () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const row = ids(composeRow(question));
        expect(row.filter((id) => !mayBeShown(question, id))).toEqual([]);
        expect(new Set(row).size).toBe(row.length);
        expect(row.length).toBeLessThanOrEqual(question.limit);
      }),
      { numRuns: 500 },
    );
  });

  it('has what was bought only where there is nothing else, and is empty only where nothing may be shown', () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const row = ids(composeRow(question));
        const open = every.filter((id) => mayBeShown(question, id));
        const fresh = open.filter((id) => !question.bought.has(id));
        if (fresh.length > 0) {
          expect(row.filter((id) => question.bought.has(id))).toEqual([]);
          expect(row.length).toBe(Math.min(question.limit, fresh.length));
        } else expect(row.length).toBe(Math.min(question.limit, open.length));
      }),
      { numRuns: 500 },
    );
  });

  it('has the owner’s pins where they belong', () => {
    fc.assert(
      fc.property(aQuestion, (question) => {
        const row = composeRow(question);
        const places = new Map<number, string>();
        for (const { productId, place } of question.hand.pins.toSorted((a, b) => a.place - b.place)) {
          const may = mayBeShown(question, productId) && !question.bought.has(productId) && place <= question.limit;
          if (!may || [...places.values()].includes(productId)) continue;
          expect(row.find(({ product }) => product.productId === productId)).toMatchObject({ pinned: true, step: { code: 'picked' } });
          if (!places.has(place) && place <= row.length) places.set(place, productId);
        }
        const alone = question.hand.pins.filter(({ productId }) => question.hand.pins.every((pin) => pin.productId === productId));
        const [pin] = alone;
        if (pin && places.get(pin.place) === pin.productId && alone.length === 1) expect(row[pin.place - 1]?.product.productId).toBe(pin.productId);
      }),
      { numRuns: 500 },
    );
  });

  it('moves what the owner boosts up and what they hold back down, and says by how much', () => {
    const catalogue = new Map(
      every.map((id): [string, RowProduct] => [
        id,
        { productId: id, title: id, brand: id, priceMinor: 1, available: true, marks: [`product:${id}`] },
      ]),
    );
    const boosts = [
      { by: 'product', value: 'p5', times: 10 },
      { by: 'product', value: 'p0', times: 0.1 },
    ] as const;
    const question = {
      limit: 4,
      hand: { ...NO_HAND, boosts: [...boosts] },
      steps: steps(every),
      last: [],
      never: new Set<string>(),
      bought: new Set<string>(),
      aboutMinor: null,
    };
    const row = composeRow({ ...question, product: (id) => catalogue.get(id) });
    expect(ids(row)).toEqual(['p5', 'p1', 'p2', 'p3']);
    expect(row.map(({ times }) => times)).toEqual([10, 1, 1, 1]);
  });
});

describe('the owner’s hand', () => {
  const product = {
    id: 'a',
    brand: { en: 'Lin', 'zh-Hant': '林' },
    author: {},
    category: { '': 'Cups ' },
    series: 'Twelve',
    tags: ['Ｒough'],
  } as unknown as Product;

  it('finds a product by its words in any language, wide letters and capitals alike', () => {
    expect(marksOf(product)).toEqual(['product:a', 'brand:lin', 'brand:林', 'category:cups', 'series:twelve', 'tag:rough']);
    for (const rule of [
      { by: 'brand', value: ' LIN' },
      { by: 'tag', value: 'rough' },
      { by: 'series', value: 'TWELVE' },
    ] as const)
      expect(marksOf(product)).toContain(markOf(rule));
    expect(marksOf(product)).not.toContain(markOf({ by: 'product', value: 'A' }));
  });

  it('of one placement stands beside that of all; an empty one leaves nothing behind', () => {
    const pin = { productId: 'a', place: 1 };
    const hands = withHand(withHand(undefined, 'all', { ...NO_HAND, pins: [{ ...pin, place: 3 }], exclude: [{ by: 'tag', value: 'x' }] }), 'next', {
      ...NO_HAND,
      pins: [pin],
    });
    expect(handFor(hands, 'next')).toEqual({ pins: [pin], exclude: [{ by: 'tag', value: 'x' }], boosts: [] });
    expect(handFor(hands, 'similar').pins).toEqual([{ productId: 'a', place: 3 }]);
    expect(handFor(undefined, 'similar')).toEqual(NO_HAND);
    expect(withHand(withHand(hands, 'next', NO_HAND), 'all', NO_HAND)).toEqual({});
  });
});

describe('what somebody bought', () => {
  it('is in baskets by when it was placed; what was given back and not bought since is not in them', () => {
    const order = (status: 'paid' | 'fulfilled' | 'cancelled' | 'refunded', placedAtMs: number, ...productIds: string[]) => ({
      status,
      placedAtMs,
      productIds,
    });
    expect(
      historyOf([
        order('fulfilled', 3, 'tea', 'cup'),
        order('paid', 1, 'tea', 'tea', 'pot'),
        order('refunded', 2, 'pot', 'cup'),
        order('cancelled', 4, 'tray'),
      ]),
    ).toEqual({
      baskets: [['tea'], ['tea', 'cup']],
      returned: ['pot'],
    });
  });
});
