import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PointsDay, PointsDays, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, shortDay } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { selectField } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { wholeSheets } from '../styles/sheets.ts';

const DAY_MS = 86_400_000;

/** What the shop owes in points, and how it came to that: a row a day, the newest first. */
@localized()
export class ConsolePointsDays extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .tools {
        align-items: end;
        margin-top: 24px;
      }
      .tools .field {
        width: 200px;
      }
      .idle {
        color: var(--muted);
      }
      .sum td {
        font-weight: 600;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private span = '28';
  readonly #ask = new Ask<PointsDays>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#load();
  }

  override render() {
    const { value, problem } = this.#ask;
    return html`<a class="back" href="/console/programme">${msg('Programme')}</a>
      <h1>${msg('Points by day')}</h1>
      <p class="lead">${value ? this.#answer(value) : msg('Reading…')}</p>
      <div class="row tools">
        ${selectField({
          name: 'span',
          label: msg('Time'),
          value: this.span,
          options: [
            ['28', msg('28 days')],
            ['91', msg('13 weeks')],
            ['365', msg('A year')],
          ],
          onChange: (span) => this.#show(span),
        })}
        <a class="button" href=${this.api.pointsDaysCsv(...this.#range())} download>${msg('Download as CSV')}</a>
      </div>
      ${problemNotice(problem)} ${value ? this.#renderTable(value.days) : nothing}
      ${value ? html`<p class="quiet more">${this.#notes(value)}</p>` : nothing}`;
  }

  #answer({ days }: PointsDays): string {
    const last = days.at(-1)?.liability ?? 0;
    const change = last - ((days[0]?.liability ?? 0) - owedOn(days[0]));
    const signed = new Intl.NumberFormat(document.documentElement.lang || 'en', { signDisplay: 'always' }).format(change);
    return msg(str`Shoppers hold ${count(last)} points, ${signed} in these days.`);
  }

  #notes({ debt, forgotten }: PointsDays): string {
    const notes = [msg('What they hold is pending and available points at the end of the day, in the shop’s time zone.')];
    if (debt > 0) notes.push(msg(str`${count(debt)} points are owed by shoppers for refunds.`));
    if (forgotten > 0) notes.push(msg(str`${count(forgotten)} points were held by people who had themselves forgotten; they are not counted.`));
    return notes.join(' ');
  }

  #renderTable(days: readonly PointsDay[]): TemplateResult {
    const sum = (of: (day: PointsDay) => number): string => count(days.reduce((total, day) => total + of(day), 0));
    return listTable(
      msg('Points by day'),
      [
        msg('Day'),
        [msg('Issued'), 'right'],
        [msg('Became available'), 'right wide'],
        [msg('Used'), 'right'],
        [msg('Given back'), 'right wide'],
        [msg('Lapsed'), 'right wide'],
        [msg('Taken back'), 'right wide'],
        [msg('Held at the end'), 'right'],
      ],
      html`<tr class="sum">
          <td>${msg('In all')}</td>
          <td class="right">${sum((day) => day.issued)}</td>
          <td class="right wide">${sum((day) => day.available)}</td>
          <td class="right">${sum((day) => day.spent)}</td>
          <td class="right wide">${sum((day) => day.givenBack)}</td>
          <td class="right wide">${sum((day) => day.expired)}</td>
          <td class="right wide">${sum((day) => day.reversed)}</td>
          <td class="right">${count(days.at(-1)?.liability ?? 0)}</td>
        </tr>
        ${days.toReversed().map(renderDay)}`,
    );
  }

  #range(): [from: string, to: string] {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: this.shop.settings.timeZone });
    return [format.format(this.now() - (Number(this.span) - 1) * DAY_MS), format.format(this.now())];
  }

  #show(span: string): void {
    this.span = span;
    void this.#load();
  }

  async #load(): Promise<void> {
    await this.#ask.run(() => this.api.pointsDays(...this.#range()));
  }
}

/** By how much a day changed what shoppers hold, as far as its own figures say. */
const owedOn = (day: PointsDay | undefined): number => (day ? day.issued + day.givenBack - day.spent - day.expired - day.reversed : 0);

const renderDay = (day: PointsDay): TemplateResult => {
  const cell = (points: number, more = ''): TemplateResult => html`<td class="right ${more} ${points === 0 ? 'idle' : ''}">${count(points)}</td>`;
  return html`<tr>
    <td class="date">${shortDay(Date.parse(`${day.day}T12:00:00Z`), 'UTC')}</td>
    ${cell(day.issued)} ${cell(day.available, 'wide')} ${cell(day.spent)} ${cell(day.givenBack, 'wide')} ${cell(day.expired, 'wide')}
    ${cell(day.reversed, 'wide')} ${cell(day.liability)}
  </tr>`;
};
