import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Product, Texts } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, money } from '../format.ts';
import { getLocale } from '../locale.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { listTable, moreButton } from './list-table.ts';
import { problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';
import { searchForm } from './search-form.ts';

/** The products of the catalogue, searched and paged. */
@localized()
export class ConsoleProducts extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      :host {
        margin-top: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() currency = 'EUR';
  /** Another value makes the table read anew: the number of imports that have ended, say. */
  @property({ type: Number }) edition = 0;
  @state() private query = '';
  readonly #pages = new PagesOf<Product>(this, async (after) => {
    const { products, next } = await this.api.products(this.query, after);
    return { rows: products, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || changed.has('edition')) void this.#pages.restart();
  }

  override render() {
    const { rows, problem } = this.#pages;
    return html`${searchForm(msg('Search products'), this.query, this.#onSearch)} ${problemNotice(problem)}
    ${rows.length ? this.#renderTable(rows) : this.#renderEmpty()} ${moreButton(this.#pages)}`;
  }

  #renderEmpty(): TemplateResult {
    if (!this.#pages.ready) return html`<p class="empty">${this.#pages.busy ? msg('Reading…') : ''}</p>`;
    return html`<p class="empty" role="status">
      ${this.query ? msg(str`No product has the words “${this.query}”.`) : msg('No product yet. They come with the first file.')}
    </p>`;
  }

  #renderTable(rows: readonly Product[]): TemplateResult {
    return listTable(
      msg('Products'),
      [
        msg('Product'),
        [msg('Maker'), 'wide'],
        [msg('Category'), 'wide'],
        [msg('Variants'), 'right wide'],
        [msg('Price'), 'right'],
        [msg('Stock'), 'right'],
      ],
      rows.map((product) => this.#renderRow(product)),
    );
  }

  #renderRow(product: Product): TemplateResult {
    const maker = textIn(product.brand) || textIn(product.author);
    return html`<tr>
      <td>${titleLink(product)}<small class="narrow">${maker}</small></td>
      <td class="wide">${maker}</td>
      <td class="wide soft">${textIn(product.category)}</td>
      <td class="right wide">${count(product.variants.length)}</td>
      <td class="right">${priceWords(product, this.currency)}</td>
      <td class="right">${stockWords(product)}</td>
    </tr>`;
  }

  readonly #onSearch = (query: string) => {
    this.query = query;
    void this.#pages.restart();
  };
}

/** The text in the console's language, else the one that stands when none fits, else any. */
function textIn(texts: Texts): string {
  return texts[getLocale()] ?? texts[''] ?? Object.values(texts)[0] ?? '';
}

/** Addresses come from files: only http and https may be followed. */
function titleLink(product: Product): TemplateResult {
  const title = textIn(product.title) || product.id;
  const url = textIn(product.url);
  return /^https?:\/\//i.test(url) ? html`<a href=${url} target="_blank" rel="noreferrer">${title}</a>` : html`${title}`;
}

function priceWords({ variants }: Product, currency: string): string {
  const prices = variants.map((variant) => variant.priceMinor);
  if (prices.length === 0) return '–';
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  return low === high ? money(low, currency) : `${money(low, currency)} – ${money(high, currency)}`;
}

function stockWords({ variants }: Product): string {
  const counted = variants.map((variant) => variant.stock).filter((stock) => stock !== null);
  if (!variants.some((variant) => variant.available)) return msg('none');
  return counted.length === 0 ? msg('not counted') : count(counted.reduce((sum, stock) => sum + Math.max(0, stock), 0));
}
