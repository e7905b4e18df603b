import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { property, query } from 'lit/decorators.js';
import { RapportYesEvent } from '../events.ts';
import { base } from '../styles/base.ts';
import { forms } from '../styles/forms.ts';
import { tokens } from '../styles/tokens.ts';

/**
 * A button for what can't be taken back: it asks first, and says what will happen. The focus stands on the calm answer.
 * @event {RapportYesEvent} rapport-yes - The person said yes.
 * @slot - What else has to be chosen before the yes.
 */
@localized()
export class ConsoleConfirm extends LitElement {
  static override styles = [
    tokens,
    base,
    forms,
    css`
      :host {
        display: inline-block;
      }
      dialog {
        width: min(440px, calc(100vw - 32px));
        padding: 24px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--raised);
        box-shadow: 0 12px 40px rgb(0 0 0 / 0.2);
        color: var(--ink);
        text-align: start;
        white-space: normal;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.3);
      }
      h2 {
        overflow-wrap: anywhere;
      }
      p {
        margin: 8px 0 16px;
        text-wrap: pretty;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 20px;
      }
    `,
  ];
  /** On the button. */
  @property() label = '';
  /** Said to who can't see where the button stands. */
  @property() about = '';
  @property() question = '';
  /** What will happen, in a sentence or two. */
  @property() means = '';
  /** On the button that does it. */
  @property() yes = '';
  @property({ type: Boolean }) disabled = false;
  @query('dialog') private readonly dialog!: HTMLDialogElement;

  override render() {
    return html`<button
        ?disabled=${this.disabled}
        aria-haspopup="dialog"
        aria-label=${this.about ? `${this.label}: ${this.about}` : this.label}
        @click=${() => this.dialog.showModal()}
      >
        ${this.label}
      </button>
      <dialog aria-labelledby="question" aria-describedby="means">
        <h2 id="question">${this.question}</h2>
        <p id="means">${this.means}</p>
        <slot></slot>
        <div class="acts">
          <button class="first" @click=${this.#onYes}>${this.yes}</button>
          <button autofocus @click=${() => this.dialog.close()}>${msg('No, leave it')}</button>
        </div>
      </dialog>`;
  }

  readonly #onYes = () => {
    this.dialog.close();
    this.dispatchEvent(new RapportYesEvent());
  };
}
