import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { weekdays } from '../format.ts';
import { newWindow, type WindowText } from './rules-draft.ts';

/** How the times to send look: a line of days and two hours each. */
export const windowStyles = css`
  .window {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 24px;
    padding: 8px 0;
    border-top: 1px solid var(--line);
  }
  .window .days {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
  }
  .window .hours {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
  }
  .window input[type='time'] {
    width: 124px;
  }
  .window .wrong {
    flex-basis: 100%;
  }
  .window button {
    margin-left: auto;
  }
  @media (max-width: 720px) {
    .window {
      padding: 12px 0;
    }
    .window button {
      margin-left: 0;
    }
  }
`;

interface WindowForm {
  readonly windows: readonly WindowText[];
  readonly wrong: ReadonlySet<string>;
  readonly change: (windows: readonly WindowText[]) => void;
}

/** The times at which mail and push may leave; none = any time outside the quiet hours. */
export function windowFields({ windows, wrong, change }: WindowForm): TemplateResult {
  const put = (at: number, one: Partial<WindowText>) => change(windows.map((window, i) => (i === at ? { ...window, ...one } : window)));
  return html`<div>
      ${windows.map((window, at) => {
        const said = msg(str`Times ${at + 1}`);
        const isWrong = wrong.has(window.id);
        const toggle = (day: string) =>
          put(at, { days: window.days.includes(day) ? window.days.filter((one) => one !== day) : [...window.days, day] });
        const time = (name: 'from' | 'to', label: string) =>
          html`<input
            type="time"
            name=${`${window.id}-${name}`}
            aria-label=${label}
            aria-invalid=${isWrong ? 'true' : 'false'}
            aria-describedby=${isWrong ? `${window.id}-hint` : nothing}
            .value=${window[name]}
            @input=${(event: Event) => put(at, { [name]: (event.currentTarget as HTMLInputElement).value })}
          />`;
        return html`<fieldset class="window">
          <legend class="only-heard">${said}</legend>
          <div class="days">
            ${weekdays().map(
              (day, i) =>
                html`<label class="choice"
                  ><input
                    type="checkbox"
                    name=${`${window.id}-days`}
                    .checked=${window.days.includes(String(i + 1))}
                    @change=${() => toggle(String(i + 1))}
                  />${day}</label
                >`,
            )}
          </div>
          <div class="hours">${time('from', msg('Begins at'))} <span aria-hidden="true">–</span> ${time('to', msg('Ends at'))}</div>
          <button type="button" class="bare" aria-label="${msg('Remove')}: ${said}" @click=${() => change(windows.filter((_, i) => i !== at))}>
            ${msg('Remove')}
          </button>
          ${isWrong ? html`<p class="wrong" id="${window.id}-hint">${msg('Choose a day at least, and two different times.')}</p>` : nothing}
        </fieldset>`;
      })}
    </div>
    <div>
      <button type="button" ?disabled=${windows.length >= 20} @click=${() => change([...windows, newWindow()])}>${msg('Add times')}</button>
    </div>`;
}
