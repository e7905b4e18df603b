import { msg, str } from '@lit/localize';
import type { Reward, ShopperView, Voucher } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { redeem } from '@rapport/client/rewards';
import { ClientController } from '../internal/client-controller.ts';
import { ownCard, type RenderCard } from '../internal/own-card.ts';
import { Copying, copyStyles } from '../internal/copying.ts';
import { RapportRedeemEvent, RapportRedeemingEvent } from '../internal/member-events.ts';
import { pointsWords } from '../internal/points-words.ts';
import { heading, headingRoom, line, notShown, trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { minimumWords, rewardTitle, voucherWords } from './reward-words.ts';
import { styles } from './rewards.styles.ts';

/**
 * What points can be given for, and the vouchers that came of it. A reward is asked for twice (tap, confirm), so that no points go by a slip.
 * @event {RapportRedeemingEvent} rapport-redeeming - Points are about to be given; `preventDefault()` keeps it from happening.
 * @event {RapportRedeemEvent} rapport-redeem - Points were given for a reward.
 * @slot heading - Instead of the title. @slot empty - Shown when there is none. @slot guest - For somebody we don’t know. @slot failed - Instead of the sentence that they can’t be shown.
 * @csspart heading - The title. @csspart reward - One reward. @csspart action - Its button. @csspart voucher - One voucher. @csspart code - Its code.
 */
export class RapportRewards extends LitElement {
  static override styles = [tokens, buttons, copyStyles, rows, styles];

  /** Rewards only: the vouchers stand elsewhere on the page. */
  @property({ type: Boolean }) only = false;
  /** Draws a card in the page's own way: `(reward, usual) => …`, see docs/look.md. */
  @property({ attribute: false }) renderCard: RenderCard<Reward> | null | undefined = null;

  /** The reward that waits for a confirmation. */
  @state() private asking = '';
  @state() private busy = false;
  @state() private trouble = '';
  @state() private made: Voucher | null = null;

  readonly #client = new ClientController(this);
  readonly #copying = new Copying(this);

  override willUpdate(): void {
    if (this.#client.view) this.#client.want();
  }

  override render(): TemplateResult {
    const { view, standing } = this.#client;
    if (view) return this.#renderView(view);
    if (standing === 'unknown') return line('guest', msg('Your rewards are here once you have signed in.', { id: 'rewards.unknown' }));
    if (standing === 'failed') return notShown(msg('Rewards can’t be shown just now.', { id: 'rewards.failed' }), this.#client);
    return html`${headingRoom}
      <p class="unseen">${msg('Rewards are being fetched', { id: 'rewards.loading' })}</p>
      <ul aria-hidden="true">
        ${[1, 2, 3].map(
          () =>
            html`<li>
              <div class="row"><span class="line bone"></span></div>
            </li>`,
        )}
      </ul>`;
  }

  #renderView(view: ShopperView): TemplateResult {
    const have = pointsWords(view.points.available, this.#client.locale);
    return html`
      ${heading(msg('Rewards', { id: 'rewards.title' }))}
      <p class="quiet">${msg(str`You have ${have} to use.`, { id: 'rewards.have' })}</p>
      ${
        view.rewards.length
          ? html`<ul role="list">
              ${view.rewards.map((reward) => html`<li part="reward">${ownCard(this.renderCard, reward, () => this.#renderReward(reward, view.points.available))}</li>`)}
            </ul>`
          : line('empty', msg('There are no rewards just now.', { id: 'rewards.empty' }))
      }
      <div role="status" class="unseen">${this.made ? msg('Your code', { id: 'rewards.code' }) : ''} ${this.made?.code}</div>
      ${view.vouchers.length && !this.only ? this.#renderVouchers(view.vouchers) : nothing}
    `;
  }

  #renderReward(reward: Reward, available: number): TemplateResult {
    const { locale } = this.#client;
    const title = rewardTitle(reward, this.#client.currency, locale);
    const cost = pointsWords(reward.costPoints, locale);
    const facts = [cost, minimumWords(reward, this.#client.currency, locale)].filter(Boolean).join(' · ');
    const short = reward.costPoints - available;
    const missing = pointsWords(short, locale);
    const gone = reward.stock === 0;
    const asking = this.asking === reward.id;
    return html`<div class="row">
        <div class="what">
          <div>${title}</div>
          <div class="quiet">${facts}</div>
        </div>
        ${
          asking
            ? nothing
            : html`<button
                class="plain act"
                part="action"
                ?disabled=${gone || short > 0}
                aria-label=${gone || short > 0 ? nothing : msg(str`Use points for “${title}”`, { id: 'rewards.redeem-this' })}
                @click=${() => void this.#ask(reward.id)}
              >
                ${
                  gone
                    ? msg('All gone', { id: 'rewards.gone' })
                    : short > 0
                      ? msg(str`${missing} to go`, { id: 'rewards.missing' })
                      : msg('Use points', { id: 'rewards.redeem' })
                }
              </button>`
        }
      </div>
      ${asking ? this.#renderConfirm(reward, cost, title) : nothing} ${this.made?.rewardId === reward.id ? this.#renderCode(this.made) : nothing}`;
  }

  #renderConfirm(reward: Reward, cost: string, title: string): TemplateResult {
    return html`<div role="group" aria-labelledby="confirm" @keydown=${this.#onKey}>
      <p id="confirm">${msg(str`Use ${cost} for “${title}”?`, { id: 'rewards.confirm' })}</p>
      <div class="choices">
        <button class="filled" aria-busy=${this.busy} @click=${() => void this.#redeem(reward)}>
          ${msg('Yes, use them', { id: 'rewards.yes' })}
        </button>
        <button class="plain" @click=${() => void this.#ask('')}>${msg('Not now', { id: 'rewards.no' })}</button>
      </div>
      ${trouble(this.trouble)}
    </div>`;
  }

  #renderCode(voucher: Voucher): TemplateResult {
    return html`${this.#copying.slip(voucher.code)}
      <p class="quiet">${msg('Enter it at the checkout.', { id: 'rewards.code-use' })}</p>`;
  }

  #renderVouchers(vouchers: readonly Voucher[]): TemplateResult {
    const { locale } = this.#client;
    const others = vouchers.filter((voucher) => voucher.code !== this.made?.code);
    if (!others.length) return html``;
    return html`<div class="vouchers">
      <h3>${msg('Your vouchers', { id: 'rewards.vouchers' })}</h3>
      <ul role="list">
        ${others.map((voucher) => {
          const facts = [voucherWords(voucher, this.#client.currency, locale), minimumWords(voucher, this.#client.currency, locale)]
            .filter(Boolean)
            .join(' ');
          return html`<li part="voucher" class=${voucher.state === 'ready' ? '' : 'used'}>
            <div class="row">
              <div class="what">
                <div><code>${voucher.code}</code></div>
                <div class="quiet">${facts}</div>
              </div>
              ${
                voucher.state === 'ready'
                  ? this.#copying.button(voucher.code)
                  : html`<span class="quiet"
                      >${voucher.state === 'used' ? msg('Used', { id: 'rewards.used' }) : msg('Cancelled', { id: 'rewards.cancelled' })}</span
                    >`
              }
            </div>
          </li>`;
        })}
      </ul>
    </div>`;
  }

  /** Opens or closes the confirmation, and takes the focus along. */
  async #ask(rewardId: string): Promise<void> {
    const before = this.asking;
    this.asking = rewardId;
    this.trouble = '';
    if (rewardId) this.made = null;
    await this.updateComplete;
    const row = this.#client.view?.rewards.findIndex((reward) => reward.id === (rewardId || before)) ?? -1;
    this.renderRoot.querySelectorAll('[part=reward]')[row]?.querySelector('button')?.focus();
  }

  async #redeem(reward: Reward): Promise<void> {
    if (this.busy) return;
    // The shop may keep it from happening; it says why itself.
    if (!this.dispatchEvent(new RapportRedeemingEvent(reward.id, reward.costPoints))) return;
    this.busy = true;
    this.trouble = '';
    try {
      const { client } = this.#client;
      if (!client) return;
      const voucher = await redeem(client, reward.id);
      this.asking = '';
      this.made = voucher;
      this.dispatchEvent(new RapportRedeemEvent(reward.id, voucher, reward.costPoints));
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.code button')?.focus();
    } catch (problem) {
      this.trouble = problemWords(problem, {
        'not-enough-points': msg('There are no longer enough points for this. None were used.', { id: 'problem.points' }),
        'out-of-stock': msg('This reward has just run out. No points were used.', { id: 'problem.stock' }),
      });
    } finally {
      this.busy = false;
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') void this.#ask('');
  }
}
