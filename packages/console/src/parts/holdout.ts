import { msg, str } from '@lit/localize';
import type { HoldoutReport, Interval, LiftMetric } from '@rapport/protocol';
import { css, html, nothing, type TemplateResult } from 'lit';
import { count, money } from '../format.ts';
import { getLocale } from '../locale.ts';
import { listTable } from './list-table.ts';

/** How the comparison looks: one answer, then the figures of both groups with their intervals. */
export const holdoutStyles = css`
  .holdout .lift {
    white-space: nowrap;
  }

  .holdout .between {
    display: flex;
    align-items: center;
    gap: 12px;
    white-space: nowrap;
  }

  .holdout p {
    margin-top: 12px;
  }

  .holdout .track {
    display: block;
    flex: none;
    width: 140px;
    height: 20px;
  }

  .holdout .zero {
    stroke: var(--edge);
  }

  .holdout .span {
    stroke: var(--muted);
    stroke-width: 2;
  }

  .holdout .clear .span {
    stroke: var(--jade);
  }

  .holdout .dot {
    fill: var(--ink);
  }
`;

const share = (value: number): string => new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 1 }).format(value);
const signed = (value: number): string =>
  new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 0, signDisplay: 'always' }).format(value);

/** What the holdout says, in one sentence and a table. */
export function holdoutView(report: HoldoutReport, currency: string): TemplateResult {
  const { groups, metrics, crossed } = report;
  return html`<p class="lead" role="status">${answer(report)}</p>
    ${
      metrics.every(({ treated, holdout }) => treated === null && holdout === null)
        ? nothing
        : html`<div class="holdout">
            ${listTable(
              msg('With and without offers'),
              [msg('A person'), [msg('with offers'), 'right'], [msg('without'), 'right'], [msg('difference'), 'right'], [msg('95% between'), 'wide']],
              metrics.map((metric) => row(metric, currency, widest(metrics))),
            )}
            <p class="quiet">
              ${msg(str`People who saw something: ${count(groups.treated.people)}. Who would have, but got no offers, no promotional messages and no personal ranking: ${count(groups.holdout.people)}. The points programme runs for both. Counted from the first time on.`)}
              ${crossed > 0 ? msg(str`${count(crossed)} were in both groups before a merge and are counted where they were assigned.`) : nothing}
            </p>
            <p class="quiet">${before(report, currency)}</p>
            ${arms(report)}
          </div>`
    }`;
}

function answer({ enough, moreDays, metrics, groups }: HoldoutReport): string {
  const revenue = metrics.find(({ metric }) => metric === 'revenue')?.lift ?? null;
  if (groups.treated.people + groups.holdout.people === 0) return msg('Nothing has been shown yet, so there is nothing to compare.');
  if (!enough)
    return moreDays === null
      ? msg('Not enough yet, and not soon: too few people buy so far.')
      : msg(str`Not enough yet: about ${count(moreDays)} more days.`);
  if (revenue === null) return msg('Not enough yet, and not soon: too few people buy so far.');
  const [low, high] = [signed(revenue.low), signed(revenue.high)];
  if (revenue.low > 0) return msg(str`Offers bring ${signed(revenue.value)} revenue a person, 95% between ${low} and ${high}.`);
  if (revenue.high < 0)
    return msg(str`People with offers bring ${signed(revenue.value)} revenue, 95% between ${low} and ${high}. The offers should be looked at.`);
  return msg(str`No difference that could be told from chance: 95% between ${low} and ${high}.`);
}

const NAMES: Readonly<Record<LiftMetric['metric'], () => string>> = {
  buyers: () => msg('buys at all'),
  'repeat-rate': () => msg('of buyers, buys again'),
  'order-frequency': () => msg('orders in 30 days'),
  'average-order': () => msg('spends an order'),
  revenue: () => msg('brings in revenue'),
  net: () => msg('brings in, less discounts and points'),
};

/** Whether the groups were alike before anything was shown: chance dealt them, so they should have been. */
function before({ groups }: HoldoutReport, currency: string): string | typeof nothing {
  const { treated, holdout } = groups;
  if (treated.people === 0 || holdout.people === 0) return nothing;
  const [a, b] = [treated, holdout].map(({ people, before: was }) => money(Math.round(was.revenueMinor / people), currency));
  return msg(str`Before that, those with offers had brought in ${a ?? ''} a person, those without ${b ?? ''}.`);
}

/** How far the lines reach, as a share: to the widest interval, in steps of ten per cent. */
const widest = (metrics: readonly LiftMetric[]): number =>
  Math.max(0.1, ...metrics.flatMap(({ lift }) => (lift ? [Math.ceil(Math.max(-lift.low, lift.high) * 10) / 10] : [])));

function row({ metric, treated, holdout, lift }: LiftMetric, currency: string, reach: number): TemplateResult {
  const said = (one: Interval | null): string => {
    if (one === null) return '–';
    if (metric === 'buyers' || metric === 'repeat-rate') return share(one.value);
    return metric === 'order-frequency'
      ? new Intl.NumberFormat(getLocale(), { maximumSignificantDigits: 3 }).format(one.value)
      : money(Math.round(one.value), currency);
  };
  return html`<tr>
    <td>${NAMES[metric]()}</td>
    <td class="right">${said(treated)}</td>
    <td class="right">${said(holdout)}</td>
    <td class="right lift">
      ${lift === null ? '–' : html`${signed(lift.value)}<small class="narrow">${signed(lift.low)} … ${signed(lift.high)}</small>`}
    </td>
    <td class="wide">
      ${lift === null ? '–' : html`<span class="between">${track(lift, reach)} <span class="soft">${signed(lift.low)} … ${signed(lift.high)}</span></span>`}
    </td>
  </tr>`;
}

/** The interval as a line around zero, which stands in the middle. */
function track({ value, low, high }: Interval, reach: number): TemplateResult {
  const at = (share_: number): number => 70 + Math.max(-1, Math.min(1, share_ / reach)) * 66;
  return html`<svg class="track ${low > 0 || high < 0 ? 'clear' : ''}" viewBox="0 0 140 20" aria-hidden="true">
    <line class="zero" x1="70" y1="2" x2="70" y2="18"></line>
    <line class="span" x1=${at(low)} y1="10" x2=${at(high)} y2="10"></line>
    <circle class="dot" cx=${at(value)} cy="10" r="3"></circle>
  </svg>`;
}

function arms({ attention, discount, groups }: HoldoutReport): TemplateResult | typeof nothing {
  const [with_, without] = [attention, discount].map((list) => list.find(({ metric }) => metric === 'revenue')?.lift ?? null);
  if (!with_ && !without) return nothing;
  const said = (lift: Interval | null | undefined): string =>
    lift ? msg(str`${signed(lift.value)} (${signed(lift.low)} … ${signed(lift.high)})`) : '–';
  return html`<p class="quiet">
    ${msg(str`Revenue a person against those without: ${said(with_)} for the ${count(groups.attention.people)} who got attention but no discount, ${said(without)} for the ${count(groups.discount.people)} who got one. Who got a discount was not left to chance: read the two with care.`)}
  </p>`;
}
