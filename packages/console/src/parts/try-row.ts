import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HandPlace, Placement, TriedRow } from '@rapport/protocol';
import type { Api } from '../api.ts';
import type { RapportPickEvent } from '../events.ts';
import { money } from '../format.ts';
import { formSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { problemNotice } from './notice.ts';
import type { Pickable } from './pick.ts';
import { findProducts, findShoppers } from './pickable.ts';
import { placementName, reasonWords } from './placement-words.ts';

/** Placements that start from the product of the page. */
const ABOUT_A_PRODUCT: ReadonlySet<HandPlace> = new Set(['similar', 'bought-together']);

/** What one shopper would be shown at a placement just now, and why. */
@localized()
export class ConsoleTry extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      ol {
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 2em minmax(0, 1fr) auto;
        gap: 0 8px;
        padding: 8px 0;
        border-top: 1px solid var(--line);
      }
      li > :first-child {
        color: var(--muted);
      }
      small {
        grid-column: 2 / -1;
        color: var(--muted);
        font-size: 13px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() place: HandPlace = 'for-you';
  /** Another value makes the row be asked for anew. */
  @property({ type: Number }) edition = 0;
  @state() private shopper: Pick<Pickable, 'id' | 'name'> | null = null;
  @state() private product: Pick<Pickable, 'id' | 'name'> | null = null;
  readonly #row = new Ask<TriedRow>(this);

  override willUpdate(changed: PropertyValues): void {
    if (['place', 'edition', 'shopper', 'product'].some((name) => changed.has(name)) && this.shopper) void this.#ask(this.shopper.id);
  }

  override render() {
    const { value, problem, busy } = this.#row;
    return html`<console-pick
        label=${msg('Shopper’s name or address')}
        .find=${findShoppers(this.api)}
        @rapport-pick=${(event: RapportPickEvent) => (this.shopper = event)}
      ></console-pick>
      ${
        ABOUT_A_PRODUCT.has(this.place)
          ? html`<console-pick
              label=${msg('Find the product of the page')}
              .find=${findProducts(this.api)}
              @rapport-pick=${(event: RapportPickEvent) => (this.product = event)}
            ></console-pick>`
          : nothing
      }
      ${problemNotice(problem)}
      <div aria-live="polite" aria-busy=${busy ? 'true' : 'false'}>
        ${this.shopper && value ? this.#renderRow(this.shopper.name, value) : nothing}
      </div>`;
  }

  #renderRow(name: string, { items, holdout }: TriedRow): TemplateResult {
    const place = placementName(this.#placement());
    const about = this.product && ABOUT_A_PRODUCT.has(this.place) ? this.product.name : '';
    return html`<p>${about ? msg(str`${name} at “${place}”, on the page of “${about}”`) : msg(str`${name} at “${place}”`)}</p>
      ${holdout ? html`<p class="quiet">${msg('In the control group: what is popular, without your pins, so that you can tell what the ranking earns.')}</p>` : nothing}
      ${
        items.length
          ? html`<ol role="list">
              ${items.map((item, index) => this.#renderItem(item, index))}
            </ol>`
          : html`<p class="quiet">${msg('Nothing in the catalogue may be shown.')}</p>`
      }`;
  }

  #renderItem(item: TriedRow['items'][number], index: number): TemplateResult {
    const moved = item.times === 1 ? '' : msg(str`moved × ${item.times}`);
    return html`<li>
      <span class="number">${index + 1}</span><span>${item.title}</span><span class="number">${money(item.priceMinor, item.currency)}</span>
      <small>${[reasonWords(item.reason), moved].filter(Boolean).join(' · ')}</small>
    </li>`;
  }

  /** A hand over all placements is tried where most of them meet. */
  #placement(): Placement {
    return this.place === 'all' ? 'for-you' : this.place;
  }

  async #ask(shopper: string): Promise<void> {
    await this.#row.run(() => this.api.tryRow(shopper, this.#placement(), ABOUT_A_PRODUCT.has(this.place) ? (this.product?.id ?? '') : ''));
  }
}
