import { msg, str } from '@lit/localize';
import type { Placement, Recommendation, RecommendationRow } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ClientController } from '../internal/client-controller.ts';
import { line } from '../internal/pieces.ts';
import { Gone, hiddenWords, renderGone } from '../internal/gone.ts';
import { ownCard, type RenderCard } from '../internal/own-card.ts';
import { RapportSeenEvent, RapportSelectEvent } from '../internal/events.ts';
import { linkTo, money } from '../internal/format.ts';
import { bowl, cross } from '../internal/icons.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { type Heading, headingWords, reasonWords } from './recommendation-words.ts';
import { styles } from './recommendations.styles.ts';

/**
 * Products this shopper is likely to want, each with the reason in small text; for somebody we don't know, what is popular.
 * @event {RapportSelectEvent} rapport-select - The shopper chose a product; the link goes on by itself.
 * @event {RapportSeenEvent} rapport-seen - Half of the row came into sight; once an answer.
 * @slot heading - Instead of the row's title. @slot empty - Shown when there is none; without it the element takes no room. @slot failed - Instead of the sentence that they can’t be shown.
 * @csspart heading - The title. @csspart card - One product. @csspart picture - Its picture. @csspart title - Its title. @csspart brand - Who made it.
 * @csspart price - Its price. @csspart reason - Why it is shown.
 * @csspart hide - "Not for me", on each product of a shopper we know.
 * @cssproperty [--rapport-gap=12px] - Space between cards. @cssproperty [--rapport-radius=12px] - Corners of pictures.
 */
export class RapportRecommendations extends LitElement {
  static override styles = [tokens, buttons, styles];

