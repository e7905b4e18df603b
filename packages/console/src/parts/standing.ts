import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PersonStanding, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, money, share, shortDay } from '../format.ts';
import { Ask } from './ask.ts';
import { listTable } from './list-table.ts';
import { problemNotice } from './notice.ts';
import { basisWords, groupName, layerName, likingWords, reasonWords, stageMeaning, stageName } from './people-words.ts';
import { getLocale } from '../locale.ts';
import { tableSheets } from '../styles/sheets.ts';
import { answerWords, sourceWords, textFor } from './question-words.ts';

/** Where one person stands: stage and why, what they are likely to bring, what they like, and how they came here. */
@localized()
export class ConsoleStanding extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      .stage {
        font: 24px/1.2 var(--title);
      }
      .lists {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
        gap: 0 48px;
      }
      .reasons {
        margin: 8px 0 0;
        padding-left: 20px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @property() shopperId = '';
  readonly #standing = new Ask<PersonStanding>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || changed.has('shopperId')) void this.#standing.run(() => this.api.standing(this.shopperId));
  }

  override render() {
    const { value, problem } = this.#standing;
    // Somebody of whom nothing is known yet has no standing; the rest of the page says all there is.
    if (problem && problem.code !== 'not-found') return problemNotice(problem);
    return value
      ? html`${this.#renderStage(value)} ${this.#renderValue(value)}
          <div class="lists">${this.#renderTold(value)} ${this.#renderTaste(value)} ${this.#renderHistory(value)}</div>`
      : nothing;
  }

  #renderStage({ stage, stageSinceMs, nextStageAtMs, reasons, segments }: PersonStanding): TemplateResult {
    const { timeZone, segments: all = [] } = this.shop.settings;
    const names = segments.map((id) => all.find((one) => one.id === id)?.name ?? id);
    return html`<section aria-labelledby="stage">
      <h2 id="stage">${msg('Stage')}</h2>
      <p class="stage">${stageName(stage)}</p>
      <p class="quiet">
        ${msg(str`Since ${shortDay(stageSinceMs, timeZone)}: ${stageMeaning(stage)}.`)}
        ${nextStageAtMs === null ? nothing : msg(str`If nothing happens, this changes on ${shortDay(nextStageAtMs, timeZone)}.`)}
      </p>
      ${
        reasons.length
          ? html`<p class="quiet">${msg('What was measured:')}</p>
              <ul class="reasons">
                ${reasons.map((reason) => html`<li>${reasonWords(reason)}</li>`)}
              </ul>`
          : nothing
      }
      ${names.length ? html`<p class="quiet">${msg(str`In the segments: ${names.join(', ')}`)}</p>` : nothing}
    </section>`;
  }

  #renderValue({ value, layer, layerBefore, layerSinceMs, rfm, recency, frequency, money: spent }: PersonStanding): TemplateResult {
    const { currency, timeZone } = this.shop.settings;
    const before = layerBefore === null ? '' : layerName(layerBefore, this.shop.settings);
    return html`<section aria-labelledby="value">
      <h2 id="value">${msg('Value')}</h2>
      <dl class="facts">
        ${fact(msg('Expected in 12 months'), value ? money(value.valueMinor, currency) : '–')}
        ${fact(msg('Orders expected'), value ? decimal(value.expectedOrders) : '–')}
        ${fact(msg('Still a customer'), value ? percent(value.alive) : '–')}
        ${fact(msg('Tenth by value'), value?.decile ? msg(str`${count(value.decile)} of 10`) : '–')}
        ${value?.decileBy === 'margin' ? fact(msg('Of it left after costs'), money(value.worthMinor, currency)) : nothing}
      </dl>
      <dl class="facts plain">
        ${fact(msg('Layer'), layerName(layer, this.shop.settings))} ${fact(msg('Group'), rfm ? groupName(rfm) : msg('has not bought'))}
        ${recency === null ? nothing : fact(msg('Recency, frequency, money'), `${recency} · ${frequency} · ${spent}`)}
      </dl>
      ${layerSinceMs === null ? nothing : html`<p class="quiet">${msg(str`In this layer since ${shortDay(layerSinceMs, timeZone)}, before that: ${before}.`)}</p>`}
      <p class="quiet">
        ${
          value === null
            ? msg('Nothing can be expected of somebody who has not bought yet.')
            : value.basis === 'model'
              ? msg('Estimated from how this shop’s own customers buy. A figure for comparing people, not a promise.')
              : msg('The shop has too few orders for an estimate: rules of recency stand in.')
        }
        ${value?.decile ? basisWords(value.decileBy) : nothing}
      </p>
    </section>`;
  }

  /** What was seen of them and what was told stand apart: the one is a guess, the other an answer. */
  #renderTaste({ likings }: PersonStanding): TemplateResult | typeof nothing {
    const { currency } = this.shop.settings;
    if (likings.length === 0) return nothing;
    return html`<section aria-labelledby="taste">
      <h2 id="taste">${msg('Seen')}</h2>
      ${listTable(
        { by: 'taste' },
        [msg('Likes'), msg('Why'), [msg('Share'), 'right'], [msg('How sure'), 'right']],
        likings.map((liking) => {
          const { what, why } = likingWords(liking, currency);
          return html`<tr>
            <td>${what}</td>
            <td class="soft">${why}</td>
            <td class="right">${percent(liking.share)}</td>
            <td class="right">${percent(liking.sure)}</td>
          </tr>`;
        }),
      )}
    </section>`;
  }

  #renderTold({ told }: PersonStanding): TemplateResult | typeof nothing {
    const { profileFields = [], timeZone } = this.shop.settings;
    if (told.length === 0) return nothing;
    return html`<section aria-labelledby="told">
      <h2 id="told">${msg('Told')}</h2>
      ${listTable(
        { by: 'told' },
        [msg('Answer'), [msg('When'), 'wide'], [msg('How sure'), 'right']],
        told.map(({ field, source, value, atMs, sure }) => {
          const question = profileFields.find(({ id }) => id === field);
          return html`<tr>
            <td>
              ${answerWords(value)}
              <small>${question ? textFor(question.label, getLocale()) || field : field} · ${sourceWords(source)}</small>
            </td>
            <td class="date wide">${shortDay(atMs, timeZone)}</td>
            <td class="right">${percent(sure)}</td>
          </tr>`;
        }),
      )}
    </section>`;
  }

  #renderHistory({ history }: PersonStanding): TemplateResult | typeof nothing {
    const { timeZone } = this.shop.settings;
    if (history.length === 0) return nothing;
    return html`<section aria-labelledby="stages">
      <h2 id="stages">${msg('Stages so far')}</h2>
      ${listTable(
        { by: 'stages' },
        [msg('Stage'), msg('Entered')],
        history.map(
          (one) =>
            html`<tr>
              <td>${stageName(one.stage)} ${one.reasons.length ? html`<small>${one.reasons.map(reasonWords).join(', ')}</small>` : nothing}</td>
              <td class="date">${shortDay(one.atMs, timeZone)}</td>
            </tr>`,
        ),
      )}
    </section>`;
  }
}

function fact(label: string, value: string): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

const percent = (part: number): string => share(Math.round(part * 100) / 100);
const decimal = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
