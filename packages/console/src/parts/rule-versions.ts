import { localized, msg, str } from '@lit/localize';
import type { RulesVersion, ShopView } from '@rapport/protocol';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { RapportRulesEvent } from '../events.ts';
import { count } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { PagesOf } from './pages-of.ts';
import { changedRules } from './rules-words.ts';
import { versionsTable } from './versions-table.ts';

/**
 * Every version that the contact rules ever had, the newest first.
 * @event {RapportRulesEvent} rapport-rules - An earlier version was chosen, to be looked at in the form.
 */
@localized()
export class ConsoleRuleVersions extends LitElement {
  static override styles = [...wholeSheets];
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
    return versionsTable({
      pages: this.#pages,
      timeZone: this.shop.settings.timeZone,
      from: msg('Holds from'),
      changes: changedRules,
      act: (version, isNow) => this.#renderAct(version, isNow),
    });
  }

  #renderAct(version: RulesVersion, isNow: boolean): TemplateResult {
    if (isNow) return html`<span class="soft">${msg('holds now')}</span>`;
    return html`<button
      type="button"
      class="bare"
      aria-label="${msg('Take up again')}: ${msg(str`Version ${count(version.version)}`)}"
      @click=${() => this.dispatchEvent(new RapportRulesEvent(version))}
    >
      ${msg('Take up again')}
    </button>`;
  }
}
