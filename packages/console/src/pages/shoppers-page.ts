import { localized, msg, str } from '@lit/localize';
import { FIRST_LAYERS } from '@rapport/domain/segments';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AudienceRow, ShopperRow, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { ago, count, money } from '../format.ts';
import { listTable, moreButton } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { PagesOf } from '../parts/pages-of.ts';
import { searchForm } from '../parts/search-form.ts';
import { layerName, stageName } from '../parts/people-words.ts';
import { kindName, shopperName } from '../parts/shopper-words.ts';
import { wholeSheets } from '../styles/sheets.ts';

const STAGES = ['prospect', 'welcome', 'getting-to-know', 'active', 'closer', 'at-risk', 'lost', 'won-back'] as const;

/** The tenths by value, the best first. */
const TENTHS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];

/** Who comes to the shop: a list to search, a person a row. */
@localized()
export class ConsoleShoppers extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .beside {
        margin-top: 8px;
      }
      .search {
        margin-top: 24px;
      }
      td a {
        color: inherit;
        font-weight: 500;
      }
      .only {
        max-width: 360px;
        margin-top: 16px;
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
  /** What of the list is shown: '' = everybody, `stage:…`, `layer:…`, `tenth:…` or `segment:…`. */
  @state() private only = '';
  readonly #audience = new PagesOf<AudienceRow>(this, async (after) => {
    const { people, next } = await this.api.audience(this.#rule(), after);
    return { rows: people, next };
  });
  readonly #pages = new PagesOf<ShopperRow>(this, async (after) => {
    const { shoppers, next } = await this.api.shoppers(this.query, after);
    return { rows: shoppers, next };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.query = keptQuery();
    const asked = new URLSearchParams(location.search);
    for (const kind of ['segment', 'layer']) if (asked.get(kind)) this.only = `${kind}:${asked.get(kind)}`;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void (this.only ? this.#audience : this.#pages).restart();
  }

  override render() {
    if (this.only) return this.#renderAudience();
    const { rows, problem } = this.#pages;
    return html`<h1>${msg('Shoppers')}</h1>
      <p class="lead">${msg('Everyone who agreed to be remembered, guests and members.')}</p>
      <p class="quiet beside"><a href="/console/shoppers/attention">${msg('People to look at')}</a></p>
      ${searchForm(msg('Name, e-mail address, phone or order'), this.query, this.#onSearch)} ${this.#renderOnly()} ${problemNotice(problem)}
      ${rows.length ? this.#renderTable(rows) : this.#renderEmpty()} ${moreButton(this.#pages)}
      ${rows.length ? html`<p class="quiet more">${msg('The list is gathered from several places; its rows are as of slightly different moments, seconds apart.')}</p>` : ''}`;
  }

  /** Everybody, a stage, or one of the owner's segments. */
  #renderOnly(): TemplateResult {
    const { segments = [], layers = FIRST_LAYERS } = this.shop.settings;
    const option = (value: string, words: string): TemplateResult => html`<option value=${value} ?selected=${this.only === value}>${words}</option>`;
    return html`<div class="field only">
      <label for="only">${msg('Show people of')}</label>
      <select id="only" @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${this.only === ''}>${msg('Everybody')}</option>
        <optgroup label=${msg('Stages of a life')}>${STAGES.map((stage) => option(`stage:${stage}`, stageName(stage)))}</optgroup>
        <optgroup label=${msg('Layers')}>
          ${[...layers.map(({ id }) => id), 'member', 'guest'].map((layer) => option(`layer:${layer}`, layerName(layer, this.shop.settings)))}
        </optgroup>
        <optgroup label=${msg('By value')}>
          ${TENTHS.map((tenth) => option(`tenth:${tenth}`, tenth === 10 ? msg('The best tenth') : msg(str`Tenth ${tenth} of 10`)))}
        </optgroup>
        ${
          segments.length
            ? html`<optgroup label=${msg('Segments')}>${segments.map(({ id, name }) => option(`segment:${id}`, name))}</optgroup>`
            : nothing
        }
      </select>
    </div>`;
  }

  #renderAudience(): TemplateResult {
    const { rows, busy, problem, ready } = this.#audience;
    return html`<h1>${msg('Shoppers')}</h1>
      <p class="lead">${msg('Everyone who agreed to be remembered, guests and members.')}</p>
      <p class="quiet beside"><a href="/console/shoppers/attention">${msg('People to look at')}</a></p>
      ${this.#renderOnly()} ${problemNotice(problem)}
      ${rows.length ? this.#renderPeople(rows) : html`<p class="empty" role="status">${ready ? msg('Nobody is here now.') : busy ? msg('Reading…') : ''}</p>`}
      ${moreButton(this.#audience)}`;
  }

  #renderPeople(rows: readonly AudienceRow[]): TemplateResult {
    const { currency } = this.shop.settings;
    return listTable(
      msg('Shoppers'),
      [
        msg('Person'),
        msg('Stage'),
        [msg('Orders'), 'right wide'],
        [msg('Spent'), 'right wide'],
        [msg('Expected in 12 months'), 'right'],
        [msg('Points'), 'right wide'],
        [msg('Last seen'), 'right wide'],
      ],
      rows.map(
        (row) =>
          html`<tr>
            <td>
              <a href="/console/shoppers/${encodeURIComponent(row.id)}">${shopperName(row)}</a>
              <small class="narrow">${kindName(row.kind)} · ${ago(row.lastSeenAtMs, this.now())}</small>
            </td>
            <td>${stageName(row.stage)}<small>${layerName(row.layer, this.shop.settings)}</small></td>
            <td class="right wide">${count(row.orders)}</td>
            <td class="right wide">${money(row.spentMinor, currency)}</td>
            <td class="right">${row.valueMinor === null ? '–' : money(row.valueMinor, currency)}</td>
            <td class="right wide">${count(row.points)}</td>
            <td class="right wide">${ago(row.lastSeenAtMs, this.now())}</td>
          </tr>`,
      ),
    );
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
    return listTable(
      msg('Shoppers'),
      [
        msg('Person'),
        [msg('E-mail address'), 'wide'],
        [msg('Kind'), 'wide'],
        [msg('Orders'), 'right wide'],
        [msg('Spent'), 'right'],
        [msg('Points'), 'right'],
        [msg('Pending'), 'right wide'],
        [msg('Wishes'), 'right wide'],
        [msg('Last seen'), 'right wide'],
      ],
      rows.map((row) => this.#renderRow(row)),
    );
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

  #choose(only: string): void {
    this.only = only;
    void (only ? this.#audience : this.#pages).restart();
  }

  #rule(): Record<string, unknown> {
    const cut = this.only.indexOf(':');
    const [kind, name] = [this.only.slice(0, cut), this.only.slice(cut + 1)];
    if (kind === 'layer') return { '==': [{ var: 'layer' }, name] };
    if (kind === 'tenth') return { '==': [{ var: 'valueDecile' }, Number(name)] };
    if (kind === 'stage') return { '==': [{ var: 'stage' }, name] };
    return this.shop.settings.segments?.find(({ id }) => id === name)?.rule ?? { or: [] };
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
