import { msg, str } from '@lit/localize';
import type { OfferAudience, OfferChannel, ShopSettings } from '@rapport/protocol';
import { css, html, type TemplateResult } from 'lit';
import { audienceFields } from './audience-fields.ts';
import { choicesField } from './choices.ts';
import { textField } from './field.ts';
import { newBar, type BarText } from './rules-draft.ts';
import { barOptions } from './rules-words.ts';

/** How the owner's own rules look: closed, they are one line each. */
export const barStyles = css`
  .bar {
    border-top: 1px solid var(--line);
  }
  .bar summary {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 12px;
    padding: 10px 0;
    cursor: pointer;
  }
  .bar summary::before {
    content: '';
    flex: none;
    align-self: center;
    width: 7px;
    height: 7px;
    border: solid currentColor;
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg);
  }
  .bar[open] > summary::before {
    transform: rotate(45deg);
  }
  .bar .inner {
    display: grid;
    gap: 16px;
    padding: 4px 0 20px 19px;
  }
`;

interface BarForm {
  readonly bars: readonly BarText[];
  readonly wrong: ReadonlySet<string>;
  readonly settings: ShopSettings;
  readonly change: (bars: readonly BarText[]) => void;
}

/** Rules of the owner's own: people like these get nothing that is meant to sell by these ways. */
export function barFields({ bars, wrong, settings, change }: BarForm): TemplateResult {
  const put = (at: number, one: Partial<BarText>) => change(bars.map((bar, i) => (i === at ? { ...bar, ...one } : bar)));
  return html`<div>${bars.map((bar, at) => oneBar(bar, at, { bars, wrong, settings, change }, (one) => put(at, one)))}</div>
    <div>
      <button type="button" ?disabled=${bars.length >= 50} @click=${() => change([...bars, newBar()])}>${msg('Add a rule')}</button>
    </div>`;
}

function oneBar(bar: BarText, at: number, { bars, wrong, settings, change }: BarForm, put: (one: Partial<BarText>) => void): TemplateResult {
  const prefix = `${bar.id}-`;
  const said = bar.name.trim() === '' ? msg(str`Rule ${at + 1}`) : bar.name;
  const ways = barOptions().filter(([way]) => (bar.channels as readonly string[]).includes(way));
  const isOpen = bar.isNew === true || [...wrong].some((name) => name.startsWith(prefix));
  return html`<details class="bar" ?open=${isOpen}>
    <summary>
      <span>${said}</span
      ><small class="soft">${ways.length === 0 ? msg('keeps nobody off yet') : msg(str`not by: ${ways.map(([, words]) => words).join(', ')}`)}</small>
    </summary>
    <div class="inner">
      ${textField({
        name: `${prefix}name`,
        label: msg('What the rule is called'),
        value: bar.name,
        maxlength: 120,
        wrong: wrong.has(`${prefix}name`) ? msg('A rule needs a name.') : undefined,
        onInput: (name) => put({ name }),
      })}
      ${choicesField({
        name: `${prefix}channels`,
        label: msg('They get no offers by'),
        chosen: bar.channels,
        options: barOptions(),
        wrong: wrong.has(`${prefix}channels`) ? msg('Choose one way at least.') : undefined,
        onChange: (channels) => put({ channels: channels as OfferChannel[] }),
      })}
      ${choicesField({
        name: `${prefix}kinds`,
        label: msg('Who'),
        chosen: bar.kinds,
        options: [
          ['guest', msg('Guests')],
          ['member', msg('Members')],
        ],
        hint: msg('None chosen: both.'),
        onChange: (kinds) => put({ kinds: kinds as OfferAudience['kinds'] }),
      })}
      ${audienceFields({ text: bar, wrong, settings, prefix, change: put })}
      <div>
        <button type="button" class="bare" aria-label="${msg('Remove')}: ${said}" @click=${() => change(bars.filter(({ id }) => id !== bar.id))}>
          ${msg('Remove')}
        </button>
      </div>
    </div>
  </details>`;
}
