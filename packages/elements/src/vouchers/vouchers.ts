import { msg, str } from '@lit/localize';
import type { Voucher } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { cancelVoucher } from '@rapport/client/points';
import { ClientController } from '../internal/client-controller.ts';
import { ownCard, type RenderCard } from '../internal/own-card.ts';
import { Copying, copyStyles } from '../internal/copying.ts';
import { RapportVoucherCancelEvent } from '../internal/member-events.ts';
import { pickText } from '../internal/format.ts';
import { pointsWords } from '../internal/points-words.ts';
import { heading, headingRoom, line, notShown, trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { minimumWords, voucherWords } from '../rewards/reward-words.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './vouchers.styles.ts';

/**
 * The vouchers that are this shopper's: copied by a tap, taken straight to the basket, given back for their points while they are unused.
 * @event {RapportVoucherCancelEvent} rapport-voucher-cancel - A voucher was given back.
 * @slot heading - Instead of the title. @slot empty - Shown when there is none. @slot guest - For somebody we don’t know. @slot failed - Instead of the sentence that they can’t be shown.
 * @csspart heading - The title. @csspart voucher - One voucher. @csspart code - Its code.
 */
export class RapportVouchers extends LitElement {
  static override styles = [tokens, buttons, copyStyles, rows, styles];

  /** Where a voucher is applied; `{code}` becomes its code: `/basket?voucher={code}`. Without it there is no link. */
  @property() apply = '';
  /** Draws a card in the page's own way: `(voucher, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Voucher> | null | undefined = null;

  @state() private asking = '';
  @state() private busy = false;
  @state() private trouble = '';
  @state() private given = '';
  readonly #client = new ClientController(this);
  readonly #copying = new Copying(this);

  override willUpdate(): void {
    if (this.#client.view) this.#client.want();
  }

  override render(): TemplateResult {
    const { view, standing } = this.#client;
    if (standing === 'unknown') return line('guest', msg('Your vouchers are here once you have signed in.', { id: 'vouchers.unknown' }));
    if (standing === 'failed') return notShown(msg('Your vouchers can’t be shown just now.', { id: 'vouchers.failed' }), this.#client);
    if (!view)
      return html`${headingRoom}
        <p class="unseen">${msg('Your vouchers are being fetched', { id: 'vouchers.loading' })}</p>
        <ul aria-hidden="true">
          <li><span class="bone line"></span></li>
        </ul>`;
    // What can be used stands first; what is done with is kept for looking up.
    const ready = view.vouchers.filter((voucher) => voucher.state === 'ready');
    const done = view.vouchers.filter((voucher) => voucher.state !== 'ready');
    return html`${heading(msg('Your vouchers', { id: 'rewards.vouchers' }))}
      <div role="status" class="quiet">${this.given}</div>
      ${
        view.vouchers.length
          ? html`<ul role="list">
              ${[...ready, ...done].map((voucher) => html`<li part="voucher" class=${voucher.state === 'ready' ? '' : 'done'}>${ownCard(this.renderCard, voucher, () => this.#renderVoucher(voucher))}</li>`)}
            </ul>`
          : line('empty', msg('None yet. What you take for your points is kept here.', { id: 'vouchers.empty' }))
      }`;
  }

  #renderVoucher(voucher: Voucher): TemplateResult {
    const { locale, view } = this.#client;
    const reward = view?.rewards.find((one) => one.id === voucher.rewardId);
    const title = (reward && pickText(reward.title, locale)) || voucherWords(voucher, this.#client.currency, locale);
    const isReady = voucher.state === 'ready';
    return html`<div class="what">
        <span>${title}</span>
        <span class="quiet">${minimumWords(voucher, this.#client.currency, locale)}</span>
      </div>
      ${isReady ? this.#copying.slip(voucher.code) : html`<p class="quiet"><code>${voucher.code}</code> ${this.#stateWords(voucher)}</p>`}
      ${isReady ? this.#renderActions(voucher, reward?.costPoints ?? 0, title) : nothing}`;
  }

  #renderActions({ code }: Voucher, cost: number, title: string): TemplateResult {
    if (this.asking === code) return this.#renderConfirm(code, cost, title);
    return html`<div class="choices">
      ${
        this.apply
          ? html`<a class="button filled" href=${this.apply.replace('{code}', encodeURIComponent(code))}
              >${msg('Use it now', { id: 'vouchers.apply' })}</a
            >`
          : nothing
      }
      <button class="bare" aria-label=${msg(str`Give it back: “${title}”`, { id: 'vouchers.cancel-this' })} @click=${() => void this.#ask(code)}>
        ${msg('Give it back', { id: 'vouchers.cancel' })}
      </button>
    </div>`;
  }

  #renderConfirm(code: string, cost: number, title: string): TemplateResult {
    const points = pointsWords(cost, this.#client.locale);
    return html`<div role="group" aria-labelledby="confirm" @keydown=${this.#onKey}>
      <p id="confirm">
        ${
          cost > 0
            ? msg(str`Give “${title}” back and have ${points} again?`, { id: 'vouchers.confirm-points' })
            : msg(str`Give “${title}” back and have its points again?`, { id: 'vouchers.confirm' })
        }
      </p>
      <div class="choices">
        <button class="filled" aria-busy=${this.busy} @click=${() => void this.#cancel(code)}>
          ${msg('Yes, give it back', { id: 'vouchers.yes' })}
        </button>
        <button class="plain" @click=${() => void this.#ask('')}>${msg('Keep it', { id: 'vouchers.no' })}</button>
      </div>
      ${trouble(this.trouble)}
    </div>`;
  }

  #stateWords({ state: standing }: Voucher): string {
    return standing === 'used' ? msg('Used', { id: 'rewards.used' }) : msg('Given back', { id: 'vouchers.given-back' });
  }

  /** Opens or closes the question, and takes the focus along. */
  async #ask(code: string): Promise<void> {
    this.asking = code;
    this.trouble = '';
    this.given = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(code ? '[role=group] button' : '.choices .bare')?.focus();
  }

  async #cancel(code: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = '';
    try {
      const { client } = this.#client;
      if (!client) return;
      await cancelVoucher(client, code);
      this.asking = '';
      this.given = msg('Given back. Its points are yours again.', { id: 'vouchers.done' });
      this.dispatchEvent(new RapportVoucherCancelEvent(code));
    } catch (problem) {
      this.trouble = problemWords(problem);
    } finally {
      this.busy = false;
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') void this.#ask('');
  }
}
