import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { getLocale } from '../locale.ts';
import { itemOf, limitFields } from './earning-editor.ts';
import { areaField, selectField, textField } from './field.ts';
import type { TermsDraft, TierDraft } from './terms-draft.ts';
import { inWords, titleFields } from './title-fields.ts';

interface TermsForm {
  readonly draft: TermsDraft;
  readonly currency: string;
  readonly locales: readonly string[];
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (change: Partial<TermsDraft>) => void;
}

const number = (form: TermsForm, name: 'days' | 'grace' | 'months' | 'share', label: string, bounds: string, hint?: string): TemplateResult =>
  textField({
    name,
    label,
    hint,
    value: form.draft[name],
    inputmode: 'numeric',
    wrong: form.wrong.has(name) ? bounds : undefined,
    onInput: (value) => form.onChange({ [name]: value }),
  });

/** What of an order counts, and the most that orders earn. */
export function countedEditor(form: TermsForm): TemplateResult {
  const { draft, wrong, onChange } = form;
  const tick = (name: 'tax' | 'shipping' | 'discounts', words: string): TemplateResult =>
    html`<label class="choice">
      <input
        type="checkbox"
        .checked=${draft[name]}
        @change=${(event: Event) => onChange({ [name]: (event.currentTarget as HTMLInputElement).checked })}
      />
      <span>${words}</span>
    </label>`;
  const isOpen = Object.values(draft.limits).some((limit) => limit !== '');
  return html`<fieldset class="field">
      <legend>${msg('Earns too')}</legend>
      <div class="choices">${tick('tax', msg('Tax'))} ${tick('shipping', msg('Shipping'))} ${tick('discounts', msg('What discounts took off'))}</div>
    </fieldset>
    <details ?open=${isOpen}>
      <summary>${msg('The most that orders earn')}</summary>
      <div class="inner">
        ${limitFields({ draft: draft.limits, wrong, onChange: (change) => onChange({ limits: { ...draft.limits, ...change } }) }, '-orders')}
        <p class="hint">${msg('In points. Empty: no limit. “Everybody together” begins to count on the day you set it.')}</p>
      </div>
    </details>`;
}

/** When points lapse, and who is told before. */
export function expiryEditor(form: TermsForm): TemplateResult {
  const { draft, wrong, onChange } = form;
  return html`${selectField({
      name: 'expiry',
      label: msg('Points lapse'),
      value: draft.expiry,
      options: [
        ['never', msg('Never')],
        ['lot', msg('So long after they were earned')],
        ['idle', msg('When nothing was earned or spent for so long')],
      ],
      onChange: (expiry) => onChange({ expiry: expiry as TermsDraft['expiry'] }),
    })}
    <div class="pair">
      ${draft.expiry === 'never' ? nothing : number(form, 'months', msg('Months'), msg('A whole number from 1 to 120.'))}
      ${
        draft.expiry === 'lot'
          ? selectField({
              name: 'round',
              label: msg('Rounded up to the end of'),
              value: draft.round,
              options: [
                ['day', msg('The day')],
                ['month', msg('The month')],
                ['quarter', msg('The quarter')],
                ['year', msg('The year')],
              ],
              onChange: (round) => onChange({ round: round as TermsDraft['round'] }),
            })
          : nothing
      }
    </div>
    ${
      draft.expiry === 'never'
        ? nothing
        : textField({
            name: 'warn',
            label: msg('Days before at which shoppers are told'),
            hint: msg('With commas between. Told as a service: in the inbox, by mail where they allow it.'),
            value: draft.warn,
            wrong: wrong.has('warn') ? msg('At most five whole numbers from 1 to 365.') : undefined,
            onInput: (warn) => onChange({ warn }),
          })
    }`;
}

/** What becomes of points of an order that goes back, and how much of an order a voucher pays. */
export function returnsEditor(form: TermsForm): TemplateResult {
  const { draft, onChange } = form;
  return html`${selectField({
    name: 'refunds',
    label: msg('Points of a refunded order that are spent already'),
    value: draft.refunds,
    options: [
      ['debt', msg('Are owed; what is earned next pays them')],
      ['clamp', msg('Are written off; nobody falls below zero')],
    ],
    onChange: (refunds) => onChange({ refunds: refunds as TermsDraft['refunds'] }),
  })}
  ${number(form, 'share', msg('A voucher pays at most, in percent of an order'), msg('A whole number from 1 to 100.'), msg('Empty: all of it.'))}`;
}

