import { localized, msg, str } from '@lit/localize';
import { FIRST_WORDS, STAGES } from '@rapport/domain/lifecycle';
import type { ShopView, Stage, StageWord } from '@rapport/protocol';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count, languageName } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { areaField, textField } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { stageMeaning, stageName } from '../parts/people-words.ts';
import { asRead } from '../parts/stage-sample.ts';
import { wholeSheets } from '../styles/sheets.ts';

/**
 * What is said when a stage of somebody's life begins: one word a stage, once an entry; each can be reworded and paused.
 * @event {RapportShopEvent} rapport-shop - The words were saved.
 */
@localized()
export class ConsoleStageWords extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .editor {
        padding-block: 16px 24px;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private editing: Stage | null = null;
  @state() private draft: StageWord | null = null;
  readonly #save = new Ask<ChangedShop>(this);

  override render() {
    const speaking = STAGES.filter((stage) => !this.#word(stage).paused).length;
    return html`<a class="back" href="/console/messages">${msg('Messages')}</a>
      <h1>${msg('Words for each stage')}</h1>
      <p class="lead">
        ${speaking === STAGES.length ? msg('All eight stages say one thing when they begin.') : msg(str`${count(speaking)} of eight stages say one thing when they begin.`)}
      </p>
      <p class="quiet">
        ${msg('Once each time somebody enters, a minute later, to those who agreed to messages. It counts as promotional: the contact rules hold, and the group without offers gets none.')}
      </p>
      ${this.draft ? nothing : problemNotice(this.#save.problem)}
      ${listTable(
        msg('Words for each stage'),
        [msg('Stage'), [msg('What is said'), 'wide'], [msg('Actions'), 'only-heard']],
        STAGES.map((stage) => this.#renderStage(stage)),
      )}`;
  }

  #renderStage(stage: Stage): TemplateResult {
    const word = this.#word(stage);
    const name = stageName(stage);
    const [first = 'en'] = this.shop.settings.locales;
    const [title, text] = [asRead(word.title, this.shop.settings), asRead(word.text, this.shop.settings)];
    if (this.editing === stage && this.draft) {
      return html`<tr>
        <td colspan="3">${this.#renderEditor(stage, this.draft)}</td>
      </tr>`;
    }
    return html`<tr>
      <td>${name}<small>${word.paused ? msg('Paused') : stageMeaning(stage)}</small></td>
      <td class="wide">${title[first] ?? Object.values(title)[0]}<small>${text[first] ?? Object.values(text)[0]}</small></td>
      <td class="right">
        <button class="bare" aria-label=${msg(str`Edit ${name}`)} @click=${() => this.#open(stage)}>${msg('Edit')}</button>
        <button
          class="bare"
          aria-label=${word.paused ? msg(str`Resume ${name}`) : msg(str`Pause ${name}`)}
          ?disabled=${this.#save.busy}
          @click=${() => this.#keep(stage, { ...word, paused: !word.paused })}
        >
          ${word.paused ? msg('Resume') : msg('Pause')}
        </button>
      </td>
    </tr>`;
  }

  #renderEditor(stage: Stage, draft: StageWord): TemplateResult {
    const set = (part: 'title' | 'text', locale: string, text: string): void => {
      if (this.draft) this.draft = { ...this.draft, [part]: { ...this.draft[part], [locale]: text } };
    };
    return html`<form class="editor" novalidate aria-label=${stageName(stage)} @submit=${this.#onSave}>
      <h2>${stageName(stage)}</h2>
      ${this.shop.settings.locales.map((locale) => {
        const language = languageName(locale);
        return html`${textField({ name: `title-${locale}`, label: msg(str`Title, ${language}`), value: draft.title[locale] ?? '', maxlength: 120, lang: locale, onInput: (text) => set('title', locale, text) })}
          ${areaField({ name: `text-${locale}`, label: msg(str`Text, ${language}`), value: draft.text[locale] ?? '', rows: 3, onInput: (text) => set('text', locale, text) })}
          <p class="hint" lang=${locale}>
            ${asRead(draft.title, this.shop.settings)[locale]}<br />
            ${asRead(draft.text, this.shop.settings)[locale]}
          </p>`;
      })}
      <p class="hint">
        ${msg('{name}, {shop}, {points}, {orders}, {tier}, {missing} (to the next tier) and {answer} (points for a first answer) are filled in. Of [one|another] the first part stands whose values are known.')}
      </p>
      ${problemNotice(this.#save.problem)}
      <div class="row">
        <button class="first" ?disabled=${this.#save.busy}>${msg('Save')}</button>
        <button type="button" @click=${() => (this.draft = FIRST_WORDS[stage])}>${msg('As it was at first')}</button>
        <button type="button" @click=${() => (this.draft = null)}>${msg('Leave it')}</button>
      </div>
    </form>`;
  }

  #word(stage: Stage): StageWord {
    return this.shop.settings.stageWords?.[stage] ?? FIRST_WORDS[stage];
  }

  #open(stage: Stage): void {
    this.editing = stage;
    this.draft = this.#word(stage);
  }

  readonly #onSave = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.editing && this.draft && (await this.#keep(this.editing, this.draft))) this.draft = null;
  };

  async #keep(stage: Stage, word: StageWord): Promise<boolean> {
    const saved = await this.#save.run(() => this.api.changeShop({ stageWords: { ...this.shop.settings.stageWords, [stage]: word } }));
    if (saved) this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...saved }));
    return saved !== null;
  }
}
