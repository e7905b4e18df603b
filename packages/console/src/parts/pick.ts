import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { RapportPickEvent } from '../events.ts';
import { formSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { problemNotice } from './notice.ts';
import { searchForm } from './search-form.ts';

/** Something that can be picked. */
export interface Pickable {
  readonly id: string;
  readonly name: string;
  readonly more: string;
}

/**
 * Finds one of many by words: a product, a person.
 * @event {RapportPickEvent} rapport-pick - One was picked; the list goes away.
 */
@localized()
export class ConsolePick extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      ul {
        margin-top: 4px;
        list-style: none;
        border-top: 1px solid var(--line);
      }
      li {
        border-bottom: 1px solid var(--line);
      }
      li button {
        width: 100%;
        justify-content: space-between;
        min-height: 40px;
        padding: 4px 0;
        border: 0;
        text-align: left;
        white-space: normal;
        font-weight: 400;
      }
      small {
        color: var(--muted);
        font-size: 13px;
      }
    `,
  ];
  /** What is looked for, as the field's name. */
  @property() label = '';
  /** Finds by words; the first few. */
  @property({ attribute: false }) find: (query: string) => Promise<readonly Pickable[]> = async () => [];
  @state() private query = '';
  readonly #found = new Ask<readonly Pickable[]>(this);

  override render() {
    return html`${searchForm(this.label, this.query, (query) => this.#search(query))} ${problemNotice(this.#found.problem)}
      <div role="status">${this.#renderFound()}</div>`;
  }

  #renderFound(): TemplateResult | string {
    const { value, busy } = this.#found;
    if (!this.query || busy || value === null) return '';
    if (value.length === 0) return html`<p class="hint">${msg(str`Nothing has the words “${this.query}”.`)}</p>`;
    return html`<ul role="list">
      ${value.map(
        (one) =>
          html`<li>
            <button type="button" @click=${() => this.#pick(one)}><span>${one.name}</span><small>${one.more}</small></button>
          </li>`,
      )}
    </ul>`;
  }

  #search(query: string): void {
    this.query = query;
    if (query) void this.#found.run(() => this.find(query));
  }

  #pick({ id, name }: Pickable): void {
    this.query = '';
    this.#found.value = null;
    this.dispatchEvent(new RapportPickEvent(id, name));
    this.renderRoot.querySelector('input')?.focus();
  }
}
