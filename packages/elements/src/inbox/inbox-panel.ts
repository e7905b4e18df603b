import { msg, str } from '@lit/localize';
import type { Message } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { unwatch } from '@rapport/client/watches';
import { ClientController } from '../internal/client-controller.ts';
import { RapportWatchEvent } from '../internal/events.ts';
import { ago, linkTo } from '../internal/format.ts';
import { bowl, cross } from '../internal/icons.ts';
import { buttons, floating, tokens } from '../styles/tokens.ts';
import { styles } from './inbox-panel.styles.ts';
import { messageWords, reasonWords, stopWords } from './inbox-words.ts';

/** Windows narrower than this get a sheet, in px. */
const PHONE_PX = 560;

/**
 * The list behind the bell: newest first, each message with why it came and how to stop it. Part of `rapport-inbox`, not for use alone.
 * @event {RapportWatchEvent} rapport-watch - The shopper took back the wish behind a message.
 * @csspart panel - The card or sheet. @csspart message - One message.
 */
export class RapportInboxPanel extends LitElement {
  static override styles = [tokens, buttons, floating, styles];

  @state() private messages: readonly Message[] | null = null;
  @state() private next: string | null = null;
  @state() private failed = false;
  /** Wishes taken back here, so that the row can say so. */
  @state() private stopped: ReadonlySet<string> = new Set();
  /** Messages that were unread when they were first seen in this panel: their dot stays until it is closed. */
  #fresh = new Set<string>();

  readonly #client = new ClientController(this, (live) => {
    if (live.type === 'message' && this.#dialog?.open) void this.#load();
  });

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
    void this.#load();
  }

  /** Closes; the focus goes back to where it was. */
  close(): void {
    this.#dialog?.close();
  }

  override render(): TemplateResult {
    return html`<dialog class="floating" part="panel" aria-labelledby="title" @click=${this.#closeOutside} @close=${this.#onClose}>
      <header>
        <h2 id="title">${msg('Messages', { id: 'inbox.title' })}</h2>
        <button class="close" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>${cross}</button>
      </header>
      <div class="scroll">${this.#renderBody()}</div>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  #renderBody(): TemplateResult {
    if (this.#client.standing === 'unknown') {
      return html`<p class="note">${msg('When something you looked for arrives, it says so here.', { id: 'inbox.unknown' })}</p>`;
    }
    if (this.failed) {
      return html`<p class="note">${msg('Your messages can’t be shown just now.', { id: 'inbox.failed' })}</p>
        <button class="plain more" @click=${() => void this.#load()}>${msg('Try again', { id: 'again' })}</button>`;
    }
    if (!this.messages) {
      return html`<p class="unseen">${msg('Messages are being fetched', { id: 'inbox.loading' })}</p>
        <ul aria-hidden="true">
          ${[1, 2, 3].map(() => html`<li><span class="picture bone"></span><span class="line bone"></span></li>`)}
        </ul>`;
    }
    if (!this.messages.length) {
      return html`<p class="note">${msg('Nothing yet. When something you looked for arrives, it says so here.', { id: 'inbox.empty' })}</p>`;
    }
    return html`<ul role="list">
        ${this.messages.map((message) => this.#renderMessage(message))}
      </ul>
      ${
        this.next
          ? html`<button class="bare more" @click=${() => void this.#load(this.next ?? '')}>${msg('Earlier messages', { id: 'inbox.more' })}</button>`
          : nothing
      }`;
  }

  #renderMessage(message: Message): TemplateResult {
    const { locale } = this.#client;
    const { product, offer } = message;
    const image = product?.image ?? offer?.picture;
    const isFresh = this.#fresh.has(message.id);
    return html`<li class=${isFresh ? 'new' : ''} part="message">
      <span class="picture">${image ? html`<img src=${image} alt="" width="64" height="64" loading="lazy" decoding="async" />` : bowl}</span>
      <a href=${linkTo(product?.url ?? '/')}>
        <span class="what">${messageWords(message, locale)}</span>
        ${isFresh ? html`<span class="unseen">${msg('Unread', { id: 'inbox.unread' })}</span>` : nothing}
        <span class="quiet">${reasonWords(message, Date.now(), locale)}</span>
      </a>
      <div class="foot"><span class="quiet">${ago(message.atMs, Date.now(), locale)}</span>${this.#renderStop(message)}</div>
    </li>`;
  }

  /** How to stop it is one tap away, as long as the wish is kept. */
  #renderStop(message: Message): TemplateResult | typeof nothing {
    const [reason] = message.reasons;
    if (!reason) return nothing;
    const words = stopWords(reason, message.product?.title ?? '');
    if (this.stopped.has(words)) {
      return html`<span class="quiet" role="status">${msg(str`No more news of “${words}”.`, { id: 'inbox.stopped' })}</span>`;
    }
    const wish = this.#client.view?.watches.find(({ id, query }) => (reason.watchId === undefined ? query === words : id === reason.watchId));
    if (!wish) return nothing;
    return html`<button
      class="bare"
      aria-label=${msg(str`Stop telling me of “${words}”`, { id: 'inbox.stop-this' })}
      @click=${() => void this.#stop(wish.id, words)}
    >
      ${msg('Stop telling me', { id: 'inbox.stop' })}
    </button>`;
  }

  async #load(before?: string): Promise<void> {
    const { client } = this.#client;
    if (!client || client.standing === 'unknown') return;
    this.failed = false;
    try {
      const page = await client.inbox(before);
      this.messages = before ? [...(this.messages ?? []), ...page.messages] : page.messages;
      this.next = page.next;
      const unread = page.messages.filter((message) => message.readAtMs === null).map((message) => message.id);
      for (const id of unread) this.#fresh.add(id);
      await client.markRead(unread);
    } catch {
      this.failed = !this.messages; // said in words; a list that is there already stays
    }
  }

  async #stop(id: string, words: string): Promise<void> {
    try {
      const { client } = this.#client;
      if (!client) return;
      await unwatch(client, id);
      this.stopped = new Set(this.stopped).add(words);
      this.dispatchEvent(new RapportWatchEvent(words, null));
    } catch {
      this.requestUpdate(); // nothing has changed: the button stays to be tapped again
    }
  }

  /** A click on the backdrop is a click on the dialog itself, outside its box. */
  #closeOutside({ target, clientX, clientY }: MouseEvent): void {
    const dialog = this.#dialog;
    if (!dialog || target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) dialog.close();
  }

  #onClose(): void {
    this.#fresh = new Set();
    this.stopped = new Set();
  }
}
