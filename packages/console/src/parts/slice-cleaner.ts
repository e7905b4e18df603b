import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { formSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { selectField } from './field.ts';
import { doneNotice, problemNotice } from './notice.ts';

/** Copies a slice, or one after the other, into fresh files, and says how far it is. */
@localized()
export class ConsoleCleaner extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      form {
        margin-top: 12px;
      }
      progress {
        width: min(100%, 360px);
        accent-color: var(--jade);
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  /** How many slices the shop has. */
  @property({ type: Number }) slices = 1;
  @state() private chosen = 'all';
  /** Slices done of those asked for; null = none under way. */
  @state() private at: { done: number; of: number } | null = null;
  @state() private said = '';
  readonly #ask = new Ask<true>(this);

  override render() {
    const numbers = Array.from({ length: this.slices }, (_, slice) => String(slice));
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
        ${
          this.slices > 1
            ? selectField({
                name: 'slice',
                label: msg('Which part'),
                value: this.chosen,
                options: [['all', msg('all, one after the other')], ...numbers.map((slice) => [slice, msg(str`slice ${slice}`)] as const)],
                onChange: (chosen) => (this.chosen = chosen),
              })
            : ''
        }
        <div>
          <console-confirm
            .label=${msg('Clean now')}
            .disabled=${this.at !== null}
            .question=${msg('Copy into fresh files now?')}
            .means=${msg('The shop goes on meanwhile; for some seconds at the end requests wait. Nothing that is there is lost.')}
            .yes=${msg('Yes, clean now')}
            @rapport-yes=${this.#onYes}
          ></console-confirm>
        </div>
      </form>
      <div role="status">
        ${
          this.at
            ? html`<p class="quiet">${msg(str`Copying: ${this.at.done} of ${this.at.of} done. Leave this page open.`)}</p>
                <progress max=${this.at.of} value=${this.at.done} aria-label=${msg('Cleaned so far')}></progress>`
            : ''
        }
      </div>
      ${problemNotice(this.#ask.problem)} ${doneNotice(this.said || null)}`;
  }

  readonly #onYes = async () => {
    const wanted = this.chosen === 'all' ? Array.from({ length: this.slices }, (_, slice) => slice) : [Number(this.chosen)];
    this.said = '';
    this.at = { done: 0, of: wanted.length };
    const done = await this.#ask.run(async () => {
      for (const slice of wanted) {
        await this.api.rebuild(slice);
        this.at = { done: (this.at?.done ?? 0) + 1, of: wanted.length };
      }
      return true as const;
    });
    this.at = null;
    if (done) this.said = msg('Done. Nothing that was deleted is left in those files.');
  };
}
