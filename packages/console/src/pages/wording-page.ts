import { localized, msg, str } from '@lit/localize';
import { namesIn, wordingFaults } from '@rapport/domain/wording/names';
import type { ShopView, WordingLanguage, WordingList, WordingText } from '@rapport/protocol';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { count, languageName } from '../format.ts';
import { getLocale } from '../locale.ts';
import { Ask } from '../parts/ask.ts';
import { areaField, selectField } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { searchForm } from '../parts/search-form.ts';
import { PARTS, partName, partOf, sampled, type WordingPart } from '../parts/wording-words.ts';
import { wholeSheets } from '../styles/sheets.ts';

type Language = WordingList['languages'][number];

/** What the components say on the shop's pages, each text beside what the shop says instead. */
@localized()
export class ConsoleWording extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .choose {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 12px 16px;
        margin-top: 24px;
      }
      .choose .field {
        flex: 0 1 220px;
      }
      .choose .search {
        flex: 1 1 260px;
      }
      td {
        overflow-wrap: anywhere;
      }
      td.actions {
        width: 1%;
      }
      .editor {
        max-width: none;
        padding-block: 16px 24px;
      }
      .row {
        margin-top: -4px;
      }
      .preview {
        margin-top: -8px;
        padding: 12px 16px;
        border-radius: 8px;
        background: var(--wash, color-mix(in oklab, var(--ink) 5%, transparent));
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private language: WordingLanguage | null = null;
  @state() private place: WordingPart | 'own' = 'consent';
  @state() private query = '';
  /** The text that is being changed, and what it is to say. */
  @state() private editing = '';
  @state() private draft = '';
  readonly #list = new Ask<WordingList>(this);
  readonly #save = new Ask<WordingList>(this);

  get #mayChange(): boolean {
    return /^(owner|manager|marketer)$/.test(this.shop.staff.role);
  }

  get #shown(): Language | undefined {
    const languages = (this.#save.value ?? this.#list.value)?.languages;
    const first = this.shop.settings.locales[0]?.startsWith('zh') ? 'zh-hant' : 'en';
    return languages?.find(({ language }) => language === (this.language ?? first));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#list.run(() => this.api.wording());
  }

  override render() {
    const shown = this.#shown;
    return html`<a class="back" href="/console/settings">${msg('Settings')}</a>
      <h1>${msg('Words on your pages')}</h1>
      <p class="lead">${shown ? this.#told(Object.keys(shown.own).length) : nothing}</p>
      <p class="quiet">
        ${msg('What stands in the components, in the launcher and in the question for consent. A change is on every page within six minutes.')}
      </p>
      ${problemNotice(this.#list.problem)} ${shown ? html`${this.#renderChoice(shown)} ${this.#renderTexts(shown)}` : nothing}`;
  }

  #told(own: number): string {
    if (own === 0) return msg('Every text says what Rapport says by itself.');
    return own === 1 ? msg('One text is in your own words.') : msg(str`${count(own)} texts are in your own words.`);
  }

  #renderChoice({ language }: Language): TemplateResult {
    const languages = this.#list.value?.languages ?? [];
    return html`<div class="choose">
      ${selectField({
        name: 'language',
        label: msg('Language'),
        value: language,
        options: languages.map((one) => [one.language, languageName(one.language)]),
        onChange: (value) => this.#leave(() => (this.language = value as WordingLanguage)),
      })}
      ${selectField({
        name: 'part',
        label: msg('Part'),
        value: this.place,
        options: [...PARTS.map(([part]) => [part, partName(part)] as const), ['own', msg('In your own words')] as const],
        onChange: (value) => this.#leave(() => (this.place = value as WordingPart | 'own')),
      })}
      ${searchForm(msg('Search all texts'), this.query, (query) => this.#leave(() => (this.query = query)))}
    </div>`;
  }

  #renderTexts(shown: Language): TemplateResult {
    const texts = this.#found(shown);
    if (texts.length === 0)
      return html`<p class="empty">
        ${this.query ? msg('No text has these words.') : msg('Nothing is in your own words yet. Choose a part to begin with.')}
      </p>`;
    return listTable(
      msg('Words on your pages'),
      [msg('What it says'), [msg('Actions'), 'only-heard']],
      texts.map((text) => this.#renderText(text, shown)),
    );
  }

  /** What is searched for, in any text; otherwise the texts of the part. */
  #found({ texts, own }: Language): readonly WordingText[] {
    const wanted = this.query.toLocaleLowerCase(getLocale());
    if (wanted) return texts.filter(({ id, text }) => [id, text, own[id] ?? ''].some((said) => said.toLocaleLowerCase(getLocale()).includes(wanted)));
    return texts.filter((text) => (this.place === 'own' ? own[text.id] !== undefined : partOf(text) === this.place));
  }

  #renderText(text: WordingText, shown: Language): TemplateResult {
    const own = shown.own[text.id];
    const lang = shown.language === 'zh-hant' ? 'zh-Hant' : shown.language;
    if (this.editing === text.id)
      return html`<tr>
        <td colspan="2">${this.#renderEditor(text, shown.language, lang)}</td>
      </tr>`;
    return html`<tr>
      <td><span lang=${lang}>${own ?? text.text}</span>${own === undefined ? nothing : html`<small lang=${lang}>${text.text}</small>`}</td>
      <td class="right actions">
        ${
          this.#mayChange
            ? html`<button
                class="bare"
                aria-label=${msg(str`Change “${own ?? text.text}”`)}
                @click=${() => this.#leave(() => this.#open(text.id, own ?? text.text))}
              >
                ${msg('Change')}
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  #renderEditor(text: WordingText, language: WordingLanguage, lang: string): TemplateResult {
    const names = namesIn(text.text);
    const { missing, unknown } = wordingFaults(text.text, this.draft);
    const wrong = [
      ...missing.map((name) => msg(str`{${name}} must stay in the text.`)),
      ...unknown.map((name) => msg(str`Nothing is filled in for {${name}}.`)),
    ].join(' ');
    const places = text.also.length + 1;
    return html`<form class="editor" novalidate @submit=${(event: SubmitEvent) => this.#onSave(event, text.id, language)}>
      ${areaField({
        name: 'own',
        label: msg('In your own words'),
        value: this.draft,
        rows: text.text.length > 90 ? 4 : 2,
        wrong: wrong || undefined,
        hint: names.length > 0 ? msg(str`Filled in: ${names.map((name) => `{${name}}`).join(', ')}. They may stand in any order.`) : undefined,
        onInput: (said) => (this.draft = said),
      })}
      <p class="preview" lang=${lang}>${sampled(this.draft, language, this.shop.settings.currency, this.now())}</p>
      <p class="quiet">
        ${msg('By itself it says:')} <span lang=${lang}>${text.text}</span> ${places > 1 ? msg(str`It stands in ${count(places)} places.`) : nothing}
      </p>
      ${problemNotice(this.#save.problem)}
      <div class="row">
        <button class="first" ?disabled=${this.#save.busy || wrong !== '' || !this.draft.trim()}>${msg('Save')}</button>
        <button type="button" @click=${() => void this.#keep(text.id, language, null)}>${msg('As it was at first')}</button>
        <button type="button" @click=${() => this.#leave(() => undefined)}>${msg('Leave it')}</button>
      </div>
    </form>`;
  }

  #open(id: string, said: string): void {
    this.editing = id;
    this.draft = said;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLTextAreaElement>('textarea')?.focus());
  }

  /** Puts the editor away, then does the next thing. */
  #leave(next: () => void): void {
    this.editing = '';
    this.#save.problem = null;
    next();
  }

  readonly #onSave = (event: SubmitEvent, id: string, language: WordingLanguage): void => {
    event.preventDefault();
    void this.#keep(id, language, this.draft.trim());
  };

  async #keep(id: string, language: WordingLanguage, said: string | null): Promise<void> {
    if (await this.#save.run(() => this.api.changeWording({ language, texts: { [id]: said } }))) this.#leave(() => undefined);
  }
}
