import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Hand, HandPlace, PlacementList, PlacementView, ShopView } from '@rapport/protocol';
import type { Api, LaidHand } from '../api.ts';
import type { RapportHandEvent } from '../events.ts';
import { count, share } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { listTable } from '../parts/list-table.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { placementName } from '../parts/placement-words.ts';
import { tableSheets } from '../styles/sheets.ts';
import { programmeStyles } from './programme-styles.ts';

/** Where recommendations stand, how each place does, and the owner's hand over them; what it does to one shopper stands beside it. */
@localized()
export class ConsoleRecommendations extends LitElement {
  static override styles = [
    ...tableSheets,
    programmeStyles,
    css`
      td > button {
        min-height: 28px;
        margin-left: -8px;
        text-align: left;
        white-space: normal;
      }
      td > button[aria-pressed='true'] {
        text-decoration: underline;
        text-decoration-thickness: 2px;
        text-underline-offset: 5px;
      }
      table + .quiet {
        margin-top: 8px;
      }
      .hand > h2 {
        margin-bottom: 16px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private place: HandPlace = 'for-you';
  @state() private edition = 0;
  @state() private saved = false;
  readonly #list = new Ask<PlacementList>(this);
  readonly #kept = new Ask<LaidHand>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#list.run(() => this.api.placements());
  }

  override render() {
    const { value, problem } = this.#list;
    return html`<h1>${msg('Recommendations')}</h1>
      ${problemNotice(problem)}
      ${value ? html`<p class="lead">${this.#answer(value)}</p>` : html`<p class="quiet" role="status">${msg('Reading…')}</p>`}
      ${value ? this.#renderTable(value) : nothing} ${value ? this.#renderHand(value) : nothing}`;
  }

  /** What they did, first. */
  #answer({ placements, days }: PlacementList): string {
    const told = placements.flatMap(({ figures }) => figures ?? []);
    const [seen, chosen] = [told.reduce((sum, one) => sum + one.seen, 0), told.reduce((sum, one) => sum + one.chosen, 0)];
    if (seen === 0) return msg('No row has been seen by five people yet.');
    return msg(str`In ${count(days)} days ${count(seen)} products were seen in rows; ${share(chosen / seen)} of them were chosen.`);
  }

  #renderTable({ placements, products }: PlacementList): TemplateResult {
    return html`${listTable(
        msg('Placements'),
        [
          msg('Placement'),
          [msg('People'), 'right wide'],
          [msg('Rows seen'), 'right wide'],
          [msg('Chosen'), 'right'],
          [msg('Of the catalogue'), 'right wide'],
          [msg('Your hand'), 'right'],
        ],
        placements.map((view) => this.#renderRow(view, products)),
      )}
      <p class="quiet">
        ${msg('Chosen: of a hundred products that were seen, how many were clicked. Of the catalogue: the part of it that anybody saw. A dash: fewer than five people.')}
      </p>`;
  }

  #renderRow({ placement, hand, figures }: PlacementView, products: number): TemplateResult {
    const laid = hand.pins.length + hand.exclude.length + hand.boosts.length;
    const cell = (value: string | undefined, wide = false): TemplateResult => html`<td class="right ${wide ? 'wide' : ''}">${value ?? '–'}</td>`;
    return html`<tr>
      <td>
        <button class="bare" aria-pressed=${this.place === placement ? 'true' : 'false'} @click=${() => this.#choose(placement)}>
          ${placementName(placement)}
        </button>
      </td>
      ${cell(figures ? count(figures.people) : undefined, true)} ${cell(figures ? count(figures.rows) : undefined, true)}
      ${cell(figures && figures.seen > 0 ? share(figures.chosen / figures.seen) : undefined)}
      ${cell(figures && products > 0 ? share(Math.min(1, figures.products / products)) : undefined, true)} ${cell(count(laid))}
    </tr>`;
  }

  #renderHand({ placements, titles }: PlacementList): TemplateResult {
    const hand = placements.find(({ placement }) => placement === this.place)?.hand;
    return html`<div class="beside">
      <div class="hand">
        <h2>${msg(str`Your hand: ${placementName(this.place)}`)}</h2>
        ${problemNotice(this.#kept.problem)}
        ${
          hand
            ? html`<console-hand
                .api=${this.api}
                .place=${this.place}
                .hand=${hand}
                .titles=${titles}
                .busy=${this.#kept.busy}
                @rapport-hand=${this.#onHand}
              ></console-hand>`
            : nothing
        }
        ${doneNotice(this.saved ? msg('Kept. It holds within five seconds.') : null)}
      </div>
      <aside aria-labelledby="try">
        <h2 id="try">${msg('Try it as a shopper')}</h2>
        <console-try .api=${this.api} .place=${this.place} .edition=${this.edition}></console-try>
      </aside>
    </div>`;
  }

  #choose(place: HandPlace): void {
    this.place = place;
    this.saved = false;
  }

  readonly #onHand = async ({ hand }: RapportHandEvent) => {
    const { place } = this;
    this.saved = false;
    const kept = await this.#kept.run(() => this.api.layHand(place, hand));
    if (!kept) return;
    this.#show(place, kept.hand);
    this.saved = true;
    this.edition += 1;
    void this.#list.run(() => this.api.placements());
  };

  #show(place: HandPlace, hand: Hand): void {
    const { value } = this.#list;
    if (value) this.#list.value = { ...value, placements: value.placements.map((view) => (view.placement === place ? { ...view, hand } : view)) };
  }
}
