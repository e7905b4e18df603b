import { msg } from '@lit/localize';
import { askPoints } from '@rapport/client/points';
import type { PointsView, Reward, TierView } from '@rapport/protocol';
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { Asked } from '../internal/asked.ts';
import { ClientController } from '../internal/client-controller.ts';
import { CountUp } from '../internal/count-up.ts';
import { count } from '../internal/format.ts';
import type { OwnCards } from '../internal/own-card.ts';
import { notShown } from '../internal/pieces.ts';
import { pointsUnit, pointsWords } from '../internal/points-words.ts';
import { rateWords } from '../internal/rate-words.ts';
import { missingWords, pendingWords, welcomeWords } from '../points/standing-words.ts';
import { rewardTitle } from '../rewards/reward-words.ts';
import { tierName, tierWay } from '../tier/tier-words.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './home.styles.ts';
import { onwards } from './panel-icons.ts';

/** How many rewards home names. */
const NAMED = 3;

/**
 * The panel's first place: the points within a thin arc to the next tier, what can be had now, one offer. Part of `rapport-panel`, not for use alone.
 * @slot failed - Instead of the sentence that the points can’t be shown.
 * @csspart standing - Points and tier. @csspart number - The points. @csspart arc - The way to the next tier. @csspart sign-in - Where somebody signs in or joins.
 * @csspart offer - The offer. @csspart title - Its title. @csspart action - Its button. @csspart code - Its code.
 */
export class RapportHome extends LitElement {
  static override styles = [tokens, buttons, styles];

  /** Where somebody signs in or joins. */
  @property({ attribute: 'sign-in' }) signIn = '';
  /** Cards of the page's own. */
  @property({ attribute: false }) cards: OwnCards = {};

  readonly #client = new ClientController(this);
  readonly #points = new Asked<PointsView>(this);
  readonly #countUp = new CountUp(this);

  override willUpdate(): void {
    const { client, view, standing } = this.#client;
    if (!client || standing === 'waiting') return;
    this.#client.want();
    if (view) this.#points.askFor(view.version, () => askPoints(client));
  }

  override render(): TemplateResult {
    const { view, standing } = this.#client;
    if (standing === 'failed')
      return html`<div class="welcome">${notShown(msg('Your points can’t be shown just now.', { id: 'points.failed' }), this.#client)}</div>`;
    if (standing === 'waiting')
      return html`<p class="unseen">${msg('Your points are being fetched', { id: 'points.loading' })}</p>
        <div class="arc" aria-hidden="true">${renderArc(0)}<span class="bone number"></span></div>
        <ul aria-hidden="true">
          ${[1, 2].map(() => html`<li class="row"><span class="bone line"></span></li>`)}
        </ul>`;
    const isMember = view?.kind === 'member';
    return html`${view && (isMember || view.points.available) ? this.#renderStanding(view.points.available) : nothing}
      ${isMember ? nothing : this.#renderWelcome()} ${view ? this.#renderRewards(view.rewards, view.points.available) : nothing}
      ${isMember && !view.rewards.length ? html`<rapport-recommendations count="2" .renderCard=${this.cards.product}></rapport-recommendations>` : nothing}
      <rapport-offers placement="panel" count="1" .renderCard=${this.cards.offer} exportparts="offer, title, action, code"></rapport-offers>`;
  }

  #renderStanding(available: number): TemplateResult {
    const { locale, view } = this.#client;
    const shown = count(this.#countUp.show(available), locale);
    const pending = view ? pendingWords(view.points, locale) : '';
    const tier = this.#points.value?.tier ?? null;
    return html`<div class="arc" part="standing">
      ${tier?.next ? renderArc(tier.score / tier.next.from) : nothing}
      <p class="sum">
        <span class="number" part="number">${shown}</span>
        <span>${pointsUnit(available, locale)}</span>
      </p>
      ${pending ? html`<p class="quiet">${pending}</p>` : nothing} ${tier ? this.#renderTier(tier) : nothing}
      ${available || pending || view?.rewards.length ? nothing : this.#renderFirst()}
    </div>`;
  }

  /** Somebody who has nothing yet, where nothing can be had yet: how it begins. */
  #renderFirst(): TemplateResult {
    const { config } = this.#client;
    return html`<p class="quiet">${msg('Your first order brings the first points.', { id: 'points.first' })}</p>
      ${config?.pointsPerUnit ? html`<p class="quiet">${rateWords(config, this.#client.locale)}</p>` : nothing}`;
  }

  #renderTier(tier: TierView): TemplateResult {
    const { locale } = this.#client;
    const [name, way] = [tierName(tier, locale), tierWay(tier, locale)];
    return html`${name ? html`<p class="tier">${name}</p>` : nothing} ${way ? html`<p class="quiet">${way}</p>` : nothing}`;
  }

  /** Somebody the shop doesn't know yet: what a purchase brings, and how to join. */
  #renderWelcome(): TemplateResult | typeof nothing {
    const { config } = this.#client;
    if (!config) return nothing;
    const { locale } = this.#client;
    const welcome = welcomeWords(config, locale);
    return html`<div class="welcome">
      ${welcome ? html`<h3>${welcome}</h3>` : nothing} ${config.pointsPerUnit ? html`<p>${rateWords(config, locale)}</p>` : nothing}
      ${this.signIn ? html`<a class="filled link" part="sign-in" href=${this.signIn}>${msg('Sign in or join', { id: 'panel.sign-in' })}</a>` : nothing}
    </div>`;
  }

  #renderRewards(rewards: readonly Reward[], available: number): TemplateResult | typeof nothing {
    const there = rewards.filter(({ stock }) => stock !== 0).toSorted((a, b) => a.costPoints - b.costPoints);
    const now = there.filter(({ costPoints }) => costPoints <= available).slice(-NAMED);
    const next = there.find(({ costPoints }) => costPoints > available);
    if (!there.length) return nothing;
    return html`<section aria-labelledby="now">
      <h3 id="now">${now.length ? msg('What you can have now', { id: 'panel.now' }) : msg('What comes next', { id: 'panel.next' })}</h3>
      <ul role="list">
        ${now.map((reward) => this.#renderReward(reward))}
      </ul>
      ${next ? html`<p class="quiet next">${missingWords(next, available, this.#client.currency, this.#client.locale)}</p>` : nothing}
    </section>`;
  }

  #renderReward(reward: Reward): TemplateResult {
    const { locale } = this.#client;
    return html`<li>
      <button class="row" @click=${() => this.dispatchEvent(new CustomEvent('go', { detail: 'rewards' }))}>
        <span class="what">${rewardTitle(reward, this.#client.currency, locale)}</span>
        <span class="quiet">${pointsWords(reward.costPoints, locale)}</span>${onwards}
      </button>
    </li>`;
  }
}

/** How long the half circle is, in units of its picture. */
const HALF = Math.PI * 114;

/** A thin half circle, filled as far as the next tier is reached. */
const renderArc = (share: number): TemplateResult => {
  const filled = (Math.min(1, Math.max(0, share)) * HALF).toFixed(1);
  return html`<svg class="half" part="arc" viewBox="0 0 240 126" aria-hidden="true" fill="none" stroke-width="4" stroke-linecap="round">
    <path class="track" d="M6 120a114 114 0 0 1 228 0" />
    ${share > 0 ? svg`<path stroke-dasharray=${`${filled} 999`} d="M6 120a114 114 0 0 1 228 0" />` : nothing}
  </svg>`;
};
