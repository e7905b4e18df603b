import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { RapportSignedInEvent } from '../events.ts';
import { Ask } from '../parts/ask.ts';
import { textField, typed } from '../parts/field.ts';
import { problemNotice } from '../parts/notice.ts';
import { formSheets } from '../styles/sheets.ts';

/**
 * Signing in by a code sent to the owner's address.
 * @event {RapportSignedInEvent} rapport-signed-in - The code was right.
 */
@localized()
export class ConsoleSignIn extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      form {
        max-width: 360px;
        margin-top: 32px;
      }
      #code {
        max-width: 9em;
        font-size: 24px;
        letter-spacing: 0.2em;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  /** The shop's id, from the link or the last visit. */
  @property() shopId = '';
  @state() private email = '';
  @state() private asked = false;
  readonly #ask = new Ask<true>(this);

  override render() {
    return html`<h1>${msg('Sign in')}</h1>
      ${this.asked ? this.#renderCode() : this.#renderAddress()} ${problemNotice(this.#ask.problem)}`;
  }

  #renderAddress(): TemplateResult {
    return html`<p class="lead">${msg('We send a code to your e-mail address; there is no password.')}</p>
      <form @submit=${this.#onAddress}>
        ${textField({
          name: 'shopId',
          label: msg('Shop id'),
          value: this.shopId,
          hint: msg('Begins with s; it stands in your sign-in link.'),
          required: true,
          maxlength: 64,
        })}
        ${textField({ name: 'email', label: msg('E-mail address'), value: this.email, type: 'email', required: true, autocomplete: 'email' })}
        <div><button class="first" ?disabled=${this.#ask.busy}>${msg('Send the code')}</button></div>
      </form>`;
  }

  #renderCode(): TemplateResult {
    return html`<p class="lead">${msg(str`If ${this.email} belongs to this shop, a code of six digits is on its way there.`)}</p>
      <form @submit=${this.#onCode}>
        ${textField({
          name: 'code',
          label: msg('Code'),
          required: true,
          inputmode: 'numeric',
          autocomplete: 'one-time-code',
          pattern: '[0-9 ]{6,7}',
          maxlength: 7,
        })}
        <div class="row">
          <button class="first" ?disabled=${this.#ask.busy}>${msg('Sign in')}</button>
          <button class="bare" type="button" @click=${this.#onOther}>${msg('Another address or a new code')}</button>
        </div>
      </form>`;
  }

  readonly #onAddress = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text } = typed(event.currentTarget as HTMLFormElement);
    this.shopId = text('shopId');
    this.email = text('email');
    const sent = await this.#ask.run(() => this.api.sendCode({ shopId: this.shopId, email: this.email }).then(() => true as const));
    if (sent) await this.#show(true);
  };

  readonly #onCode = async (event: SubmitEvent) => {
    event.preventDefault();
    const code = typed(event.currentTarget as HTMLFormElement)
      .text('code')
      .replaceAll(' ', '');
    const taken = await this.#ask.run(() => this.api.signIn({ shopId: this.shopId, email: this.email, code }).then(() => true as const));
    if (taken) this.dispatchEvent(new RapportSignedInEvent(this.shopId));
  };

  readonly #onOther = () => this.#show(false);

  async #show(asked: boolean): Promise<void> {
    this.asked = asked;
    this.#ask.problem = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>(asked ? '#code' : '#email')?.focus();
  }
}
