import { msg, str } from '@lit/localize';
import type { Reward, ShopConfig, ShopperView } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { barStyles, renderBar } from '../internal/bar.ts';
import { ClientController } from '../internal/client-controller.ts';
import { CountUp } from '../internal/count-up.ts';
import { count } from '../internal/format.ts';
import { notShown } from '../internal/pieces.ts';
import { pointsUnit, pointsWords } from '../internal/points-words.ts';
import { rateWords } from '../internal/rate-words.ts';
import { rewardTitle } from '../rewards/reward-words.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './points.styles.ts';
import { missingWords, pendingWords, welcomeWords } from './standing-words.ts';

/**
 * How many points this shopper has, how many are on the way, and how far the next reward is. Somebody we don't know sees what a purchase earns.
 * @slot words - Instead of the sentence below. @slot guest - Instead of what somebody we don’t know is told. @slot failed - Instead of the sentence that the points can’t be shown.
 * @csspart number - The points that can be spent. @csspart bar - Progress to the next reward. @csspart words - The sentence below.
 * @cssproperty [--rapport-accent=#2f6b57] - Colour of the progress.
 */
export class RapportPoints extends LitElement {
  static override styles = [tokens, buttons, barStyles, styles];

  /** One line for a header: the number only. */
  @property({ type: Boolean, reflect: true }) compact = false;

  @state() private grown = '';

  readonly #client = new ClientController(this);
  readonly #countUp = new CountUp(this);
  #before: number | null = null;

  override willUpdate(): void {
    const view = this.#client.view;
    if (view) {
      const now = view.points.available;
      const { locale } = this.#client;
      if (this.#before !== null && now > this.#before) {
        const [have, more] = [pointsWords(now, locale), count(now - this.#before, locale)];
        this.grown = msg(str`You have ${have} now, ${more} more than before.`, { id: 'points.grown' });
      }
      this.#before = now;
    }
    // Somebody we don't know sees what a purchase earns; a reward without a title of its own is named by what it is worth, so its currency is needed.
    const next = view && !this.compact ? nextReward(view.rewards, view.points.available) : null;
    const isAsked = view ? next !== null && !rewardTitle(next, '', this.#client.locale) : this.#client.standing === 'unknown';
    if (isAsked) this.#client.want();
  }

  override render(): TemplateResult {
    const { view, standing } = this.#client;
    return html`<div class="unseen" role="status">${this.grown}</div>
      ${view ? this.#renderView(view) : standing === 'failed' ? this.#renderFailed() : this.#client.config && standing === 'unknown' ? this.#renderConfig(this.#client.config) : this.#renderBones()}`;
  }

  #renderView(view: ShopperView): TemplateResult {
    const { locale } = this.#client;
    const { available } = view.points;
    const pending = pendingWords(view.points, locale);
    const shown = this.#countUp.show(available);
    if (this.compact) return html`<span class="compact" part="number">${pointsWords(shown, locale)}</span>`;
    const next = nextReward(view.rewards, available);
    return html`
      <div class="sum">
        <span class="number" part="number">${count(shown, locale)}</span>
        <span>${pointsUnit(available, locale)}</span>
        ${pending ? html`<span class="quiet pending">${pending}</span>` : nothing}
      </div>
      ${next ? renderBar(available / next.costPoints) : nothing}
      <p class="say quiet" part="words"><slot name="words">${this.#nextWords(next, available)}</slot></p>
    `;
  }

  #nextWords(next: Reward | null, available: number): string {
    const { locale, view } = this.#client;
    if (!next) return available || !view ? '' : msg('Your first order brings the first points.', { id: 'points.first' });
    const { currency } = this.#client;
    if (next.costPoints > available) return missingWords(next, available, currency, locale);
    const title = rewardTitle(next, currency, locale);
    return title ? msg(str`Enough for “${title}”.`, { id: 'points.enough' }) : '';
  }

  #renderConfig(config: ShopConfig): TemplateResult {
    const { locale } = this.#client;
    const [rate, welcome] = [rateWords(config, locale), welcomeWords(config, locale)];
    if (this.compact) return html`<span class="compact"><slot name="guest">${welcome || rate}</slot></span>`;
    return html`<slot name="guest"
      >${config.pointsPerUnit ? html`<p class="say" part="words">${rate}</p>` : nothing}
      ${welcome ? html`<p class="say quiet">${welcome}</p>` : nothing}</slot
    >`;
  }

  #renderFailed(): TemplateResult {
    return notShown(msg('Your points can’t be shown just now.', { id: 'points.failed' }), this.#client);
  }

  #renderBones(): TemplateResult {
    if (this.compact) return html`<span class="bone compact"></span>`;
    return html`<span class="unseen">${msg('Your points are being fetched', { id: 'points.loading' })}</span>
      <div class="sum"><span class="bone number"></span></div>
      ${renderBar(0)}<span class="bone say quiet"></span>`;
  }
}

/** The nearest reward that is still out of reach; if all are within reach, the dearest. Those that ran out don't count. */
const nextReward = (rewards: readonly Reward[], available: number): Reward | null => {
  const byCost = rewards.filter((reward) => reward.stock !== 0).sort((a, b) => a.costPoints - b.costPoints);
  return byCost.find((reward) => reward.costPoints > available) ?? byCost.at(-1) ?? null;
};
