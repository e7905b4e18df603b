import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ChannelView, ShopView, TemplateView, Trace } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { getLocale } from '../locale.ts';
import { Ask } from '../parts/ask.ts';
import { moreButton } from '../parts/list-table.ts';
import { messageLog } from '../parts/message-log.ts';
import { channelName, kindNames, missingWords, outcomeName, reasonNames, templateName } from '../parts/message-words.ts';
import { problemNotice } from '../parts/notice.ts';
import { PagesOf } from '../parts/pages-of.ts';
import { wholeSheets } from '../styles/sheets.ts';

/** What was told to whom, and why or why not; which channels work; what the mails look like. */
@localized()
export class ConsoleMessages extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      h2 {
        margin-top: 40px;
      }
      .filters {
        align-items: end;
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        margin: 16px 0;
      }
      .filters label {
        display: grid;
        gap: 4px;
      }
      .said {
        margin-inline-start: 12px;
      }
      td a {
        color: inherit;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private channel = '';
  @state() private outcome = '';
  @state() private kind = '';
  @state() private reason = '';
  @state() private channels: readonly ChannelView[] = [];
  @state() private templates: readonly TemplateView[] = [];
  @state() private said = '';
  /** The language that the mails were asked for in. */
  #locale = '';
  readonly #ask = new Ask<unknown>(this);
  readonly #pages = new PagesOf<Trace>(this, async (before) => {
    const { channel, outcome, kind, reason } = this;
    const { traces, next } = await this.api.messages({ channel, outcome, kind, reason, before });
    return { rows: traces, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#pages.restart();
    // The mails are shown in the language of the console: another one is asked for anew.
    if (!changed.has('api') && this.#locale === getLocale()) return;
    this.#locale = getLocale();
    void this.#ask.run(async () => {
      const [{ channels }, { templates }] = await Promise.all([this.api.channels(), this.api.templates(this.#locale)]);
      this.channels = channels;
      this.templates = templates;
    });
  }

  override render() {
    const { rows, problem } = this.#pages;
    return html`<h1>${msg('Messages')}</h1>
      <p class="lead">${msg('Every decision whether somebody is told, with its one reason.')}</p>
      <p class="quiet">
        ${msg('What goes out by itself:')} <a href="/console/messages/reminders">${msg('Reminders')}</a> ·
        <a href="/console/messages/stages">${msg('Words for each stage')}</a>
      </p>
      <div class="filters">
        ${this.#renderFilter(msg('About'), this.kind, Object.entries(kindNames()), (value) => (this.kind = value))}
        ${this.#renderFilter(msg('Channel'), this.channel, [...(['inbox', 'email', 'push'] as const).map((one) => [one, channelName(one)] as const)], (value) => (this.channel = value))}
        ${this.#renderFilter(msg('Decision'), this.outcome, [...(['sent', 'held', 'not-sent'] as const).map((one) => [one, outcomeName(one)] as const)], (value) => (this.outcome = value))}
        ${this.#renderFilter(msg('Reason'), this.reason, Object.entries(reasonNames()), (value) => (this.reason = value))}
      </div>
      ${problemNotice(problem)} ${rows.length ? messageLog(rows, this.now()) : this.#renderEmpty()} ${moreButton(this.#pages)}
      <h2>${msg('Channels')}</h2>
      ${problemNotice(this.#ask.problem)}
      <table>
        <caption class="only-heard">
          ${msg('Channels')}
        </caption>
        <tbody>
          ${this.channels.map((channel) => this.#renderChannel(channel))}
        </tbody>
      </table>
      <h2>${msg('Mails')}</h2>
      <p class="quiet">${msg('Filled with an example. The links in it lead nowhere.')}</p>
      <table>
        <caption class="only-heard">
          ${msg('Mails')}
        </caption>
        <tbody>
          ${this.templates.map((template) => this.#renderTemplate(template))}
        </tbody>
      </table>
      <p role="status" class="quiet">${this.said}</p>`;
  }

  #renderFilter(label: string, chosen: string, options: readonly (readonly [string, string])[], set: (value: string) => void): TemplateResult {
    const onChange = (event: Event): void => {
      set((event.target as HTMLSelectElement).value);
      void this.#pages.restart();
    };
    return html`<label
      >${label}
      <select @change=${onChange}>
        <option value="" ?selected=${chosen === ''}>${msg('All')}</option>
        ${options.map(([value, words]) => html`<option value=${value} ?selected=${chosen === value}>${words}</option>`)}
      </select></label
    >`;
  }

  #renderEmpty(): TemplateResult {
    const isChosen = [this.channel, this.outcome, this.kind, this.reason].some((one) => one !== '');
    const words = this.#pages.ready
      ? isChosen
        ? msg('No decision is like this.')
        : msg('Nothing was decided yet. Once a wish is met, its decision stands here.')
      : this.#pages.busy
        ? msg('Reading…')
        : '';
    return html`<p class="empty" role="status">${words}</p>`;
  }

  #renderChannel({ id, works, missing }: ChannelView): TemplateResult {
    return html`<tr>
      <td>${channelName(id)}</td>
      <td>${works ? msg('Works') : missing.map(missingWords).join(' ')}</td>
      <td class="right">${id === 'email' && works ? html`<button @click=${() => this.#tryChannel(id)}>${msg('Send me a test')}</button>` : ''}</td>
    </tr>`;
  }

  #renderTemplate({ id, subject }: TemplateView): TemplateResult {
    const seen = `/v1/templates/${encodeURIComponent(id)}?locale=${encodeURIComponent(getLocale())}`;
    return html`<tr>
      <td>${templateName(id)}</td>
      <td class="wide soft">${subject}</td>
      <td><a href=${seen} target="_blank" rel="noopener">${msg('Look at it')}</a></td>
      <td class="right"><button @click=${() => this.#tryTemplate(id)}>${msg('Send it to me')}</button></td>
    </tr>`;
  }

  async #tryChannel(id: string): Promise<void> {
    await this.#ask.run(async () => {
      const { ok, reason } = await this.api.tryChannel(id);
      this.said = ok ? msg(str`Sent to ${this.shop.staff.email}.`) : msg(str`It did not work: ${reason ?? ''}`);
    });
  }

  async #tryTemplate(id: string): Promise<void> {
    await this.#ask.run(async () => {
      const { sentTo } = await this.api.tryTemplate(id, getLocale());
      this.said = msg(str`Sent to ${sentTo}.`);
    });
  }
}
