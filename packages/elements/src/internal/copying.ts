import { msg } from '@lit/localize';
import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { sheets, tick } from './icons.ts';

/** A code that is copied by a tap, and a tick once it is. */
export class Copying implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #copied = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#copied = '';
  }

  /** The button beside a code. */
  button(code: string): TemplateResult {
    const isCopied = this.#copied === code;
    const words = isCopied ? msg('Copied', { id: 'rewards.copied' }) : msg('Copy', { id: 'rewards.copy' });
    return html`<button class="copy" aria-label="${words} ${code}" @click=${() => void this.#copy(code)}>
      ${isCopied ? tick : sheets}${words}
    </button>`;
  }

  /** A code in its slip, with its button. */
  slip(code: string): TemplateResult {
    return html`<div class="code" part="code"><code>${code}</code>${this.button(code)}</div>`;
  }

  async #copy(code: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(code);
      this.#copied = code;
    } catch {
      this.#copied = ''; // forbidden here: the code can be selected by one click
    }
    this.#host.requestUpdate();
  }
}

/** How a code, its slip and its button look. */
export const copyStyles = css`
  .code {
    align-items: center;
    background: var(--_wash);
    border-radius: var(--_control);
    display: flex;
    gap: 12px;
    justify-content: space-between;
    margin-block: 8px 4px;
    padding-inline-start: 14px;
  }

  code {
    font:
      500 1em/1.45 ui-monospace,
      SFMono-Regular,
      Menlo,
      Consolas,
      monospace;
    letter-spacing: 0.04em;
    min-inline-size: 0;
    overflow-wrap: anywhere;
    padding-block: 8px;
    user-select: all;
  }

  .copy {
    align-items: center;
    display: inline-flex;
    flex: none;
    gap: 6px;
    padding-inline: 12px;
  }
`;
