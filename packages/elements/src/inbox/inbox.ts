import { msg, str } from '@lit/localize';
import type { Message } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ClientController } from '../internal/client-controller.ts';
import { RapportWatchEvent } from '../internal/events.ts';
import { ago, count, linkTo } from '../internal/format.ts';
import { bell, bowl, cross } from '../internal/icons.ts';
import { buttons, floating, tokens } from '../styles/tokens.ts';
import { messageWords, reasonWords } from './inbox-words.ts';
import { styles } from './inbox.styles.ts';

/**
 * A bell with the number of unread messages; opens the list, newest first, each with why it came and how to stop it. Live.
 * @event {RapportWatchEvent} rapport-watch - The shopper took back the wish behind a message.
 * @csspart button - The bell. @csspart badge - The count. @csspart panel - The card or sheet. @csspart message - One message.
 */
export class RapportInbox extends LitElement {
  static override styles = [tokens, buttons, floating, styles];

  @state() private messages: readonly Message[] | null = null;
  @state() private next: string | null = null;
  @state() private failed = false;
  /** Wishes taken back here, so that the row can say so. */
  @state() private stopped: ReadonlySet<string> = new Set();
  /** Messages that were unread when they were first seen in this panel: their dot stays until it is closed. */
  #fresh = new Set<string>();

  readonly #client = new ClientController(this, (live) => {
    if (live.type === 'message' && this.panel?.open) void this.#load();
  });

  @query('dialog') private readonly panel!: HTMLDialogElement | null;
  @query('.bell') private readonly button!: HTMLButtonElement | null;

  /** Opens the list. Unread messages count as read once they are shown. */
  open(): void {
    const { panel, button } = this;
    if (!panel || !button || panel.open) return;
    const place = button.getBoundingClientRect();
    const width = Math.min(400, innerWidth - 16);
    const below = place.bottom + 320 < innerHeight || place.top < innerHeight / 2;
    panel.style.left = `${Math.max(8, Math.min(place.right - width, innerWidth - width - 8))}px`;
    panel.style.top = below ? `${place.bottom + 6}px` : 'auto';
    panel.style.bottom = below ? 'auto' : `${innerHeight - place.top + 6}px`;
    panel.style.maxHeight = innerWidth < 560 ? '' : `${Math.min(560, (below ? innerHeight - place.bottom : place.top) - 16)}px`;
    panel.showModal();
    void this.#load();
  }

  /** Closes the list; the focus goes back to the bell. */
  close(): void {
    this.panel?.close();
  }

  override render(): TemplateResult {
    const { locale, view } = this.#client;
    const unread = view?.unread ?? 0;
    const number = count(unread, locale);
    const label = unread ? msg(str`Messages, ${number} unread`, { id: 'inbox.open-unread' }) : msg('Messages', { id: 'inbox.open' });
    return html`
      <button class="bell" part="button" aria-haspopup="dialog" aria-label=${label} @click=${this.open}>
        ${bell} ${unread ? html`<span class="badge filled" part="badge" aria-hidden="true">${unread > 99 ? '99+' : number}</span>` : nothing}
      </button>
      <div class="unseen" role="status">${unread ? label : ''}</div>
      <dialog class="floating" part="panel" aria-labelledby="title" @click=${this.#closeOutside} @close=${this.#onClose}>
        <header>
          <h2 id="title">${msg('Messages', { id: 'inbox.title' })}</h2>
          <button class="close" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>${cross}</button>
        </header>
        <div class="scroll">${this.#renderBody()}</div>
      </dialog>
    `;
  }

  #renderBody(): TemplateResult {
    if (this.#client.standing === 'unknown') {
      return html`<p class="note quiet">${msg('When something you looked for arrives, it says so here.', { id: 'inbox.unknown' })}</p>`;
    }
    if (this.failed) {
      return html`<p class="note">${msg('Your messages can’t be shown just now.', { id: 'inbox.failed' })}<br />
        <button class="bare" @click=${() => void this.#load()}>${msg('Try again', { id: 'again' })}</button></p>`;
    }
    if (!this.messages) {
      return html`<p class="unseen">${msg('Messages are being fetched', { id: 'inbox.loading' })}</p>
        <ul aria-hidden="true">${[1, 2, 3].map(() => html`<li><span class="picture bone"></span><span class="line bone"></span></li>`)}</ul>`;
    }
    if (!this.messages.length) {
      return html`<p class="note quiet">${msg('Nothing yet. When something you looked for arrives, it says so here.', { id: 'inbox.empty' })}</p>`;
    }
    return html`<ul role="list">${repeat(this.messages, (message) => message.id, (message) => this.#renderMessage(message))}</ul>
      ${this.next ? html`<button class="bare more" @click=${() => void this.#load(this.next ?? '')}>${msg('Earlier messages', { id: 'inbox.more' })}</button>` : nothing}`;
  }

  #renderMessage(message: Message): TemplateResult {
    const { locale, view } = this.#client;
    const { product } = message;
    const wish = view?.watches.find((watch) => message.reasons.some((reason) => reason.query === watch.query));
    const words = message.reasons[0]?.query ?? '';
    return html`<li class=${this.#fresh.has(message.id) ? 'new' : ''} part="message">
      <span class="picture">${product.image ? html`<img src=${product.image} alt="" width="64" height="64" loading="lazy" decoding="async" />` : bowl}</span>
      <a href=${linkTo(product.url)}>
        <span class="what">${messageWords(message)}</span>
        ${this.#fresh.has(message.id) ? html`<span class="unseen">${msg('Unread', { id: 'inbox.unread' })}</span>` : nothing}
        <span class="quiet">${reasonWords(message, Date.now(), locale)}</span>
      </a>
      <div class="foot">
        <span class="quiet">${ago(message.atMs, Date.now(), locale)}</span>
        ${this.stopped.has(words)
          ? html`<span class="quiet" role="status">${msg(str`No more news of “${words}”.`, { id: 'inbox.stopped' })}</span>`
          : wish
            ? html`<button class="bare" @click=${() => void this.#stop(wish.id, words)}>${msg(str`Stop telling me of “${words}”`, { id: 'inbox.stop' })}</button>`
            : nothing}
      </div>
    </li>`;
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
      this.requestUpdate();
      await client.markRead(unread);
    } catch {
      this.failed = !this.messages; // shown in words; a list that is there already stays
    }
  }

  async #stop(id: string, words: string): Promise<void> {
    try {
      await this.#client.client?.unwatch(id);
      this.stopped = new Set(this.stopped).add(words);
      this.dispatchEvent(new RapportWatchEvent(words, null));
    } catch {
      this.requestUpdate(); // nothing has changed: the button stays to be tapped again
    }
  }

  /** A click on the backdrop is a click on the dialog itself. */
  #closeOutside(event: MouseEvent): void {
    const panel = this.panel;
    if (!panel || event.target !== panel) return;
    const { left, right, top, bottom } = panel.getBoundingClientRect();
    if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) panel.close();
  }

  #onClose(): void {
    this.#fresh = new Set();
    this.stopped = new Set();
    this.requestUpdate();
  }
}
