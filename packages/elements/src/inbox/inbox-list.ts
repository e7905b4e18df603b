import { msg, str } from '@lit/localize';
import type { Client } from '@rapport/client';
import type { Message, Watch } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { archive, askInbox, askWhy, markRead } from '@rapport/client/inbox';
import { rewatch, unwatch } from '@rapport/client/watches';
import { ago } from '../internal/ago.ts';
import { whenClient } from '../internal/client-context.ts';
import { ClientController } from '../internal/client-controller.ts';
import { ownCard, type RenderCard } from '../internal/own-card.ts';
import { RapportWatchEvent } from '../internal/member-events.ts';
import { linkTo } from '../internal/format.ts';
import { bowl } from '../internal/icons.ts';
import { Gone, renderGone } from '../internal/gone.ts';
import { line } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './inbox-list.styles.ts';
import { messageWords, reasonWords, stopWords } from './inbox-words.ts';

/** What a message says, with its picture: a link to what has come, and why it came. */
export const renderWhat = (message: Message, locale: string, isFresh = false): TemplateResult => {
  const image = message.product?.image ?? message.offer?.picture;
  return html`<span class="picture">${image ? html`<img src=${image} alt="" width="64" height="64" loading="lazy" decoding="async" />` : bowl}</span>
    <a href=${linkTo(message.product?.url ?? '/')}>
      <span class="what">${messageWords(message, locale)}</span>
      ${isFresh ? html`<span class="unseen">${msg('Unread', { id: 'inbox.unread' })}</span>` : nothing}
      <span class="quiet">${reasonWords(message, Date.now(), locale)}</span>
    </a>`;
};

/**
 * Messages, the newest first, each with why it came and how to stop it. They count as read once they are shown. Part of `rapport-inbox` and of `rapport-panel`.
 * @event {RapportWatchEvent} rapport-watch - The shopper took back the wish behind a message.
 * @slot empty - Shown when there is none. @slot guest - For somebody we don’t know. @slot failed - Instead of the sentence that they can’t be shown.
 * @csspart message - One message.
 */
export class RapportInboxList extends LitElement {
  static override styles = [tokens, buttons, styles];

  /** Draws a card in the page's own way: `(message, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Message> | null | undefined = null;

  /** It is on the screen as long as it is there. */
  @property({ type: Boolean }) open = false;

  @state() private messages: readonly Message[] | null = null;
  @state() private next: string | null = null;
  @state() private failed = false;
  /** Why the last tap came to nothing, in words. */
  @state() private trouble = '';
  /** Wishes taken back here by what the row calls them, so that it can say so and has the way back. */
  @state() private stopped: ReadonlyMap<string, Watch> = new Map();
  /** Why a message came, in words, by the message that was asked about. */
  @state() private whys: Readonly<Record<string, string>> = {};
  /** Messages that were unread when they were first seen here: their dot stays until the list is put away. */
  #fresh = new Set<string>();
  #isShown = false;
  #unread = 0;
  #round = -1;

