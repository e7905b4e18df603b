import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { newLimit, type LimitText } from './rules-draft.ts';
import { mayLimitInbox, purposeOptions, spanOptions, wayOptions } from './rules-words.ts';

/** How the rows of limits look: one line each, two on a phone. */
export const limitStyles = css`
  .limits {
    display: grid;
  }
  .limit {
    display: grid;
    grid-template-columns: 120px minmax(0, 1fr) minmax(0, 1.15fr) 152px auto;
    align-items: center;
    gap: 8px;
    padding: 8px 0;
    border-top: 1px solid var(--line);
  }
  .limit .most {
    display: flex;
    align-items: center;
    gap: 8px;
    font-weight: 400;
    white-space: nowrap;
  }
  .limit .wrong {
    grid-column: 1 / -1;
  }
  @media (max-width: 720px) {
    .limit {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      padding: 12px 0;
    }
    .limit button {
      justify-self: start;
    }
  }
`;

/** What was asked for is never kept from the inbox: a limit that becomes one of it is about mail and push. */
const whole = (limit: LimitText): LimitText => (limit.channel === 'inbox' && !mayLimitInbox(limit.purpose) ? { ...limit, channel: '' } : limit);

interface LimitForm {
  readonly limits: readonly LimitText[];
  readonly wrong: ReadonlySet<string>;
  readonly change: (limits: readonly LimitText[]) => void;
}

/** Limits of the owner's own, each as one sentence of four choices. */
export function limitFields({ limits, wrong, change }: LimitForm): TemplateResult {
  const put = (at: number, one: Partial<LimitText>) => change(limits.map((limit, i) => (i === at ? whole({ ...limit, ...one }) : limit)));
  const choose = (at: number, name: 'purpose' | 'channel' | 'days', label: string, options: readonly (readonly [string, string])[]) =>
    html`<select
      name=${name}
      aria-label=${label}
      @change=${(event: Event) => put(at, { [name]: (event.currentTarget as HTMLSelectElement).value } as Partial<LimitText>)}
    >
      ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === limits[at]?.[name]}>${words}</option>`)}
    </select>`;
  return html`<div class="limits">
      ${limits.map(({ id, most, purpose }, at) => {
        const said = msg(str`Limit ${at + 1}`);
        return html`<fieldset class="limit">
          <legend class="only-heard">${said}</legend>
          <label class="most"
            >${msg('at most')}
            <input
              name=${id}
              inputmode="numeric"
              autocomplete="off"
              .value=${most}
              aria-invalid=${wrong.has(id) ? 'true' : 'false'}
              aria-describedby=${wrong.has(id) ? `${id}-hint` : nothing}
              @input=${(event: Event) => put(at, { most: (event.currentTarget as HTMLInputElement).value })}
          /></label>
          ${choose(at, 'purpose', msg('What is counted'), purposeOptions())} ${choose(at, 'channel', msg('By which way'), wayOptions(purpose))}
          ${choose(at, 'days', msg('Over how long'), spanOptions())}
          <button type="button" class="bare" aria-label="${msg('Remove')}: ${said}" @click=${() => change(limits.filter((_, i) => i !== at))}>
            ${msg('Remove')}
          </button>
          ${wrong.has(id) ? html`<p class="wrong" id="${id}-hint">${msg('A whole number that is not negative.')}</p>` : nothing}
        </fieldset>`;
      })}
    </div>
    <div>
      <button type="button" ?disabled=${limits.length >= 50} @click=${() => change([...limits, newLimit()])}>${msg('Add a limit')}</button>
    </div>`;
}
