import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { ShopView, Voucher, Watch } from '@rapport/protocol';
import type { Api, ShopperCard } from '../api.ts';
import { ago, count, money, shortDay } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { listTable } from '../parts/list-table.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { liftView } from '../parts/lift-view.ts';
import { consentName, kindName, shopperName, voucherState, worth } from '../parts/shopper-words.ts';
import { tableSheets } from '../styles/sheets.ts';

/** One person: what is known, what they wish, what they were given, and everything that happened. */
@localized()
export class ConsoleShopper extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      .lists {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: 0 48px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @property() shopperId = '';
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private forgotten = false;
  readonly #card = new Ask<ShopperCard>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('api') && !changed.has('shopperId')) return;
    this.forgotten = false;
    void this.#card.run(() => this.api.shopper(this.shopperId));
  }

  override render() {
    const { value, problem } = this.#card;
    return html`<a class="back" href="/console/shoppers">${msg('All shoppers')}</a> ${problemNotice(problem)}
      ${doneNotice(this.forgotten ? msg('Forgotten. The person is in no list any more.') : null)}
      ${
        value && !this.forgotten
          ? html`${this.#renderCard(value)}
              <console-standing .api=${this.api} .shop=${this.shop} .shopperId=${this.shopperId}></console-standing> ${this.#renderCases()}
              ${this.#renderData(value)} ${this.#renderLift(value)} ${this.#renderPoints()} ${this.#renderMessages()} ${this.#renderTimeline()}`
          : nothing
      }`;
  }

  #renderCard({ shopper, consent, balance, watches, vouchers }: ShopperCard): TemplateResult {
    const { currency, timeZone } = this.shop.settings;
    return html`<h1>${shopperName(shopper)}</h1>
      <p class="lead">
        ${msg(str`A ${kindName(shopper.kind)} since ${shortDay(shopper.firstSeenAtMs, timeZone)}, last seen ${ago(shopper.lastSeenAtMs, this.now())}.`)}
      </p>
      <dl class="facts">
        ${fact(msg('Points to spend'), count(balance.available))} ${fact(msg('Points pending'), count(balance.pending))}
        ${fact(msg('Orders'), count(shopper.orders))} ${fact(msg('Spent'), money(shopper.spentMinor, currency))}
      </dl>
      <dl class="facts plain">
        ${fact(msg('E-mail address'), shopper.email ?? msg('not known'))} ${fact(msg('May be remembered'), consentName(consent.personalisation))}
        ${fact(msg('May be sent messages'), consentName(consent.messages))}
      </dl>
      <div class="lists">
        ${watches.length ? this.#renderWatches(watches) : nothing} ${vouchers.length ? this.#renderVouchers(vouchers) : nothing}
      </div>`;
  }

  #renderWatches(watches: readonly Watch[]): TemplateResult {
    const { timeZone } = this.shop.settings;
    return html`<section aria-labelledby="wishes">
      <h2 id="wishes">${msg('Wishes')}</h2>
      ${listTable(
        { by: 'wishes' },
        [msg('Looked for'), msg('Since'), msg('Told')],
        watches.map(
          (watch) =>
            html`<tr>
              <td>${watch.query}</td>
              <td class="date">${shortDay(watch.createdAtMs, timeZone)}</td>
              <td class="date">${watch.toldAtMs === null ? msg('not yet') : shortDay(watch.toldAtMs, timeZone)}</td>
            </tr>`,
        ),
      )}
    </section>`;
  }

  #renderVouchers(vouchers: readonly Voucher[]): TemplateResult {
    const { currency, timeZone } = this.shop.settings;
    return html`<section aria-labelledby="vouchers">
      <h2 id="vouchers">${msg('Vouchers')}</h2>
      ${listTable(
        { by: 'vouchers' },
        [msg('Worth'), msg('Issued'), msg('State')],
        vouchers.map(
          (voucher) =>
            html`<tr>
              <td>${worth(voucher, currency)}<small class="code">${voucher.code}</small></td>
              <td class="date">${shortDay(voucher.madeAtMs, timeZone)}</td>
              <td>${voucherState(voucher.state)}</td>
            </tr>`,
        ),
      )}
    </section>`;
  }

  /** Who helps them sees what is open. */
  #renderCases(): TemplateResult | typeof nothing {
    if (this.shop.staff.role === 'analyst') return nothing;
    const { timeZone, offerRules = DEFAULT_OFFER_RULES } = this.shop.settings;
    return html`<section aria-labelledby="cases">
        <h2 id="cases">${msg('Questions and complaints')}</h2>
        <p class="quiet">${msg('While one is open, nothing that is meant to sell reaches them.')}</p>
        <console-person-cases
          .api=${this.api}
          .shopperId=${this.shopperId}
          .timeZone=${timeZone}
          .rules=${offerRules}
          mayServe
        ></console-person-cases>
      </section>
      <section aria-labelledby="heard">
        <h2 id="heard">${msg('What staff heard')}</h2>
        <console-person-notes
          .api=${this.api}
          .shopperId=${this.shopperId}
          @rapport-noted=${() => this.renderRoot.querySelector('console-timeline')?.refresh()}
        ></console-person-notes>
      </section>`;
  }

  #renderLift({ lift }: ShopperCard): TemplateResult {
    const { currency, timeZone } = this.shop.settings;
    return html`<section aria-labelledby="lift">
      <h2 id="lift">${msg('With and without offers')}</h2>
      ${liftView(lift, currency, timeZone)}
    </section>`;
  }

  /** What they may ask the shop for; managers do it. */
  #renderData({ shopper }: ShopperCard): TemplateResult | typeof nothing {
    if (!/^(owner|manager)$/.test(this.shop.staff.role)) return nothing;
    return html`<section aria-labelledby="data">
      <h2 id="data">${msg('Their data')}</h2>
      <p class="quiet">${msg('When somebody asks what is held of them, or to be forgotten. Members can do both themselves in the shop.')}</p>
      <console-person-data
        .api=${this.api}
        .shopperId=${shopper.id}
        .name=${shopperName(shopper)}
        @rapport-forgotten=${() => (this.forgotten = true)}
      ></console-person-data>
    </section>`;
  }

  #renderPoints(): TemplateResult {
    return html`<section aria-labelledby="points">
      <h2 id="points">${msg('Points')}</h2>
      <console-person-points
        .api=${this.api}
        .shopperId=${this.shopperId}
        .timeZone=${this.shop.settings.timeZone}
        ?mayAdjust=${/^(owner|manager)$/.test(this.shop.staff.role)}
      ></console-person-points>
    </section>`;
  }

  #renderMessages(): TemplateResult {
    return html`<section aria-labelledby="told">
      <h2 id="told">${msg('What they were told')}</h2>
      <p class="quiet">${msg('Every decision whether somebody is told, with its one reason.')}</p>
      <console-person-messages .api=${this.api} .shopperId=${this.shopperId} .now=${this.now}></console-person-messages>
    </section>`;
  }

  #renderTimeline(): TemplateResult {
    const { currency, timeZone, programme } = this.shop.settings;
    return html`<section aria-labelledby="timeline">
      <h2 id="timeline">${msg('Time line')}</h2>
      <console-timeline
        .api=${this.api}
        .shopperId=${this.shopperId}
        .currency=${currency}
        .timeZone=${timeZone}
        .rewards=${programme.rewards}
        .layers=${this.shop.settings.layers}
      ></console-timeline>
    </section>`;
  }
}

function fact(label: string, value: string): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}
