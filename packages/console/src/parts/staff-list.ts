import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Role, StaffMember } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { roleName, roleWords, ROLES } from './access-words.ts';
import { Ask } from './ask.ts';
import { selectField, textField, typed } from './field.ts';
import { listTable } from './list-table.ts';
import { doneNotice, problemNotice } from './notice.ts';

/** Who works here: taken on, given another role, let go. */
@localized()
export class ConsoleStaff extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      form {
        margin-top: 24px;
      }
      td select {
        width: auto;
      }
      td:first-child {
        overflow-wrap: anywhere;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  /** Who is looking: nobody lets themselves go by a slip. */
  @property() me = '';
  @state() private done = '';
  readonly #list = new Ask<readonly StaffMember[]>(this);
  readonly #act = new Ask<true>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#read();
  }

  override render() {
    return html`${problemNotice(this.#list.problem ?? this.#act.problem)} ${doneNotice(this.done || null)}
      ${this.#renderTable(this.#list.value ?? [])}
      <form @submit=${this.#onTakeOn}>
        ${textField({ name: 'email', label: msg('E-mail address'), type: 'email', required: true, maxlength: 320, hint: msg('They sign in by a code sent there.') })}
        ${selectField({ name: 'role', label: msg('Role'), value: 'agent', options: ROLES.map((role) => [role, `${roleName(role)}: ${roleWords(role)}`]) })}
        <div><button ?disabled=${this.#act.busy}>${msg('Take on')}</button></div>
      </form>`;
  }

  #renderTable(staff: readonly StaffMember[]): TemplateResult {
    return listTable(
      msg('Who works here'),
      [msg('E-mail address'), msg('Role'), [msg('Let go'), 'only-heard']],
      staff.map((one) => this.#renderRow(one)),
    );
  }

  #renderRow({ email, role }: StaffMember): TemplateResult {
    return html`<tr>
      <td>${email}${email === this.me ? html`<small>${msg('you')}</small>` : ''}</td>
      <td>
        <select
          aria-label=${msg(str`Role of ${email}`)}
          .value=${live(role)}
          @change=${(event: Event) => this.#onRole(email, (event.currentTarget as HTMLSelectElement).value as Role)}
        >
          ${ROLES.map((one) => html`<option value=${one} ?selected=${one === role}>${roleName(one)}</option>`)}
        </select>
      </td>
      <td class="right">
        ${
          email === this.me
            ? ''
            : html`<console-confirm
                .label=${msg('Let go')}
                .about=${email}
                .question=${msg(str`Let ${email} go?`)}
                .means=${msg('They are signed out everywhere at once and get no more codes. What they did stays in the audit trail.')}
                .yes=${msg('Yes, let them go')}
                @rapport-yes=${() => this.#do(() => this.api.letGo(email), msg(str`${email} no longer works here.`))}
              ></console-confirm>`
        }
      </td>
    </tr>`;
  }

  async #read(): Promise<void> {
    await this.#list.run(async () => (await this.api.staff()).staff);
  }

  /** Does something and reads the list again, also after a refusal: what is shown is what holds. */
  async #do(work: () => Promise<unknown>, words: string): Promise<boolean> {
    this.done = '';
    const did = await this.#act.run(() => work().then(() => true as const));
    await this.#read();
    this.done = did ? words : '';
    return did === true;
  }

  #onRole(email: string, role: Role): void {
    void this.#do(() => this.api.setRole({ email, role }), msg(str`${email} is now: ${roleName(role)}.`));
  }

  readonly #onTakeOn = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { text } = typed(form);
    const [email, role] = [text('email'), text('role') as Role];
    if (await this.#do(() => this.api.setRole({ email, role }), msg(str`${email} is now: ${roleName(role)}.`))) form.reset();
  };
}
