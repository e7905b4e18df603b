import { AUTHORS, MAKERS, SERIES, type Follow } from '../../catalogue/index.ts';
import { offered } from '../analytics.ts';
import { html, type Markup } from '../html.ts';
import { say, type Locale } from '../locale.ts';
import { money, type Currency } from '../money.ts';
import type { Product } from '../store/shelf.ts';
import { wordsIn } from '../words/index.ts';

/** Where a product's picture lies. */
export function pictureOf(product: Pick<Product, 'handle'>): string {
  return `/pictures/${product.handle}.svg`;
}

/** The maker of a product. */
export function makerOf(product: Pick<Product, 'maker'>): Follow {
  const maker = MAKERS.find(({ id }) => id === product.maker);
  if (maker === undefined) throw new Error(`no maker ${product.maker}`);
  return maker;
}

/** The author of a book, the series of a cup. */
export function authorOf(product: Pick<Product, 'author'>): Follow | undefined {
  return AUTHORS.find(({ id }) => id === product.author);
}

/** The series that a product is part of. */
export function seriesOf(product: Pick<Product, 'series'>): Follow | undefined {
  return SERIES.find(({ id }) => id === product.series);
}

/** Whether nothing of a product can be bought. */
export function isSoldOut(product: Product): boolean {
  return product.variants.every(({ stock }) => stock === 0);
}

/** "€18", or "from €18" when the choice changes it. */
export function priceOf(product: Product, currency: Currency, locale: Locale): string {
  const prices = product.variants.map(({ priceMinor }) => priceMinor);
  const least = Math.min(...prices);
  return prices.every((p) => p === least) ? money(least, currency, locale) : wordsIn(locale).from(money(least, currency, locale));
}

/** One product in a list: picture, name, who made it, price. */
export function card(product: Product, currency: Currency, locale: Locale, eager = false): Markup {
  const w = wordsIn(locale);
  const few = offered(product);
  return html`<li class="card"><a href="/${locale}/products/${product.handle}" data-item="${product.handle}"><img src="${pictureOf(product)}" width="400" height="400" alt="" ${eager ? 'fetchpriority=high' : html`loading="lazy"`}><h3>${say(product.title, locale)}</h3></a><p class="by">${say((authorOf(product) ?? makerOf(product)).name, locale)}</p><p class="price">${priceOf(product, currency, locale)}${isSoldOut(product) ? html` <span class="quiet">${w.soldOut}</span>` : few !== undefined && few.stock <= 3 && product.variants.length === 1 ? html` <span class="quiet">${w.fewLeft(few.stock)}</span>` : ''}</p></li>`;
}

/** A grid of products. */
export function grid(products: readonly Product[], currency: Currency, locale: Locale, eager = 0): Markup {
  return html`<ul class="grid">${products.map((product, i) => card(product, currency, locale, i < eager))}</ul>`;
}