  readonly #client = new ClientController(this, (live) => {
    if (live.type === 'message' && this.#isShown) void this.#load();
  });

  readonly #gone = new Gone(this);

  /** The list is on the screen: asks for what there is. */
  async show(): Promise<void> {
    this.#isShown = true;
    // An address may lead in here before the page has its client.
    const client = this.#client.client ?? (await new Promise<Client>((ready) => void whenClient(ready)));
    await client.load();
    await this.#load();
  }

  /** The list is put away: what was new in it is so no longer. */
  away(): void {
    this.#isShown = false;
    this.#fresh = new Set();
    this.stopped = new Map();
    this.whys = {};
    this.trouble = '';
  }

  /** More than before are unread: something came. Where no live line is to be had, nothing else says so. */
  override willUpdate(): void {
    const { client } = this.#client;
    if (this.open && client && client.round !== this.#round) {
      this.#round = client.round;
      this.messages = null;
      void this.show();
    }
    const { unread = 0 } = this.#client.view ?? {};
    if (this.messages && this.#isShown && unread > this.#unread) void this.#load();
    this.#unread = unread;
  }

  override render(): TemplateResult {
    if (this.#client.standing === 'unknown') {
      return html`<div class="note">${line('guest', msg('When something you looked for arrives, it says so here.', { id: 'inbox.unknown' }))}</div>`;
    }
    if (this.failed) {
      return html`<div class="note">
        ${line('failed', msg('Your messages can’t be shown just now.', { id: 'inbox.failed' }))}
        <button class="bare" @click=${() => void this.#load()}>${msg('Try again', { id: 'again' })}</button>
      </div>`;
    }
    if (!this.messages) {
      return html`<p class="unseen">${msg('Messages are being fetched', { id: 'inbox.loading' })}</p>
        <ul aria-hidden="true">
          ${[1, 2, 3].map(() => html`<li><span class="picture bone"></span><span class="line bone"></span></li>`)}
        </ul>`;
    }
    if (!this.messages.length) {
      return html`<div class="note">
        ${line('empty', msg('Nothing yet. When something you looked for arrives, it says so here.', { id: 'inbox.empty' }))}
      </div>`;
    }
    return html`${this.trouble ? html`<p class="note" role="alert">${this.trouble}</p>` : nothing}
      <ul role="list">
        ${this.messages.map((message) => html`<li class=${this.#fresh.has(message.id) && !this.#gone.has(message.id) ? 'new' : ''} part="message">${this.#gone.has(message.id) ? renderGone(msg('Put away.', { id: 'inbox.archived' }), () => this.#archive(message, false)) : ownCard(this.renderCard, message, () => this.#renderMessage(message))}</li>`)}
      </ul>
      ${
        this.next
          ? html`<button class="bare more" @click=${() => void this.#load(this.next ?? '')}>${msg('Earlier messages', { id: 'inbox.more' })}</button>`
          : nothing
      }`;
  }

  #renderMessage(message: Message): TemplateResult {
    const { locale } = this.#client;
    const what = messageWords(message, locale);
    const why = msg('Why', { id: 'inbox.why' });
    return html`${renderWhat(message, locale, this.#fresh.has(message.id))}
      <div class="foot">
        <span class="quiet">${ago(message.atMs, Date.now(), locale)}</span>
        <button class="bare" aria-label="${why}: ${what}" aria-expanded=${message.id in this.whys} @click=${() => void this.#why(message.id)}>
          ${why}
        </button>
        ${this.#renderStop(message)}
        <button class="bare" aria-label=${msg(str`Put away: ${what}`, { id: 'inbox.archive-this' })} @click=${() => this.#archive(message, true)}>
          ${msg('Put away', { id: 'inbox.archive' })}
        </button>
      </div>
      <p class="why quiet" role="status">${this.whys[message.id]}</p>`;
  }

  /** How to stop it is one tap away, as long as the wish is kept. */
  #renderStop(message: Message): TemplateResult | typeof nothing {
    const [reason] = message.reasons;
    if (!reason || reason.code === 'lapsing' || reason.code === 'said') return nothing;
    const words = stopWords(reason, message.product?.title ?? '');
    const stopped = this.stopped.get(words);
    if (stopped) {
      return html`<span class="quiet" role="status">${msg(str`No more news of “${words}”.`, { id: 'inbox.stopped' })}</span>
        <button class="bare" @click=${() => this.#stop(stopped, words, false)}>${msg('Undo', { id: 'undo' })}</button>`;
    }
    const wish = this.#client.view?.watches.find(({ id, query }) => (reason.watchId === undefined ? query === words : id === reason.watchId));
    if (!wish) return nothing;
    return html`<button
      class="bare"
      aria-label=${msg(str`Stop telling me of “${words}”`, { id: 'inbox.stop-this' })}
      @click=${() => this.#stop(wish, words, true)}
    >
      ${msg('Stop telling me', { id: 'inbox.stop' })}
    </button>`;
  }

  async #load(before?: string): Promise<void> {
    const { client } = this.#client;
    if (!client || client.standing === 'unknown') return;
    this.failed = false;
    try {
      const { round } = client;
      const page = await askInbox(client, before);
      if (round !== client.round) return; // another's by now
      if (!before) this.#gone.forget();
      this.messages = before ? [...(this.messages ?? []), ...page.messages] : page.messages;
      this.next = page.next;
      const unread = page.messages.filter((message) => message.readAtMs === null).map((message) => message.id);
      for (const id of unread) this.#fresh.add(id);
      await markRead(client, unread);
    } catch {
      this.failed = !this.messages; // said in words; a list that is there already stays
    }
  }

  async #archive({ id }: Message, archived: boolean): Promise<void> {
    const { client } = this.#client;
    this.trouble = await this.#gone.mark(id, archived, async () => client && archive(client, id, archived));
  }

  /** Says why it came and where else it went, or takes that away again. */
  async #why(id: string): Promise<void> {
    this.trouble = '';
    const { [id]: shown, ...others } = this.whys;
    this.whys = others;
    const { client } = this.#client;
    if (shown !== undefined || !client) return;
    try {
      const words = await askWhy(client, id);
      this.whys = { ...this.whys, [id]: words };
    } catch (problem) {
      this.trouble = problemWords(problem);
    }
  }

  /** Takes the wish back, or (`stop` = false) keeps it again. The focus goes to what stands there then. */
  async #stop(wish: Watch, words: string, stop: boolean): Promise<void> {
    this.trouble = '';
    const foot = this.shadowRoot?.activeElement?.parentElement;
    try {
      const { client } = this.#client;
      if (!client) return;
      const stopped = new Map(this.stopped);
      const kept = stop ? null : await rewatch(client, wish);
      if (kept) stopped.delete(words);
      else {
        await unwatch(client, wish.id);
        stopped.set(words, wish);
      }
      this.stopped = stopped;
      this.dispatchEvent(new RapportWatchEvent(words, kept));
      await this.updateComplete;
      foot?.querySelectorAll('button')[1]?.focus();
    } catch (problem) {
      this.trouble = problemWords(problem); // nothing has changed: the button stays to be tapped again
    }
  }
}
