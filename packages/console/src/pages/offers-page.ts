import { localized, msg, str } from '@lit/localize';
import type { OfferRow, OfferState, ShopView } from '@rapport/protocol';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { count, money } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { givesWords, stateWords } from '../parts/offer-words.ts';
import { tableSheets } from '../styles/sheets.ts';

/** The shop's offers: what runs, what is left, what came of it. */
@localized()
export class ConsoleOffers extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      .head {
        margin-top: 24px;
      }
      .state {
        white-space: nowrap;
      }
      td > button {
        min-height: 28px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  readonly #offers = new Ask<{ offers: OfferRow[] }>(this);
  readonly #change = new Ask<true>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#look();
  }

  override render() {
    const rows = this.#offers.value?.offers;
    return html`<h1>${msg('Offers')}</h1>
      <p class="lead" role="status">${this.#answer(rows)}</p>
      <div class="row head"><a class="button first" href="/console/offers/new">${msg('Make an offer')}</a></div>
      ${problemNotice(this.#offers.problem)} ${problemNotice(this.#change.problem)} ${rows?.length ? this.#renderTable(rows) : nothing}`;
  }

  #answer(rows: readonly OfferRow[] | undefined): string {
    if (!rows) return msg('Reading…');
    const running = rows.filter(({ offer }) => offer.state === 'running').length;
    if (rows.length === 0) return msg('None yet. An offer says what, for whom, where, when and how much.');
    return running === 1 ? msg('One offer runs.') : msg(str`${count(running)} offers run.`);
  }

  #renderTable(rows: readonly OfferRow[]): TemplateResult {
    return listTable(
      msg('Offers'),
      [
        msg('Offer'),
        msg('State'),
        [msg('Left'), 'right wide'],
        [msg('Shown'), 'right wide'],
        [msg('Taken'), 'right'],
        [msg('Used'), 'right wide'],
        [msg('Not for me'), 'right wide'],
        [msg('What to do'), 'only-heard'],
      ],
      rows.map((row) => this.#renderRow(row)),
    );
  }

  #renderRow({ offer, left, sum }: OfferRow): TemplateResult {
    const { currency } = this.shop.settings;
    const budget = [left.units === null ? '' : count(left.units), left.moneyMinor === null ? '' : money(left.moneyMinor, currency)].filter(Boolean);
    return html`<tr>
      <td><a href="/console/offers/${offer.id}">${offer.name}</a><small>${givesWords(offer.gives, currency)}</small></td>
      <td class="state">${stateWords(offer.state)}</td>
      <td class="right wide">${budget.length === 0 ? html`<span class="soft">${msg('no limit')}</span>` : budget.join(' · ')}</td>
      <td class="right wide">${count(sum.shown)}</td>
      <td class="right">${count(sum.taken)}</td>
      <td class="right wide">${count(sum.used)}</td>
      <td class="right wide">${count(sum.declined)}</td>
      <td class="right">${this.#renderWay(offer.id, offer.name, offer.state)}</td>
    </tr>`;
  }

  #renderWay(id: string, name: string, state: OfferState): TemplateResult | typeof nothing {
    if (state === 'ended') return nothing;
    const next = state === 'running' ? 'paused' : 'running';
    const words = state === 'running' ? msg('Pause') : msg('Start');
    return html`<button class="bare" aria-label=${`${words}: ${name}`} @click=${() => void this.#set(id, next)}>${words}</button>`;
  }

  async #look(): Promise<void> {
    await this.#offers.run(() => this.api.offers());
  }

  async #set(id: string, state: OfferState): Promise<void> {
    const done = await this.#change.run(async () => {
      await this.api.changeOffer(id, { state });
      return true as const;
    });
    if (done) await this.#look();
  }
}
