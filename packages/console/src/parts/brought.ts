import { localized, msg, str } from '@lit/localize';
import type { BroughtReport, ImportReport, WaitedFor } from '@rapport/protocol';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { count } from '../format.ts';
import { tableSheets } from '../styles/sheets.ts';
import { problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';

/** Who waits for what an import brought: how many people, and for which products. Nothing where it brought nothing. */
@localized()
export class ConsoleBrought extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      :host {
        margin: 16px 0;
      }
      table {
        margin-top: 8px;
        max-width: 560px;
      }
      tbody th {
        color: var(--ink);
        font-size: inherit;
        overflow-wrap: anywhere;
      }
      button {
        margin-top: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) report!: ImportReport;
  #last: BroughtReport | null = null;
  #looked = 0;
  readonly #list = new PagesOf<WaitedFor>(this, (after) => this.#read(after));

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('report');
    if (changed.has('api') || (changed.has('report') && before?.id !== this.report.id)) void this.#list.restart();
  }

  override render(): TemplateResult | typeof nothing {
    const { rows, next, busy, problem } = this.#list;
    if (problem) return problemNotice(problem);
    if (this.#last === null || this.#last.all === 0) return nothing;
    const left = this.#last.all - this.#looked;
    return html`<p role="status">${waitingWords(this.#last, this.#looked, rows.length)}</p>
      ${rows.length > 0 ? renderTable(rows.toSorted((a, b) => b.people - a.people)) : nothing}
      ${next === null || left <= 0 ? nothing : html`<button ?disabled=${busy} @click=${() => void this.#list.more()}>${msg(str`Look at the next ${count(Math.min(left, this.#last.looked))}`)}</button>`}`;
  }

  async #read(after: string | null): Promise<{ rows: readonly WaitedFor[]; next: string | null }> {
    const page = await this.api.brought(this.report.id, after);
    this.#last = page;
    this.#looked = page.looked + (after === null ? 0 : this.#looked);
    return { rows: page.products, next: page.next };
  }
}

/** How many people wait: of everybody where all products were looked at together, else of how many of the products. */
function waitingWords({ people, looked, all, fewest }: BroughtReport, lookedSoFar: number, waitedFor: number): string {
  if (looked < all) {
    const seen = msg(str`${count(lookedSoFar)} of the ${count(all)} products that came in were looked at.`);
    const waited = waitedFor === 1 ? msg('Several people wait for one of them.') : msg(str`Several people wait for ${count(waitedFor)} of them.`);
    return waitedFor === 0 ? msg(str`${seen} Fewer than ${count(fewest)} people wait for each of them.`) : msg(str`${seen} ${waited}`);
  }
  return people === null
    ? msg(str`Fewer than ${count(fewest)} people wait for what came in.`)
    : msg(str`${count(people)} people wait for what came in.`);
}

const renderTable = (rows: readonly WaitedFor[]): TemplateResult =>
  html`<table>
    <caption class="only-heard">
      ${msg('Waited for')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${msg('Product')}</th>
        <th scope="col" class="right">${msg('People who wait')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ title, people }) =>
          html`<tr>
            <th scope="row">${title}</th>
            <td class="right">${count(people)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
