import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Explanation, LotView, PointsView, Standing, StatementRow } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, moment, shortDay } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { textField, typed } from './field.ts';
import { rowKind } from './ledger-words.ts';
import { listTable, moreButton } from './list-table.ts';
import { doneNotice, problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';

/** One person's points: where they are, every movement with what lies behind it, and a hand to set them right. */
@localized()
export class ConsolePersonPoints extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      h3 {
        margin-top: 24px;
      }
      form {
        margin-top: 16px;
      }
      .behind {
        padding: 8px 0 16px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() shopperId = '';
  @property() timeZone = 'UTC';
  /** May points be set by hand? */
  @property({ type: Boolean }) mayAdjust = false;
  @state() private opened = 0;
  @state() private done = '';
  readonly #points = new Ask<PointsView>(this);
  readonly #behind = new Ask<Explanation>(this);
  readonly #adjust = new Ask<Standing>(this);
  readonly #pages = new PagesOf<StatementRow>(this, (before) => this.api.personStatement(this.shopperId, before));
  /** The same try, should no answer come, counts once. */
  #key = crypto.randomUUID();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || changed.has('shopperId')) this.#load();
  }

  override render() {
    const { value, problem } = this.#points;
    return html`${problemNotice(problem ?? this.#pages.problem)} ${value ? this.#renderSums(value) : nothing}
    ${this.#pages.rows.length ? this.#renderRows(this.#pages.rows) : nothing} ${moreButton(this.#pages)}
    ${value && this.mayAdjust ? this.#renderForm() : nothing}`;
  }

  #renderSums({ debt, spent, expired, writtenOff, tier, lots }: PointsView): TemplateResult {
    const fact = (label: string, figure: string): TemplateResult =>
      html`<div>
        <dt>${label}</dt>
        <dd>${figure}</dd>
      </div>`;
    const open = lots.filter((lot) => lot.pending + lot.available > 0);
    return html`<dl class="facts plain">
        ${fact(msg('Used'), count(spent))} ${fact(msg('Lapsed'), count(expired))} ${debt ? fact(msg('Owed'), count(debt)) : nothing}
        ${writtenOff ? fact(msg('Written off'), count(writtenOff)) : nothing} ${tier?.id ? fact(msg('Tier'), tier.id) : nothing}
      </dl>
      ${open.length ? this.#renderLots(open) : nothing}`;
  }

  #renderLots(lots: readonly LotView[]): TemplateResult {
    return html`<h3 id="lots">${msg('What is left, by when it was earned')}</h3>
      ${listTable(
        { by: 'lots' },
        [msg('Earned'), msg('For'), [msg('Points pending'), 'right'], [msg('Points to spend'), 'right'], [msg('Good until'), 'right wide']],
        lots.map(
          (lot) =>
            html`<tr>
              <td class="date">${shortDay(lot.createdAtMs, this.timeZone)}</td>
              <td>${lot.orderId ?? lot.reason}</td>
              <td class="right">${count(lot.pending)}</td>
              <td class="right">${count(lot.available)}</td>
              <td class="right wide">${lot.expiresAtMs === null ? msg('no end') : shortDay(lot.expiresAtMs, this.timeZone)}</td>
            </tr>`,
        ),
      )}`;
  }

  #renderRows(rows: readonly StatementRow[]): TemplateResult {
    return html`<h3 id="rows">${msg('Every movement')}</h3>
      ${listTable(
        { by: 'rows' },
        [msg('When'), msg('What'), [msg('Points'), 'right'], [msg('To spend then'), 'right wide'], [msg('What to do'), 'only-heard']],
        rows.map((row) => this.#renderRow(row)),
      )}`;
  }

  #renderRow(row: StatementRow): TemplateResult {
    const isOpen = this.opened === row.seq;
    const what = rowKind(row);
    return html`<tr>
        <td class="date">${shortDay(row.atMs, this.timeZone)}</td>
        <td>${what}</td>
        <td class="right">${row.change.available || row.change.pending ? signed(row.change.available || row.change.pending) : count(row.points)}</td>
        <td class="right wide soft">${count(row.after.available)}</td>
        <td class="right">
          <button class="bare" aria-expanded=${isOpen ? 'true' : 'false'} aria-label="${msg('Why')}: ${what}" @click=${() => this.#open(row.seq)}>
            ${isOpen ? msg('Close') : msg('Why')}
          </button>
        </td>
      </tr>
      ${
        isOpen
          ? html`<tr>
              <td colspan="5">${this.#renderBehind()}</td>
            </tr>`
          : nothing
      }`;
  }

  #renderBehind(): TemplateResult {
    const { value, problem } = this.#behind;
    if (problem) return problemNotice(problem);
    if (value?.row.seq !== this.opened) return html`<p class="quiet" role="status">${msg('Reading…')}</p>`;
    const { rule, order, by, note, row } = value;
    const facts: [string, string][] = [
      [msg('When'), moment(row.atMs, this.timeZone)],
      [msg('Rule'), rule.id ?? msg('none')],
      ...(rule.version === null ? [] : [[msg('Version of the programme'), count(rule.version)] as [string, string]]),
      ...(order
        ? [[msg('Counted from the order'), msg(str`${count(order.countedPoints)} points, ${count(order.lines.length)} lines`)] as [string, string]]
        : []),
      ...(by === null ? [] : [[msg('By'), by] as [string, string]]),
      ...(note ? [[msg('Note'), note] as [string, string]] : []),
    ];
    return html`<dl class="facts plain behind">
      ${facts.map(
        ([label, words]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${words}</dd>
          </div>`,
      )}
    </dl>`;
  }

  #renderForm(): TemplateResult {
    return html`<h3>${msg('Set by hand')}</h3>
      <form @submit=${this.#onAdjust}>
        <div class="pair">
          ${textField({ name: 'points', label: msg('Points to give or take'), type: 'number', required: true, step: 1, hint: msg('Below zero takes.') })}
          ${textField({ name: 'reason', label: msg('Reason'), required: true, maxlength: 120, hint: msg('The person reads it.') })}
        </div>
        ${textField({ name: 'note', label: msg('Note'), maxlength: 500, hint: msg('Only staff reads it.') })} ${problemNotice(this.#adjust.problem)}
        ${doneNotice(this.done || null)}
        <div><button ?disabled=${this.#adjust.busy}>${msg('Set the points')}</button></div>
      </form>`;
  }

  #load(): void {
    void this.#points.run(() => this.api.personPoints(this.shopperId));
    void this.#pages.restart();
  }

  #open(seq: number): void {
    this.opened = this.opened === seq ? 0 : seq;
    if (this.opened) void this.#behind.run(() => this.api.explain(this.shopperId, seq));
  }

  readonly #onAdjust = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { text } = typed(form);
    this.done = '';
    const body = { points: Number(text('points')), reason: text('reason'), note: text('note') };
    const standing = await this.#adjust.run(() => this.api.adjust(this.shopperId, body, this.#key));
    // Refused for good: the next try is another one.
    if (standing || !this.#adjust.problem?.body.retryable) this.#key = crypto.randomUUID();
    if (!standing) return;
    this.done = msg(str`Done. ${count(standing.available)} points to spend.`);
    form.reset();
    this.#load();
  };
}

const signed = (points: number): string => new Intl.NumberFormat(document.documentElement.lang || 'en', { signDisplay: 'always' }).format(points);
