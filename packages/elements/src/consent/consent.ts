import { msg } from '@lit/localize';
import type { ConsentState } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ClientController } from '../internal/client-controller.ts';
import { RapportConsentEvent } from '../internal/member-events.ts';
import { floating, paper } from '../styles/floating.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './consent.styles.ts';

/**
 * Asks once whether this person may be remembered: what for, in plain words, and two answers of equal weight. Takes no focus and blocks nothing;
 * Escape puts it away without an answer.
 * @event {RapportConsentEvent} rapport-consent - The person said yes or no.
 * @slot - Below the words, such as a link to the shop’s privacy notice. The words have no slot: what is recorded is what was read.
 * @csspart sheet - The sheet or card. @csspart choice - Each of the two answers. @cssproperty [--rapport-offset=20px] - Distance from the window's edge.
 */
export class RapportConsent extends LitElement {
  static override styles = [tokens, buttons, paper, floating, styles];

  /** Put away: answered, or closed by Escape. */
  @property({ type: Boolean, reflect: true }) closed = false;

  /** For its language: words that are agreed to must be understood. */
  readonly #client = new ClientController(this);

  override render(): TemplateResult | typeof nothing {
    // Words that are agreed to must be the ones that hold: without a client it is not known whose they are.
    if (this.closed || !this.#client.client) return nothing;
    return html`<section class="floating" part="sheet" aria-labelledby="title" @keydown=${this.#onKey}>
      <h2 id="title">${this.#title()}</h2>
      <p>${this.#body()}</p>
      <slot></slot>
      <div class="choices">
        <button class="plain" part="choice" @click=${() => this.#answer('denied')}>${msg('No, thank you', { id: 'consent.no' })}</button>
        <button class="plain" part="choice" @click=${() => this.#answer('granted')}>${msg('Yes, you may', { id: 'consent.yes' })}</button>
      </div>
    </section>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Where a page swaps its body, an open question goes along; taken out by itself it stays out.
    if (!this.closed && this.parentElement && !document.querySelector(this.localName)) document.body?.append(this);
  }

  #title(): string {
    return msg('May we remember you?', { id: 'consent.title' });
  }

  #body(): string {
    return msg(
      'We would like to remember what you look at, look for and buy here, to show you what fits and to tell you when something you looked for arrives. It goes to nobody else, and you can change your mind at any time.',
      { id: 'consent.body' },
    );
  }

  #answer(answer: ConsentState): void {
    const words = `${this.#title()} ${this.#body()}`;
    this.closed = true;
    this.dispatchEvent(new RapportConsentEvent({ personalisation: answer, messages: answer, source: 'banner', words }));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.closed = true;
  }
}
