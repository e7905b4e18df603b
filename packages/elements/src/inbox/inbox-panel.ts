import { msg } from '@lit/localize';
import type { Message } from '@rapport/protocol';
import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ClientController } from '../internal/client-controller.ts';
import type { RenderCard } from '../internal/own-card.ts';
import { cross } from '../internal/icons.ts';
import { floating } from '../styles/floating.ts';
import { sheet } from '../styles/sheet.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import type { RapportInboxList } from './inbox-list.ts';
import './rapport-inbox-list.ts';
import { styles } from './inbox-panel.styles.ts';

/** Windows narrower than this get a sheet, in px. */
const PHONE_PX = 560;

/**
 * The card or sheet behind the bell. Part of `rapport-inbox`, not for use alone.
 * @event {RapportWatchEvent} rapport-watch - The shopper took back the wish behind a message.
 * @csspart panel - The card or sheet. @csspart message - One message.
 */
export class RapportInboxPanel extends LitElement {
  static override styles = [tokens, buttons, floating, styles, sheet];

  /** Draws a card in the page's own way: `(message, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Message> | null = null;

  readonly #client = new ClientController(this);

  /** Opens below (or above) a place in the window. */
  async open(place = new DOMRect(innerWidth, 0)): Promise<void> {
    await this.updateComplete;
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    if (innerWidth >= PHONE_PX) {
      const width = Math.min(400, innerWidth - 16);
      const below = place.bottom + 320 < innerHeight || place.top < innerHeight / 2;
      const room = (below ? innerHeight - place.bottom : place.top) - 16;
      Object.assign(dialog.style, {
        left: `${Math.max(8, Math.min(place.right - width, innerWidth - width - 8))}px`,
        top: below ? `${place.bottom + 6}px` : 'auto',
        bottom: below ? 'auto' : `${innerHeight - place.top + 6}px`,
        maxHeight: `${Math.min(560, room)}px`,
      });
    }
    dialog.showModal();
    void this.#list?.show();
  }

  /** Closes; the focus goes back to where it was. */
  close(): void {
    this.#dialog?.close();
  }

  override render(): TemplateResult {
    return html`<dialog class="floating" part="panel" aria-labelledby="title" @click=${this.#closeOutside} @close=${() => this.#list?.away()}>
      <header>
        <h2 id="title">${msg('Messages', { id: 'inbox.title' })}</h2>
        <button class="round" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>${cross}</button>
      </header>
      <div class="scroll"><rapport-inbox-list .renderCard=${this.renderCard} exportparts="message"></rapport-inbox-list></div>
    </dialog>`;
  }

  get #list(): RapportInboxList | null {
    return this.renderRoot.querySelector('rapport-inbox-list');
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** A click on the backdrop is a click on the dialog itself, outside its box. */
  #closeOutside({ target, clientX, clientY }: MouseEvent): void {
    const dialog = this.#dialog;
    if (!dialog || target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) dialog.close();
  }
}
