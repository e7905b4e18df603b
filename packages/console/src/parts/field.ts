import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { languageName } from '../format.ts';

interface Named {
  /** Name in the form, and the id that ties label, hint and control together. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it; takes the hint's place. */
  readonly wrong?: string | undefined;
  readonly required?: boolean;
}

/** A field of one line. */
export interface TextField extends Named {
  readonly value?: string;
  readonly type?: 'text' | 'email' | 'number' | 'url' | 'date';
  readonly autocomplete?: AutoFill;
  readonly inputmode?: 'numeric' | 'decimal' | 'url';
  readonly pattern?: string;
  readonly maxlength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  readonly lang?: string;
  readonly onInput?: (value: string) => void;
}

/** Label, control, hint, in that order, tied together. */
export function textField(field: TextField): TemplateResult {
  return framed(
    field,
    html`<input
      id=${field.name}
      name=${field.name}
      type=${field.type ?? 'text'}
      .value=${field.value ?? ''}
      ?required=${field.required ?? false}
      autocomplete=${field.autocomplete ?? 'off'}
      inputmode=${ifDefined(field.inputmode)}
      pattern=${ifDefined(field.pattern)}
      maxlength=${ifDefined(field.maxlength)}
      min=${ifDefined(field.min)}
      max=${ifDefined(field.max)}
      step=${ifDefined(field.step)}
      lang=${ifDefined(field.lang)}
      aria-invalid=${field.wrong ? 'true' : 'false'}
      aria-describedby=${ifDefined(describedBy(field))}
      @input=${(event: InputEvent) => field.onInput?.((event.currentTarget as HTMLInputElement).value)}
    />`,
  );
}

/** A field of several lines. */
export function areaField(
  field: Named & { readonly value: string; readonly rows: number; readonly onInput?: (value: string) => void },
): TemplateResult {
  return framed(
    field,
    html`<textarea
      id=${field.name}
      name=${field.name}
      rows=${field.rows}
      .value=${field.value}
      aria-invalid=${field.wrong ? 'true' : 'false'}
      aria-describedby=${ifDefined(describedBy(field))}
      @input=${(event: InputEvent) => field.onInput?.((event.currentTarget as HTMLTextAreaElement).value)}
    ></textarea>`,
  );
}

/** One of a list. `options` are pairs of value and words. */
export interface SelectField extends Named {
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange?: (value: string) => void;
}

export function selectField(field: SelectField): TemplateResult {
  return framed(
    field,
    html`<select
      id=${field.name}
      name=${field.name}
      aria-invalid=${field.wrong ? 'true' : 'false'}
      aria-describedby=${ifDefined(describedBy(field))}
      @change=${(event: Event) => field.onChange?.((event.currentTarget as HTMLSelectElement).value)}
    >
      ${field.options.map(([value, words]) => html`<option value=${value} ?selected=${value === field.value}>${words}</option>`)}
    </select>`,
  );
}

const OFFERED = ['en', 'zh-Hant', 'zh-Hans', 'ja', 'ko', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'vi', 'th'] as const;

/** The languages a shop speaks, each by its own name. */
export function languageField({ label, hint, chosen }: { label: string; hint: string; chosen: readonly string[] }): TemplateResult {
  const tags = [...new Set([...chosen, ...OFFERED])];
  return html`<fieldset class="field" aria-describedby="locales-hint">
    <legend>${label}</legend>
    <div class="choices">
      ${tags.map(
        (tag) =>
          html`<label class="choice">
            <input type="checkbox" name="locales" value=${tag} ?checked=${chosen.includes(tag)} />
            <span lang=${tag}>${languageName(tag)}</span>
          </label>`,
      )}
    </div>
    <p class="hint" id="locales-hint">${hint}</p>
  </fieldset>`;
}

/** What a person typed into a form: one line each, and the choices made. */
export function typed(form: HTMLFormElement): { text: (name: string) => string; all: (name: string) => string[] } {
  const data = new FormData(form);
  return {
    text: (name) => String(data.get(name) ?? '').trim(),
    all: (name) => data.getAll(name).map(String),
  };
}

function framed(field: Named, control: TemplateResult): TemplateResult {
  const under = field.wrong ? html`<p class="wrong" id="${field.name}-hint">${field.wrong}</p>` : field.hint;
  return html`<div class="field">
    <label for=${field.name}>${field.label}</label>
    ${control} ${typeof under === 'string' ? html`<p class="hint" id="${field.name}-hint">${under}</p>` : (under ?? nothing)}
  </div>`;
}

function describedBy(field: Named): string | undefined {
  return field.wrong || field.hint ? `${field.name}-hint` : undefined;
}
