import { commerce, item } from '../analytics.ts';
import { html, type Child } from '../html.ts';
import { say } from '../locale.ts';
import { money, totals, untilFreeShipping, type Currency, type Totals, type Voucher } from '../money.ts';
import type { Product, Variant } from '../store/shelf.ts';
import { MOST } from '../store/visits.ts';
import { wordsIn } from '../words/index.ts';
import { makerOf, pictureOf } from './card.ts';
import type { Page, Scene } from './frame.ts';

/** A line of the basket with everything there is to say about it. */
export interface Filled {
  readonly product: Product;
  readonly variant: Variant;
  readonly quantity: number;
}

/** The goods in minor units. */
export function subtotalOf(lines: readonly Filled[]): number {
  return lines.reduce((sum, { variant, quantity }) => sum + variant.priceMinor * quantity, 0);
}

/** The name of a line: the product and what of it. */
export function lineName(scene: Pick<Scene, 'locale'>, { product, variant }: Pick<Filled, 'product' | 'variant'>): string {
  const kind = say(variant.name, scene.locale);
  return kind === ''
    ? say(product.title, scene.locale)
    : scene.locale === 'en'
      ? `${say(product.title, 'en')}, ${kind}`
      : `${say(product.title, 'zh-Hant')}，${kind}`;
}

/** The column of figures under a basket or an order. */
export function sums(scene: Scene, sum: Totals, voucherCode: string | undefined, currency: Currency): Child {
  const w = wordsIn(scene.locale);
  const line = (name: string, amount: string, kind = ''): Child =>
    html`<div${kind === '' ? '' : html` class="${kind}"`}><dt>${name}</dt><dd>${amount}</dd></div>`;
  return html`<dl class="sums">${line(w.subtotal, money(sum.subtotalMinor, currency, scene.locale))}${sum.discountMinor === 0 ? '' : line(`${w.discount} ${voucherCode ?? ''}`, `−${money(sum.discountMinor, currency, scene.locale)}`)}${line(w.shipping, sum.shippingMinor === 0 ? w.free : money(sum.shippingMinor, currency, scene.locale))}${line(w.total, money(sum.totalMinor, currency, scene.locale), 'total')}</dl><p class="quiet">${w.tax(money(sum.taxMinor, currency, scene.locale))}</p>`;
}

/** What somebody is about to buy. */
export function basketPage(scene: Scene, lines: readonly Filled[], voucher: Voucher | undefined, currency: Currency): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const at = `/${locale}`;
  const recommend =
    scene.rapport === undefined
      ? ''
      : html`<section class="wide part mine"><rapport-recommendations placement="for-you" count="4"></rapport-recommendations></section>`;
  if (lines.length === 0)
    return {
      title: w.basket,
      index: false,
      body: html`<div class="wide"><div class="opening"><h1>${w.basket}</h1><p>${w.emptyBasket}</p><p><a class="button" href="${at}/shelves/tea">${w.emptyBasketLink}</a></p></div></div>${recommend}`,
    };
  const subtotal = subtotalOf(lines);
  const missing = untilFreeShipping(subtotal, currency);
  return {
    title: w.basket,
    index: false,
    events: [
      commerce(
        'view_cart',
        currency,
        lines.map((l) => item(l.product, l.variant, l.quantity, locale)),
      ),
    ],
    body: html`<div class="wide"><div class="opening"><h1>${w.basket}</h1></div><div class="columns"><form method="post" action="${at}/basket/change" class="lines" data-lines><ul>${lines.map((l) => html`<li><a href="${at}/products/${l.product.handle}" tabindex="-1" aria-hidden="true"><img src="${pictureOf(l.product)}" width="120" height="120" alt=""></a><div><h2><a href="${at}/products/${l.product.handle}?variant=${l.variant.id}">${say(l.product.title, locale)}</a></h2><p class="by">${say(makerOf(l.product).name, locale)}${say(l.variant.name, locale) === '' ? '' : ` · ${say(l.variant.name, locale)}`}</p>${l.quantity === 1 ? '' : html`<p class="quiet">${money(l.variant.priceMinor, currency, locale)} ${w.each}</p>`}<p class="change"><label class="unseen" for="q-${l.variant.id}">${w.quantity}</label><input id="q-${l.variant.id}" name="q.${l.variant.id}" type="number" inputmode="numeric" min="0" max="${MOST}" value="${l.quantity}"><button class="plain" name="remove" value="${l.variant.id}">${w.remove}</button></p></div><p class="amount">${money(l.variant.priceMinor * l.quantity, currency, locale)}</p></li>`)}</ul><p class="update"><button class="plain">${w.update}</button></p></form>
<aside class="slip">${sums(scene, totals(subtotal, voucher, currency), voucher?.code, currency)}<p class="quiet">${missing > 0 ? w.freeFrom(money(missing, currency, locale)) : w.freeNow}</p>${scene.rapport === undefined ? '' : html`<rapport-offers placement="cart" basket="${subtotal}"></rapport-offers><rapport-earn lines="${JSON.stringify(lines.map((l) => ({ productId: l.product.handle, totalMinor: l.variant.priceMinor * l.quantity })))}" discount="${totals(subtotal, voucher, currency).discountMinor}"></rapport-earn>`}<p><a class="button full" href="${at}/checkout">${w.checkout}</a></p></aside></div></div>${recommend}`,
  };
}
