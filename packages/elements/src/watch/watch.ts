import type { Client } from '@rapport/client';
import { msg } from '@lit/localize';
import type { Followed, Watch, WatchAsk, WatchFilters, WatchKind } from '@rapport/protocol';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keepWatch, unwatch } from '@rapport/client/watches';
import { whenClient } from '../internal/client-context.ts';
import { ClientController } from '../internal/client-controller.ts';
import { RapportWatchEvent } from '../internal/member-events.ts';
import { tick } from '../internal/icons.ts';
import { trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { actionWords, agreedWords, isKept, keptWords, questionWords } from './watch-words.ts';
import { styles } from './watch.styles.ts';

/**
 * One tap, and the shopper is told: when what they searched for in vain comes, when a variant is back, when a price falls, when a maker has something new, when more like
 * this comes. The tap is the consent to be told of this, and of nothing else; the words beside the button say so.
 * @event {RapportWatchEvent} rapport-watch - The wish is kept, or was taken back.
 * @slot question - Instead of the question above the button. @csspart button - The one action. @csspart words - What the tap agrees to.
 */
export class RapportWatch extends LitElement {
  static override styles = [tokens, buttons, styles];

  /** The words that were searched, or the name of what is followed. Without it a search or a follow shows nothing. */
  @property() query = '';
  /** What is waited for: `search`, `stock`, `price`, `follow`, `like`. With a `product` and no kind, its return. */
  @property() kind: WatchKind | '' = '';
  /** The product's id, for `stock`, `price` and `like`. */
  @property() product = '';
  /** The variant's id, where one is meant. */
  @property() variant = '';
  /** What is followed by the name in `query`. */
  @property() what: Followed = 'brand';
  /** What a search must be besides its words, as JSON: `{"maxPriceMinor": 4000, "category": "…", "brand": "…", "size": "…"}`. */
  @property({ type: Object }) filters: WatchFilters = {};
  /** How much cheaper it must be, in percent, 1 to 95; the list of wishes takes an amount or a price instead. */
  @property({ type: Number }) percent = 10;

  @state() private busy = false;
  @state() private trouble = '';
  @state() private undone = false;

  readonly #client = new ClientController(this);
  /** The last wish that was kept here, and what was asked for: the worker may have known it in other words. */
  #made: { readonly ask: string; readonly id: string } | null = null;

  override willUpdate(_changed: PropertyValues<this>): void {
    if (this.#client.view && this.#ask()?.kind === 'price') this.#client.want();
  }

  override render(): TemplateResult | typeof nothing {
    const ask = this.#ask();
    if (!ask) return nothing;
    const asked = JSON.stringify(ask);
    const isMade = (watch: Watch): boolean => this.#made?.ask === asked && this.#made.id === watch.id;
    const kept = this.#client.view?.watches.find((watch) => isKept(watch, ask) || isMade(watch)) ?? null;
    return html`<div role="status">
        ${kept ? this.#renderKept(ask.kind === 'search' ? { ...kept, query: ask.query } : kept) : this.undone ? html`<p class="quiet">${msg('Taken back. We won’t tell you.', { id: 'watch.undone' })}</p>` : nothing}
      </div>
      ${kept ? nothing : this.#renderQuestion(ask)} ${trouble(this.trouble)}`;
  }

  #ask(): WatchAsk | null {
    const query = this.query.trim();
    const { product: productId, variant: variantId, what, filters } = this;
    const kind = this.kind || (productId ? 'stock' : 'search');
    if (kind === 'search') return query ? { kind, query, filters } : null;
    if (kind === 'follow') return query ? { kind, what, name: query } : null;
    if (!productId) return null;
    if (kind === 'like') return { kind, productId };
    const named = { productId, ...(variantId ? { variantId } : {}) };
    const percent = Math.min(95, Math.max(1, Math.round(this.percent) || 10));
    return kind === 'stock' ? { kind, ...named } : { kind, ...named, goal: { percent } };
  }

  #renderQuestion(ask: WatchAsk): TemplateResult {
    return html`
      <p class="question" ?hidden=${this.undone}>
        <slot name="question">${questionWords(ask)}</slot>
      </p>
      <button class="filled" part="button" aria-describedby="words" aria-busy=${this.busy} @click=${() => void this.#watch(ask)}>
        ${actionWords(ask)}
      </button>
      <p class="words quiet" id="words" part="words">${agreedWords(ask.kind)}</p>
    `;
  }

  #renderKept(watch: Watch): TemplateResult {
    return html`<div class="kept">
      ${tick}
      <p>${keptWords(watch, this.#client.currency, this.#client.locale)}</p>
      <button class="bare" aria-busy=${this.busy} @click=${() => void this.#undo(watch)}>${msg('Undo', { id: 'watch.undo' })}</button>
    </div>`;
  }

  async #watch(ask: WatchAsk): Promise<void> {
    await this.#act(async () => {
      // The button is there before the page's client may be: a tap waits for it and is not lost.
      const client = await new Promise<Client>(whenClient);
      const watch = await keepWatch(client, ask, agreedWords(ask.kind));
      this.#made = { ask: JSON.stringify(ask), id: watch.id };
      this.undone = false;
      this.dispatchEvent(new RapportWatchEvent(watch.query, watch));
    });
  }

  async #undo(watch: Watch): Promise<void> {
    await this.#act(async () => {
      const { client } = this.#client;
      if (!client) return;
      await unwatch(client, watch.id);
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
      this.trouble = problemWords(problem, {
        'too-many-watches': msg('Your list of wishes is full. Take one off and this one fits.', { id: 'problem.wishes' }),
      });
    } finally {
      this.busy = false;
    }
  }
}