  /** Where this row stands: similar, bought-together, for-you, next, trending, new-for-you, recently-seen or replenish. */
  @property() placement: Placement = 'for-you';
  /** The product of the page, for similar and bought-together. */
  @property() product = '';
  /** How many products to ask for, 1 to 24. */
  @property({ type: Number }) count = 4;
  /** `row` to push by hand, with arrows for whoever has a mouse; `carousel`, with arrows for everybody; or `grid`; '' = a row where it is narrow, a grid where there is room. */
  @property({ reflect: true }) layout: '' | 'row' | 'carousel' | 'grid' = '';
  /** Draws a card in the page's own way: `(product, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Recommendation> | null | undefined = null;

  @state() private row: RecommendationRow | null = null;
  @state() private failed = false;

  readonly #client = new ClientController(this);
  readonly #gone = new Gone(this);
  #asked = '';
  #seen = '';
  readonly #sight = new IntersectionObserver(
    (entries) => {
      const { recommendationId = '', items = [] } = this.row ?? {};
      if (!items.length || this.#seen === recommendationId || !entries.some((entry) => entry.isIntersecting)) return;
      this.#seen = recommendationId;
      this.dispatchEvent(
        new RapportSeenEvent(
          items.map(({ productId }) => productId),
          recommendationId,
        ),
      );
    },
    { threshold: 0.5 },
  );

  override willUpdate(): void {
    const { client } = this.#client;
    const question = client && [client.round, this.placement, this.product, this.count].join();
    if (!question || question === this.#asked) return;
    this.#asked = question;
    void this.refresh();
  }

  /** Asks again. What is shown stays until the answer is there. */
  async refresh(): Promise<void> {
    const question = this.#asked;
    this.failed = false;
    try {
      const row = (await this.#client.client?.recommendations(this.placement, this.count, this.product || undefined)) ?? null;
      if (question !== this.#asked) return;
      this.row = row;
      this.#gone.forget();
      // Observed anew, it says at once what is in sight.
      this.#sight.disconnect();
      await this.updateComplete;
      this.#sight.observe(this);
    } catch {
      if (question === this.#asked) this.failed = !this.row; // an older answer is better than an apology
    }
  }

  override render(): TemplateResult {
    const items = this.row?.items;
    if (items && !items.length) return html`<slot name="empty"></slot>`;
    return html`
      <h2 part="heading" ?hidden=${this.failed}><slot name="heading">${this.#client.client ? headingWords(this.#heading()) : nothing}</slot></h2>
      ${
        this.failed
          ? line('failed', msg('Recommendations can’t be shown just now.', { id: 'recommendations.failed' }))
          : items
            ? html`<ul
                class="cards"
                role="list"
                data-back=${msg('Back', { id: 'recommendations.back' })}
                data-on=${msg('Further', { id: 'recommendations.on' })}
              >
                ${items.map((item) => html`<li @click=${(event: Event) => this.#onClick(event, item)}>${this.#gone.has(item.productId) ? this.#renderGone(item) : ownCard(this.renderCard, item, () => this.#renderCard(item))}</li>`)}
              </ul>`
            : this.#renderBones()
      }
    `;
  }

  /** A row of which nothing speaks of this shopper says what it is: popular, or new. */
  #heading(): Heading {
    const codes = new Set((this.row?.items ?? []).map((item) => item.reason.code));
    if (codes.size === 0 || [...codes].some((code) => code !== 'trending' && code !== 'new')) return this.placement;
    return codes.has('trending') ? 'trending' : 'new';
  }

  #renderCard(item: Recommendation): TemplateResult {
    const { locale } = this.#client;
    const reason = reasonWords(item.reason, this.#heading());
    const was = item.compareAtMinor !== null && item.compareAtMinor > item.priceMinor ? money(item.compareAtMinor, item.currency, locale) : '';
    return html`<a class="card" part="card" href=${linkTo(item.url)}>
        <span class="picture" part="picture">
          ${item.image ? html`<img src=${item.image} alt="" width="400" height="400" loading="lazy" decoding="async" />` : bowl}
        </span>
        <span class="title" part="title">${item.title}</span>
        ${item.brand ? html`<span class="quiet" part="brand">${item.brand}</span>` : nothing}
        <span class="price" part="price">
          ${money(item.priceMinor, item.currency, locale)}
          ${was ? html`<span class="unseen">${msg(str`before ${was}`, { id: 'recommendations.was' })}</span><s aria-hidden="true">${was}</s>` : nothing}
        </span>
        ${item.available ? nothing : html`<span class="quiet">${msg('Not in stock just now', { id: 'recommendations.sold-out' })}</span>`}
        ${reason ? html`<span class="quiet reason" part="reason">${reason}</span>` : nothing} </a
      >${
        this.#client.view
          ? html`<button
              class="hide"
              part="hide"
              aria-label=${msg(str`Not for me: ${item.title}`, { id: 'recommendations.hide' })}
              @click=${() => this.#hide(item, true)}
            >
              ${cross}
            </button>`
          : nothing
      }`;
  }

  #renderGone(item: Recommendation): TemplateResult {
    return html`<div class="picture">${renderGone(hiddenWords(item.title), () => this.#hide(item, false))}</div>`;
  }

  #renderBones(): TemplateResult {
    const bone = html`<div class="card" aria-hidden="true">
      <span class="picture bone"></span><span class="title bone"></span><span class="line bone"></span>
    </div>`;
    const bones = Array.from({ length: Math.min(24, Math.max(1, this.count || 1)) }, () => bone);
    return html`<div class="unseen">${msg('Products are being chosen for you', { id: 'recommendations.loading' })}</div>
      <div class="cards">${bones}</div>`;
  }

  #hide({ productId }: Recommendation, hide: boolean): void {
    void this.#gone.mark(productId, hide, () => this.#client.client?.hide(productId, !hide));
  }

  /** A link of the card, ours or the page's own, was followed. */
  #onClick({ target }: Event, item: Recommendation): void {
    if ((target as Element).closest('a'))
      this.dispatchEvent(new RapportSelectEvent(item.productId, this.row?.recommendationId ?? '', this.placement));
  }
}
