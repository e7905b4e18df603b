import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { CodePoolState } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count } from '../format.ts';
import { formSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { areaField } from './field.ts';
import { problemNotice } from './notice.ts';

/** As many as one call takes. */
const MOST = 2_000;

/** Where an owner brings codes of another system for a reward; one that is known is passed over. */
@localized()
export class ConsoleCodes extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  /** Id of the reward. */
  @property() reward = '';
  @state() private text = '';
  @state() private wrong = '';
  readonly #ask = new Ask<CodePoolState>(this);

  override render() {
    const { value, problem, busy } = this.#ask;
    return html`${areaField({
        name: 'codes',
        label: msg('Bring codes'),
        hint: msg('One a line, 4 to 64 signs. A reward is given as long as there are some left.'),
        value: this.text,
        rows: 3,
        wrong: this.wrong || undefined,
        onInput: (text) => (this.text = text),
      })}
      <div><button type="button" ?disabled=${busy || this.text.trim() === ''} @click=${this.#onBring}>${msg('Bring them')}</button></div>
      ${problemNotice(problem)}
      <p class="quiet" role="status">
        ${value ? msg(str`${count(value.added)} were new. ${count(value.left)} of ${count(value.all)} are left.`) : nothing}
      </p>`;
  }

  readonly #onBring = async () => {
    const codes = this.text.split(/\s+/).filter((code) => code !== '');
    const bad = codes.find((code) => !/^[\x21-\x7e]{4,64}$/.test(code));
    this.wrong = bad === undefined ? '' : msg(str`“${bad}” can’t be a code.`);
    if (codes.length > MOST) this.wrong = msg(str`At most ${count(MOST)} at a time.`);
    if (this.wrong === '' && (await this.#ask.run(() => this.api.addCodes(this.reward, codes)))) this.text = '';
  };
}
