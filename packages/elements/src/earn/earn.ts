import { msg, str } from '@lit/localize';
import type { EarnPreview, PreviewRequest } from '@rapport/protocol';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { previewEarning } from '@rapport/client/points';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
import { pointsWords } from '../internal/points-words.ts';
import { rateWords } from '../internal/rate-words.ts';
import { tokens } from '../styles/tokens.ts';
import { styles } from './earn.styles.ts';

/** How long a hand may rest on a number before it is counted, in ms. */
const REST_MS = 120;

/**
 * What a purchase would earn, counted by the rule that awards it: one product, or a whole basket. Inside a form it follows what is chosen there, also in fields elsewhere that belong to it: the amount of the chosen
 * variant (`data-rapport-amount` on its input or option, in minor units) and the field named `quantity`. Somebody we don't know sees the shop's rate.
 * @slot words - Instead of the sentence. @slot guest - Instead of the rate, for somebody we don’t know.
 * @csspart words - The sentence.
 */
export class RapportEarn extends LitElement {
  static override styles = [tokens, styles];

  /** The product. Not needed where `lines` says it all. */
  @property() product = '';
  /** Price of one in minor units of the shop's currency: 4800 is €48. */
  @property({ type: Number }) amount = 0;
  @property({ type: Number }) quantity = 1;
  /** A whole basket as JSON: `[{"productId":"bowl","totalMinor":9600}]`. */
  @property({ type: Array }) lines: PreviewRequest['lines'] = [];
  /** What is taken off the basket, in minor units. */
  @property({ type: Number }) discount = 0;

  readonly #client = new ClientController(this);
  readonly #preview = new Asked<EarnPreview>(this);
  #form: HTMLFormElement | null = null;
  /** What it stands in: a page, or a component of the page's own. */
  #page: Document | ShadowRoot = document;
  #timer = 0;
  #asked = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#form = this.closest('form');
    this.#page = this.getRootNode() as Document | ShadowRoot;
    this.#page.addEventListener('input', this.#follow);
    this.#page.addEventListener('change', this.#follow);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#asked = '';
    this.#page.removeEventListener('input', this.#follow);
    this.#page.removeEventListener('change', this.#follow);
  }

  override willUpdate(_: PropertyValues<this>): void {
    if (this.#client.standing === 'unknown') this.#client.want();
    if (this.#client.standing !== 'known') return;
    const request = this.#request();
    // Asked anew when the purchase changes, and when the shopper does: another tier earns otherwise.
    const wanted = request ? JSON.stringify([request, this.#client.client?.round]) : '';
    if (wanted === this.#asked) return;
    const isFirst = this.#asked === '';
    this.#asked = wanted;
    clearTimeout(this.#timer);
    if (request) this.#timer = setTimeout(() => void this.#ask(request), isFirst ? 0 : REST_MS);
  }

  override render(): TemplateResult | typeof nothing {
    const { standing, locale } = this.#client;
    if (standing === 'unknown')
      return this.#client.config?.pointsPerUnit ? this.#renderWords('guest', rateWords(this.#client.config, locale)) : nothing;
    const { value, failed } = this.#preview;
    if (failed || standing === 'failed' || !this.#request()) return nothing;
    if (!value) return html`<p class="bone" aria-hidden="true"></p>`;
    return value.points > 0 || value.bonuses.length > 0 ? this.#renderWords('words', this.#words(value)) : nothing;
  }

  #renderWords(slot: 'guest' | 'words', words: string): TemplateResult {
    return html`<p part="words" role="status"><slot name=${slot}>${words}</slot></p>`;
  }

  #words({ points, lines, bonuses }: EarnPreview): string {
    const { locale } = this.#client;
    const brought = pointsWords(points, locale);
    const factors = new Set(lines.map(({ factor }) => factor));
    const [factor = 1] = factors.size === 1 ? factors : [1];
    const times = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(factor);
    const first =
      factor > 1
        ? msg(str`Brings ${brought}, ${times} times as many as usual.`, { id: 'earn.more' })
        : msg(str`Brings ${brought}.`, { id: 'earn.brings' });
    const extra = bonuses.reduce((sum, bonus) => sum + bonus.points, 0);
    if (extra === 0) return first;
    const further = pointsWords(extra, locale);
    return `${first} ${msg(str`And ${further} on top with this order.`, { id: 'earn.bonus' })}`;
  }

  #request(): PreviewRequest | null {
    const line = { productId: this.product, totalMinor: Math.round(this.amount * Math.max(1, Math.round(this.quantity) || 1)) };
    const lines = this.lines.length ? this.lines : line.productId && line.totalMinor > 0 ? [line] : [];
    return lines.length ? { lines, discountMinor: this.discount, taxMinor: 0, shippingMinor: 0 } : null;
  }

  async #ask(request: PreviewRequest): Promise<void> {
    const { client } = this.#client;
    if (client) await this.#preview.run(() => previewEarning(client, request));
  }

  readonly #follow = (): void => {
    if (!this.#form) return;
    // A field may stand elsewhere on the page and name its form.
    const all = this.#page.querySelectorAll<HTMLInputElement | HTMLOptionElement>('[data-rapport-amount]:checked');
    const chosen = [...all].find(({ form }) => form === this.#form);
    const amount = Number(chosen?.dataset['rapportAmount']);
    if (amount > 0) this.amount = amount;
    const quantity = this.#form.elements.namedItem('quantity');
    if (quantity instanceof HTMLInputElement || quantity instanceof HTMLSelectElement) this.quantity = Number(quantity.value) || 1;
  };
}