/** Standings as they are edited. */
interface TiersForm extends TermsForm {
  /** What one brings, as it stands where it is folded, and whether it was added just now. */
  readonly folded: (tier: TierDraft) => { readonly says: string; readonly isNew: boolean };
  readonly onRemove: (id: string) => void;
}

/** Standings: how they are measured, and each of them. */
export function tiersEditor(form: TiersForm): TemplateResult {
  const { draft, onChange } = form;
  if (draft.tiers.length === 0) return html`<p class="quiet">${msg('Nobody has a standing yet: everybody earns alike.')}</p>`;
  return html`<div class="pair">
      ${selectField({
        name: 'by',
        label: msg('Reached by'),
        value: draft.by,
        options: [
          ['spend', msg('Money spent and kept')],
          ['points', msg('Points earned')],
          ['orders', msg('Orders')],
        ],
        onChange: (by) => onChange({ by: by as TermsDraft['by'] }),
      })}
      ${selectField({
        name: 'window',
        label: msg('Counted over'),
        value: draft.window,
        options: [
          ['rolling', msg('The last days')],
          ['year', msg('This year or the last')],
          ['life', msg('All time')],
        ],
        onChange: (window) => onChange({ window: window as TermsDraft['window'] }),
      })}
    </div>
    ${draft.window === 'rolling' ? number(form, 'days', msg('Days'), msg('A whole number from 1 to 3,660.')) : nothing}
    <div class="pair">
      ${number(form, 'grace', msg('Days it is kept once it is no longer reached'), msg('A whole number from 0 to 730.'))}
      ${selectField({
        name: 'down',
        label: msg('Then one falls'),
        value: draft.down,
        options: [
          ['one-step', msg('One step')],
          ['by-balance', msg('To what is reached')],
        ],
        onChange: (down) => onChange({ down: down as TermsDraft['down'] }),
      })}
    </div>
    <div class="items">
      ${repeat(
        draft.tiers,
        ({ id }) => id,
        (tier, at) => tierEditor(form, tier, at),
      )}
    </div>`;
}

function tierEditor(form: TiersForm, tier: TierDraft, at: number): TemplateResult {
  const { draft, currency, locales, wrong, onChange } = form;
  const change = (part: Partial<TierDraft>): void =>
    onChange({ tiers: draft.tiers.map((other) => (other.id === tier.id ? { ...other, ...part } : other)) });
  const words = inWords(tier.title, getLocale()) || msg(str`Standing ${at + 1}`);
  const from = { spend: msg(str`From, in ${currency}`), points: msg('From, in points'), orders: msg('From, in orders') }[draft.by];
  return itemOf(
    { title: words, ...form.folded(tier), onRemove: () => form.onRemove(tier.id) },
    html`${titleFields({
        id: tier.id,
        title: tier.title,
        locales,
        wrong: wrong.has(`title-${tier.id}`) ? msg('A standing needs a name in one language at least.') : undefined,
        onChange: (title) => change({ title }),
      })}
      <div class="pair">
        ${textField({
          name: `from-${tier.id}`,
          label: from,
          value: tier.from,
          inputmode: 'decimal',
          wrong: wrong.has(`from-${tier.id}`) ? msg('More than the standing before it.') : undefined,
          onInput: (value) => change({ from: value }),
        })}
        ${textField({
          name: `perUnit-${tier.id}`,
          label: msg(str`Points for 1 ${currency}`),
          hint: msg('Empty: as everybody.'),
          value: tier.perUnit,
          inputmode: 'decimal',
          wrong: wrong.has(`perUnit-${tier.id}`) ? msg('A number from 0 to 10,000.') : undefined,
          onInput: (perUnit) => change({ perUnit }),
        })}
      </div>
      ${areaField({
        name: `perks-${tier.id}`,
        label: msg('What it brings besides'),
        hint: msg('One a line, as shoppers read it.'),
        value: tier.perks,
        rows: 2,
        onInput: (perks) => change({ perks }),
      })}`,
  );
}
