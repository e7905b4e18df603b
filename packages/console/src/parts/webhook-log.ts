import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { WebhookDelivery, WebhookDeliveryState, WebhookDeliveryView, WebhookEndpoint } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, moment } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { selectField } from './field.ts';
import { listTable, moreButton } from './list-table.ts';
import { problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';
import { deliveryState, outcomeWords, typeName } from './webhook-words.ts';

/** Messages to the shop's systems, the newest first; each can be opened and sent again. */
@localized()
export class ConsoleWebhookLog extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .field {
        width: min(100%, 240px);
        margin-top: 16px;
      }
      tr[aria-selected='true'] td {
        background: var(--jade-ground);
      }
      .opened {
        padding: 12px 0 20px;
      }
      .opened ol {
        padding-left: 20px;
      }
      pre {
        margin: 12px 0 0;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 8px;
        font: 13px/1.5 var(--code);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) endpoints: readonly WebhookEndpoint[] = [];
  @property() timeZone = 'UTC';
  @state() private only: WebhookDeliveryState | '' = '';
  @state() private opened = '';
  readonly #view = new Ask<WebhookDeliveryView>(this);
  readonly #again = new Ask<WebhookDelivery>(this);
  readonly #pages = new PagesOf<WebhookDelivery>(this, async (before) => {
    const { deliveries, next } = await this.api.deliveries(this.only, before);
    return { rows: deliveries, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || changed.has('endpoints')) void this.#pages.restart();
  }

  override render() {
    const { rows, busy, problem } = this.#pages;
    return html`${selectField({
      name: 'only',
      label: msg('Show'),
      value: this.only,
      options: [
        ['', msg('Everything')],
        ['waiting', msg('What waits')],
        ['failed', msg('What was given up')],
        ['stopped', msg('What was held back')],
        ['sent', msg('What arrived')],
      ],
      onChange: (value) => this.#show(value as WebhookDeliveryState | ''),
    })}
    ${problemNotice(problem ?? this.#again.problem)}
    ${rows.length ? this.#renderTable(rows) : html`<p class="empty" role="status">${busy ? msg('Reading…') : msg('Nothing was sent yet.')}</p>`}
    ${moreButton(this.#pages)}`;
  }

  #renderTable(rows: readonly WebhookDelivery[]): TemplateResult {
    return listTable(
      msg('Messages'),
      [
        msg('What happened'),
        [msg('To'), 'wide'],
        [msg('When'), 'wide'],
        msg('State'),
        [msg('Tries'), 'right wide'],
        [msg('What to do'), 'only-heard'],
      ],
      rows.map((row) => this.#renderRow(row)),
    );
  }

  #renderRow(row: WebhookDelivery): TemplateResult {
    const isOpen = this.opened === row.id;
    const at = moment(row.atMs, this.timeZone);
    const where = this.#hostOf(row.endpointId);
    return html`<tr>
        <td>${typeName(row.type)}<small class="narrow">${at}</small></td>
        <td class="wide soft">${where}</td>
        <td class="wide date">${at}</td>
        <td>
          ${deliveryState(row)}${row.nextTryAtMs !== null && row.tries > 0 ? html`<small>${moment(row.nextTryAtMs, this.timeZone)}</small>` : nothing}
        </td>
        <td class="right wide">${count(row.tries)}</td>
        <td class="right">
          <button
            class="bare"
            aria-expanded=${isOpen ? 'true' : 'false'}
            aria-label=${msg(str`Look at the message of ${at}`)}
            @click=${() => this.#open(row.id)}
          >
            ${isOpen ? msg('Close') : msg('Look')}
          </button>
        </td>
      </tr>
      ${
        isOpen
          ? html`<tr>
              <td colspan="6">${this.#renderOpened(row)}</td>
            </tr>`
          : nothing
      }`;
  }

  #renderOpened(row: WebhookDelivery): TemplateResult {
    const { value, problem } = this.#view;
    if (problem) return problemNotice(problem);
    if (value?.delivery.id !== row.id) return html`<p class="quiet" role="status">${msg('Reading…')}</p>`;
    return html`<div class="opened">
      ${
        value.attempts.length
          ? html`<ol>
              ${value.attempts.map((one) => html`<li>${moment(one.atMs, this.timeZone)}: ${outcomeWords(one)}, ${msg(str`${count(one.tookMs)} ms`)}</li>`)}
            </ol>`
          : html`<p class="quiet">${msg('It has not been tried yet.')}</p>`
      }
      <pre tabindex="0" aria-label=${msg('What is sent')}>${JSON.stringify(value.message, null, 2)}</pre>
      <p class="quiet">${msg('Whom it is about is looked up when it is sent, and stands in the message as “customer”.')}</p>
      <button class="more" ?disabled=${this.#again.busy || row.state === 'waiting'} @click=${() => this.#replay(row.id)}>
        ${msg('Send it again')}
      </button>
    </div>`;
  }

  #hostOf(id: string): string {
    const url = this.endpoints.find((one) => one.id === id)?.url;
    return url === undefined ? '' : new URL(url).host;
  }

  #show(only: WebhookDeliveryState | ''): void {
    this.only = only;
    void this.#pages.restart();
  }

  #open(id: string): void {
    this.opened = this.opened === id ? '' : id;
    if (this.opened) void this.#view.run(() => this.api.delivery(id));
  }

  async #replay(id: string): Promise<void> {
    if (!(await this.#again.run(() => this.api.replayDelivery(id)))) return;
    this.opened = '';
    await this.#pages.restart();
  }
}
