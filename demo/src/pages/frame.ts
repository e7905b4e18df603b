import { CATEGORIES } from '../../catalogue/index.ts';
import type { RapportConfig } from '../config.ts';
import { html, Markup, scriptJson, type Child } from '../html.ts';
import { say, type Locale } from '../locale.ts';
import type { Person } from '../store/visits.ts';
import { wordsIn } from '../words/index.ts';
import { BAG, LENS, MARK, PERSON } from './marks.ts';

/** What every page is told by the request. */
export interface Scene {
  readonly locale: Locale;
  /** Path without the language, with the query: where the language switch leads. */
  readonly path: string;
  readonly origin: string;
  readonly nonce: string;
  readonly person: Person | undefined;
  readonly inBasket: number;
  readonly identity: string | undefined;
  readonly rapport: RapportConfig | undefined;
  readonly assets: { readonly css: string; readonly js: string };
  /** Events and words left by the page before. */
  readonly events: readonly Record<string, unknown>[];
  readonly word: { readonly text: string; readonly link?: { readonly href: string; readonly text: string } } | undefined;
}

/** What a page says about itself. */
export interface Page {
  readonly title: string;
  readonly description?: string;
  readonly picture?: string;
  readonly events?: readonly Record<string, unknown>[];
  readonly data?: unknown;
  readonly index?: boolean;
  readonly shelf?: string;
  readonly body: Child;
}

/** The one line by which the shop knows Rapport; the listener before it gives the reserved space back if the script can't be had. */
function tag(scene: Scene): Child {
  const { rapport, locale, identity } = scene;
  if (rapport === undefined) return '';
  return html`<script async src="${rapport.rapportUrl}/rapport.js" data-shop="${rapport.publishableKey}" data-locale="${locale}" data-consent="ask"${identity === undefined ? '' : html` data-identity="${identity}"`}></script>`;
}

function dataLayer(scene: Scene, page: Page): Child {
  const pushes = [...scene.events, ...(page.events ?? [])].map((event) =>
    'ecommerce' in event ? html`dataLayer.push({ecommerce:null});dataLayer.push(${scriptJson(event)});` : html`dataLayer.push(${scriptJson(event)});`,
  );
  const watch =
    scene.rapport === undefined
      ? ''
      : new Markup(
          'addEventListener("error",function(e){if(e.target.dataset&&e.target.dataset.shop)document.documentElement.classList.add("alone")},true);',
        );
  return html`<script nonce="${scene.nonce}">window.dataLayer=window.dataLayer||[];${pushes}${watch}</script>`;
}

function header(scene: Scene, shelf: string | undefined): Child {
  const w = wordsIn(scene.locale);
  const at = `/${scene.locale}`;
  const query = new URLSearchParams(scene.path.split('?')[1] ?? '').get('q') ?? '';
  return html`<header class="top"><div class="bar wide">
<a class="brand" href="${at}">${MARK}<span>${w.shop}</span></a>
<form class="seek" role="search" action="${at}/search"><label class="unseen" for="q">${w.search}</label><input id="q" name="q" type="search" value="${query}" placeholder="${w.searchFor}" autocomplete="off" enterkeyhint="search" maxlength="100"><button aria-label="${w.search}">${LENS}</button></form>
${scene.rapport === undefined ? '' : html`<rapport-points compact></rapport-points>`}<nav class="hands" aria-label="${w.account}">${scene.rapport === undefined ? '' : html`<rapport-inbox></rapport-inbox>`}<a class="icon" href="${at}/account" aria-label="${scene.person === undefined ? w.account : `${w.account}, ${scene.person.name}`}">${PERSON}</a><a class="icon" href="${at}/basket" aria-label="${w.basketCount(scene.inBasket)}">${BAG}${scene.inBasket === 0 ? '' : html`<b>${scene.inBasket}</b>`}</a></nav>
</div><nav class="shelves" aria-label="${w.menu}"><ul class="wide">${CATEGORIES.map(({ id, name }) => html`<li><a href="${at}/shelves/${id}"${shelf === id ? html` aria-current="page"` : ''}>${say(name, scene.locale)}</a></li>`)}<li class="tongue">${languageLink(scene)}</li></ul></nav></header>`;
}

function languageLink(scene: Scene): Child {
  const other: Locale = scene.locale === 'en' ? 'zh-Hant' : 'en';
  return html`<a href="/${other}${scene.path}" hreflang="${other}" lang="${other}">${wordsIn(scene.locale).otherLanguage}</a>`;
}

function footer(scene: Scene): Child {
  const w = wordsIn(scene.locale);
  return html`<footer class="bottom"><div class="wide"><p>${w.footer}</p><nav><a href="/${scene.locale}/about">${w.about}</a>${scene.rapport === undefined ? '' : html`<a href="/${scene.locale}/wishes">${w.yourWishes}</a>`}<a href="/${scene.locale}/about#privacy">${w.privacyTitle}</a><a href="/counter">${w.counter}</a>${languageLink(scene)}</nav></div></footer>`;
}

/** A whole page: head, header, what the page is about, footer, events, and Rapport's tag as the last thing. */
export function frame(scene: Scene, page: Page): Markup {
  const w = wordsIn(scene.locale);
  const here = `${scene.origin}/${scene.locale}${scene.path}`;
  const bare = scene.path.split('?')[0] ?? '';
  return html`<!doctype html>
<html lang="${scene.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title === '' ? w.shopLong : `${page.title} · ${w.shop}`}</title><meta name="description" content="${page.description ?? w.description}"><meta name="color-scheme" content="light dark"><meta name="theme-color" content="#faf8f4" media="(prefers-color-scheme: light)"><meta name="theme-color" content="#171714" media="(prefers-color-scheme: dark)">${page.index === false ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${here}"><link rel="alternate" hreflang="en" href="${scene.origin}/en${bare}"><link rel="alternate" hreflang="zh-Hant" href="${scene.origin}/zh-Hant${bare}">`}<meta property="og:title" content="${page.title === '' ? w.shopLong : page.title}"><meta property="og:image" content="${scene.origin}${page.picture ?? '/pictures/zhuni-pear-pot.svg'}"><link rel="icon" href="/assets/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="${scene.assets.css}"><script defer src="${scene.assets.js}" nonce="${scene.nonce}"></script>${page.data === undefined ? '' : html`<script type="application/ld+json" nonce="${scene.nonce}">${scriptJson(page.data)}</script>`}</head>
<body><a class="skip" href="#content">${w.skip}</a>${header(scene, page.shelf)}
${scene.word === undefined ? '' : html`<p class="word" role="status"><span class="wide">${scene.word.text}${scene.word.link === undefined ? '' : html` <a href="${scene.word.link.href}">${scene.word.link.text}</a>`}</span></p>`}<main id="content">${page.body}</main>
${footer(scene)}
${scene.rapport === undefined ? '' : html`<rapport-launcher sign-in="/${scene.locale}/account">${w.yourPoints}</rapport-launcher>`}${dataLayer(scene, page)}
${tag(scene)}</body></html>`;
}
