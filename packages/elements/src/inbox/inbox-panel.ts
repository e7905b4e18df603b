import { msg } from '@lit/localize';
import type { Message } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askInbox } from '@rapport/client/inbox';
import { ClientController } from '../internal/client-controller.ts';
import { closeOutside } from '../internal/close-outside.ts';
import type { RenderCard } from '../internal/own-card.ts';
import { cross } from '../internal/icons.ts';
import { floating, paper } from '../styles/floating.ts';
import { sheet } from '../styles/sheet.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { renderWhat, type RapportInboxList } from './inbox-list.ts';
import './rapport-inbox-list.ts';
import { styles as rows } from './inbox-list.styles.ts';
import { styles } from './inbox-panel.styles.ts';

/** Where a card begins that ends with a place in the window, and stays in it. */
const leftOf = (place: DOMRect): string => {
  const width = Math.min(400, innerWidth - 16);
  return `${Math.max(8, Math.min(place.right - width, innerWidth - width - 8))}px`;
};

/**
 * The card or sheet behind the bell, and the small card that says what has just come. Part of `rapport-inbox`, not for use alone.
 * @event {RapportWatchEvent} rapport-watch - The shopper took back the wish behind a message.
 * @csspart panel - The card or sheet. @csspart message - One message. @csspart toast - What has just come.
 */
export class RapportInboxPanel extends LitElement {
  static override styles = [tokens, buttons, rows, paper, floating, styles, sheet];

  /** Draws a card in the page's own way: `(message, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Message> | null = null;

  /** The message that has just come. */
  @state() private came: Message | null = null;

  readonly #client = new ClientController(this);

  /** Opens below (or above) a place in the window. */
  async open(place = new DOMRect(innerWidth, 0)): Promise<void> {
    await this.updateComplete;
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    this.#hush();
    const below = place.bottom + 320 < innerHeight || place.top < innerHeight / 2;
    const room = (below ? innerHeight - place.bottom : place.top) - 16;
    // A phone's sheet takes nothing of this.
    Object.assign(dialog.style, {
      left: leftOf(place),
      top: below ? `${place.bottom + 6}px` : 'auto',
      bottom: below ? 'auto' : `${innerHeight - place.top + 6}px`,
      maxHeight: `${Math.min(560, room)}px`,
    });
    dialog.showModal();
    void this.#list?.show();
  }

  /** Says what came last in a card below a place in the window, unless somebody is in a dialog: this one or another. */
  async tell(place = new DOMRect(innerWidth, 0)): Promise<void> {
    await this.updateComplete;
    const { client } = this.#client;
    const toast = this.#toast;
    if (!client || !toast) return;
    try {
      const [newest] = (await askInbox(client)).messages;
      if (!newest || this.#dialog?.open || document.activeElement?.closest('dialog, rapport-panel')) return;
      Object.assign(toast.style, { left: leftOf(place), top: `${Math.max(8, Math.min(place.bottom + 6, innerHeight / 2))}px` });
      // Shown before it says anything: what appears in a region that is there already is read out.
      toast.showPopover();
      for (const time of toast.getAnimations()) time.currentTime = 0; // another was being said: this one has as long
      this.came = newest;
    } catch {
      return; // the bell has its count
    }
  }

  /** Closes; the focus goes back to where it was. */
  close(): void {
    this.#dialog?.close();
  }

  override render(): TemplateResult {
    const close = msg('Close', { id: 'close' });
    return html`<dialog class="floating" part="panel" aria-labelledby="title" @click=${closeOutside} @close=${() => this.#list?.away()}>
        <header>
          <h2 id="title">${msg('Messages', { id: 'inbox.title' })}</h2>
          <button class="round" aria-label=${close} @click=${this.close}>${cross}</button>
        </header>
        <div class="scroll"><rapport-inbox-list .renderCard=${this.renderCard} exportparts="message"></rapport-inbox-list></div>
      </dialog>
      <div class="floating" popover="manual" part="toast" role="status" @animationend=${this.#hush}>
        ${
          this.came
            ? html`${renderWhat(this.came, this.#client.locale)}<button class="round" aria-label=${close} @click=${this.#hush}>${cross}</button>`
            : nothing
        }
      </div>`;
  }

  get #list(): RapportInboxList | null {
    return this.renderRoot.querySelector('rapport-inbox-list');
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #toast(): HTMLElement | null {
    return this.renderRoot.querySelector('[popover]');
  }

  #hush(): void {
    this.#toast?.hidePopover();
    this.came = null;
  }
}
