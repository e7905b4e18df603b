import { msg, str } from '@lit/localize';
import type { Frequency, Watch, WatchPatch } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { changeWatch, rewatch, unwatch } from '@rapport/client/watches';
import { ago } from '../internal/ago.ts';
import { ClientController } from '../internal/client-controller.ts';
import { renderGone } from '../internal/gone.ts';
import { ownCard, type RenderCard } from '../internal/own-card.ts';
import { RapportWatchEvent } from '../internal/member-events.ts';
import { money } from '../internal/format.ts';
import { focusRow, heading, headingRoom, line, notShown, trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { fields } from '../styles/fields.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { FREQUENCIES, frequencyWords } from '../preferences/contact-words.ts';
import { goalWords } from '../watch/watch-words.ts';
import { goalFields, major, minor, readGoal } from './price-goal.ts';
import './rapport-follows.ts';
import './rapport-reminders.ts';
import { styles } from './watches.styles.ts';

/**
 * All that a shopper waits for: searches, makers, prices, variants, more such as this one. Each can be paused, slowed down to a daily or weekly digest, reworded and taken
 * back, and says when it last spoke.
 * @event {RapportWatchEvent} rapport-watch - A wish was changed, or taken back (null).
 * @slot heading - Instead of the title. @slot empty - Shown when there is none. @slot failed - Instead of the sentence that they can’t be shown.
 * @csspart heading - The title. @csspart watch - One wish. @csspart idea - One thing they may follow. @csspart reminder - One reminder after a purchase.
 */
export class RapportWatches extends LitElement {
  static override styles = [tokens, buttons, rows, fields, styles];

  /** Without a title, where the page has one of its own. */
  @property({ type: Boolean }) bare = false;
  /** Draws a card in the page's own way: `(watch, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Watch> | null | undefined = null;

  @state() private busy = '';
  @state() private trouble = '';
  @state() private editing = '';
  @state() private said = '';
  /** What was taken back here, with the places it had: the way back stands there. */
  @state() private taken: readonly (readonly [watch: Watch, at: number])[] = [];

  readonly #client = new ClientController(this);

  override willUpdate(): void {
    if (this.#client.view) this.#client.want();
    else this.taken = [];
  }

  override render(): TemplateResult | typeof nothing {
    const { view, standing } = this.#client;
    if (standing === 'failed') return notShown(msg('Your wishes can’t be shown just now.', { id: 'watches.failed' }), this.#client);
    if (!view && standing !== 'unknown') {
      return html`${this.bare ? nothing : headingRoom}
        <p class="unseen">${msg('Your wishes are being fetched', { id: 'watches.loading' })}</p>
        <ul aria-hidden="true">
          <li><span class="bone line"></span></li>
        </ul>`;
    }
    const watches = this.#rows();
    return html`${this.#renderHeading()}
      ${
        watches.length > 0
          ? html`<ul role="list">
              ${watches.map((watch) => html`<li part="watch" class=${watch.paused ? 'paused' : ''}>${view?.watches.includes(watch) ? ownCard(this.renderCard, watch, () => this.#renderWatch(watch)) : renderGone(msg('Taken back. We won’t tell you.', { id: 'watch.undone' }), () => this.#restore(watch))}</li>`)}
            </ul>`
          : line('empty', msg('Nothing yet. What you search for in vain can be kept here.', { id: 'watches.empty' }))
      }
      <rapport-follows exportparts="idea"></rapport-follows>
      <rapport-reminders exportparts="reminder"></rapport-reminders>
      <div role="status" class="unseen">${this.said}</div>
      ${trouble(this.trouble)}`;
  }

  #renderHeading(): TemplateResult | typeof nothing {
    return this.bare ? nothing : heading(msg('What you wait for', { id: 'watches.title' }));
  }

  #renderWatch(watch: Watch): TemplateResult {
    const { query } = watch;
    const label = msg(str`How often we tell you of “${query}”`, { id: 'watches.frequency' });
    return html`<div class="name">${query}</div>
      <div class="quiet">${this.#facts(watch)}</div>
      ${
        this.editing === watch.id
          ? this.#renderEdit(watch)
          : html`<div class="acts">
              <select aria-label=${label} ?disabled=${this.busy !== ''} @change=${(event: Event) => this.#onFrequency(watch, event)}>
                ${FREQUENCIES.map((one) => html`<option value=${one} ?selected=${one === watch.frequency}>${frequencyWords(one)}</option>`)}
              </select>
              ${
                watch.kind === 'search' || watch.kind === 'price'
                  ? html`<button
                      class="bare"
                      aria-label=${msg(str`Change “${query}”`, { id: 'watches.edit-this' })}
                      @click=${() => (this.editing = watch.id)}
                    >
                      ${msg('Change', { id: 'watches.edit' })}
                    </button>`
                  : nothing
              }
              ${this.#renderPause(watch)}
              <button
                class="bare"
                aria-label=${msg(str`Take back “${query}”`, { id: 'watches.delete-this' })}
                aria-busy=${this.busy === watch.id}
                @click=${() => void this.#remove(watch)}
              >
                ${msg('Take back', { id: 'watches.delete' })}
              </button>
            </div>`
      }`;
  }

  #renderPause(watch: Watch): TemplateResult {
    const { query } = watch;
    const label = watch.paused
      ? msg(str`Go on telling me of “${query}”`, { id: 'watches.resume-this' })
      : msg(str`Pause “${query}”`, { id: 'watches.pause-this' });
    return html`<button class="bare" aria-label=${label} @click=${() => void this.#change(watch, { paused: !watch.paused })}>
      ${watch.paused ? msg('Go on', { id: 'watches.resume' }) : msg('Pause', { id: 'watches.pause' })}
    </button>`;
  }

  /** A search: its words and the most it may cost. A price: how low it must fall. */
  #renderEdit(watch: Watch): TemplateResult {
    const { currency } = this.#client;
    return html`<form class="edit" @submit=${(event: SubmitEvent) => this.#onEdit(watch, event)}>
      ${
        watch.goal
          ? goalFields(watch.goal, watch.baselineMinor, currency)
          : html`<label
                ><span class="quiet">${msg('What you look for', { id: 'watches.words' })}</span>
                <input name="query" maxlength="200" required .value=${watch.query} /></label
              ><label
                ><span class="quiet">${msg(str`At most, in ${currency} (may stay empty)`, { id: 'watches.most' })}</span>
                <input name="most" type="number" inputmode="decimal" min="0" step="any" .value=${major(watch.filters.maxPriceMinor, currency)}
              /></label>`
      }
      <div class="acts">
        <button class="filled" aria-busy=${this.busy === watch.id}>${msg('Save', { id: 'watches.save' })}</button>
        <button class="plain" type="button" @click=${() => (this.editing = '')}>${msg('Leave it as it was', { id: 'watches.cancel' })}</button>
      </div>
    </form>`;
  }

  #facts(watch: Watch): string {
    const { currency, locale } = this.#client;
    const { maxPriceMinor, category, brand, size } = watch.filters;
    const goal = watch.goal ?? (maxPriceMinor ? { toMinor: maxPriceMinor } : null);
    const most = goal && currency ? goalWords({ ...watch, goal }, currency, locale) : '';
    const from = watch.goal && currency ? money(watch.baselineMinor ?? 0, currency, locale) : '';
    const since = watch.toldAtMs === null ? '' : ago(watch.toldAtMs, Date.now(), locale);
    const last = since ? msg(str`last told ${since}`, { id: 'watches.told' }) : msg('nothing to tell so far', { id: 'watches.silent' });
    const was = from ? msg(str`counted from ${from}`, { id: 'watches.from' }) : '';
    const by = watch.inferred ? msg('for you', { id: 'watches.inferred' }) : '';
    const state = watch.paused ? msg('paused', { id: 'watches.paused' }) : '';
    return [state, kindWords(watch.kind), by, most, was, category, brand, size, last].filter(Boolean).join(' · ');
  }

  #onFrequency(watch: Watch, event: Event): void {
    void this.#change(watch, { frequency: (event.target as HTMLSelectElement).value as Frequency });
  }

  #onEdit(watch: Watch, event: SubmitEvent): void {
    event.preventDefault();
    const { currency } = this.#client;
    const data = new FormData(event.target as HTMLFormElement);
    const maxPriceMinor = minor(data.get('most'), currency) || undefined;
    const patch: WatchPatch = watch.goal
      ? { goal: readGoal(data, currency) }
      : { query: String(data.get('query')).trim(), filters: { ...watch.filters, maxPriceMinor } };
    void this.#change(watch, patch).then(() => {
      if (!this.trouble) this.editing = '';
    });
  }

  async #change(watch: Watch, patch: WatchPatch): Promise<void> {
    await this.#act(watch.id, async () => {
      const { client } = this.#client;
      if (!client) return;
      const changed = await changeWatch(client, watch.id, patch);
      this.said = msg('Saved', { id: 'watches.saved' });
      this.dispatchEvent(new RapportWatchEvent(changed.query, changed));
    });
  }

  async #remove(watch: Watch): Promise<void> {
    await this.#act(watch.id, async () => {
      const { client } = this.#client;
      if (!client) return;
      const at = this.#rows().indexOf(watch);
      await unwatch(client, watch.id);
      this.taken = [...this.taken, [watch, at]];
      this.dispatchEvent(new RapportWatchEvent(watch.query, null));
      await this.updateComplete;
      focusRow(this.renderRoot, at);
    });
  }

  /** It is a new wish for the same, and stands where new ones do. */
  async #restore(watch: Watch): Promise<void> {
    await this.#act(watch.id, async () => {
      const { client } = this.#client;
      if (!client) return;
      const kept = await rewatch(client, watch);
      this.taken = this.taken.filter(([one]) => one !== watch);
      this.dispatchEvent(new RapportWatchEvent(kept.query, kept));
      await this.updateComplete;
      focusRow(this.renderRoot, this.#rows().indexOf(kept));
    });
  }

  /** What is waited for, and in between what was taken back here. */
  #rows(): Watch[] {
    const rows = [...(this.#client.view?.watches ?? [])];
    for (const [watch, at] of this.taken) rows.splice(at, 0, watch);
    return rows;
  }

  async #act(id: string, work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = id;
    this.trouble = '';
    this.said = '';
    try {
      await work();
    } catch (problem) {
      this.trouble = problemWords(problem);
    } finally {
      this.busy = '';
    }
  }
}

function kindWords(kind: Watch['kind']): string {
  switch (kind) {
    case 'search': {
      return msg('search', { id: 'watches.kind-search' });
    }
    case 'follow': {
      return msg('followed', { id: 'watches.kind-follow' });
    }
    case 'price': {
      return msg('price', { id: 'watches.kind-price' });
    }
    case 'stock': {
      return msg('when it’s back', { id: 'watches.kind-stock' });
    }
    case 'like': {
      return msg('more like this', { id: 'watches.kind-like' });
    }
  }
}
