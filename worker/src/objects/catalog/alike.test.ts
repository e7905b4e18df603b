import { expect, it } from 'vitest';
import { aProduct } from '../../connectors/testing/a-product.ts';
import { alikeTo, traitsOf } from './alike.ts';

it('folds traits, takes one language and each once', () => {
  const product = aProduct('a', { brand: { '': 'ＡＣＭＥ', en: 'Acme' }, category: { 'zh-Hant': '碗' }, series: 'S', tags: ['Tea', 'tea'] });
  expect(traitsOf(product)).toEqual(['series:s', 'brand:acme', 'category:碗', 'tag:tea']);
});

it('trusts rare traits more than common ones', () => {
  const many = Array.from({ length: 100 }, (_, i) => `m${i}`);
  const sharing = (trait: string): string[] => (trait === 'tag:rare' ? ['a', 'x'] : ['a', ...many]);
  const [best] = alikeTo([aProduct('a', { brand: { '': 'Common' }, tags: ['rare'] })], sharing, 3);
  expect(best).toMatchObject({ productId: 'x', because: 'a', how: 'like-viewed' });
});
