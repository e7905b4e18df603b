import type { Programme, ShopEvent } from '@rapport/protocol';
import { describe, expect, it } from 'vitest';
import { agree, observe, promote, stranger } from './shopper.ts';
import type { Person } from './shopper.ts';

let made = 0;
const at = (nowMs: number) => ({ nowMs, newId: () => `id-${(made += 1)}` });
const programme: Programme = {
  pointsPerUnit: 1,
  signUpPoints: 50,
  pendingDays: 14,
  rewards: [{ id: 'five', kind: 'amount', title: {}, costPoints: 100, valueMinor: 500, percent: null, minimumMinor: 0, stock: null }],
};
const shop = { currency: 'EUR', programme };
const aPerson = (change: Partial<Person> = {}): Person => ({
  ...stranger('shp_1', 'as_1', 'en', 0),
  consent: { personalisation: 'granted', messages: 'granted' },
  ...change,
});
describe('observe', () => {
  it('remembers what was looked at, the newest first, and tells the recommender what it meant', () => {
    const event = (id: string, name: ShopEvent['name'], productId: string): ShopEvent => ({ id, name, ageMs: 10, items: [{ productId }] });
    const seen = observe(
      aPerson({ recent: ['old', 'a'] }),
      [event('1', 'view_item', 'a'), event('2', 'view_item', 'b'), event('3', 'add_to_cart', 'b')],
      shop,
      1_000,
    );
    expect(seen.person).toMatchObject({ recent: ['b', 'a', 'old'], lastSeenAtMs: 1_000, version: 1 });
    expect(seen.entries.map(({ name, atMs, source }) => [name, atMs, source])).toEqual([
      ['view_item', 990, 'page'],
      ['view_item', 990, 'page'],
      ['add_to_cart', 990, 'page'],
    ]);
    expect(seen.interests.map(({ productId, weight }) => [productId, weight])).toEqual([
      ['a', 1],
      ['b', 1],
      ['b', 3],
    ]);
  });

  it('gives no points and counts no order for a purchase that only the page reports', () => {
    const seen = observe(aPerson(), [{ id: '1', name: 'purchase', ageMs: 0, orderId: 'o', valueMinor: 9_999_999, currency: 'EUR' }], shop, 1);
    expect(seen.person).toMatchObject({ orders: 0, spentMinor: 0, pointsPending: 0, pointsAvailable: 0 });
    expect(seen.reported).toEqual([{ orderId: 'o', points: 99_999 }]);
  });
});

describe('agree', () => {
  it('forgets what was looked at when personalisation is taken back', () => {
    const { person, entries } = agree(
      aPerson({ recent: ['a'] }),
      { personalisation: 'denied', messages: 'denied', source: 'banner', words: '' },
      at(1),
    );
    expect(person).toMatchObject({ recent: [], consent: { personalisation: 'denied', messages: 'denied' } });
    expect(entries.map(({ name }) => name)).toEqual(['consent_withdrawn']);
  });
});

describe('promote', () => {
  it('gives the points for joining once, whatever is repeated', () => {
    const first = promote(aPerson(), [], { name: 'Mei', email: 'mei@x.example', locale: 'zh-Hant' }, { programme, timeZone: 'UTC' }, at(1));
    const again = promote(first.person, first.movements, { name: 'Mei', email: null, locale: null }, { programme, timeZone: 'UTC' }, at(2));
    expect(first.person).toMatchObject({ kind: 'member', name: 'Mei', pointsAvailable: 50 });
    expect(again.movements).toEqual([]);
    expect(again.person).toMatchObject({ pointsAvailable: 50, email: 'mei@x.example', locale: 'zh-Hant' });
  });
});
