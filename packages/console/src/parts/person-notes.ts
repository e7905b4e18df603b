import { localized, msg } from '@lit/localize';
import type { StaffNote } from '@rapport/protocol';
import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { formSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { areaField, selectField } from './field.ts';
import { doneNotice, problemNotice } from './notice.ts';
import { noteName, NOTE_KINDS } from './note-words.ts';

/**
 * Where staff note what they heard: a call, an interview, a request, a word.
 * @event {Event} rapport-noted - It stands in the time line now.
 */
@localized()
export class ConsolePersonNotes extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      form {
        max-width: 720px;
        margin-top: 16px;
      }
      button {
        justify-self: start;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() shopperId = '';
  @state() private kind: StaffNote['kind'] = 'call';
  @state() private text = '';
  @state() private done = false;
  readonly #save = new Ask<true>(this);

  override render() {
    return html`<form @submit=${this.#onSubmit}>
        ${selectField({
          name: 'note-kind',
          label: msg('What it was'),
          value: this.kind,
          options: NOTE_KINDS.map((kind) => [kind, noteName(kind)] as const),
          onChange: (kind) => (this.kind = kind as StaffNote['kind']),
        })}
        ${areaField({ name: 'note-text', label: msg('What was said'), value: this.text, rows: 3, onInput: (text) => (this.text = text) })}
        <button ?disabled=${this.#save.busy || this.text.trim() === ''}>${msg('Note it')}</button>
      </form>
      ${problemNotice(this.#save.problem)} ${doneNotice(this.done ? msg('It stands in the time line.') : null)}`;
  }

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { kind, text } = this;
    this.done = false;
    const saved = await this.#save.run(() => this.api.noteDown(this.shopperId, { kind, text: text.trim() }).then(() => true as const));
    if (!saved) return;
    [this.text, this.done] = ['', true];
    this.dispatchEvent(new Event('rapport-noted'));
  };
}
