import { localized, msg } from '@lit/localize';
import type { Trace } from '@rapport/protocol';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { tableSheets } from '../styles/sheets.ts';
import { moreButton } from './list-table.ts';
import { messageLog } from './message-log.ts';
import { problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';

/** What one person was told, and why something was not: for whoever answers "I never got it". */
@localized()
export class ConsolePersonMessages extends LitElement {
  static override styles = [...tableSheets];
  @property({ attribute: false }) api!: Api;
  @property() shopperId = '';
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  readonly #pages = new PagesOf<Trace>(this, async (before) => {
    const { traces, next } = await this.api.messages({ shopper: this.shopperId, before });
    return { rows: traces, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || changed.has('shopperId')) void this.#pages.restart();
  }

  override render(): TemplateResult {
    const { rows, problem, ready } = this.#pages;
    return html`${problemNotice(problem)}
    ${rows.length > 0 ? messageLog(rows, this.now(), { ofOne: true }) : html`<p class="quiet" role="status">${ready ? msg('Nothing was decided about them yet.') : ''}</p>`}
    ${moreButton(this.#pages)}`;
  }
}
