import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ProfileField, ShopView } from '@rapport/protocol';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count, languageName } from '../format.ts';
import { getLocale } from '../locale.ts';
import { Ask } from '../parts/ask.ts';
import { areaField, selectField, textField, typed } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { questionTypes, seenByWords, textFor } from '../parts/question-words.ts';
import { wholeSheets } from '../styles/sheets.ts';

const MOST = 40;

/**
 * What the shop asks people, in which order, why, for how long it is kept and who may see it.
 * @event {RapportShopEvent} rapport-shop - The questions were saved.
 */
@localized()
export class ConsoleQuestions extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .add {
        margin-top: 24px;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
        gap: 20px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The question in the editor; '' = a new one, null = none. */
  @state() private editing: string | null = null;
  @state() private type: ProfileField['type'] = 'choice';
  @state() private wrong = '';
  readonly #save = new Ask<ChangedShop>(this);

  get #fields(): readonly ProfileField[] {
    return this.shop.settings.profileFields ?? [];
  }

  get #mayEdit(): boolean {
    return /^(owner|manager)$/.test(this.shop.staff.role);
  }

  override render() {
    return html`<a class="back" href="/console/segments">${msg('Segments')}</a>
      <h1>${msg('What we ask people')}</h1>
      <p class="lead">
        ${msg('One thing at a time, with the reason beside it, and never again for a while after a “not now”. What is answered can be used in segments.')}
      </p>
      ${problemNotice(this.#save.problem)} ${this.#fields.length ? this.#renderTable() : html`<p class="empty">${msg('Nothing is asked yet.')}</p>`}
      ${
        this.#mayEdit && this.editing === null && this.#fields.length < MOST
          ? html`<p class="add"><button class="first" @click=${() => this.#open(null)}>${msg('Add a question')}</button></p>`
          : nothing
      }
      ${this.editing === null ? nothing : this.#renderEditor()}`;
  }

  #renderTable(): TemplateResult {
    const types = new Map(questionTypes());
    const seen = new Map(seenByWords());
    return listTable(
      msg('What we ask people'),
      [
        msg('Question'),
        [msg('Answered by'), 'wide'],
        [msg('Seen by'), 'wide'],
        [msg('Points'), 'right'],
        [msg('Kept'), 'right wide'],
        [msg('Actions'), 'only-heard'],
      ],
      this.#fields.map((field, i) => {
        const name = textFor(field.label, getLocale()) || field.id;
        return html`<tr>
          <td>${name}<small>${field.isAsked ? textFor(field.purpose, getLocale()) : msg('not asked just now')}</small></td>
          <td class="wide">${types.get(field.type)}</td>
          <td class="wide">${seen.get(field.seenBy)}</td>
          <td class="right">${field.points ? count(field.points) : '–'}</td>
          <td class="right wide">${msg(str`${count(field.keepDays)} days`)}</td>
          <td class="right">${this.#mayEdit ? this.#renderActions(field, name, i) : nothing}</td>
        </tr>`;
      }),
    );
  }

  #renderActions(field: ProfileField, name: string, i: number): TemplateResult {
    return html`<button
        class="bare"
        aria-label=${msg(str`Ask “${name}” earlier`)}
        ?disabled=${i === 0 || this.#save.busy}
        @click=${() => this.#earlier(i)}
      >
        ↑
      </button>
      <button class="bare" aria-label=${msg(str`Edit “${name}”`)} @click=${() => this.#open(field)}>${msg('Edit')}</button>
      <console-confirm
        .label=${msg('Remove')}
        .about=${name}
        .question=${msg('Remove the question?')}
        .means=${msg('It is asked no more, and the answers to it are forgotten within a day. Segments that speak of it hold nobody.')}
        .yes=${msg('Yes, remove it')}
        @rapport-yes=${() => this.#keep(this.#fields.filter(({ id }) => id !== field.id))}
      ></console-confirm>`;
  }

  #renderEditor(): TemplateResult {
    const field = this.#fields.find(({ id }) => id === this.editing);
    const { locales } = this.shop.settings;
    return html`<section aria-labelledby="editor">
      <h2 id="editor">${field ? msg('Edit the question') : msg('A new question')}</h2>
      <form @submit=${this.#onSubmit}>
        ${locales.map((tag) =>
          textField({
            name: `label-${tag}`,
            label: msg(str`Question, ${languageName(tag)}`),
            value: field ? (field.label[tag] ?? field.label[''] ?? '') : '',
            required: tag === locales[0],
            maxlength: 200,
            lang: tag,
          }),
        )}
        ${locales.map((tag) =>
          textField({
            name: `purpose-${tag}`,
            label: msg(str`What it is for, ${languageName(tag)}`),
            value: field ? (field.purpose[tag] ?? field.purpose[''] ?? '') : '',
            required: tag === locales[0],
            maxlength: 300,
            lang: tag,
            hint: tag === locales[0] ? msg('Stands under the question. People answer what they see the use of.') : undefined,
          }),
        )}
        ${
          field
            ? nothing
            : selectField({
                name: 'type',
                label: msg('How it is answered'),
                value: this.type,
                options: questionTypes(),
                hint: msg('Stays as it is once the question is there.'),
                onChange: (type) => (this.type = type as ProfileField['type']),
              })
        }
        ${
          this.type === 'choice'
            ? areaField({
                name: 'choices',
                label: msg('Answers to choose from'),
                value: (field?.choices ?? []).join('\n'),
                rows: 4,
                hint: msg('One a line, two at least.'),
                wrong: this.wrong || undefined,
              })
            : nothing
        }
        ${
          this.type === 'text'
            ? selectField({
                name: 'holds',
                label: msg('What the text is'),
                value: field?.holds ?? '',
                options: [
                  ['', msg('Anything')],
                  ['phone', msg('A telephone number')],
                  ['address', msg('An address')],
                ],
                hint: msg('Telephone numbers and addresses help to find people who are in the list twice.'),
              })
            : nothing
        }
        <div class="pair">
          ${textField({ name: 'points', label: msg('Points for an answer'), value: String(field?.points ?? 0), type: 'number', min: 0, max: 100_000, step: 1, required: true })}
          ${textField({ name: 'keepDays', label: msg('Kept for days'), value: String(field?.keepDays ?? 730), type: 'number', min: 1, max: 3_650, step: 1, required: true })}
        </div>
        ${selectField({ name: 'seenBy', label: msg('Who may see the answers'), value: field?.seenBy ?? 'helpers', options: seenByWords() })}
        <label class="choice"><input type="checkbox" name="isAsked" ?checked=${field?.isAsked ?? true} />${msg('Ask it')}</label>
        <div class="row">
          <button class="first" ?disabled=${this.#save.busy}>${msg('Save')}</button>
          <button type="button" @click=${() => (this.editing = null)}>${msg('Leave it')}</button>
        </div>
      </form>
    </section>`;
  }

  #open(field: ProfileField | null): void {
    this.editing = field?.id ?? '';
    this.type = field?.type ?? 'choice';
    this.wrong = '';
  }

  #earlier(i: number): void {
    const fields = [...this.#fields];
    const [moved] = fields.splice(i, 1);
    if (moved) fields.splice(i - 1, 0, moved);
    void this.#keep(fields);
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { text, all } = typed(event.currentTarget as HTMLFormElement);
    const texts = (name: string): Record<string, string> =>
      Object.fromEntries(this.shop.settings.locales.map((tag) => [tag, text(`${name}-${tag}`)] as const).filter(([, words]) => words !== ''));
    const known = this.#fields.find(({ id }) => id === this.editing);
    const choices = [
      ...new Set(
        text('choices')
          .split('\n')
          .map((line) => line.trim()),
      ),
    ].filter((line) => line !== '');
    this.wrong = this.type === 'choice' && choices.length < 2 ? msg('Two answers at least.') : '';
    if (this.wrong) return;
    const holds = text('holds');
    const field: ProfileField = {
      id: known?.id ?? this.#freshId(text(`label-${this.shop.settings.locales[0] ?? ''}`)),
      type: this.type,
      label: texts('label'),
      purpose: texts('purpose'),
      ...(this.type === 'choice' ? { choices } : {}),
      ...(holds === 'phone' || holds === 'address' ? { holds } : {}),
      points: Number(text('points')),
      keepDays: Number(text('keepDays')),
      isAsked: all('isAsked').length > 0,
      seenBy: text('seenBy') as ProfileField['seenBy'],
    };
    void this.#keep(known ? this.#fields.map((one) => (one.id === known.id ? field : one)) : [...this.#fields, field]);
  };

  /** A short plain id, from the words where they have letters for it. Segments speak of it, so it never changes. */
  #freshId(words: string): string {
    const plain =
      (
        words
          .normalize('NFKD')
          .toLowerCase()
          .match(/[a-z][a-z0-9]*/g) ?? []
      )
        .slice(0, 4)
        .join('_')
        .slice(0, 30) || 'question';
    const taken = new Set(this.#fields.map(({ id }) => id));
    for (let n = 1; ; n += 1) {
      const id = n === 1 ? plain : `${plain}_${n}`;
      if (!taken.has(id)) return id;
    }
  }

  async #keep(profileFields: readonly ProfileField[]): Promise<void> {
    const changed = await this.#save.run(() => this.api.changeShop({ profileFields: [...profileFields] }));
    if (!changed) return;
    this.editing = null;
    this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  }
}
