import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { AuditEntry } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { moment } from '../format.ts';
import { tableSheets } from '../styles/sheets.ts';
import { auditWho, auditWords } from './access-words.ts';
import { listTable, moreButton } from './list-table.ts';
import { problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';

/** What staff did, the newest first, a page at a time. */
@localized()
export class ConsoleAudit extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      td {
        overflow-wrap: anywhere;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() timeZone = 'UTC';
  readonly #pages = new PagesOf<AuditEntry>(this, async (before) => {
    const { entries, next } = await this.api.audit(before);
    return { rows: entries, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#pages.restart();
  }

  override render() {
    const { rows, problem } = this.#pages;
    return html`${problemNotice(problem)}
    ${listTable(
      msg('What staff did'),
      [msg('When'), [msg('Who'), 'wide'], msg('What')],
      rows.map(
        (entry) =>
          html`<tr>
            <td class="date">${moment(entry.atMs, this.timeZone)}</td>
            <td class="wide">${auditWho(entry.who)}</td>
            <td><small class="narrow">${auditWho(entry.who)}</small>${auditWords(entry)}</td>
          </tr>`,
      ),
    )}
    ${moreButton(this.#pages, msg('Earlier'))}`;
  }
}
