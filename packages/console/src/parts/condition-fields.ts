import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { exponentOf } from '@rapport/domain/points';
import type { ShopSettings } from '@rapport/protocol';
import { fieldName, valueName } from './people-words.ts';
import { needsValue, waysOf } from './segment-draft.ts';
import type { ConditionDraft, RuleField } from './segment-draft.ts';
import { wayName } from './way-words.ts';

/** The line that a new rule begins with. */
export const FIRST_CONDITION: ConditionDraft = { field: 'orders', how: '>=', value: '1' };

/** What a rule's lines are drawn from. */
export interface ConditionForm {
  readonly match: 'and' | 'or';
  readonly conditions: readonly ConditionDraft[];
  readonly fields: readonly RuleField[];
  readonly settings: ShopSettings;
  readonly change: (change: { readonly match?: 'and' | 'or'; readonly conditions?: readonly ConditionDraft[] }) => void;
}

/** Who is meant: a line a condition, and whether all or any must hold. */
export function conditionFields({ match, conditions, fields, settings, change }: ConditionForm): TemplateResult {
  const set = (i: number, part: Partial<ConditionDraft>): void =>
    change({ conditions: conditions.map((kept, at) => (at === i ? { ...kept, ...part } : kept)) });
  return html`<div class="field">
      <label for="match">${msg('Who is in it')}</label>
      <select id="match" @change=${(event: Event) => change({ match: (event.target as HTMLSelectElement).value as 'and' | 'or' })}>
        <option value="and" ?selected=${match === 'and'}>${msg('People of whom everything below is true')}</option>
        <option value="or" ?selected=${match === 'or'}>${msg('People of whom anything below is true')}</option>
      </select>
    </div>
    <ol class="conditions" aria-label=${msg('Conditions')}>
      ${conditions.map((one, i) =>
        line(
          one,
          i + 1,
          fields,
          settings,
          (part) => set(i, part),
          () => change({ conditions: conditions.filter((_, at) => at !== i) }),
        ),
      )}
    </ol>
    <div class="row">
      <button type="button" @click=${() => change({ conditions: [...conditions, FIRST_CONDITION] })}>${msg('Add a condition')}</button>
    </div>`;
}

function line(
  one: ConditionDraft,
  n: number,
  fields: readonly RuleField[],
  settings: ShopSettings,
  set: (part: Partial<ConditionDraft>) => void,
  remove: () => void,
): TemplateResult {
  const field = fields.find(({ name }) => name === one.field) ?? fields[0];
  if (!field) return html``;
  const pickField = (name: string): void => {
    const next = fields.find((other) => other.name === name);
    if (next) set({ field: name, how: waysOf(next)[0] ?? '==', value: String(next.values?.[0] ?? '') });
  };
  return html`<li class="condition">
    <select aria-label=${msg(str`Condition ${n}: what`)} @change=${(event: Event) => pickField((event.target as HTMLSelectElement).value)}>
      ${fields.map(({ name }) => html`<option value=${name} ?selected=${name === one.field}>${fieldName(name)}</option>`)}
    </select>
    <select aria-label=${msg(str`Condition ${n}: how`)} @change=${(event: Event) => set({ how: (event.target as HTMLSelectElement).value })}>
      ${waysOf(field).map((how) => html`<option value=${how} ?selected=${how === one.how}>${wayName(how)}</option>`)}
    </select>
    ${needsValue(one.how) ? value(one, field, n, settings, set) : html`<span></span>`}
    <button type="button" class="bare" aria-label=${msg(str`Remove condition ${n}`)} @click=${remove}>${msg('Remove')}</button>
  </li>`;
}

function value(
  one: ConditionDraft,
  field: RuleField,
  n: number,
  settings: ShopSettings,
  set: (part: Partial<ConditionDraft>) => void,
): TemplateResult {
  const label = msg(str`Condition ${n}: with what`);
  if (field.values) {
    return html`<select aria-label=${label} @change=${(event: Event) => set({ value: (event.target as HTMLSelectElement).value })}>
      ${field.values.map((known) => html`<option value=${known} ?selected=${String(known) === one.value}>${valueName(field.name, known, settings)}</option>`)}
    </select>`;
  }
  const isDate = one.how === 'on-or-after' || one.how === 'before';
  const isNumber = field.type === 'number' || one.how.endsWith('-days');
  const isMoney = ['spent', 'value', 'margin'].includes(field.name);
  const factor = isMoney ? 10 ** exponentOf(settings.currency) : 1;
  const shown = isMoney && one.value !== '' ? String(Number(one.value) / factor) : one.value;
  const onInput = (event: Event): void => {
    const { value: typed } = event.target as HTMLInputElement;
    set({ value: isMoney && typed !== '' ? String(Math.round(Number(typed) * factor)) : typed });
  };
  return html`<input aria-label=${label} type=${isDate ? 'date' : isNumber ? 'number' : 'text'} step="any" .value=${shown} @input=${onInput} />`;
}
