import { html, nothing, type TemplateResult } from 'lit';

/** Several of a list, as boxes to tick. */
export interface Choices {
  readonly name: string;
  readonly label: string;
  readonly chosen: readonly string[];
  readonly options: readonly (readonly [string, string])[];
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

export function choicesField({ name, label, chosen, options, hint, wrong, onChange }: Choices): TemplateResult {
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return html`<fieldset class="field" aria-invalid=${wrong === undefined ? nothing : 'true'} tabindex=${wrong === undefined ? nothing : '-1'}>
    <legend>${label}</legend>
    <div class="choices">
      ${options.map(
        ([value, words]) =>
          html`<label class="choice"
            ><input type="checkbox" name=${name} value=${value} .checked=${chosen.includes(value)} @change=${() => toggle(value)} />${words}</label
          >`,
      )}
    </div>
    ${wrong !== undefined ? html`<p class="wrong">${wrong}</p>` : hint === undefined ? nothing : html`<p class="hint">${hint}</p>`}
  </fieldset>`;
}
