import { msg, str } from '@lit/localize';
import type { PriceGoal } from '@rapport/protocol';
import { html, type TemplateResult } from 'lit';
import { unit } from '../internal/format.ts';

/** Minor units as one types them; '' for nothing. */
export const major = (amountMinor: number | null | undefined, currency: string): string => (amountMinor ? String(amountMinor / unit(currency)) : '');

/** What was typed, in minor units; 0 for nothing. */
export const minor = (typed: unknown, currency: string): number => Math.round(Number(typed) * unit(currency));

/** What stands in a form with `goalFields`. */
export function readGoal(data: FormData, currency: string): PriceGoal {
  const [way, amount] = [String(data.get('way')), data.get('amount')];
  return (way === 'percent' ? { percent: Math.ceil(Number(amount)) } : { [way]: minor(amount, currency) }) as PriceGoal;
}

/** When a price is low enough: by a percentage, by an amount, or at my price. No goal goes past what it is counted from. */
export function goalFields(goal: PriceGoal, fromMinor: number | null, currency: string): TemplateResult {
  const [way, amount] = Object.entries(goal)[0] as [string, number];
  const most = (chosen: string): string => (chosen === 'percent' ? '95' : major(fromMinor, currency));
  const onChange = ({ target }: Event): void => {
    const ways = target as HTMLSelectElement;
    const typed = ways.nextElementSibling as HTMLInputElement;
    typed.value = '';
    typed.max = most(ways.value);
  };
  const option = (value: string, words: string): TemplateResult => html`<option value=${value} ?selected=${value === way}>${words}</option>`;
  return html`<div class="acts">
    <select name="way" aria-label=${msg('price', { id: 'watches.kind-price' })} @change=${onChange}>
      ${option('percent', msg('By percent', { id: 'watches.way-percent' }))}
      ${option('byMinor', msg(str`By an amount (${currency})`, { id: 'watches.way-by' }))}
      ${option('toMinor', msg(str`To my price (${currency})`, { id: 'watches.way-to' }))}
    </select>
    <input
      name="amount"
      aria-label=${msg('price', { id: 'watches.kind-price' })}
      type="number"
      required
      min="0.01"
      step="any"
      max=${most(way)}
      .value=${way === 'percent' ? amount : major(amount, currency)}
    />
  </div>`;
}
