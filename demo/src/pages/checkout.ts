import { commerce, item } from '../analytics.ts';
import { html, type Child } from '../html.ts';
import { day } from '../locale.ts';
import { money, totals, type Currency, type Voucher } from '../money.ts';
import type { Order } from '../store/orders.ts';
import { wordsIn, type Words } from '../words/index.ts';
import { lineName, subtotalOf, sums, type Filled } from './basket.ts';
import { pictureOf } from './card.ts';
import type { Page, Scene } from './frame.ts';

/** The fields of the address form, with the names by which browsers fill them in. */
export const FIELDS = [
  ['name', 'name', 'text'],
  ['email', 'email', 'email'],
  ['street', 'street-address', 'text'],
  ['postcode', 'postal-code', 'text'],
  ['city', 'address-level2', 'text'],
  ['country', 'country', 'select'],
] as const;

/** What was typed and what is wrong with it, by field. */
export interface Form {
  readonly values: Readonly<Record<string, string>>;
  readonly wrong: Readonly<Record<string, 'missing' | 'email'>>;
}

function field(w: Words, form: Form, [name, auto, type]: (typeof FIELDS)[number]): Child {
  const value = form.values[name] ?? '';
  const wrong = form.wrong[name];
  const note = wrong === undefined ? '' : html`<span class="wrong" id="wrong-${name}">${wrong === 'email' ? w.emailWrong : w.fieldMissing}</span>`;
  const shared = html`id="${name}" name="${name}" autocomplete="${auto}" required${wrong === undefined ? '' : html` aria-invalid="true" aria-describedby="wrong-${name}"`}`;
  if (type === 'select')
    return html`<p class="field ${name}"><label for="${name}">${w.country}</label><select ${shared}>${Object.entries(w.countries).map(([code, label]) => html`<option value="${code}"${code === value ? ' selected' : ''}>${label}</option>`)}</select></p>`;
  return html`<p class="field ${name}"><label for="${name}">${w[name as 'name']}</label><input ${shared} type="${type}" value="${value}" maxlength="120">${note}</p>`;
}

/** The checkout: where it goes, the voucher, the sum, one button. */
export function checkoutPage(
  scene: Scene,
  lines: readonly Filled[],
  voucher: Voucher | undefined,
  currency: Currency,
  order: string,
  form: Form,
  voucherWord: string | undefined,
  tried: string,
): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const at = `/${locale}`;
  const sum = totals(subtotalOf(lines), voucher, currency);
  return {
    title: w.checkoutTitle,
    index: false,
    events: [
      commerce(
        'begin_checkout',
        currency,
        lines.map((l) => item(l.product, l.variant, l.quantity, locale)),
        voucher === undefined ? {} : { coupon: voucher.code },
      ),
    ],
    body: html`<div class="wide"><div class="opening"><h1>${w.checkoutTitle}</h1></div><div class="columns checkout"><form method="post" action="${at}/checkout" id="place" class="address"><h2>${w.where}</h2><input type="hidden" name="order" value="${order}"><input type="hidden" name="total" value="${sum.totalMinor}">${FIELDS.map((f) => field(w, form, f))}<p class="go"><button class="full">${w.pay}<span>${money(sum.totalMinor, currency, locale)}</span></button></p><p class="quiet">${w.noCharge}</p></form>
<aside class="slip"><h2>${w.yourThings}</h2><ul class="short">${lines.map((l) => html`<li><img src="${pictureOf(l.product)}" width="56" height="56" alt=""><span>${lineName(scene, l)}${l.quantity === 1 ? '' : ` × ${l.quantity}`}</span><span>${money(l.variant.priceMinor * l.quantity, currency, locale)}</span></li>`)}</ul>
<form method="post" action="${at}/checkout/voucher" class="voucher" id="voucher"><label for="code">${w.voucherCode}</label>${voucher === undefined ? html`<span class="pair"><input id="code" name="code" value="${tried}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64"><button class="plain">${w.use}</button></span>` : html`<span class="pair"><span>${w.voucherOn(voucher.code)}</span><button class="plain" name="drop" value="1">${w.voucherOff}</button></span>`}${voucherWord === undefined ? '' : html`<span class="wrong" role="status">${voucherWord}</span>`}</form>
${sums(scene, sum, voucher?.code, currency)}${scene.rapport === undefined ? '' : html`<p class="points">${scene.person === undefined ? html`${w.pointsGuest} <a href="${at}/account?back=checkout">${w.signInLink}</a>` : w.pointsMember}</p>`}</aside></div></div>`,
  };
}

/** One order, with thanks when it has just been placed. */
export function orderPage(scene: Scene, order: Order, isNew: boolean, name: (variantId: string) => string | undefined): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const title = isNew ? w.thanks : `${w.order} ${order.id}`;
  return {
    title,
    index: false,
    body: html`<div class="wide"><div class="opening"><h1>${title}</h1>${isNew ? html`<p>${w.thanksText(order.id)}</p>` : ''}</div><div class="columns"><div><ul class="short">${order.lines.map((l) => html`<li><img src="/pictures/${l.productId}.svg" width="56" height="56" alt=""><span>${name(l.variantId) ?? l.title}${l.quantity === 1 ? '' : ` × ${l.quantity}`}</span><span>${money(l.totalMinor, order.currency, locale)}</span></li>`)}</ul><dl class="facts"><div><dt>${w.ordered}</dt><dd>${day(order.placedAtMs, locale)}</dd></div><div><dt>${w.to}</dt><dd>${order.customer.name}<br>${order.customer.address}</dd></div></dl></div><aside class="slip"><p class="state ${order.status}">${w.status[order.status]}</p>${sums(scene, order, order.voucherCode, order.currency)}<p><a class="button full" href="/${locale}">${w.keepLooking}</a></p></aside></div></div>`,
  };
}
