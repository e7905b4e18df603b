import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ImportReport, ShopView } from '@rapport/protocol';
import type { Api, ImportPage } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count, moment } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { formatName, importReport, stateName } from '../parts/import-words.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { tableSheets } from '../styles/sheets.ts';

/**
 * What is in the shop: a file in, what became of it, and every product.
 * @event {RapportShopEvent} rapport-shop - The number of products changed.
 */
@localized()
export class ConsoleCatalogue extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      console-upload {
        margin-top: 12px;
      }
      h3 {
        margin-top: 24px;
      }
      td > button {
        min-height: 28px;
        margin-left: -8px;
      }
      td.whole {
        padding: 16px 0 24px;
      }
      td.line {
        width: 6em;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private edition = 0;
  @state() private open: string | null = null;
  readonly #imports = new Ask<ImportPage>(this);
  readonly #shop = new Ask<ShopView>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#imports.run(() => this.api.imports());
  }

  override render() {
    const { products, settings } = this.shop;
    const upload = html`<section aria-labelledby="upload">
      <h2 id="upload">${msg('Bring in a file')}</h2>
      <p class="quiet">
        ${msg('What is in a CSV file is made or changed; what is not in it stays. A feed is the whole shelf: what it leaves out is taken off.')}
      </p>
      <console-upload .api=${this.api} .timeZone=${settings.timeZone} @rapport-imported=${this.#onImported}></console-upload>
      <h3 id="feeds">${msg('Or let it be fetched')}</h3>
      <console-feeds .api=${this.api} .timeZone=${settings.timeZone} @rapport-imported=${this.#onImported}></console-feeds>
    </section>`;
    return html`<h1>${msg('Catalogue')}</h1>
      <p class="lead">
        ${this.#answer()} <a href="/console/catalogue/demand">${msg('What people look for in vain')}</a> ·
        <a href="/console/catalogue/watches">${msg('What people wait for')}</a>
      </p>
      ${this.#imports.value?.imports
        .filter(({ state }) => state === 'held')
        .map((report) => html`<console-import-hold .api=${this.api} .report=${report} @rapport-imported=${this.#onImported}></console-import-hold>`)}
      ${upload}
      <section aria-labelledby="products">
        <h2 id="products">${msg('Products')} <span class="quiet number">${products ? count(products) : nothing}</span></h2>
        <console-products .api=${this.api} .currency=${settings.currency} .edition=${this.edition}></console-products>
      </section>
      ${this.#renderImports()}`;
  }

  #answer(): string {
    const { products } = this.shop;
    if (products === 0) return msg('Nothing here yet. A file from your shop brings the products in.');
    return products === 1 ? msg('One product can be found and recommended.') : msg(str`${count(products)} products can be found and recommended.`);
  }

  #renderImports(): TemplateResult | typeof nothing {
    const { value, problem } = this.#imports;
    if (problem) return html`<section>${problemNotice(problem)}</section>`;
    if (!value?.imports.length) return nothing;
    return html`<section aria-labelledby="imports">
      <h2 id="imports">${msg('Imports so far')}</h2>
      ${listTable(
        { by: 'imports' },
        [
          msg('Begun'),
          [msg('Form'), 'wide'],
          msg('State'),
          [msg('Rows read'), 'right wide'],
          [msg('Made'), 'right'],
          [msg('Changed'), 'right wide'],
          [msg('Refused'), 'right'],
        ],
        value.imports.map((report) => this.#renderImport(report)),
      )}
    </section>`;
  }

  #renderImport(report: ImportReport): TemplateResult {
    const { timeZone } = this.shop.settings;
    const open = this.open === report.id;
    return html`<tr>
        <td>
          <button class="bare number" aria-expanded=${open ? 'true' : 'false'} @click=${() => (this.open = open ? null : report.id)}>
            ${moment(report.startedAtMs, timeZone)}
          </button>
        </td>
        <td class="wide soft">${formatName(report.format)}</td>
        <td>${stateName(report)}</td>
        <td class="right wide">${count(report.rowsRead)}</td>
        <td class="right">${count(report.productsMade)}</td>
        <td class="right wide">${count(report.productsChanged)}</td>
        <td class="right">${count(report.rowsRefused)}</td>
      </tr>
      ${
        open
          ? html`<tr>
              <td class="whole" colspan="7">${importReport(this.api, report, timeZone)}</td>
            </tr>`
          : nothing
      }`;
  }

  readonly #onImported = async () => {
    this.edition += 1;
    const [, shop] = await Promise.all([this.#imports.run(() => this.api.imports()), this.#shop.run(() => this.api.shop())]);
    if (shop) this.dispatchEvent(new RapportShopEvent(shop));
  };
}
