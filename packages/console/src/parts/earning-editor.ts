import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { RuleOn } from '@rapport/protocol';
import type { LimitsDraft, RuleDraft, SpanDraft, TimesDraft } from './earning-draft.ts';
import { areaField, selectField, textField } from './field.ts';

/** What a rule answers to, in words. */
export const ruleName = (on: RuleOn): string => {
  switch (on) {
    case 'first-order':
      return msg('A first order');
    case 'birthday':
      return msg('A birthday');
    case 'profile':
      return msg('An answer about themselves');
    case 'review':
      return msg('An approved review');
    case 'referral':
      return msg('A friend they brought');
    case 'event':
      return msg('Something else your shop reports');
  }
};

/** The kinds of rules, in the order in which they are offered. */
export const RULES_ON: readonly RuleOn[] = ['first-order', 'referral', 'birthday', 'review', 'profile', 'event'];

interface Form<D> {
  readonly draft: D;
  readonly wrong: ReadonlySet<string>;
  readonly onChange: (change: Partial<D>) => void;
}

interface Removable<D> extends Form<D> {
  readonly onRemove: () => void;
}

/** Words of a number that couldn't be read. */
const badNumber = (wrong: ReadonlySet<string>, name: string): string | undefined => (wrong.has(name) ? msg('A whole number, as in 300.') : undefined);

/** The most something gives. @param at what stands after the field's name */
export function limitFields({ draft, wrong, onChange }: Form<LimitsDraft>, at: string): TemplateResult {
  const field = (name: keyof LimitsDraft, label: string): TemplateResult =>
    textField({
      name: `${name}${at}`,
      label,
      value: draft[name],
      inputmode: 'numeric',
      wrong: badNumber(wrong, `${name}${at}`),
      onInput: (value) => onChange({ [name]: value }),
    });
  return html`<div class="pair">
    ${field('day', msg('A shopper, in a day'))} ${field('month', msg('A shopper, in a month'))} ${field('life', msg('A shopper, ever'))}
    ${field('all', msg('Everybody together'))}
  </div>`;
}

function spanFields({ draft, wrong, onChange }: Form<SpanDraft>, at: string): TemplateResult {
  const late = wrong.has(`until${at}`) ? msg('It ends before it begins.') : undefined;
  return html`<div class="pair">
    ${textField({ name: `from${at}`, label: msg('From'), type: 'date', value: draft.from, onInput: (from) => onChange({ from }) })}
    ${textField({ name: `until${at}`, label: msg('Until and with'), type: 'date', value: draft.until, wrong: late, onInput: (until) => onChange({ until }) })}
  </div>`;
}

const isAny = (draft: Readonly<Record<string, unknown>>, names: readonly string[]): boolean => names.some((name) => draft[name] !== '');
/** A part that is folded away until somebody needs it; open where something stands in it. */
const folded = (words: string, isOpen: boolean, inner: TemplateResult): TemplateResult =>
  html`<details ?open=${isOpen}>
    <summary>${words}</summary>
    <div class="inner">${inner}</div>
  </details>`;

const head = (words: string, onRemove: () => void): TemplateResult =>
  html`<legend class="only-heard">${words}</legend>
    <div class="head">
      <h3>${words}</h3>
      <button type="button" class="bare" aria-label="${msg('Remove')}: ${words}" @click=${onRemove}>${msg('Remove')}</button>
    </div>`;

/** One rule of fixed points. */
export function ruleEditor({ draft, wrong, onChange, onRemove }: Removable<RuleDraft>): TemplateResult {
  const { id, on } = draft;
  const points = (name: 'points' | 'friend', label: string, hint?: string): TemplateResult =>
    textField({
      name: `${name}-${id}`,
      label,
      hint,
      value: draft[name],
      inputmode: 'numeric',
      wrong: badNumber(wrong, `${name}-${id}`),
      onInput: (value) => onChange({ [name]: value }),
    });
  const isOpen = isAny({ ...draft }, ['day', 'month', 'life', 'all', 'from', 'until']);
  return html`<fieldset class="reward">
    ${head(ruleName(on), onRemove)}
    <div class="pair">
      ${points('points', on === 'referral' ? msg('Points for the member') : msg('Points'), ruleHint(on))}
      ${on === 'referral' ? points('friend', msg('Points for the friend'), msg('Empty: none.')) : nothing}
      ${
        on === 'event' || on === 'profile'
          ? textField({
              name: `name-${id}`,
              label: on === 'event' ? msg('Name of the event') : msg('Name of the question'),
              hint: msg('Empty: any.'),
              value: draft.name,
              maxlength: 64,
              wrong: wrong.has(`name-${id}`) ? msg('At most 64 signs.') : undefined,
              onInput: (name) => onChange({ name }),
            })
          : nothing
      }
    </div>
    ${folded(
      msg('At most, and when'),
      isOpen,
      html`${limitFields({ draft, wrong, onChange }, `-${id}`)}
        <p class="hint">${msg('In points. Empty: no limit. “Everybody together” begins to count on the day you set it.')}</p>
        ${spanFields({ draft, wrong, onChange }, `-${id}`)}`,
    )}
  </fieldset>`;
}

function ruleHint(on: RuleOn): string {
  switch (on) {
    case 'first-order':
      return msg('Waits like the order’s own points.');
    case 'birthday':
      return msg('Once in 365 days.');
    case 'profile':
      return msg('For the first answer to a question.');
    case 'review':
      return msg('When your shop says that it is approved.');
    case 'referral':
      return msg('Once the friend’s first order is kept.');
    case 'event':
      return msg('Once for each event that is reported.');
  }
}

/** More (or fewer) points for some things, or for a while. */
export function timesEditor({ draft, wrong, onChange, onRemove }: Removable<TimesDraft>): TemplateResult {
  const { id, what } = draft;
  return html`<fieldset class="reward">
    ${head(msg(str`${draft.factor} times the points`), onRemove)}
    <div class="pair">
      ${textField({
        name: `factor-${id}`,
        label: msg('Times the points'),
        value: draft.factor,
        inputmode: 'decimal',
        wrong: wrong.has(`factor-${id}`) ? msg('A number from 0 to 100, as in 2 or 1.5.') : undefined,
        onInput: (factor) => onChange({ factor }),
      })}
      ${selectField({
        name: `what-${id}`,
        label: msg('For'),
        value: what,
        options: [
          ['all', msg('Everything')],
          ['products', msg('Some products')],
          ['brands', msg('Some makers')],
          ['categories', msg('Some categories')],
        ],
        onChange: (next) => onChange({ what: next as TimesDraft['what'] }),
      })}
    </div>
    ${
      what === 'all'
        ? nothing
        : areaField({
            name: `names-${id}`,
            label: what === 'products' ? msg('Their ids') : msg('Their names'),
            hint: msg('One a line, as your catalogue writes them.'),
            value: draft.names,
            rows: 3,
            wrong: wrong.has(`names-${id}`) ? msg('At least one is needed.') : undefined,
            onInput: (names) => onChange({ names }),
          })
    }
    ${spanFields({ draft, wrong, onChange }, `-${id}`)}
    <label class="choice">
      <input
        type="checkbox"
        .checked=${draft.stacks}
        @change=${(event: Event) => onChange({ stacks: (event.currentTarget as HTMLInputElement).checked })}
      />
      <span>${msg('Counts together with others that apply')}</span>
    </label>
  </fieldset>`;
}
