import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placementOf, rowId, rowsSeen, Tally } from './index.ts';
import { Sketch } from './sketch.ts';

const UUID = '0f9f7a52-5f0c-4a60-9a7e-2d5d6c1f0a11';

describe('a sketch', () => {
  it.each([3, 50, 700, 20_000])('counts %i different names, however often each comes', (names) => {
    const sketch = new Sketch(1_024);
    for (let time = 0; time < 2; time += 1) for (let name = 0; name < names; name += 1) sketch.add(`name-${name}`);
    expect(Math.abs(sketch.count - names)).toBeLessThanOrEqual(Math.max(1, names * 0.1));
    expect(sketch.least).toBeLessThanOrEqual(names);
  });

  it('counts the same when it was put together from parts', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (left, right) => {
        const [one, other, both] = [new Sketch(64), new Sketch(64), new Sketch(64)];
        for (const name of left) one.add(name);
        for (const name of right) other.add(name);
        for (const name of [...left, ...right]) both.add(name);
        one.join(other);
        expect(one.registers).toEqual(both.registers);
      }),
    );
  });
});

describe('how a placement does', () => {
  const seen = (...productIds: string[]) => ({ placement: 'next' as const, chosen: false, productIds });

  it('is told from five people on, and not before', () => {
    const tally = new Tally();
    for (let person = 0; person < 4; person += 1) for (let time = 0; time < 50; time += 1) tally.add(`as_${person}`, seen('a', 'b'));
    expect(tally.figures).toBeNull();
    tally.add('as_4', seen('c'));
    tally.add('as_4', { placement: 'next', chosen: true, productIds: ['c'] });
    expect(tally.figures).toEqual({ people: 5, rows: 201, seen: 401, chosen: 1, products: 3 });
  });

  it('adds up over days, and comes back from its bytes as it was', () => {
    const [one, other] = [new Tally(), new Tally()];
    for (let person = 0; person < 6; person += 1) (person < 3 ? one : other).add(`as_${person}`, seen(`p${person}`));
    const all = Tally.load(one.dump());
    all.join(Tally.load(other.dump()));
    expect(all.figures).toEqual({ people: 6, rows: 6, seen: 6, chosen: 0, products: 6 });
  });

  it('is known by the id of the answer, which names its place; other ids count nothing', () => {
    expect(placementOf(rowId('bought-together', UUID))).toBe('bought-together');
    for (const id of ['', UUID, `elsewhere.${UUID}`, 'next.1', `next.${UUID}x`]) expect(placementOf(id)).toBeNull();
    const items = [{ productId: 'a' }];
    const recommendationId = rowId('next', UUID);
    expect(
      rowsSeen([
        { name: 'view_item_list', items, recommendationId },
        { name: 'select_item', items, recommendationId },
        { name: 'view_item_list', items, recommendationId: 'made-up' },
        { name: 'view_item', items, recommendationId },
        { name: 'view_item_list', items },
      ]),
    ).toEqual([
      { placement: 'next', chosen: false, productIds: ['a'] },
      { placement: 'next', chosen: true, productIds: ['a'] },
    ]);
  });
});
