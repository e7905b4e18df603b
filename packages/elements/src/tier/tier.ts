import { msg, str } from '@lit/localize';
import type { PointsView, TierView } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { askPoints } from '@rapport/client/points';
import { Asked } from '../internal/asked.ts';
import { barStyles, renderBar } from '../internal/bar.ts';
import { ClientController } from '../internal/client-controller.ts';
import { day, pickText } from '../internal/format.ts';
import { notShown } from '../internal/pieces.ts';
import { rows } from '../styles/rows.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { styles } from './tier.styles.ts';
import { tierName, tierWay } from './tier-words.ts';

/**
 * Where this shopper stands, what it brings, and how far the next tier is. Shows nothing where the shop has no tiers.
 * @slot words - Instead of the sentence below. @slot guest - Shown to somebody we don’t know. @slot failed - Instead of the sentence that the tier can’t be shown.
 * @csspart name - The tier's name. @csspart bar - Progress to the next one. @csspart words - The sentence below. @csspart perks - What the tier brings.
 * @cssproperty [--rapport-accent=#2f6b57] - Colour of the progress.
 */
export class RapportTier extends LitElement {
  static override styles = [tokens, buttons, rows, barStyles, styles];

  readonly #client = new ClientController(this);
  readonly #points = new Asked<PointsView>(this);

  override willUpdate(): void {
    const { client, view } = this.#client;
    // A change of the shopper may be a change of the tier.
    if (client && view) this.#points.askFor(view.version, () => askPoints(client));
  }

  override render(): TemplateResult | typeof nothing {
    const { standing } = this.#client;
    if (standing === 'unknown') return html`<slot name="guest"></slot>`;
    const { value, failed } = this.#points;
    if (value) return value.tier ? this.#renderTier(value.tier) : nothing;
    if (failed || standing === 'failed')
      return notShown(msg('Your tier can’t be shown just now.', { id: 'tier.failed' }), this.#client, this.#points);
    return html`<p class="unseen">${msg('Your tier is being fetched', { id: 'tier.loading' })}</p>
      <div aria-hidden="true">
        <p class="bone name"></p>
        ${renderBar(0)}
        <p class="bone line quiet"></p>
      </div>`;
  }

  #renderTier(tier: TierView): TemplateResult {
    const { locale } = this.#client;
    const name = tierName(tier, locale);
    const perks = tier.perks.map((perk) => pickText(perk, locale)).filter(Boolean);
    return html`${name ? html`<p class="name" part="name">${name}</p>` : nothing} ${tier.next ? renderBar(tier.score / tier.next.from) : nothing}
      <p class="quiet say" part="words"><slot name="words">${this.#words(tier, name)}</slot></p>
      ${
        perks.length
          ? html`<ul part="perks" role="list" aria-label=${msg(str`What ${name} brings`, { id: 'tier.perks' })}>
              ${perks.map((perk) => html`<li>${perk}</li>`)}
            </ul>`
          : nothing
      }`;
  }

  #words(tier: TierView, name: string): string {
    const { locale } = this.#client;
    const kept = tier.keptUntilMs === null ? '' : day(tier.keptUntilMs, Date.now(), locale);
    const keeps = kept ? msg(str`${name} is yours until ${kept}.`, { id: 'tier.kept' }) : '';
    const above = tierWay(tier, locale);
    if (!above) return keeps || (name ? msg('There is none above it.', { id: 'tier.top' }) : '');
    return [keeps, above].filter(Boolean).join(' ').replace('。 ', '。');
  }
}
