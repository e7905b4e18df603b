import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ShopperRow, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { ago, count, money } from '../format.ts';
import { noticeStyles, problemNotice } from '../parts/notice.ts';
import { PagesOf } from '../parts/pages-of.ts';
import { searchForm } from '../parts/search-form.ts';
import { kindName, shopperName } from '../parts/shopper-words.ts';
import { base } from '../styles/base.ts';
import { forms } from '../styles/forms.ts';
import { tables } from '../styles/tables.ts';
import { tokens } from '../styles/tokens.ts';

/** Who comes to the shop: a list to search, a person a row. */
@localized()
export class ConsoleShoppers extends LitElement {
  static override styles = [
    tokens,
    base,
    forms,
    tables,
    noticeStyles,
    css`
      .search {
        margin-top: 24px;
      }
      td a {
        color: inherit;
        font-weight: 500;
      }
      .address {
        max-width: 240px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private query = '';
  readonly #pages = new PagesOf<ShopperRow>(this, async (after) => {
    const { shoppers, next } = await this.api.shoppers(this.query, after);
    return { rows: shoppers, next };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.query = keptQuery();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#pages.restart();
  }

  override render() {
    const { rows, next, busy, problem } = this.#pages;
    return html`<h1>${msg('Shoppers')}</h1>
      <p class="lead">${msg('Everyone who agreed to be remembered, guests and members.')}</p>
      ${searchForm(msg('Name or e-mail address'), this.query, this.#onSearch)} ${problemNotice(problem)}
      ${rows.length ? this.#renderTable(rows) : this.#renderEmpty()}
      ${next ? html`<button class="more" ?disabled=${busy} @click=${() => this.#pages.more()}>${msg('More')}</button>` : ''}
      ${rows.length ? html`<p class="quiet more">${msg('The list is gathered from several places; its rows are as of slightly different moments, seconds apart.')}</p>` : ''}`;
  }

  #renderEmpty(): TemplateResult {
    if (!this.#pages.ready) return html`<p class="empty">${this.#pages.busy ? msg('Reading…') : ''}</p>`;
    return html`<p class="empty" role="status">
      ${
        this.query
          ? msg(str`Nobody here has “${this.query}” in their name or address.`)
          : msg('Nobody yet. A person appears here with their first visit after they agree.')
      }
    </p>`;
  }

  #renderTable(rows: readonly ShopperRow[]): TemplateResult {
    return html`<table>
      <caption class="only-heard">
        ${msg('Shoppers')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${msg('Person')}</th>
          <th scope="col" class="wide">${msg('E-mail address')}</th>
          <th scope="col" class="wide">${msg('Kind')}</th>
          <th scope="col" class="right wide">${msg('Orders')}</th>
          <th scope="col" class="right">${msg('Spent')}</th>
          <th scope="col" class="right">${msg('Points')}</th>
          <th scope="col" class="right wide">${msg('Pending')}</th>
          <th scope="col" class="right wide">${msg('Wishes')}</th>
          <th scope="col" class="right wide">${msg('Last seen')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => this.#renderRow(row))}
      </tbody>
    </table>`;
  }

  #renderRow(row: ShopperRow): TemplateResult {
    const seen = ago(row.lastSeenAtMs, this.now());
    return html`<tr>
      <td>
        <a href="/console/shoppers/${encodeURIComponent(row.id)}">${shopperName(row)}</a>
        <small class="narrow">${kindName(row.kind)} · ${seen}</small>
      </td>
      <td class="wide address">${row.name ? row.email : ''}</td>
      <td class="wide soft">${kindName(row.kind)}</td>
      <td class="right wide">${count(row.orders)}</td>
      <td class="right">${money(row.spentMinor, this.shop.settings.currency)}</td>
      <td class="right">${count(row.pointsAvailable)}</td>
      <td class="right wide soft">${count(row.pointsPending)}</td>
      <td class="right wide">${count(row.watches)}</td>
      <td class="right wide">${seen}</td>
    </tr>`;
  }

  readonly #onSearch = (query: string) => {
    this.query = query;
    history.replaceState({ ...(history.state as object | null), shoppers: query }, '');
    void this.#pages.restart();
  };
}

/** The search that stood here before the person was opened: the browser's own memory of this place. */
function keptQuery(): string {
  const kept: unknown = history.state;
  return typeof kept === 'object' && kept !== null && 'shoppers' in kept && typeof kept.shoppers === 'string' ? kept.shoppers : '';
}
