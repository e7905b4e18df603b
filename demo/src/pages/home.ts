import { CATEGORIES, MAKERS } from '../../catalogue/index.ts';
import { listed } from '../analytics.ts';
import { html } from '../html.ts';
import { say } from '../locale.ts';
import type { Shelf } from '../store/shelf.ts';
import { wordsIn } from '../words/index.ts';
import { grid, pictureOf } from './card.ts';
import type { Page, Scene } from './frame.ts';
import { MORNING } from './marks.ts';

/** What lies on the table by the door; arrivals go first. */
const TABLE = [
  'alishan-spring-oolong',
  'ash-glaze-tall-pot',
  'cup-september-reed',
  'walking-to-the-kiln',
  'uji-sencha-first',
  'copper-gooseneck',
  'eggshell-pair',
  'cherry-bark-caddy',
];

/** What stands for each shelf. */
const SIGNS: Record<string, string> = {
  tea: 'shaded-gyokuro',
  teapots: 'moss-round-pot',
  cups: 'cup-june-wave',
  kettles: 'stove-enamel-kettle',
  tools: 'washi-tall-tin',
  books: 'the-slow-kettle',
};

/** The first page. */
export function home(scene: Scene, shelf: Shelf): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const at = `/${locale}`;
  const opened = Math.min(...shelf.products.map(({ sinceMs }) => sinceMs));
  const arrived = shelf.products.filter(({ sinceMs }) => sinceMs > opened);
  const table = [...arrived, ...TABLE.flatMap((handle) => shelf.product(handle) ?? [])].slice(0, 8);
  const cups = shelf.products.filter(({ series }) => series === 'twelve-cups').slice(-4);
  const organisation = {
    '@context': 'https://schema.org',
    '@type': 'OnlineStore',
    name: w.shop,
    url: `${scene.origin}${at}`,
    description: w.description,
  };
  return {
    title: '',
    data: organisation,
    events: [listed('home', table, shelf.currency, locale)],
    body: html`<section class="hero"><div class="wide"><h1>${w.heroTitle}</h1><p>${w.heroText}</p><p><a class="button" href="${at}/shelves/tea">${w.heroLink}</a></p></div>${MORNING}</section>
${scene.rapport === undefined ? '' : html`<div class="wide"><rapport-offers placement="banner"></rapport-offers></div>`}
<section class="wide part"><h2>${w.newHere}</h2>${grid(table, shelf.currency, locale, 2)}</section>
${scene.rapport === undefined ? '' : html`<section class="wide part mine"><rapport-recommendations placement="for-you" count="4"></rapport-recommendations></section>`}
<section class="wide part"><h2>${w.shelves}</h2><ul class="doors">${CATEGORIES.map(({ id, name }) => html`<li><a href="${at}/shelves/${id}"><img src="${pictureOf({ handle: SIGNS[id] ?? '' })}" width="200" height="200" alt="" loading="lazy"><span>${say(name, locale)}</span></a></li>`)}</ul></section>
<section class="wide part"><div class="lead"><h2>${w.cupsTitle}</h2><p>${w.cupsText} <a href="${at}/series/twelve-cups">${w.cupsLink}</a></p></div>${grid(cups, shelf.currency, locale)}</section>
<section class="wide part"><div class="lead"><h2>${w.makersTitle}</h2><p>${w.makersText}</p></div><ul class="names">${MAKERS.map((maker) => html`<li><a href="${at}/makers/${maker.id}">${say(maker.name, locale)}</a><span>${say(maker.place, locale)}</span></li>`)}</ul></section>`,
  };
}
