import { localized, msg, str } from '@lit/localize';
import type { RulesVersion, ShopView } from '@rapport/protocol';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { RapportRulesEvent } from '../events.ts';
import { count, moment } from '../format.ts';
import { base } from '../styles/base.ts';
import { forms } from '../styles/forms.ts';
import { tables } from '../styles/tables.ts';
import { tokens } from '../styles/tokens.ts';
import { noticeStyles, problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';
import { changedRules } from './rules-words.ts';

/**
 * Every version that the contact rules ever had, the newest first.
 * @event {RapportRulesEvent} rapport-rules - An earlier version was chosen, to be looked at in the form.
 */
@localized()
export class ConsoleRuleVersions extends LitElement {
  static override styles = [tokens, base, forms, tables, noticeStyles];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  readonly #pages = new PagesOf<RulesVersion>(this, async (before) => {
    const { versions, next } = await this.api.rulesVersions(before);
    return { rows: versions, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || (changed.has('shop') && changed.get('shop')?.version !== this.shop.version)) void this.#pages.restart();
  }

  override render() {
    const { rows, next, problem, busy } = this.#pages;
    return html`${problemNotice(problem)}
      <table>
        <caption class="only-heard">
          ${msg('Versions')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${msg('Version')}</th>
            <th scope="col">${msg('Holds from')}</th>
            <th scope="col" class="wide">${msg('By')}</th>
            <th scope="col">${msg('What changed')}</th>
            <th scope="col" class="right"><span class="only-heard">${msg('Actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row, at) => this.#renderRow(row, rows[at + 1] ?? null, at === 0))}
        </tbody>
      </table>
      ${next === null ? nothing : html`<button type="button" class="more" ?disabled=${busy} @click=${() => void this.#pages.more()}>${msg('Earlier versions')}</button>`}`;
  }

  #renderRow(row: RulesVersion, before: RulesVersion | null, isNow: boolean): TemplateResult {
    const changed = before ? changedRules(before, row) : [];
    const first = row.version === 1 ? msg('As the shop began') : '';
    return html`<tr>
      <td>${count(row.version)}</td>
      <td>${moment(row.fromMs, this.shop.settings.timeZone)}</td>
      <td class="wide">${row.who === 'rapport' ? msg('Rapport') : row.who}</td>
      <td>${changed.length > 0 ? changed.join(' · ') : first}</td>
      <td class="right">
        ${
          isNow
            ? html`<span class="soft">${msg('holds now')}</span>`
            : html`<button
                type="button"
                class="bare"
                aria-label="${msg('Take up again')}: ${msg(str`Version ${count(row.version)}`)}"
                @click=${() => this.dispatchEvent(new RapportRulesEvent(row))}
              >
                ${msg('Take up again')}
              </button>`
        }
      </td>
    </tr>`;
  }
}
