import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Programme, ReplayReport } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count } from '../format.ts';
import { formSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { selectField } from './field.ts';
import { problemNotice } from './notice.ts';

/** What a programme in the making would have done with the orders of the last days, before anybody saves it. Nothing is changed by it. */
@localized()
export class ConsoleReplay extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      button {
        margin-top: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) programme!: Programme;
  @state() private days = '90';
  readonly #ask = new Ask<ReplayReport>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    // What was counted for another draft says nothing of this one.
    if (changed.has('programme')) this.#ask.value = null;
  }

  override render() {
    const { value, problem, busy } = this.#ask;
    return html`${selectField({
        name: 'days',
        label: msg('Try it on the orders of'),
        value: this.days,
        options: [
          ['30', msg('30 days')],
          ['90', msg('90 days')],
          ['365', msg('A year')],
        ],
        onChange: (days) => (this.days = days),
      })}
      <button type="button" ?disabled=${busy} @click=${this.#onTry}>${busy ? msg('Counting…') : msg('Try it')}</button>
      ${problemNotice(problem)}
      <div role="status">${value ? this.#renderReport(value) : nothing}</div>`;
  }

  #renderReport(report: ReplayReport): TemplateResult {
    const { orders, pointsInLedger, pointsReplayed, winners, losers, liabilityPoints, liabilityReplayed } = report;
    if (orders === 0) return html`<p class="quiet">${msg('There were no orders in these days.')}</p>`;
    return html`<dl class="facts plain">
        <div>
          <dt>${msg(str`Points for ${count(orders)} orders`)}</dt>
          <dd>${msg(str`${count(pointsReplayed)} instead of ${count(pointsInLedger)}`)}</dd>
        </div>
        <div>
          <dt>${msg('Shoppers would have')}</dt>
          <dd>${msg(str`more: ${count(winners)}, fewer: ${count(losers)}`)}</dd>
        </div>
        <div>
          <dt>${msg('Points in circulation')}</dt>
          <dd>${msg(str`${count(liabilityReplayed)} instead of ${count(liabilityPoints)}`)}</dd>
        </div>
      </dl>
      <p class="quiet">${msg('Nothing was changed by this.')}</p>`;
  }

  readonly #onTry = () => void this.#ask.run(() => this.api.replay(Number(this.days), this.programme));
}
