import { msg } from '@lit/localize';
import type { OfferPlacement, OfferView } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askOffers, declineOffer, takeOffer } from '@rapport/client/offers';
import { ClientController } from '../internal/client-controller.ts';
import { ownCard, type RenderCard } from '../internal/own-card.ts';
import { Copying, copyStyles } from '../internal/copying.ts';
import { RapportOfferEvent } from '../internal/events.ts';
import { pickText } from '../internal/format.ts';
import { Gone, hiddenWords, renderGone } from '../internal/gone.ts';
import { trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { offerFacts, offerTitle, whyWords } from './offer-words.ts';
import { styles } from './offers.styles.ts';

/**
 * Offers meant for this shopper in one place of a page. Without any it takes no room. Each says why it is shown, can be taken, and can be sent away for good.
 * @event {RapportOfferEvent} rapport-offer - The shopper took an offer, or said that it isn't for them.
 * @slot heading - A title above the offers; none by default. @slot empty - Shown when there is none.
 * @csspart offer - One offer. @csspart title - Its title. @csspart action - Its button. @csspart code - Its code. @csspart why - Why it is shown.
 * @cssproperty [--rapport-gap=12px] - Space between offers. @cssproperty [--rapport-radius=12px] - Corners.
 */
export class RapportOffers extends LitElement {
  static override styles = [tokens, buttons, copyStyles, styles];

  /** Where it stands: panel, banner, product, cart or after-purchase. */
  @property({ reflect: true }) placement: OfferPlacement = 'banner';
  /** The product of the page. */
  @property() product = '';
  /** The category of the page or of its product. */
  @property() category = '';
  /** What is in the basket, in minor units of the shop's currency; not set = no basket is known. */
  @property({ type: Number }) basket: number | null = null;
  /** How many at most. */
  @property({ type: Number }) count = 9;
  /** Draws a card in the page's own way: `(offer, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<OfferView> | null | undefined = null;

  @state() private offers: readonly OfferView[] | null = null;
  @state() private currency = '';
  @state() private busy = '';
  @state() private trouble: { readonly id: string; readonly words: string } | null = null;
  @state() private open = '';

  readonly #client = new ClientController(this);
  readonly #copying = new Copying(this);
  readonly #gone = new Gone(this);
  #asked = '';

  override willUpdate(): void {
    const { client, view } = this.#client;
    const question = client && view ? [client.round, this.placement, this.product, this.category, this.basket].join() : '';
    if (question === this.#asked) return;
    this.#asked = question;
    if (question) void this.refresh();
    else this.offers = null;
  }

  /** Asks again. What is shown stays until the answer is there. */
  async refresh(): Promise<void> {
    const question = this.#asked;
    const { client } = this.#client;
    try {
      const { offers, currency } = client ? await askOffers(client, this) : { offers: [], currency: '' };
      if (question !== this.#asked) return;
      this.offers = offers;
      this.#gone.forget();
      this.currency = currency;
    } catch {
      if (question === this.#asked) this.offers ??= []; // without an offer the page is whole
    }
  }

  override render(): TemplateResult {
    if (!this.offers?.length) return this.offers ? html`<slot name="empty"></slot>` : html``;
    return html`<slot name="heading"></slot>
      <ul role="list">
        ${this.offers.slice(0, this.count).map((offer) => html`<li part="offer">${this.#gone.has(offer.id) ? renderGone(hiddenWords(offerTitle(offer, this.currency, this.#client.locale)), () => this.#decline(offer, false)) : ownCard(this.renderCard, offer, () => this.#renderOffer(offer))}</li>`)}
      </ul>`;
  }

  #renderOffer(offer: OfferView): TemplateResult {
    const { locale } = this.#client;
    const facts = offerFacts(offer, this.currency, locale, Date.now());
    const text = pickText(offer.text, locale);
    const isOpen = this.open === offer.id;
    return html`${offer.picture ? html`<img src=${offer.picture} alt="" width="72" height="72" loading="lazy" decoding="async" />` : nothing}
      <div class="body">
        <div class="title" part="title">${offerTitle(offer, this.currency, locale)}</div>
        ${text ? html`<p>${text}</p>` : nothing} ${facts.length ? html`<p class="quiet facts">${facts.join(' · ')}</p>` : nothing}
        ${this.#renderState(offer)} ${trouble(this.trouble?.id === offer.id ? this.trouble.words : '')}
        <div class="acts">
          <button class="bare" aria-expanded=${isOpen} @click=${() => (this.open = isOpen ? '' : offer.id)}>
            ${msg('Why do I see this?', { id: 'offers.why' })}
          </button>
          ${
            offer.state === 'open'
              ? html`<button class="bare" @click=${() => this.#decline(offer, true)}>${msg('Not for me', { id: 'offers.decline' })}</button>`
              : nothing
          }
        </div>
        ${isOpen ? html`<p class="quiet why" part="why">${offer.why.map(whyWords).join(' ')}</p>` : nothing}
      </div>`;
  }

  #renderState(offer: OfferView): TemplateResult {
    const { gives, state: now, code, missingMinor } = offer;
    if (now === 'used') return html`<p class="quiet" role="status">${msg('Used', { id: 'rewards.used' })}</p>`;
    if (now === 'taken') {
      if (code === null)
        return html`<p role="status">
          ${gives.kind === 'points' ? msg('It counts for your next order.', { id: 'offers.counts' }) : msg('It is yours.', { id: 'offers.yours' })}
        </p>`;
      return html`<div role="status">${this.#copying.slip(code)}</div>
        <p class="quiet">${msg('Enter it at the checkout.', { id: 'rewards.code-use' })}</p>`;
    }
    if (gives.kind === 'content' || missingMinor !== null) return html``;
    return html`<div class="acts">
      <button class="plain" part="action" aria-busy=${this.busy === offer.id} @click=${() => void this.#take(offer)}>
        ${msg('Take it', { id: 'offers.take' })}
      </button>
    </div>`;
  }

  async #take(offer: OfferView): Promise<void> {
    if (this.busy) return;
    this.busy = offer.id;
    this.trouble = null;
    try {
      const { client } = this.#client;
      if (!client) return;
      const taken = await takeOffer(client, offer.id);
      this.offers = (this.offers ?? []).map((one) => (one.id === offer.id ? { ...one, ...taken.offer, why: one.why } : one));
      this.dispatchEvent(new RapportOfferEvent(offer.id, 'taken'));
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.code button')?.focus();
    } catch (problem) {
      const gone = msg('This offer has just run out.', { id: 'offers.gone' });
      this.trouble = { id: offer.id, words: problemWords(problem, { 'out-of-stock': gone }) };
    } finally {
      this.busy = '';
    }
  }

  async #decline({ id }: OfferView, declined: boolean): Promise<void> {
    const { client } = this.#client;
    const words = await this.#gone.mark(id, declined, async () => client && declineOffer(client, id, declined));
    this.trouble = { id, words };
    if (!words) this.dispatchEvent(new RapportOfferEvent(id, declined ? 'declined' : 'reconsidered'));
  }
}
