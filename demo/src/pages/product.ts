import { CATEGORIES, type FactName } from '../../catalogue/index.ts';
import { commerce, item, offered } from '../analytics.ts';
import { html, type Child } from '../html.ts';
import { say } from '../locale.ts';
import { decimal, money } from '../money.ts';
import type { Product, Shelf, Variant } from '../store/shelf.ts';
import { MOST } from '../store/visits.ts';
import { wordsIn } from '../words/index.ts';
import { authorOf, grid, isSoldOut, makerOf, pictureOf, seriesOf } from './card.ts';
import type { Page, Scene } from './frame.ts';

const FACTS: readonly FactName[] = ['origin', 'harvest', 'brew', 'volume', 'size', 'material', 'pages', 'care'];

/** What search engines and agents read: the product, and an offer for each variant. */
function structured(scene: Scene, shelf: Shelf, product: Product): unknown {
  const url = `${scene.origin}/${scene.locale}/products/${product.handle}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    productID: product.handle,
    name: say(product.title, scene.locale),
    description: say(product.text, scene.locale),
    image: scene.origin + pictureOf(product),
    url,
    sku: product.variants[0]?.sku,
    brand: { '@type': 'Brand', name: say(makerOf(product).name, scene.locale) },
    category: say(CATEGORIES.find(({ id }) => id === product.category)?.name ?? ['', ''], scene.locale),
    ...(authorOf(product) === undefined ? {} : { author: { '@type': 'Person', name: say(authorOf(product)?.name ?? ['', ''], scene.locale) } }),
    offers: product.variants.map((v) => ({
      '@type': 'Offer',
      sku: v.sku,
      url: `${url}?variant=${encodeURIComponent(v.id)}`,
      ...(say(v.name, scene.locale) === '' ? {} : { name: say(v.name, scene.locale) }),
      price: decimal(v.priceMinor),
      priceCurrency: shelf.currency,
      availability: `https://schema.org/${v.stock > 0 ? 'InStock' : 'OutOfStock'}`,
      itemCondition: 'https://schema.org/NewCondition',
    })),
  };
}

function choices(scene: Scene, shelf: Shelf, product: Product, chosen: Variant): Child {
  const w = wordsIn(scene.locale);
  if (product.variants.length === 1) return html`<input type="hidden" name="variant" value="${chosen.id}">`;
  return html`<fieldset class="choices"><legend>${w.choose}</legend>${product.variants.map((v) => html`<label><input type="radio" name="variant" value="${v.id}"${v.id === chosen.id ? ' checked' : ''}${v.stock === 0 ? ' disabled' : ''} data-price="${money(v.priceMinor, shelf.currency, scene.locale)}" data-stock="${stockWords(scene, v)}" data-rapport-amount="${v.priceMinor}"><span>${say(v.name, scene.locale)}<small>${v.stock === 0 ? w.soldOut : money(v.priceMinor, shelf.currency, scene.locale)}</small></span></label>`)}</fieldset>`;
}

function stockWords(scene: Scene, variant: Variant): string {
  const w = wordsIn(scene.locale);
  return variant.stock === 0 ? w.outOfStock : variant.stock <= 3 ? w.fewLeft(variant.stock) : w.inStock;
}

/** One product: what it is, what it costs, how to have it. */
export function productPage(scene: Scene, shelf: Shelf, product: Product, wanted: string): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const chosen = product.variants.find(({ id }) => id === wanted) ?? offered(product);
  if (chosen === undefined) throw new Error(`${product.handle} has no variant`);
  const [maker, author, series] = [makerOf(product), authorOf(product), seriesOf(product)];
  const category = CATEGORIES.find(({ id }) => id === product.category);
  const siblings =
    product.series === undefined ? [] : shelf.products.filter((p) => p.series === product.series && p.handle !== product.handle).slice(-4);
  const row = (name: string, value: Child): Child => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return {
    title: say(product.title, locale),
    description: say(product.text, locale),
    picture: pictureOf(product),
    shelf: product.category,
    data: structured(scene, shelf, product),
    events: [commerce('view_item', shelf.currency, [item(product, chosen, 1, locale)])],
    body: html`<article class="wide product"><div class="plate"><img src="${pictureOf(product)}" width="800" height="800" alt="${say(product.title, locale)}" fetchpriority="high"></div>
<div class="about"><p class="kind"><a href="/${locale}/makers/${maker.id}">${say(maker.name, locale)}</a><span>${say(maker.place, locale)}</span></p><h1>${say(product.title, locale)}</h1>
<p class="price" data-price-now>${money(chosen.priceMinor, shelf.currency, locale)}</p><p class="text">${say(product.text, locale)}</p>
<form method="post" action="/${locale}/basket" class="buy">${choices(scene, shelf, product, chosen)}<p class="stock" data-stock-now>${stockWords(scene, chosen)}</p>${isSoldOut(product) ? html`<p class="buttons"><button disabled>${w.soldOut}</button></p>${scene.rapport === undefined ? '' : html`<rapport-watch product="${product.handle}" query="${say(product.title, locale)}"></rapport-watch>`}` : html`<p class="buttons"><label class="unseen" for="quantity">${w.quantity}</label><input id="quantity" name="quantity" type="number" inputmode="numeric" min="1" max="${MOST}" value="1" aria-label="${w.quantity}"><button>${w.add}</button></p>${scene.rapport === undefined ? '' : html`<rapport-earn product="${product.handle}" amount="${chosen.priceMinor}"></rapport-earn>`}`}</form>
${scene.rapport === undefined ? '' : html`<rapport-offers placement="product" product="${product.handle}" category="${category?.name[0] ?? ''}"></rapport-offers>`}
<dl class="facts">${author === undefined ? '' : row(w.kinds.authors, html`<a href="/${locale}/authors/${author.id}">${say(author.name, locale)}</a>`)}${series === undefined ? '' : row(w.partOf, html`<a href="/${locale}/series/${series.id}">${say(series.name, locale)}</a>`)}${FACTS.flatMap(
      (name) => {
        const fact = product.facts[name];
        return fact === undefined ? [] : [row(w.facts[name], say(fact, locale))];
      },
    )}${product.warrantyMonths === undefined ? '' : row(w.warranty, w.months(product.warrantyMonths))}${category === undefined ? '' : row(w.sku, chosen.sku)}</dl>${scene.rapport === undefined || isSoldOut(product) ? '' : html`<rapport-watch kind="price" product="${product.handle}" percent="10"></rapport-watch>`}</div></article>
${scene.rapport === undefined ? '' : html`<section class="wide part mine"><rapport-recommendations placement="similar" product="${product.handle}" count="4"></rapport-recommendations></section>`}
${siblings.length === 0 ? '' : html`<section class="wide part"><h2>${w.restOfSeries}</h2>${grid(siblings, shelf.currency, locale)}</section>`}`,
  };
}
