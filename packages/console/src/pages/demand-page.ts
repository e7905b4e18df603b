import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { DemandBoard, DemandRow, ShopView, WaitedFor } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, money, shortDay } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { tableSheets } from '../styles/sheets.ts';

/** What several people look for and the shop does not have: what to buy next, and for how many. */
@localized()
export class ConsoleDemand extends LitElement {
  static override styles = [
    ...tableSheets,
    css`
      .tools {
        margin-top: 24px;
      }
      .words {
        color: var(--ink);
        font-size: inherit;
        overflow-wrap: anywhere;
      }
      .idle {
        color: var(--muted);
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  readonly #ask = new Ask<DemandBoard>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#ask.run(() => this.api.demand());
  }

  override render() {
    const { value, problem } = this.#ask;
    return html`<a class="back" href="/console/catalogue">${msg('Catalogue')}</a>
      <h1>${msg('Looked for in vain')}</h1>
      <p class="lead">${value ? answer(value) : problem ? nothing : msg('Reading…')}</p>
      ${problemNotice(problem)} ${value && value.wants.length > 0 ? this.#renderBoard(value) : nothing}
      ${
        value
          ? html`<p class="quiet more">
              ${msg(str`Searches that found nothing, and wishes, grouped whatever their order, spaces and endings. What fewer than ${count(value.fewest)} people want is shown to nobody.`)}
              <a href="/console/catalogue/words">${msg('Say which words mean the same')}</a>
            </p>`
          : nothing
      }
      ${value && value.arrivals.length > 0 ? this.#renderArrivals(value.arrivals) : nothing}`;
  }

  /** What came in, and is wished for: the other end of the same wishes. */
  #renderArrivals(arrivals: readonly WaitedFor[]): TemplateResult {
    const { timeZone } = this.shop.settings;
    return html`<section aria-labelledby="arrivals">
      <h2 id="arrivals">${msg('Came in, and waited for')}</h2>
      <p class="quiet">${msg('The newest products that meet the wishes of several people. Who asked to be told is told once.')}</p>
      ${listTable(
        { by: 'arrivals' },
        [msg('Product'), [msg('People who wait'), 'right'], [msg('In the shop since'), 'right wide']],
        arrivals.map(
          ({ title, people, sinceMs }) =>
            html`<tr>
              <th scope="row" class="words">${title}</th>
              <td class="right">${count(people)}</td>
              <td class="right wide date">${shortDay(sinceMs, timeZone)}</td>
            </tr>`,
        ),
      )}
    </section>`;
  }

  #renderBoard({ wants }: DemandBoard): TemplateResult {
    return html`<p class="tools"><a class="button" href="/v1/demand?as=csv" download>${msg('Buying list as CSV')}</a></p>
      ${listTable(
        msg('Looked for in vain'),
        [msg('Words'), [msg('People'), 'right'], [msg('Asked to be told'), 'right'], [msg('Would pay'), 'right wide'], [msg('Last'), 'right wide']],
        wants.map((row) => this.#renderRow(row)),
      )}`;
  }

  #renderRow({ words, people, wishing, ceilingMinor, lastAtMs }: DemandRow): TemplateResult {
    const { currency, timeZone } = this.shop.settings;
    return html`<tr>
      <th scope="row" class="words">${words}</th>
      <td class="right">${count(people)}</td>
      <td class="right ${wishing === 0 ? 'idle' : ''}">${count(wishing)}</td>
      <td class="right wide ${ceilingMinor === null ? 'idle' : ''}">
        ${ceilingMinor === null ? msg('not said') : msg(str`up to ${money(ceilingMinor, currency)}`)}
      </td>
      <td class="right wide date">${shortDay(lastAtMs, timeZone)}</td>
    </tr>`;
  }
}

const answer = ({ wants }: DemandBoard): string => {
  const [first] = wants;
  if (!first) return msg('Nothing that several people look for is missing.');
  const others = wants.length - 1;
  const most = msg(str`${count(first.people)} people look for “${first.words}”.`);
  if (others === 0) return most;
  const rest = others === 1 ? msg('One more thing is wanted by several.') : msg(str`${count(others)} more things are wanted by several.`);
  return msg(str`${most} ${rest}`);
};
