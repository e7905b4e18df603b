import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';

/** Something to paste elsewhere, with a button that copies it. Where the clipboard is refused, the text is selected instead. */
@localized()
export class ConsoleCopy extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      .box {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-top: 4px;
        padding: 8px 8px 8px 12px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--raised);
      }
      code {
        flex: 1;
        min-width: 0;
        line-height: 1.5;
      }
      .label {
        font-weight: 500;
      }
    `,
  ];
  /** What it is. */
  @property() label = '';
  /** The text to copy. */
  @property() value = '';
  @state() private said: 'copied' | 'selected' | null = null;
  @query('code') private readonly text!: HTMLElement;

  override render() {
    const words = this.said === 'copied' ? msg('Copied') : msg('Copy');
    return html`<span class="label" id="label">${this.label}</span>
      <div class="box">
        <code aria-labelledby="label">${this.value}</code>
        <button aria-label="${words}: ${this.label}" @click=${this.#onCopy}>${words}</button>
      </div>
      <span class="quiet" role="status">${this.said === 'selected' ? msg('Selected. Press Ctrl or ⌘ and C to copy.') : ''}</span>`;
  }

  readonly #onCopy = async () => {
    const chosen = getSelection();
    chosen?.selectAllChildren(this.text);
    try {
      await navigator.clipboard.writeText(this.value);
      chosen?.removeAllRanges();
      this.said = 'copied';
    } catch (error) {
      if (!(error instanceof DOMException || error instanceof TypeError)) throw error;
      this.said = 'selected';
    }
  };
}
