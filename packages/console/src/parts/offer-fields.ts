import { msg } from '@lit/localize';
import type { Offer, ShopSettings } from '@rapport/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { weekdays } from '../format.ts';
import { audienceFields } from './audience-fields.ts';
import { choicesField } from './choices.ts';
import { textField } from './field.ts';
import type { OfferText } from './offer-draft.ts';
import { channelOptions, placementOptions } from './offer-words.ts';

/** The lists of the form in which several may be chosen. */
type Several = 'placements' | 'channels' | 'weekdays' | 'excludes';
/** The texts of the form that stand on one line. */
type Line = Exclude<keyof OfferText, Several | 'stages' | 'tiers' | 'segments' | 'title' | 'text' | 'membersOnly' | 'kind'>;

/** What is typed, what of it is wrong, and how a change is said. */
export interface OfferForm {
  readonly text: OfferText;
  readonly wrong: ReadonlySet<string>;
  readonly settings: ShopSettings;
  /** The shop's other offers. */
  readonly others: readonly Offer[];
  readonly change: (change: Partial<OfferText>) => void;
}

/** One line. */
export const line = ({ text, wrong, change }: OfferForm, name: Line, label: string, complaint: string, hint?: string): TemplateResult =>
  textField({
    name,
    label,
    hint,
    value: String(text[name]),
    wrong: wrong.has(name) ? complaint : undefined,
    onInput: (value) => change({ [name]: value }),
  });

/** Who: membership, stage, tier, taste, segment, orders so far. */
export function whomFields(form: OfferForm): TemplateResult {
  const { text, change } = form;
  return html`<h2>${msg('For whom')}</h2>
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          name="members"
          ?checked=${text.membersOnly}
          @change=${(event: Event) => change({ membersOnly: (event.currentTarget as HTMLInputElement).checked })}
        />
        ${msg('Members only')}
      </label>
    </div>
    ${audienceFields(form)}`;
}

/** Where it stands, beside what, and what it doesn't go with. */
export function whereFields(form: OfferForm): TemplateResult {
  const others = form.others.map(({ id, name }) => [id, name] as const);
  return html`<h2>${msg('Where')}</h2>
    ${choices(form, msg('On the page'), 'placements', placementOptions())}
    ${choices(form, msg('To them'), 'channels', channelOptions(), msg('A message leaves when the offer starts, and when somebody comes to be whom it is for.'))}
    ${line(form, 'besideCategories', msg('Only beside these categories'), '', msg('As the catalogue names them, with commas between. Empty: anywhere.'))}
    ${line(form, 'besideProducts', msg('Only beside these products'), '', msg('Their ids, with commas between. Empty: anywhere.'))}
    ${others.length === 0 ? nothing : choices(form, msg('Not together with'), 'excludes', others)}
    ${line(form, 'priority', msg('Priority'), msg('A whole number from 0 to 100.'), msg('The higher goes first.'))}`;
}

/** When, by the shop's clock. */
export function whenFields(form: OfferForm): TemplateResult {
  const days = weekdays().map((day, at): readonly [string, string] => [String(at + 1), day]);
  return html`<h2>${msg('When')}</h2>
    <div class="pair">${moment(form, 'from', 'date', msg('From'))} ${moment(form, 'until', 'date', msg('Until and with'))}</div>
    <div class="pair">${moment(form, 'hoursFrom', 'time', msg('In the day from'))} ${moment(form, 'hoursTo', 'time', msg('to before'))}</div>
    ${choices(form, msg('On these days'), 'weekdays', days, msg('None chosen: every day.'))}
    ${line(
      form,
      'seasons',
      msg('In these parts of the year'),
      msg('Month and day, as in 03-01 – 05-31.'),
      msg('As in 03-01 – 05-31, 12-20 – 01-06. Empty: all year.'),
    )}`;
}

/** A day or a time; a browser's own field for it. */
const moment = (
  { text, wrong, change }: OfferForm,
  name: 'from' | 'until' | 'hoursFrom' | 'hoursTo',
  type: 'date' | 'time',
  label: string,
): TemplateResult =>
  html`<div class="field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      name=${name}
      type=${type}
      .value=${text[name]}
      aria-invalid=${wrong.has(name) ? 'true' : 'false'}
      @input=${(event: Event) => change({ [name]: (event.currentTarget as HTMLInputElement).value })}
    />
  </div>`;

/** Several of a list. */
const choices = (
  { text, change }: OfferForm,
  label: string,
  name: Several,
  options: readonly (readonly [string, string])[],
  hint?: string,
): TemplateResult =>
  choicesField({ name, label, options, hint, chosen: text[name], onChange: (chosen) => change({ [name]: chosen } as Partial<OfferText>) });
