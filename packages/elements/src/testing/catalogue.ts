import type { Message, Recommendation, Reward, ShopConfig, Voucher } from '@rapport/protocol';

export { aWatch } from '@rapport/client/testing';

/** A recommended product. */
export const aRecommendation = (more: Partial<Recommendation> = {}): Recommendation => ({
  productId: 'bowl',
  title: 'Rough-glazed tea bowl',
  url: '/p/bowl',
  image: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
  brand: 'Lin Yu-chen',
  priceMinor: 4800,
  compareAtMinor: null,
  currency: 'EUR',
  available: true,
  reason: { code: 'like-viewed', because: 'The Book of Steam' },
  ...more,
});

/** A product as a message shows it. */
export const aProduct = (): NonNullable<Message['product']> => {
  const { reason: _, ...product } = aRecommendation();
  return product;
};

/** A message that an awaited product has come. */
export const aMessage = (more: Partial<Message> = {}): Message => {
  return {
    id: 'm1',
    kind: 'arrival',
    atMs: Date.now() - 3 * 3_600_000,
    readAtMs: null,
    product: aProduct(),
    offer: null,
    reasons: [{ code: 'searched', query: 'matcha bowl', sinceMs: Date.UTC(2020, 4, 3, 12), match: 'exact' }],
    ...more,
  };
};

/** Something points can be given for. */
export const aReward = (more: Partial<Reward> = {}): Reward => ({
  id: 'r1',
  kind: 'amount',
  title: { en: 'A tin of oolong', 'zh-Hant': '一罐烏龍' },
  costPoints: 200,
  valueMinor: 500,
  percent: null,
  minimumMinor: 4000,
  stock: null,
  ...more,
});

/** What came of it. */
export const aVoucher = (more: Partial<Voucher> = {}): Voucher => ({
  code: '7KQ2-M9XD-4TRA-P0ZC',
  kind: 'amount',
  valueMinor: 500,
  percent: null,
  minimumMinor: 4000,
  rewardId: 'r1',
  state: 'ready',
  madeAtMs: 1,
  usedAtMs: null,
  ...more,
});

/** What anybody may know of the shop. */
export const aConfig = (more: Partial<ShopConfig> = {}): ShopConfig => ({
  shopId: 's1',
  name: 'Morning Mountain',
  currency: 'EUR',
  locales: ['en', 'zh-Hant'],
  pointsPerUnit: 1,
  signUpPoints: 50,
  ...more,
});
