import { msg, str } from '@lit/localize';
import type { Watch } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ClientController } from '../internal/client-controller.ts';
import { RapportWatchEvent } from '../internal/events.ts';
import { tick } from '../internal/icons.ts';
import { problemWords } from '../internal/problem-words.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './watch.styles.ts';

/**
 * For a search without an answer: one tap, and the shopper is told when it comes. The tap is the consent to be told of this, and of nothing else;
 * the words beside the button say so.
 * @event {RapportWatchEvent} rapport-watch - The wish is kept, or was taken back.
 * @slot question - Instead of the question above the button. @csspart button - The one action. @csspart words - What the tap agrees to.
 */
export class RapportWatch extends LitElement {
  static override styles = [tokens, buttons, styles];

  /** The words that were searched. Without them the element shows nothing. */
  @property() query = '';

  @state() private busy = false;
  @state() private trouble = '';
  @state() private undone = false;

  readonly #client = new ClientController(this);

  override render(): TemplateResult | typeof nothing {
    const query = this.query.trim();
    if (!query) return nothing;
    const kept = this.#kept(query);
    return html`<div role="status">
        ${kept ? this.#renderKept(kept, query) : this.undone ? html`<p class="quiet">${msg('Taken back. We won’t tell you.', { id: 'watch.undone' })}</p>` : nothing}
      </div>
      ${kept ? nothing : this.#renderQuestion(query)} ${this.trouble ? html`<p class="quiet" role="alert">${this.trouble}</p>` : nothing}`;
  }

  #renderQuestion(query: string): TemplateResult {
    return html`
      <p class="question" ?hidden=${this.undone}>
        <slot name="question">${msg('We don’t have this yet. Shall we tell you when it comes?', { id: 'watch.question' })}</slot>
      </p>
      <button class="filled" part="button" aria-describedby="words" aria-busy=${this.busy} @click=${() => void this.#watch(query)}>
        ${msg('Tell me when it comes', { id: 'watch.tell' })}
      </button>
      <p class="words quiet" id="words" part="words">${this.#words()}</p>
    `;
  }

  #renderKept(watch: Watch, query: string): TemplateResult {
    return html`<div class="kept">
      ${tick}
      <p>${msg(str`We’ll tell you when “${query}” comes.`, { id: 'watch.kept' })}</p>
      <button class="bare" aria-busy=${this.busy} @click=${() => void this.#undo(watch)}>${msg('Undo', { id: 'watch.undo' })}</button>
    </div>`;
  }

  #words(): string {
    return msg('We keep the words you searched for and tell you here when it comes. You can take it back at any time.', { id: 'watch.words' });
  }

  #kept(query: string): Watch | null {
    const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
    return this.#client.view?.watches.find((watch) => plain(watch.query) === plain(query)) ?? null;
  }

  async #watch(query: string): Promise<void> {
    await this.#act(async () => {
      const watch = await this.#client.client?.watch(query, this.#words());
      this.undone = false;
      if (watch) this.dispatchEvent(new RapportWatchEvent(query, watch));
    });
  }

  async #undo(watch: Watch): Promise<void> {
    await this.#act(async () => {
      await this.#client.client?.unwatch(watch.id);
      this.undone = true;
      this.dispatchEvent(new RapportWatchEvent(watch.query, null));
    });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  /** One at a time; what goes wrong is said below the button. */
  async #act(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = '';
    try {
      await work();
    } catch (problem) {
      this.trouble = problemWords(problem);
    } finally {
      this.busy = false;
    }
  }
}
