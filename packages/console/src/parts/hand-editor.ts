import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Hand, HandPlace, ProductRule } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { RapportHandEvent, type RapportPickEvent } from '../events.ts';
import { count } from '../format.ts';
import { formSheets } from '../styles/sheets.ts';
import { selectField, textField } from './field.ts';
import { findProducts } from './pickable.ts';
import { ruleKind } from './placement-words.ts';

const RULES = ['product', 'brand', 'author', 'series', 'category', 'tag'] as const;
/** What the buttons offer; the API takes anything from 0.1 to 10. */
const TIMES = [0.1, 0.5, 2, 3, 5, 10] as const;
const PLACES = Array.from({ length: 24 }, (_, index) => index + 1);

/** What a new rule is about to be: left out, or moved. */
type Aim = 'exclude' | 'boosts';

/**
 * The owner's hand on one placement: pins, what is left out, what is moved. Each change is kept at once.
 * @event {RapportHandEvent} rapport-hand - The hand as it is to be kept.
 */
@localized()
export class ConsoleHand extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      section {
        margin-top: 28px;
      }
      section:first-child {
        margin-top: 0;
      }
      ul {
        margin: 8px 0 12px;
        list-style: none;
      }
      li {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 40px;
        border-bottom: 1px solid var(--line);
      }
      li > :nth-child(1) {
        flex: none;
        width: 4.5em;
        color: var(--muted);
      }
      li > :nth-child(2) {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .add {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
        align-items: end;
        gap: 12px 16px;
        max-width: none;
      }
      .add > button {
        justify-self: start;
      }
      .add > .wide {
        grid-column: 1 / -1;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() place: HandPlace = 'all';
  @property({ attribute: false }) hand!: Hand;
  /** What products are called, by id. */
  @property({ attribute: false }) titles: Readonly<Record<string, string>> = {};
  @property({ type: Boolean }) busy = false;
  @state() private pinAt = 1;
  @state() private by: ProductRule['by'] = 'brand';
  @state() private aim: Aim = 'exclude';
  @state() private times = 2;
  /** Names of what was picked here and is not in `titles` yet. */
  #picked: Record<string, string> = {};

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('hand')) this.pinAt = PLACES.find((place) => !this.hand.pins.some((pin) => pin.place === place)) ?? 1;
  }

  override render() {
    return html`${this.#renderPins()} ${this.#renderRules()}`;
  }

  #renderPins(): TemplateResult {
    const pins = this.hand.pins.toSorted((a, b) => a.place - b.place);
    return html`<section aria-labelledby="pins">
      <h3 id="pins">${msg('Pins')}</h3>
      ${pins.length ? nothing : html`<p class="quiet">${msg('None. A pinned product stands at its place whoever looks, as long as it can be bought.')}</p>`}
      <ul role="list" aria-labelledby="pins">
        ${pins.map(
          (pin) =>
            html`<li>
              <span>${msg(str`Place ${count(pin.place)}`)}</span><span>${this.#titleOf(pin.productId)}</span>
              ${this.#remove(this.#titleOf(pin.productId), { pins: this.hand.pins.filter((one) => one !== pin) })}
            </li>`,
        )}
      </ul>
      <div class="add">
        ${selectField({
          name: 'pin-at',
          label: msg('Pin to place'),
          value: String(this.pinAt),
          options: PLACES.map((place) => [String(place), count(place)]),
          onChange: (value) => (this.pinAt = Number(value)),
        })}
        <console-pick
          class="wide"
          label=${msg('Find the product to pin')}
          .find=${findProducts(this.api)}
          @rapport-pick=${this.#onPin}
        ></console-pick>
      </div>
    </section>`;
  }

  #renderRules(): TemplateResult {
    const { exclude, boosts } = this.hand;
    return html`<section aria-labelledby="rules">
      <h3 id="rules">${msg('Left out and moved')}</h3>
      ${
        exclude.length + boosts.length
          ? nothing
          : html`<p class="quiet">${msg('None. What is left out is never shown here; what is moved stands so many times further up, or down.')}</p>`
      }
      <ul role="list" aria-labelledby="rules">
        ${exclude.map(
          (rule) =>
            html`<li>
              <span>${msg('left out')}</span><span>${this.#ruleWords(rule)}</span>
              ${this.#remove(this.#ruleWords(rule), { exclude: exclude.filter((one) => one !== rule) })}
            </li>`,
        )}
        ${boosts.map(
          (boost) =>
            html`<li>
              <span class="number">× ${boost.times}</span><span>${this.#ruleWords(boost)}</span>
              ${this.#remove(this.#ruleWords(boost), { boosts: boosts.filter((one) => one !== boost) })}
            </li>`,
        )}
      </ul>
      <form class="add" @submit=${this.#onRule}>
        ${selectField({
          name: 'aim',
          label: msg('What to do'),
          value: this.aim,
          options: [
            ['exclude', msg('leave out')],
            ['boosts', msg('move')],
          ],
          onChange: (value) => (this.aim = value as Aim),
        })}
        ${
          this.aim === 'boosts'
            ? selectField({
                name: 'times',
                label: msg('Times further up'),
                value: String(this.times),
                options: TIMES.map((times) => [String(times), `× ${times}`]),
                onChange: (value) => (this.times = Number(value)),
              })
            : nothing
        }
        ${selectField({
          name: 'by',
          label: msg('Products by'),
          value: this.by,
          options: RULES.map((by) => [by, ruleKind(by)]),
          onChange: (value) => (this.by = value as ProductRule['by']),
        })}
        ${
          this.by === 'product'
            ? nothing
            : html`${textField({ name: 'value', label: ruleKind(this.by), maxlength: 200, required: true })}<button ?disabled=${this.busy}>
                  ${msg('Add')}
                </button>`
        }
      </form>
      ${
        this.by === 'product'
          ? html`<console-pick
              label=${this.aim === 'exclude' ? msg('Find the product to leave out') : msg('Find the product to move')}
              .find=${findProducts(this.api)}
              @rapport-pick=${(event: RapportPickEvent) => this.#addRule('product', event.id, event.name)}
            ></console-pick>`
          : nothing
      }
    </section>`;
  }

  #remove(what: string, change: Partial<Hand>): TemplateResult {
    return html`<button type="button" class="bare" ?disabled=${this.busy} aria-label="${msg('Remove')}: ${what}" @click=${() => this.#change(change)}>
      ${msg('Remove')}
    </button>`;
  }

  #titleOf(productId: string): string {
    return this.titles[productId] ?? this.#picked[productId] ?? productId;
  }

  #ruleWords({ by, value }: ProductRule): string {
    return by === 'product' ? this.#titleOf(value) : msg(str`${ruleKind(by)}: ${value}`);
  }

  #addRule(by: ProductRule['by'], value: string, name = ''): void {
    if (name) this.#picked = { ...this.#picked, [value]: name };
    const isSame = (rule: ProductRule): boolean => rule.by === by && rule.value.toLowerCase() === value.toLowerCase();
    if (this.aim === 'exclude') this.#change({ exclude: [...this.hand.exclude.filter((rule) => !isSame(rule)), { by, value }] });
    else this.#change({ boosts: [...this.hand.boosts.filter((rule) => !isSame(rule)), { by, value, times: this.times }] });
  }

  #change(change: Partial<Hand>): void {
    this.dispatchEvent(new RapportHandEvent({ ...this.hand, ...change }));
  }

  readonly #onPin = ({ id, name }: RapportPickEvent) => {
    this.#picked = { ...this.#picked, [id]: name };
    this.#change({ pins: [...this.hand.pins.filter((pin) => pin.productId !== id), { productId: id, place: this.pinAt }] });
  };

  readonly #onRule = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector<HTMLInputElement>('#value');
    const value = field?.value.trim() ?? '';
    if (!value) return;
    if (field) field.value = '';
    this.#addRule(this.by, value);
  };
}
