import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { RuleOn } from '@rapport/protocol';
import type { LimitsDraft, RuleDraft, SpanDraft, TimesDraft } from './earning-draft.ts';
import { areaField, selectField, textField } from './field.ts';
import { foldedItem } from './folding.ts';
import { titleFields } from './title-fields.ts';

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

interface Item<D> extends Form<D> {
  /** Its heading and what it does, as they stand where it is folded. */
  readonly title: string;
  readonly says: string;
  /** Whether it was added just now. */
  readonly isNew: boolean;
  readonly locales: readonly string[];
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

/** The fields of one of a list, folded behind its name, and the way to be rid of it. */
export const itemOf = (
  { title, says, isNew, onRemove }: Pick<Item<unknown>, 'title' | 'says' | 'isNew' | 'onRemove'>,
  inner: TemplateResult,
): TemplateResult =>
  foldedItem(
    title,
    says,
    html`<fieldset class="reward">
      <legend class="only-heard">${title}</legend>
      ${inner}
      <div><button type="button" class="bare away" aria-label="${msg('Remove')}: ${title}" @click=${onRemove}>${msg('Remove')}</button></div>
    </fieldset>`,
    isNew,
  );

/** One rule of fixed points. */
export function ruleEditor(item: Item<RuleDraft>): TemplateResult {
  const { draft, wrong, locales, onChange } = item;
  const { id, on, title } = draft;
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
  return itemOf(
    item,
    html`<div class="pair">
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
      ${titleFields({ id, title, locales, hint: msg(str`Shoppers read it beside their points. Empty: “${ruleName(on)}”.`), onChange: (next) => onChange({ title: next }) })}`,
  );
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
export function timesEditor(item: Item<TimesDraft>): TemplateResult {
  const { draft, wrong, locales, onChange } = item;
  const { id, what, title } = draft;
  return itemOf(
    item,
    html`<div class="pair">
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
      ${spanFields({ draft, wrong, onChange }, `-${id}`)} ${togetherFields({ draft, wrong, onChange })}
      ${titleFields({ id, title, locales, hint: msg('What you call it here, as in “Spring tea weeks”. May be empty.'), onChange: (next) => onChange({ title: next }) })}`,
  );
}

/** How it meets others that apply to the same thing. */
function togetherFields({ draft, wrong, onChange }: Form<TimesDraft>): TemplateResult {
  const { id, priority, stacks } = draft;
  return folded(
    msg('Where several apply'),
    !stacks || priority !== '0',
    html`<label class="choice">
        <input
          type="checkbox"
          .checked=${stacks}
          @change=${(event: Event) => onChange({ stacks: (event.currentTarget as HTMLInputElement).checked })}
        />
        <span>${msg('Counts together with others that apply')}</span>
      </label>
      ${textField({
        name: `priority-${id}`,
        label: msg('Priority'),
        hint: msg('0 to 1,000. The highest is asked first; one that stands alone counts only if none was before it.'),
        value: priority,
        inputmode: 'numeric',
        wrong: wrong.has(`priority-${id}`) ? msg('A whole number from 0 to 1,000.') : undefined,
        onInput: (next) => onChange({ priority: next }),
      })}`,
  );
}
