import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ImportFinding, ImportReport } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { RapportImportedEvent } from '../events.ts';
import { count } from '../format.ts';
import { getLocale } from '../locale.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { Ask } from './ask.ts';
import { problemNotice, noticeStyles } from './notice.ts';

/**
 * A file that waits for the owner: what looks wrong, what going on would do, and the three answers.
 * @event {RapportImportedEvent} rapport-imported - It was answered.
 */
@localized()
export class ConsoleImportHold extends LitElement {
  static override styles = [
    tokens,
    base,
    noticeStyles,
    css`
      .asked {
        display: grid;
        gap: 8px;
        padding: 16px 20px;
        border-left: 3px solid var(--jade);
        background: var(--jade-ground);
      }
      .asked p {
        margin: 0;
        max-width: 44em;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) report!: ImportReport;
  readonly #ask = new Ask<ImportReport>(this);

  override render(): TemplateResult | typeof nothing {
    const { state, hold, found } = this.report;
    if (state !== 'held' || hold === null || found === null) return nothing;
    return html`<section class="asked" aria-labelledby="asked">
      <h2 id="asked">${msg('A file waits for your word')}</h2>
      <p>${wrongWords(hold, found)}</p>
      <p>${nextWords(hold)}</p>
      <div class="row">
        <button class="first" ?disabled=${this.#ask.busy} @click=${() => void this.#settle('approve')}>${msg('Go on with it')}</button>
        ${tellsSomebody(found) ? html`<button ?disabled=${this.#ask.busy} @click=${() => void this.#settle('quietly')}>${msg('Go on, and tell nobody')}</button>` : nothing}
        <button ?disabled=${this.#ask.busy} @click=${() => void this.#settle('refuse')}>${msg('Refuse the file')}</button>
      </div>
      ${problemNotice(this.#ask.problem)}
    </section>`;
  }

  async #settle(word: 'approve' | 'quietly' | 'refuse'): Promise<void> {
    const report = await this.#ask.run(() => this.api.settleImport(this.report.id, word));
    if (report) this.dispatchEvent(new RapportImportedEvent(report));
  }
}

/** Whether there is anything in it that somebody may be told of: what only has another id is no news. */
const tellsSomebody = ({ new: fresh, returned, restocked, cheaper }: ImportFinding): boolean => fresh + returned + restocked + cheaper > 0;

/** What looks wrong, in numbers. */
function wrongWords(hold: NonNullable<ImportReport['hold']>, found: ImportFinding): string {
  if (hold === 'gone') return msg(str`${count(found.gone)} of ${count(found.known)} products are not in this file any more.`);
  if (hold === 'cheaper') return msg(str`${count(found.cheaper)} of ${count(found.known)} products cost less than before.`);
  const marks = (['gtin', 'link', 'maker', 'title'] as const).filter((mark) => found.renamed[mark] > 0);
  const alike = marks.reduce((sum, mark) => sum + found.renamed[mark], 0);
  const ways = marks.map((mark) => (marks.length === 1 ? markName(mark) : markedWords(mark, count(found.renamed[mark]))));
  const all = count(found.new + alike);
  return msg(str`${all} products look new; ${count(alike)} of them match old ones ${new Intl.ListFormat(getLocale()).format(ways)}.`);
}

/** By what a product is recognised under another id. */
function markName(mark: keyof ImportFinding['renamed']): string {
  const names = { gtin: msg('by GTIN'), link: msg('by link'), maker: msg('by the maker’s number and brand'), title: msg('by title and price') };
  return names[mark];
}

/** The same of so many products, where others were recognised in another way. */
function markedWords(mark: keyof ImportFinding['renamed'], many: string): string {
  if (mark === 'gtin') return msg(str`${many} by GTIN`);
  if (mark === 'link') return msg(str`${many} by link`);
  return mark === 'maker' ? msg(str`${many} by the maker’s number and brand`) : msg(str`${many} by title and price`);
}

/** What going on does. */
function nextWords(hold: NonNullable<ImportReport['hold']>): string {
  if (hold === 'look-alike')
    return msg('Going on takes those as the same products under another id; nobody is told of them. Until you say so nothing changes.');
  if (hold === 'gone') return msg('Going on takes them off your shelf. Until you say so nothing changes.');
  return msg('Going on tells everybody who watches these prices. Until you say so nothing changes.');
}
