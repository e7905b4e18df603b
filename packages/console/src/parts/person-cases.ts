import { localized, msg } from '@lit/localize';
import type { CaseKind, OfferDecisions, OfferRules, ServiceCase } from '@rapport/protocol';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { shortDay } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { decisionTable } from './decision-table.ts';
import { selectField, textField } from './field.ts';
import { listTable } from './list-table.ts';
import { doneNotice, problemNotice } from './notice.ts';

/** A person's questions and complaints: while one is open, nothing that is meant to sell reaches them. What they would get now stands one button away. */
@localized()
export class ConsolePersonCases extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      form {
        grid-template-columns: 160px minmax(0, 1fr) auto;
        align-items: end;
        gap: 8px 12px;
        max-width: 720px;
        margin-top: 16px;
      }
      .now {
        margin-top: 24px;
        overflow-x: auto;
      }
      @media (max-width: 600px) {
        form {
          grid-template-columns: minmax(0, 1fr);
        }
        form button {
          justify-self: start;
        }
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() shopperId = '';
  @property() timeZone = 'UTC';
  /** May cases be opened and closed here? */
  @property({ type: Boolean }) mayServe = false;
  /** The shop's rules, so that a reason is named as its owner knows it. */
  @property({ attribute: false }) rules!: OfferRules;
  @state() private kind: CaseKind = 'question';
  @state() private about = '';
  @state() private done = '';
  readonly #cases = new Ask<{ cases: ServiceCase[] }>(this);
  readonly #change = new Ask<ServiceCase>(this);
  readonly #now = new Ask<OfferDecisions>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.mayServe || !(changed.has('api') || changed.has('shopperId') || changed.has('mayServe'))) return;
    this.#now.value = null;
    void this.#cases.run(() => this.api.cases(this.shopperId));
  }

  override render() {
    const cases = this.#cases.value?.cases ?? [];
    const open = cases.filter(({ closedAtMs }) => closedAtMs === null);
    const inOrder = [...open, ...cases.filter(({ closedAtMs }) => closedAtMs !== null)];
    return html`${problemNotice(this.#cases.problem)}
      ${this.#cases.value && cases.length === 0 ? html`<p class="quiet">${msg('None so far.')}</p>` : nothing}
      ${inOrder.length > 0 ? this.#renderCases(inOrder) : nothing}
      <form @submit=${this.#onSubmit}>
        ${selectField({
          name: 'kind',
          label: msg('Kind'),
          value: this.kind,
          options: [
            ['question', msg('Question')],
            ['complaint', msg('Complaint')],
          ],
          onChange: (kind) => (this.kind = kind as CaseKind),
        })}
        ${textField({ name: 'about', label: msg('About'), value: this.about, maxlength: 300, onInput: (about) => (this.about = about) })}
        <button ?disabled=${this.#change.busy}>${msg('Open it')}</button>
      </form>
      ${problemNotice(this.#change.problem)} ${doneNotice(this.done || null)}
      <div class="now" aria-live="polite">
        <button type="button" ?disabled=${this.#now.busy} @click=${() => void this.#look()}>${msg('What would this person get now?')}</button>
        ${problemNotice(this.#now.problem)}
        ${this.#now.value ? decisionTable(this.#now.value, msg('What would this person get now?'), this.rules) : nothing}
      </div>`;
  }

  #renderCases(cases: readonly ServiceCase[]): TemplateResult {
    return listTable(
      msg('Questions and complaints'),
      [msg('What they came with'), msg('Since'), msg('Settled')],
      cases.map(
        (one) =>
          html`<tr>
            <td>${one.kind === 'complaint' ? msg('Complaint') : msg('Question')}${one.about === '' ? nothing : html`<small>${one.about}</small>`}</td>
            <td class="date">${shortDay(one.openedAtMs, this.timeZone)}</td>
            <td class="date">
              ${
                one.closedAtMs === null
                  ? html`<button
                      type="button"
                      class="bare"
                      aria-label="${msg('Settle')}: ${one.about || (one.kind === 'complaint' ? msg('Complaint') : msg('Question'))}"
                      ?disabled=${this.#change.busy}
                      @click=${() => void this.#close(one)}
                    >
                      ${msg('Settle')}
                    </button>`
                  : shortDay(one.closedAtMs, this.timeZone)
              }
            </td>
          </tr>`,
      ),
    );
  }

  async #close({ id, kind }: ServiceCase): Promise<void> {
    const said = kind === 'complaint' ? msg('Settled. After a complaint the days of silence of your rules go on.') : msg('Settled.');
    await this.#tell(() => this.api.closeCase(this.shopperId, id), said);
  }

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { kind, about } = this;
    const opened = msg('Open. Until it is settled, no offers reach them on any channel.');
    if (await this.#tell(() => this.api.openCase(this.shopperId, { kind, about }), opened)) this.about = '';
  };

  /** What has changed, and the list and the decisions as they are after it. */
  async #tell(change: () => Promise<ServiceCase>, words: string): Promise<boolean> {
    this.done = '';
    const changed = await this.#change.run(change);
    if (!changed) return false;
    this.done = words;
    await this.#cases.run(() => this.api.cases(this.shopperId));
    if (this.#now.value) await this.#look();
    return true;
  }

  async #look(): Promise<void> {
    await this.#now.run(() => this.api.decisions(this.shopperId));
  }
}
