import { html, type Child } from '../html.ts';
import { say, type Locale } from '../locale.ts';
import { decimal, money } from '../money.ts';
import type { Answer } from '../rapport/api.ts';
import type { Shop } from '../shop.ts';
import { NEXT, type Order } from '../store/orders.ts';
import type { OutboxRow } from '../store/outbox.ts';
import { wordsIn } from '../words/index.ts';
import { counterWords } from '../words/counter.ts';
import { MARK } from './marks.ts';

/** What the counter page is told. */
export interface Counter {
  readonly locale: Locale;
  readonly css: string;
  readonly word: string | undefined;
  readonly pick: string;
  readonly arrived: boolean;
  readonly imports: ReadonlyMap<number, Answer>;
}

const time = (atMs: number, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-TW', { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);

function orders(shop: Shop, locale: Locale): Child {
  const c = counterWords(locale);
  const w = wordsIn(locale);
  const list = shop.orders.latest(40);
  const row = (o: Order): Child =>
    html`<tr><td><b>${o.id}</b><small>${time(o.placedAtMs, locale)}</small></td><td>${o.customer.name}<small>${o.lines.map((l) => `${l.title}${l.quantity === 1 ? '' : ` × ${l.quantity}`}`).join(' · ')}</small></td><td class="amount">${money(o.totalMinor, o.currency, locale)}</td><td><span class="state ${o.status}">${w.status[o.status]}</span></td><td><form method="post" action="/counter/orders/${o.id}" class="row">${NEXT[o.status].map((to) => html`<button class="plain" name="to" value="${to}">${c.moves[to]}</button>`)}</form></td></tr>`;
  return html`<section class="part"><h2>${c.orders}</h2>${list.length === 0 ? html`<p class="quiet">${c.none}</p>` : html`<div class="scroll"><table><tbody>${list.map(row)}</tbody></table></div>`}</section>`;
}

function report(answer: Answer | undefined, c: ReturnType<typeof counterWords>): Child {
  if (answer === undefined || !answer.ok) return '';
  const b = answer.body;
  if (b['state'] === 'running') return c.importing(Number(b['rowsRead'] ?? 0));
  if (b['state'] === 'held') return c.held;
  const refusals = Array.isArray(b['refusals']) ? (b['refusals'] as { line?: number; reason?: string }[]).slice(0, 5) : [];
  return html`${b['state'] === 'failed' ? c.failed : c.imported(Number(b['productsMade'] ?? 0), Number(b['productsChanged'] ?? 0), Number(b['rowsRefused'] ?? 0))}${refusals.map((r) => html`<br>${r.line ?? ''}: ${r.reason ?? ''}`)}`;
}

function post(shop: Shop, page: Counter): Child {
  const c = counterWords(page.locale);
  if (shop.delivery === undefined) return html`<section class="part"><h2>${c.post}</h2><p>${c.noRapport}</p></section>`;
  const rows = shop.outbox.latest(30);
  const row = (r: OutboxRow): Child =>
    html`<tr><td>${c.kinds[r.kind]} <b>${r.about}</b><small>${time(r.madeAtMs, page.locale)}</small></td><td><span class="state ${r.state}">${c.states[r.state]}</span></td><td>${r.state === 'sent' ? (r.kind === 'import' ? report(page.imports.get(r.seq), c) : '') : r.attempts === 0 ? '' : html`${c.attempts(r.attempts)} · ${r.answer}`}</td></tr>`;
  const { waiting, refused } = shop.outbox.counts();
  return html`<section class="part" id="post"><h2>${c.post}</h2><p class="quiet">${c.postText}</p>${rows.length === 0 ? html`<p class="quiet">${c.postNone}</p>` : html`<div class="scroll"><table><tbody>${rows.map(row)}</tbody></table></div>`}${waiting + refused === 0 ? '' : html`<form method="post" action="/counter/retry"><button class="plain">${c.retry}</button></form>`}</section>`;
}

function prices(shop: Shop, page: Counter): Child {
  const c = counterWords(page.locale);
  const product = shop.shelf.product(page.pick);
  return html`<section class="part" id="prices"><h2>${c.prices}</h2><form action="/counter#prices" class="row"><label class="unseen" for="pick">${c.find}</label><select id="pick" name="pick"><option value="">${c.pick}</option>${shop.shelf.products.map((p) => html`<option value="${p.handle}"${p.handle === page.pick ? ' selected' : ''}>${say(p.title, page.locale)}</option>`)}</select><button class="plain">${c.change}</button></form>${product === undefined ? '' : html`<form method="post" action="/counter/products/${product.handle}" class="prices">${product.variants.map((v) => html`<div class="row"><b>${say(v.name, page.locale) === '' ? say(product.title, page.locale) : say(v.name, page.locale)}</b><label>${c.price} (${shop.shelf.currency})<input name="price.${v.id}" inputmode="decimal" value="${decimal(v.priceMinor)}" required></label><label>${c.stock}<input name="stock.${v.id}" type="number" min="0" max="100000" value="${v.stock}" required></label></div>`)}<p><button>${c.save}</button></p></form>`}</section>`;
}

/** The page behind the counter: orders, arrivals, prices, and the post to Rapport. It carries no tag: the owner is no shopper. */
export function counterPage(shop: Shop, page: Counter): Child {
  const c = counterWords(page.locale);
  const w = wordsIn(page.locale);
  const other = page.locale === 'en' ? 'zh-Hant' : 'en';
  const isBusy =
    [...page.imports.values()].some((a) => a.ok && a.body['state'] === 'running') || (page.word !== undefined && shop.outbox.counts().waiting > 0);
  return html`<!doctype html>
<html lang="${page.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${c.title} · ${w.shop}</title><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">${isBusy ? html`<meta http-equiv="refresh" content="3">` : ''}<link rel="icon" href="/assets/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="${page.css}"></head>
<body class="counter"><header class="top"><div class="bar wide"><a class="brand" href="/${page.locale}">${MARK}<span>${w.shop}</span></a><nav class="hands"><a href="/counter?locale=${other}" hreflang="${other}" lang="${other}">${w.otherLanguage}</a><a href="/${page.locale}">${c.back}</a></nav></div></header>${page.word === undefined ? '' : html`<p class="word" role="status"><span class="wide">${page.word}</span></p>`}
<main id="content"><div class="wide"><div class="opening"><h1>${c.title}</h1><p>${c.text} <span class="quiet">${c.open}</span></p></div>
<div class="halves"><section><h2>${c.arrivals}</h2><p>${c.arrivalsText}</p><form method="post" action="/counter/arrivals" class="row"><button>${page.arrived ? c.again : c.unpack}</button><a href="/counter/arrivals.csv" download>${c.arrivalsFile}</a></form></section><section><h2>${c.catalogue}</h2><p>${c.catalogueText(shop.shelf.products.length)}</p><form method="post" action="/counter/catalogue" class="row"><button class="plain">${c.push}</button><a href="/counter/catalogue.csv" download>${c.catalogueFile}</a></form></section></div>
${orders(shop, page.locale)}${prices(shop, page)}${post(shop, page)}</div></main></body></html>`;
}
