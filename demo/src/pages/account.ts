import { html } from '../html.ts';
import { day } from '../locale.ts';
import { money } from '../money.ts';
import type { Order } from '../store/orders.ts';
import type { Person } from '../store/visits.ts';
import { wordsIn } from '../words/index.ts';
import type { Page, Scene } from './frame.ts';

/** A member's code for friends; a friend's link leads to this page. */
const referring = (locale: string, title: string): ReturnType<typeof html> =>
  html`<rapport-refer link="/${locale}/account?friend={code}"><span slot="heading">${title}</span></rapport-refer>`;

/** Who one may be, and a form for somebody new. */
export function signInPage(scene: Scene, ready: readonly Person[], values: Readonly<Record<string, string>>, wrong: string | undefined): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const friend = values['friend'] ?? '';
  const back = html`${values['back'] === 'checkout' ? html`<input type="hidden" name="back" value="checkout">` : ''}${friend === '' ? '' : html`<input type="hidden" name="friend" value="${friend}">`}`;
  return {
    title: w.account,
    index: false,
    body: html`<div class="wide narrow"><div class="opening"><h1>${w.signInTitle}</h1><p>${w.signInText}</p>${scene.rapport === undefined || friend === '' ? '' : referring(locale, w.bringFriend)}</div><ul class="people">${ready.map((p) => html`<li><form method="post" action="/${locale}/account/sign-in">${back}<button class="plain" name="person" value="${p.id}"><b>${p.name}</b><span>${p.about}</span><i>${w.beThis(p.name)}</i></button></form></li>`)}</ul>
<form method="post" action="/${locale}/account/sign-up" class="address part"><h2>${w.orNew}</h2>${back}<p class="field"><label for="name">${w.name}</label><input id="name" name="name" autocomplete="name" required maxlength="80" value="${values['name'] ?? ''}"></p><p class="field"><label for="email">${w.email}</label><input id="email" name="email" type="email" autocomplete="email" required maxlength="120" value="${values['email'] ?? ''}"${wrong === undefined ? '' : html` aria-invalid="true" aria-describedby="wrong"`}>${wrong === undefined ? '' : html`<span class="wrong" id="wrong">${wrong}</span>`}</p><p><button>${w.join}</button></p></form></div>`,
  };
}

/** The page of somebody who is signed in: points, what they can have, what they bought. */
export function accountPage(scene: Scene, person: Person, orders: readonly Order[]): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  return {
    title: w.account,
    index: false,
    body: html`<div class="wide"><div class="opening"><h1>${w.hello(person.name)}</h1><p class="quiet">${person.email}</p></div>${scene.rapport === undefined ? '' : html`<div class="member"><section><h2>${w.yourPoints}</h2><rapport-points></rapport-points><rapport-tier></rapport-tier></section><section><rapport-rewards only><span slot="heading">${w.rewards}</span></rapport-rewards></section></div><rapport-offers placement="panel"></rapport-offers>`}
<section class="part"><h2>${w.yourOrders}</h2>${orders.length === 0 ? html`<p class="quiet">${w.noOrders}</p>` : html`<ul class="orders">${orders.map((o) => html`<li><a href="/${locale}/orders/${o.id}"><b>${o.id}</b><span>${day(o.placedAtMs, locale)}</span><span class="state ${o.status}">${w.status[o.status]}</span><span class="amount">${money(o.totalMinor, o.currency, locale)}</span></a></li>`)}</ul>`}</section>
${scene.rapport === undefined ? '' : html`<div class="part member"><section><rapport-vouchers apply="/${locale}/checkout?voucher={code}"><span slot="heading">${w.yourVouchers}</span></rapport-vouchers></section><section><rapport-statement><span slot="heading">${w.yourStatement}</span></rapport-statement></section></div>`}
${scene.rapport === undefined ? '' : html`<section class="part mine">${referring(locale, w.bringFriend)}</section><section class="part mine"><rapport-watches><span slot="heading">${w.yourWishes}</span></rapport-watches></section><section class="part mine"><rapport-preferences push-worker="/push.js"><span slot="heading">${w.yourSettings}</span></rapport-preferences></section>`}
<form method="post" action="/${locale}/account/sign-out" class="part"><button class="plain">${w.signOut}</button></form></div>`,
  };
}
