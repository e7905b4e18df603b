import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Message } from '@rapport/protocol';
import { property, state } from 'lit/decorators.js';
import { ClientController } from '../internal/client-controller.ts';
import type { RenderCard } from '../internal/own-card.ts';
import { count } from '../internal/format.ts';
import { bell } from '../internal/icons.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import type { RapportInboxPanel } from './inbox-panel.ts';
import { styles } from './inbox.styles.ts';

/**
 * A bell with the number of unread messages, live; opens the list. The list is loaded when the bell is first reached for. What comes while the page is being looked at is
 * also said in a card below the bell: it takes nobody's focus and goes by itself, and where a dialog is open it doesn't come. With `list` it is the list itself.
 * @event {RapportWatchEvent} rapport-watch - The shopper took back the wish behind a message.
 * @csspart button - The bell. @csspart badge - The count. @csspart panel - The card or sheet. @csspart message - One message. @csspart toast - What has just come.
 */
export class RapportInbox extends LitElement {
  static override styles = [tokens, buttons, styles];

  /** Draws a card in the page's own way: `(message, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Message> | null = null;

  /** The messages themselves where it stands, without a bell: for a page of a member's own. */
  @property({ type: Boolean, reflect: true }) list = false;

  @state() private panelReady = false;

  readonly #client = new ClientController(this, (live) => {
    if (live.type === 'message') void this.#reach('tell');
  });

  /** Opens the list. Unread messages count as read once they are shown. */
  async open(): Promise<void> {
    await this.#reach('open');
  }

  /** Closes the list; the focus goes back to the bell. */
  close(): void {
    this.#panel?.close();
  }

  override willUpdate(): void {
    if (this.list) void this.#fetchPanel();
  }

  override render(): TemplateResult {
    if (this.list) return html`<rapport-inbox-list open .renderCard=${this.renderCard} exportparts="message"></rapport-inbox-list>`;
    const unread = this.#client.view?.unread ?? 0;
    const number = count(unread, this.#client.locale);
    const label = unread ? msg(str`Messages, ${number} unread`, { id: 'inbox.open-unread' }) : msg('Messages', { id: 'inbox.open' });
    return html`
      <button
        part="button"
        aria-haspopup="dialog"
        aria-label=${label}
        @click=${this.open}
        @focus=${this.#fetchPanel}
        @pointerenter=${this.#fetchPanel}
      >
        ${bell}${unread ? html`<span class="filled" part="badge">${unread > 99 ? '99+' : number}</span>` : nothing}
      </button>
      <div class="unseen" role="status">${unread ? label : ''}</div>
      ${this.panelReady ? html`<rapport-inbox-panel .renderCard=${this.renderCard} exportparts="panel, message, toast"></rapport-inbox-panel>` : nothing}
    `;
  }

  get #panel(): RapportInboxPanel | null {
    return this.renderRoot.querySelector('rapport-inbox-panel');
  }

  async #reach(what: 'open' | 'tell'): Promise<void> {
    await this.#fetchPanel();
    await this.updateComplete;
    await this.#panel?.[what](this.renderRoot.querySelector('button')?.getBoundingClientRect());
  }

  async #fetchPanel(): Promise<void> {
    try {
      await import('./rapport-inbox-panel.ts');
      this.panelReady = true;
    } catch {
      this.panelReady = false; // blocked or off-line: the next reach for the bell tries again
    }
  }
}
