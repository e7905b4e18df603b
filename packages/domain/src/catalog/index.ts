export { card } from './card.ts';
export { compare, type CatalogChange, type CatalogChangeKind } from './compare.ts';
export { holdOf, MARKS, marksOf as sameMarks, nothingFound, type Mark } from './judge.ts';
export { pick } from './pick.ts';
export { PRODUCT_TEXT_CHARS, productText } from './product-text.ts';
export { sameProduct } from './same-product.ts';
export { tasteTraits } from './taste-traits.ts';
