import { award } from '@rapport/domain/points/award';
import { exponentOf } from '@rapport/domain/points';
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Programme, Reward } from '@rapport/protocol';
import { count, money } from '../format.ts';
import { getLocale } from '../locale.ts';
import { worth } from './shopper-words.ts';

/** Points that an order of this net amount earns: the award rule itself, the one the ledger uses. */
export function pointsOf(programme: Programme, netMinor: number, currency: string): number {
  return award({ subtotalMinor: netMinor, discountMinor: 0, lines: [] }, programme, exponentOf(currency)).points;
}

/** How many such orders until a reward can be had; null = never. */
export function ordersUntil(costPoints: number, signUpPoints: number, perOrder: number): number | null {
  const missing = Math.max(0, costPoints - signUpPoints);
  if (missing === 0) return 0;
  return perOrder === 0 ? null : Math.ceil(missing / perOrder);
}

/** What a reward gives back of the money spent for its points, 0 to 1; null where it depends on the order. */
export function giveBack(reward: Reward, programme: Programme, currency: string): number | null {
  if (reward.valueMinor === null || programme.pointsPerUnit === 0) return null;
  return reward.valueMinor / ((reward.costPoints / programme.pointsPerUnit) * 10 ** exponentOf(currency));
}

/** What a programme does with one order: its points, and how far every reward is. */
export function programmeEffect(programme: Programme, netMinor: number, currency: string): TemplateResult {
  const points = pointsOf(programme, netMinor, currency);
  return html`<p class="earns">${earnsWords(programme, netMinor, points, currency)}</p>
    ${programme.signUpPoints > 0 ? html`<p>${msg(str`Joining brings ${count(programme.signUpPoints)} more, once.`)}</p>` : nothing}
    ${
      programme.rewards.length
        ? html`<ul>
            ${programme.rewards.map((reward) => rewardEffect(reward, programme, points, currency))}
          </ul>`
        : html`<p class="quiet">${msg('There is nothing yet that points can be given for.')}</p>`
    }`;
}

function earnsWords({ pendingDays }: Programme, netMinor: number, points: number, currency: string): string {
  const sum = money(netMinor, currency);
  if (points === 0) return msg(str`An order of ${sum} earns nothing.`);
  if (pendingDays === 0) return msg(str`An order of ${sum} earns ${count(points)} points, to be spent at once.`);
  return msg(str`An order of ${sum} earns ${count(points)} points, to be spent after ${count(pendingDays)} days.`);
}

function rewardEffect(reward: Reward, programme: Programme, perOrder: number, currency: string): TemplateResult {
  const share = giveBack(reward, programme, currency);
  const percent = new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 1 });
  return html`<li>
    <strong>${reward.title[getLocale()] ?? Object.values(reward.title)[0] ?? worth(reward, currency)}</strong>
    <span>${untilWords(ordersUntil(reward.costPoints, programme.signUpPoints, perOrder))}</span>
    ${share === null ? nothing : html`<span class="quiet">${msg(str`Gives back ${percent.format(share)} of what was spent for it.`)}</span>`}
  </li>`;
}

function untilWords(orders: number | null): string {
  if (orders === null) return msg('Out of reach by orders like this.');
  if (orders === 0) return msg('To be had upon joining.');
  return orders === 1 ? msg('To be had after one such order.') : msg(str`To be had after ${count(orders)} such orders.`);
}
