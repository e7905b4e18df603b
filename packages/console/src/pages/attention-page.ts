import { localized, msg, str } from '@lit/localize';
import { ATTENTION, attentionRule, REVIEW_DAYS, WEEK_DAYS, type Attention } from '@rapport/domain/report';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AudienceRow, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, money, shortDay } from '../format.ts';
import { attentionMeaning, attentionName } from '../parts/attention-words.ts';
import { listTable, moreButton } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { PagesOf } from '../parts/pages-of.ts';
import { layerName, stageName } from '../parts/people-words.ts';
import { shopperName } from '../parts/shopper-words.ts';
import { wholeSheets } from '../styles/sheets.ts';

/** People whose standing changed: lists that staff work through, by name. */
@localized()
export class ConsoleAttention extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
        gap: 16px 24px;
        max-width: 760px;
        margin-top: 24px;
      }
      td a {
        color: inherit;
        font-weight: 500;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private list: Attention = 'quiet';
  @state() private days = WEEK_DAYS;
  readonly #pages = new PagesOf<AudienceRow>(this, async (after) => {
    const { people, next } = await this.api.audience(attentionRule(this.list, this.days), after);
    return { rows: people, next };
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const asked = new URLSearchParams(location.search);
    this.list = ATTENTION.find((list) => list === asked.get('list')) ?? 'quiet';
    this.days = asked.get('days') === String(REVIEW_DAYS) ? REVIEW_DAYS : WEEK_DAYS;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#pages.restart();
  }

  override render() {
    const { rows, busy, problem, ready } = this.#pages;
    return html`<a class="back" href="/console/shoppers">${msg('Shoppers')}</a>
      <h1>${msg('People to look at')}</h1>
      <p class="lead">${attentionMeaning(this.list)}</p>
      <div class="choices">
        <div class="field">
          <label for="list">${msg('List')}</label>
          <select id="list" @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value as Attention, this.days)}>
            ${ATTENTION.map((list) => html`<option value=${list} ?selected=${list === this.list}>${attentionName(list)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="days">${msg('Changed within')}</label>
          <select id="days" @change=${(event: Event) => this.#choose(this.list, Number((event.target as HTMLSelectElement).value))}>
            <option value=${WEEK_DAYS} ?selected=${this.days === WEEK_DAYS}>${msg('the last 7 days')}</option>
            <option value=${REVIEW_DAYS} ?selected=${this.days === REVIEW_DAYS}>${msg('the last two months')}</option>
          </select>
        </div>
      </div>
      ${problemNotice(problem)}
      ${rows.length ? this.#renderPeople(rows) : html`<p class="empty" role="status">${ready ? msg('Nobody is on this list now.') : busy ? msg('Reading…') : ''}</p>`}
      ${moreButton(this.#pages)}`;
  }

  #renderPeople(rows: readonly AudienceRow[]): TemplateResult {
    const { currency } = this.shop.settings;
    return listTable(
      attentionName(this.list),
      [msg('Person'), msg('What changed'), [msg('Orders'), 'right wide'], [msg('Spent'), 'right wide'], [msg('Expected in 12 months'), 'right']],
      rows.map(
        (row) =>
          html`<tr>
            <td>
              <a href="/console/shoppers/${encodeURIComponent(row.id)}">${shopperName(row)}</a>
              <small>${layerName(row.layer, this.shop.settings)} · ${stageName(row.stage)}</small>
            </td>
            <td>${this.#change(row)}</td>
            <td class="right wide">${count(row.orders)}</td>
            <td class="right wide">${money(row.spentMinor, currency)}</td>
            <td class="right">${row.valueMinor === null ? '–' : money(row.valueMinor, currency)}</td>
          </tr>`,
      ),
    );
  }

  /** What happened to somebody, and when where that is known. */
  #change({ refunds, stage, stageSinceMs, layer, layerBefore, layerSinceMs }: AudienceRow): TemplateResult {
    const { timeZone } = this.shop.settings;
    const name = (id: string): string => layerName(id, this.shop.settings);
    if (this.list === 'undone') return html`${msg(str`${msg('Orders undone')}: ${count(refunds)}`)}`;
    if (this.list === 'quiet') return html`${stageName(stage)}<small>${shortDay(stageSinceMs, timeZone)}</small>`;
    return html`${layerBefore === null ? '' : `${name(layerBefore)} → `}${name(layer)}
      <small>${layerSinceMs === null ? '' : shortDay(layerSinceMs, timeZone)}</small>`;
  }

  #choose(list: Attention, days: number): void {
    [this.list, this.days] = [list, days];
    history.replaceState(history.state, '', `${location.pathname}?list=${list}&days=${days}`);
    void this.#pages.restart();
  }
}
