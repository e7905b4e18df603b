import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ListImported, ShopView, StaticList, StaticLists } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { selectField, textField, typed } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { idFor } from '../parts/segment-draft.ts';
import { wholeSheets } from '../styles/sheets.ts';

/** Lists that people are put on by hand or from a file: guests of an evening, the press, a layer of the owner's own. */
@localized()
export class ConsoleLists extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      form {
        margin-top: 24px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The list that a file is brought for. */
  @state() private open = '';
  @state() private brought: ListImported | null = null;
  readonly #lists = new Ask<StaticLists>(this);
  readonly #save = new Ask<true>(this);

  get #isManager(): boolean {
    return /^(owner|manager)$/.test(this.shop.staff.role);
  }

  get #mayMake(): boolean {
    return /^(owner|manager|marketer)$/.test(this.shop.staff.role);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#read();
  }

  override render() {
    const { value, problem } = this.#lists;
    return html`<a class="back" href="/console/segments">${msg('Segments')}</a>
      <h1>${msg('Lists of people')}</h1>
      <p class="lead">${msg('Whoever is put on a list stays on it until they are taken off. A segment or an offer may ask for a list.')}</p>
      ${problemNotice(problem ?? this.#save.problem)} ${this.brought ? this.#renderBrought(this.brought) : nothing}
      ${value ? this.#renderLists(value) : nothing} ${this.#mayMake ? this.#renderNew() : nothing}`;
  }

  #renderLists({ lists }: StaticLists): TemplateResult {
    if (lists.length === 0) return html`<p class="empty">${msg('There is no list yet.')}</p>`;
    return html`${listTable(
      msg('Lists of people'),
      [msg('Name'), [msg('People'), 'right'], [msg('Actions'), 'only-heard']],
      lists.map(
        (list) =>
          html`<tr>
            <td>${list.name}<small class="code">${list.id}</small></td>
            <td class="right">${count(list.people)}</td>
            <td class="right">${this.#isManager ? this.#renderActions(list) : nothing}</td>
          </tr>`,
      ),
    )}
    ${this.open ? this.#renderBring(lists.find(({ id }) => id === this.open)) : nothing}`;
  }

  #renderActions({ id, name }: StaticList): TemplateResult {
    return html`<button class="bare" aria-label=${msg(str`Bring people for ${name}`)} @click=${() => this.#show(id)}>${msg('Bring people')}</button>
      <a class="button bare" href="/v1/lists/${encodeURIComponent(id)}/export" download aria-label=${msg(str`Download ${name} as a file`)}
        >${msg('Download')}</a
      >
      <console-confirm
        .label=${msg('Remove')}
        .about=${name}
        .question=${msg('Remove the list?')}
        .means=${msg('Everybody is taken off it. The people themselves stay.')}
        .yes=${msg('Yes, remove it')}
        @rapport-yes=${() => this.#remove(id)}
      ></console-confirm>`;
  }

  #renderBring(list: StaticList | undefined): TemplateResult | typeof nothing {
    if (!list) return nothing;
    return html`<section aria-labelledby="bring">
      <h2 id="bring">${msg(str`People for ${list.name}`)}</h2>
      <form @submit=${(event: SubmitEvent) => this.#bring(event, list.id)}>
        <div class="field">
          <label for="file">${msg('CSV file')}</label>
          <input id="file" name="file" type="file" accept=".csv,text/csv" required aria-describedby="file-hint" />
          <p class="hint" id="file-hint">
            ${msg('A line for each person, with a column id, customer_id or email. A file that was downloaded here fits.')}
          </p>
        </div>
        ${selectField({
          name: 'as',
          label: msg('What happens with them'),
          value: 'add',
          options: [
            ['add', msg('They are put on the list')],
            ['remove', msg('They are taken off the list')],
          ],
        })}
        <div class="row">
          <button class="first" ?disabled=${this.#save.busy}>${msg('Read the file')}</button>
          <button type="button" @click=${() => (this.open = '')}>${msg('Leave it')}</button>
        </div>
      </form>
    </section>`;
  }

  #renderBrought({ lines, changed, same, refused, issues }: ListImported): TemplateResult {
    const read = msg(
      str`Lines read: ${count(lines)}. People changed: ${count(changed)}. So already: ${count(same)}. Lines that name nobody: ${count(refused)}.`,
    );
    return html`${doneNotice(read)}
    ${
      issues.length
        ? listTable(
            msg('Lines that name nobody'),
            [[msg('Line'), 'right'], msg('What is wrong')],
            issues.map(
              ({ line, message }) =>
                html`<tr>
                  <td class="right">${count(line)}</td>
                  <td>${issueWords(message)}</td>
                </tr>`,
            ),
          )
        : nothing
    }`;
  }

  #renderNew(): TemplateResult {
    return html`<form @submit=${this.#onNew}>
      ${textField({ name: 'name', label: msg('A new list'), required: true, maxlength: 80 })}
      <div><button ?disabled=${this.#save.busy}>${msg('Add the list')}</button></div>
    </form>`;
  }

  #show(id: string): void {
    this.open = id;
    this.brought = null;
  }

  readonly #onNew = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = typed(form).text('name');
    const known = (this.#lists.value?.lists ?? []).map(({ id }) => id);
    const made = await this.#save.run(() => this.api.saveList({ id: idFor(name, known), name }).then(() => true as const));
    if (!made) return;
    form.reset();
    await this.#read();
  };

  async #bring(event: SubmitEvent, id: string): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const file = data.get('file');
    if (!(file instanceof Blob)) return;
    const done = await this.#save.run(async () => {
      this.brought = await this.api.bringPeople(id, data.get('as') === 'remove' ? 'remove' : 'add', file);
      return true as const;
    });
    if (!done) return;
    this.open = '';
    await this.#read();
  }

  async #remove(id: string): Promise<void> {
    const gone = await this.#save.run(() => this.api.dropList(id).then(() => true as const));
    if (gone) await this.#read();
  }

  async #read(): Promise<void> {
    await this.#lists.run(() => this.api.lists());
  }
}

/** What the worker says of a line, in the console's language; what it doesn't know stays as it came. */
const issueWords = (message: string): string => {
  if (message === 'the shop knows nobody by this') return msg('The shop knows nobody by this.');
  if (message === 'the line has none of id, customer_id and email') return msg('The line has none of id, customer_id and email.');
  return message;
};
