import { CATEGORIES, MAKERS, type Follow } from '../../catalogue/index.ts';
import { listed } from '../analytics.ts';
import { html, type Markup } from '../html.ts';
import { say } from '../locale.ts';
import type { Product, Shelf } from '../store/shelf.ts';
import { wordsIn } from '../words/index.ts';
import { grid, pictureOf } from './card.ts';
import type { Page, Scene } from './frame.ts';

/** The ways to order a list. */
export const SORTS = ['shop', 'new', 'low', 'high'] as const;

const least = (p: Product): number => Math.min(...p.variants.map(({ priceMinor }) => priceMinor));

/** Orders a list without changing the original. */
export function sorted(products: readonly Product[], by: string): readonly Product[] {
  if (by === 'low') return products.toSorted((a, b) => least(a) - least(b));
  if (by === 'high') return products.toSorted((a, b) => least(b) - least(a));
  if (by === 'new') return products.toSorted((a, b) => b.sinceMs - a.sinceMs);
  return products;
}

/** One shelf, with its makers to choose from. */
export function shelfPage(scene: Scene, shelf: Shelf, id: string, maker: string, sort: string): Page | undefined {
  const category = CATEGORIES.find((c) => c.id === id);
  if (category === undefined) return undefined;
  const { locale } = scene;
  const w = wordsIn(locale);
  const whole = shelf.products.filter((p) => p.category === id);
  const makers = MAKERS.filter((m) => whole.some((p) => p.maker === m.id));
  const shown = sorted(maker === '' ? whole : whole.filter((p) => p.maker === maker), sort);
  return {
    title: say(category.name, locale),
    description: say(category.text, locale),
    shelf: id,
    events: [listed(`shelf ${id}`, shown, shelf.currency, locale)],
    body: html`<div class="wide"><div class="opening"><h1>${say(category.name, locale)}</h1><p>${say(category.text, locale)}</p></div>
<form class="sift" data-sift><label>${w.maker}<select name="maker"><option value="">${w.allMakers}</option>${makers.map((m) => html`<option value="${m.id}"${m.id === maker ? ' selected' : ''}>${say(m.name, locale)}</option>`)}</select></label><label>${w.sort}<select name="sort">${SORTS.map((s) => html`<option value="${s}"${s === sort ? ' selected' : ''}>${w.sorts[s]}</option>`)}</select></label><button class="plain">${w.show}</button><span class="quiet">${w.count(shown.length)}</span></form>
${grid(shown, shelf.currency, locale, 4)}</div>`,
  };
}

/** What Rapport calls them. */
const FOLLOWED = { makers: 'brand', authors: 'author', series: 'series' } as const;

/** A maker, an author or a series: who it is, and everything of theirs. */
export function followPage(scene: Scene, shelf: Shelf, kind: 'makers' | 'authors' | 'series', follow: Follow): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const field = ({ makers: 'maker', authors: 'author', series: 'series' } as const)[kind];
  const products = shelf.products.filter((p) => p[field] === follow.id);
  const face = products.find((p) => p.variants.some(({ stock }) => stock > 0));
  return {
    title: say(follow.name, locale),
    description: say(follow.text, locale),
    ...(face === undefined ? {} : { picture: pictureOf(face) }),
    events: [listed(`${field} ${follow.id}`, products, shelf.currency, locale)],
    body: html`<div class="wide"><div class="opening"><p class="kind">${w.kinds[kind]}</p><h1>${say(follow.name, locale)}</h1><p class="place">${say(follow.place, locale)}</p><p>${say(follow.text, locale)}</p>${scene.rapport === undefined ? '' : html`<rapport-watch kind="follow" what="${FOLLOWED[kind]}" query="${say(follow.name, locale)}"></rapport-watch>`}</div>${grid(products, shelf.currency, locale, 4)}</div>`,
  };
}

/** What was found; or, when nothing was, the offer to keep the wish. */
export function searchPage(scene: Scene, shelf: Shelf, query: string, found: readonly Product[]): Page {
  const { locale } = scene;
  const w = wordsIn(locale);
  const asked = query !== '';
  const title = !asked ? w.search : found.length === 0 ? w.searchEmptyTitle(query) : w.searchTitle(query);
  const wish: Markup | string =
    asked && found.length < 4 && scene.rapport !== undefined
      ? html`<rapport-watch query="${query}"><span slot="question">${w.searchTell}</span></rapport-watch>`
      : '';
  const event = { event: 'search', search_term: query, results_count: found.length };
  return {
    title,
    index: false,
    events: asked ? [event, ...(found.length === 0 ? [] : [listed('search', found, shelf.currency, locale)])] : [],
    body: html`<div class="wide"><div class="opening"><h1>${title}</h1>${!asked ? html`<p>${w.searchNone}</p>` : found.length === 0 ? html`<p>${w.searchEmpty}</p>${wish}` : html`<p class="quiet">${w.count(found.length)}</p>`}</div>
${found.length === 0 ? html`<h2 class="part">${w.meanwhile}</h2><ul class="words">${CATEGORIES.map((c) => html`<li><a href="/${locale}/shelves/${c.id}">${say(c.name, locale)}</a></li>`)}</ul>` : html`${grid(found, shelf.currency, locale, 4)}${wish === '' ? '' : html`<div class="thin"><p>${w.searchThin}</p>${wish}</div>`}`}</div>`,
  };
}
