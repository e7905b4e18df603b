import { msg, str } from '@lit/localize';
import type { PersonLift } from '@rapport/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { count, money, shortDay } from '../format.ts';
import { listTable } from './list-table.ts';

/** How one person counts in the comparison of people with and without offers: their group, and what they bought before and since. */
export function liftView(lift: PersonLift, currency: string, timeZone: string): TemplateResult {
  const { before, since, exposedAtMs, discounted, crossed } = lift;
  const rows: readonly (readonly [string, string, string])[] = [
    [msg('Orders'), count(before.orders), count(since.orders)],
    ...(
      [
        [msg('Revenue, less discounts'), 'revenueMinor'],
        [msg('Discounts'), 'discountMinor'],
        [msg('Worth of the points given'), 'pointsMinor'],
      ] as const
    ).map(([words, key]) => [words, money(Math.round(before[key]), currency), money(Math.round(since[key]), currency)] as const),
  ];
  return html`<p class="quiet">
      ${groupWords(lift, timeZone)} ${discounted ? msg('An offer has taken something off a price for them.') : nothing}
      ${crossed ? msg('They were in both groups before a merge and are counted where they were assigned.') : nothing}
    </p>
    ${listTable(
      { by: 'lift' },
      [
        [msg('What is counted'), 'only-heard'],
        [msg('Before'), 'right'],
        [exposedAtMs === null ? msg('Since the first time') : msg(str`Since ${shortDay(exposedAtMs, timeZone)}`), 'right'],
      ],
      rows.map(
        ([what, was, is]) =>
          html`<tr>
            <td>${what}</td>
            <td class="right">${was}</td>
            <td class="right">${exposedAtMs === null ? '–' : is}</td>
          </tr>`,
      ),
    )}`;
}

function groupWords({ group, exposures, exposedAtMs }: PersonLift, timeZone: string): string {
  if (group === null) return msg('Their group is not drawn yet.');
  if (exposedAtMs === null)
    return group === 'holdout'
      ? msg('They belong to those who get no offers. Nothing was held back from them so far.')
      : msg('They belong to those who get offers. They were shown nothing so far.');
  const [times, day] = [count(exposures), shortDay(exposedAtMs, timeZone)];
  return group === 'holdout'
    ? msg(str`They belong to those who get no offers. On ${day} something would have been shown for the first time; ${times} times so far.`)
    : msg(str`They belong to those who get offers. On ${day} something was shown for the first time; ${times} times so far.`);
}
