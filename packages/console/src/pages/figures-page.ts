import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DaySums, DaysReport, FunnelReport, ShopView, StagesReport } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, money, share, shortDay } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { barStyles, dayBars, namedBars } from '../parts/bars.ts';
import { funnelView } from '../parts/funnel.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { basisWords, groupName, layerName, stageMeaning, stageName } from '../parts/people-words.ts';
import { wholeSheets } from '../styles/sheets.ts';

type Sum = Exclude<keyof DaySums, 'day'>;

/** The sums of each day, and where everybody stands. */
@localized()
export class ConsoleFigures extends LitElement {
  static override styles = [
    ...wholeSheets,
    barStyles,
    css`
      .charts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
        gap: 24px 48px;
      }
      .range {
        margin-top: 24px;
      }
      details {
        margin-top: 16px;
      }
      summary {
        color: var(--jade);
        cursor: pointer;
      }
      .scroll {
        overflow-x: auto;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private span = 28;
  readonly #days = new Ask<DaysReport>(this);
  readonly #funnel = new Ask<FunnelReport>(this);
  readonly #stages = new Ask<StagesReport>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) this.#read();
  }

  override render() {
    const [days, stages] = [this.#days.value, this.#stages.value];
    return html`<h1>${msg('Figures')}</h1>
      <p class="lead">${msg('What happened day by day, and where people stand now.')}</p>
      <div class="row range" role="group" aria-label=${msg('Days shown')}>
        ${[7, 28, 90].map(
          (span) =>
            html`<button
              aria-pressed=${span === this.span ? 'true' : 'false'}
              class=${span === this.span ? 'first' : ''}
              @click=${() => this.#choose(span)}
            >
              ${msg(str`${span} days`)}
            </button>`,
        )}
      </div>
      ${problemNotice(this.#days.problem ?? this.#funnel.problem ?? this.#stages.problem)} ${days ? this.#renderDays(days.days) : nothing}
      ${this.#funnel.value ? funnelView(this.#funnel.value) : nothing} ${stages ? this.#renderStages(stages) : nothing}`;
  }

  #renderDays(days: readonly DaySums[]): TemplateResult {
    const total = (name: Sum): number => days.reduce((sum, day) => sum + day[name], 0);
    const { currency } = this.shop.settings;
    return html`<section aria-labelledby="days">
      <h2 id="days">${msg('Day by day')}</h2>
      <dl class="facts">
        ${fact(msg('Visits'), count(total('visits')))} ${fact(msg('Orders'), count(total('orders')))}
        ${fact(msg('Of these from people who came back'), count(total('repeatOrders')))}
        ${fact(msg('Revenue'), money(total('revenueMinor'), currency))}
      </dl>
      <div class="charts">
        ${this.#chart(days, 'visits', msg('Visits a day'))} ${this.#chart(days, 'orders', msg('Orders a day'))}
        ${this.#chart(days, 'revenueMinor', msg('Revenue a day'), (value) => money(value, currency))}
        ${this.#chart(days, 'newcomers', msg('New people a day'))}
      </div>
      <details>
        <summary>${msg('As a table')}</summary>
        ${this.#renderTable(days)}
      </details>
    </section>`;
  }

  #chart(days: readonly DaySums[], name: Sum, label: string, words: (value: number) => string = count): TemplateResult {
    return dayBars(
      days.map((day) => ({ name: dayName(day.day), value: day[name], words: words(day[name]) })),
      label,
    );
  }

  #renderTable(days: readonly DaySums[]): TemplateResult {
    const { currency } = this.shop.settings;
    const columns: readonly (readonly [Sum, string])[] = [
      ['visits', msg('Visits')],
      ['views', msg('Products looked at')],
      ['baskets', msg('Put into the basket')],
      ['orders', msg('Orders')],
      ['repeatOrders', msg('Orders again')],
      ['revenueMinor', msg('Revenue')],
      ['pointsEarned', msg('Points earned')],
      ['pointsSpent', msg('Points spent')],
      ['messages', msg('Messages')],
      ['messagesRead', msg('Messages read')],
    ];
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('Day by day')}>
      ${listTable(
        msg('Day by day'),
        [msg('Day'), ...columns.map(([, words]) => [words, 'right'] as const)],
        days.toReversed().map(
          (day) =>
            html`<tr>
              <td class="date">${dayName(day.day)}</td>
              ${columns.map(([name]) => html`<td class="right">${name === 'revenueMinor' ? money(day[name], currency) : count(day[name])}</td>`)}
            </tr>`,
        ),
      )}
    </div>`;
  }

  #renderStages({ stages, layers, rfm, flows, everybody, repeatRate, points, model }: StagesReport): TemplateResult {
    const { currency } = this.shop.settings;
    const few = msg('fewer than 5');
    const people = (value: number | null): string => (value === null ? few : count(value));
    return html`<section aria-labelledby="stages">
        <h2 id="stages">${msg('Where people stand')}</h2>
        <dl class="facts">
          ${fact(msg('People'), people(everybody))}
          ${fact(msg('Bought again'), repeatRate === null ? '–' : share(Math.round(repeatRate * 100) / 100))}
          ${fact(msg('Points to spend'), count(points.available))} ${fact(msg('Points pending'), count(points.pending))}
        </dl>
        ${namedBars(
          stages.map((one) => ({ name: stageName(one.stage), note: stageMeaning(one.stage), value: one.people, words: people(one.people) })),
          msg('People by stage'),
        )}
        <p class="quiet">
          ${
            model?.basis === 'model'
              ? msg(str`Value is estimated from ${count(model.customers)} customers, ${count(model.returned)} of whom bought again.`)
              : msg('The shop has too few orders for an estimate of value: rules of recency stand in.')
          }
          ${model ? basisWords(model.decileBy) : nothing} ${msg('Nothing is said of fewer than 5 people.')}
        </p>
      </section>
      ${
        flows.length
          ? html`<section aria-labelledby="flows">
              <h2 id="flows">${msg('Who moved')}</h2>
              ${namedBars(
                flows.map(({ from, to, people: n }) => ({ name: `${stageName(from)} → ${stageName(to)}`, value: n, words: people(n) })),
                msg('From stage to stage'),
              )}
            </section>`
          : nothing
      }
      ${
        rfm.length
          ? html`<section aria-labelledby="groups">
              <h2 id="groups">${msg('Customers by recency, frequency and money')}</h2>
              ${namedBars(
                rfm.map((one) => ({
                  name: groupName(one.group),
                  value: one.people,
                  words: one.spentMinor === null ? people(one.people) : `${people(one.people)} · ${money(one.spentMinor, currency)}`,
                })),
                msg('Customers by group'),
              )}
            </section>`
          : nothing
      }
      <section aria-labelledby="layers">
        <h2 id="layers">${msg('Layers')}</h2>
        ${namedBars(
          layers.map((one) => ({
            name: layerName(one.layer, this.shop.settings),
            value: one.people,
            words: one.spentMinor === null ? people(one.people) : `${people(one.people)} · ${money(one.spentMinor, currency)}`,
          })),
          msg('People by layer'),
        )}
      </section>`;
  }

  #choose(span: number): void {
    this.span = span;
    this.#read();
  }

  #read(): void {
    void this.#days.run(() => this.api.days(this.span));
    void this.#funnel.run(() => this.api.funnel(this.span));
    void this.#stages.run(() => this.api.stages(this.span));
  }
}

function fact(label: string, value: string): TemplateResult {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** A day of the report, which is already one of the shop's zone. */
const dayName = (day: string): string => shortDay(Date.parse(`${day}T00:00:00Z`), 'UTC');
