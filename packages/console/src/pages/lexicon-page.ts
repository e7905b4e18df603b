import { localized, msg, str } from '@lit/localize';
import type { ShopView } from '@rapport/protocol';
import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { areaField, typed } from '../parts/field.ts';
import { isTooLong, readLetters, readSynonyms, typedLexicon, type WrongLine } from '../parts/lexicon-draft.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { formSheets } from '../styles/sheets.ts';

const NOTHING = { synonyms: [], letters: [] };

/**
 * How the shop's language is read: words that mean the same, and letters that count as one.
 * @event {RapportShopEvent} rapport-shop - The words were saved.
 */
@localized()
export class ConsoleLexicon extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      form {
        max-width: 640px;
        margin-top: 32px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private saved = false;
  @state() private wrong: { readonly synonyms?: string | undefined; readonly letters?: string | undefined } = {};
  readonly #ask = new Ask<ChangedShop>(this);

  override render() {
    const { synonyms, letters } = typedLexicon(this.shop.settings.lexicon ?? NOTHING);
    return html`<a class="back" href="/console/catalogue">${msg('Catalogue')}</a>
      <h1>${msg('Words that mean the same')}</h1>
      <p class="lead">${msg('Who waits for a mug hears of the cup, too.')}</p>
      <p class="quiet">${msg('Wishes and products are read with these words from the next arrival on.')}</p>
      ${doneNotice(this.saved ? msg('Saved.') : null)} ${problemNotice(this.#ask.problem)}
      <form @submit=${this.#onSubmit} @input=${this.#onInput} novalidate>
        ${areaField({
          name: 'synonyms',
          label: msg('Words'),
          value: synonyms,
          rows: 8,
          hint: msg('A line for each meaning, its words with a comma between them, such as “mug, cup”.'),
          wrong: this.wrong.synonyms,
        })}
        ${areaField({
          name: 'letters',
          label: msg('Letters'),
          value: letters,
          rows: 4,
          hint: msg('Letters of Chinese or Japanese that count as one, a line each, such as “臺台”. Others are kept apart.'),
          wrong: this.wrong.letters,
        })}
        <div><button class="first" ?disabled=${this.#ask.busy}>${msg('Save the words')}</button></div>
      </form>`;
  }

  readonly #onInput = () => {
    this.saved = false;
  };

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text } = typed(event.currentTarget as HTMLFormElement);
    const [synonyms, letters] = [readSynonyms(text('synonyms')), readLetters(text('letters'))];
    this.wrong = {
      synonyms: wrongWords(synonyms.wrong, isTooLong(synonyms.groups.length, 'groups'), unreadWord),
      letters: wrongWords(letters.wrong, isTooLong(letters.groups.length, 'letters'), unreadLetter),
    };
    if (this.wrong.synonyms || this.wrong.letters) return;
    const changed = await this.#ask.run(() => this.api.changeShop({ lexicon: { synonyms: synonyms.groups, letters: letters.groups } }));
    this.saved = changed !== null;
    if (changed) this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  };
}

const unreadWord = (line: string): string => msg(str`Line ${line} has something without a letter or digit.`);
const unreadLetter = (line: string): string => msg(str`Line ${line} has something other than letters of Chinese or Japanese.`);

/** What is wrong, of the first line that is; undefined = nothing. */
const wrongWords = ([first]: readonly WrongLine[], tooLong: boolean, unread: (line: string) => string): string | undefined => {
  if (first?.why === 'alone') return msg(str`Line ${count(first.line)} stands alone: it needs two or more.`);
  if (first?.why === 'many') return msg(str`Line ${count(first.line)} has too many: at most 20 belong together.`);
  if (first?.why === 'again') return msg(str`Line ${count(first.line)} has a letter of an earlier line.`);
  if (first) return unread(count(first.line));
  return tooLong ? msg('These are more lines than can be kept.') : undefined;
};
