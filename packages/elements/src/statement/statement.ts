import { msg, str } from '@lit/localize';
import type { StatementRow } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askStatement } from '@rapport/client/points';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
import { count, day } from '../internal/format.ts';
import { heading, headingRoom, line, notShown } from '../internal/pieces.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { change, rowWords } from './statement-words.ts';
import { styles } from './statement.styles.ts';

interface Rows {
  readonly rows: readonly StatementRow[];
  readonly next: string | null;
}

/**
 * Every movement of this shopper's points, the newest first: when, why, how many, and how they stood afterwards.
 * @slot heading - Instead of the title. @slot empty - Shown when nothing has happened. @slot guest - For somebody we don’t know. @slot failed - Instead of the sentence that it can’t be shown.
 * @csspart heading - The title. @csspart row - One movement. @csspart change - By how many it changed what can be used.
 */
export class RapportStatement extends LitElement {
  static override styles = [tokens, buttons, rows, styles];

  /** Without a title, where the page has one of its own. */
  @property({ type: Boolean }) bare = false;
  /** The moment it is, in ms. */
  @state() now: () => number = Date.now;
  readonly #client = new ClientController(this);
  readonly #pages = new Asked<Rows>(this);

  override willUpdate(): void {
    const { client, view } = this.#client;
    if (client && view) this.#pages.askFor(view.version, () => askStatement(client));
  }

  override render(): TemplateResult {
    const { standing } = this.#client;
    if (standing === 'unknown') return line('guest', msg('Your points are here once you have signed in.', { id: 'statement.unknown' }));
    const { value, failed } = this.#pages;
    if (value) return this.#renderRows(value);
    if (failed || standing === 'failed')
      return notShown(msg('Your statement can’t be shown just now.', { id: 'statement.failed' }), this.#client, this.#pages);
    return html`${this.bare ? nothing : headingRoom}
      <p class="unseen">${msg('Your statement is being fetched', { id: 'statement.loading' })}</p>
      <ul aria-hidden="true">
        ${[1, 2, 3].map(() => html`<li><span class="bone line"></span></li>`)}
      </ul>`;
  }

  #renderRows({ rows, next }: Rows): TemplateResult {
    return html`${this.#renderHeading()}
    ${
      rows.length
        ? html`<ul role="list">
            ${rows.map((row) => this.#renderRow(row))}
          </ul>`
        : line('empty', msg('Nothing has happened yet. Your first order brings the first points.', { id: 'statement.empty' }))
    }
    ${next ? html`<button class="plain more" aria-busy=${this.#pages.busy} @click=${() => this.#more(rows, next)}>${msg('Earlier', { id: 'statement.more' })}</button>` : nothing}`;
  }

  #renderHeading(): TemplateResult | typeof nothing {
    return this.bare ? nothing : heading(msg('Your points, one by one', { id: 'statement.title' }));
  }

  #renderRow(row: StatementRow): TemplateResult {
    const { locale } = this.#client;
    const { available, pending, debt } = row.change;
    const waiting = change(pending, locale);
    // What moved is what the shopper can use; what only waits, or is owed, is said in words.
    const moved =
      available !== 0
        ? change(available, locale)
        : pending > 0
          ? msg(str`${waiting} on the way`, { id: 'statement.pending' })
          : change(pending - debt, locale);
    const after = count(row.after.available, locale);
    const owed = count(row.after.debt, locale);
    return html`<li part="row">
      <div class="what">
        <span>${rowWords(row, locale)}</span>
        <span class="quiet"
          >${day(row.atMs, this.now(), locale)}${row.expiresAtMs === null ? nothing : html` · ${this.#until(row.expiresAtMs)}`}</span
        >
      </div>
      <div class="figures">
        <span class=${available > 0 ? 'change up' : 'change'} part="change">${moved}</span>
        <span class="quiet">
          ${row.after.debt > 0 ? msg(str`${owed} owed`, { id: 'statement.owed' }) : msg(str`Balance ${after}`, { id: 'statement.after' })}
        </span>
      </div>
    </li>`;
  }

  #until(atMs: number): string {
    const last = day(atMs, this.now(), this.#client.locale);
    return msg(str`good until ${last}`, { id: 'statement.until' });
  }

  async #more(rows: readonly StatementRow[], next: string): Promise<void> {
    const { client } = this.#client;
    if (!client || this.#pages.busy) return;
    await this.#pages.run(async () => {
      const page = await askStatement(client, next);
      return { rows: [...rows, ...page.rows], next: page.next };
    });
  }
}
