import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { RapportForgottenEvent } from '../events.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { Ask } from './ask.ts';
import { noticeStyles, problemNotice } from './notice.ts';

/**
 * What a person may ask the shop for: everything that is held of them, as a file, and to be forgotten.
 * @event {RapportForgottenEvent} rapport-forgotten - The person is forgotten.
 */
@localized()
export class ConsolePersonData extends LitElement {
  static override styles = [
    tokens,
    base,
    noticeStyles,
    css`
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() shopperId = '';
  /** What they are called here. */
  @property() name = '';
  readonly #ask = new Ask<true>(this);

  override render() {
    return html`<div class="acts">
        <button ?disabled=${this.#ask.busy} @click=${this.#onExport}>${msg('Everything as a file')}</button>
        <console-confirm
          .label=${msg('Forget')}
          .about=${this.name}
          .disabled=${this.#ask.busy}
          .question=${msg(str`Forget ${this.name}?`)}
          .means=${msg('Profile, visits, wishes, messages, points and vouchers are deleted at once, and from the files within a day. It can’t be undone. Sums without the person stay, and a mark without a name, so that a late delivery can’t bring them back. On Cloudflare, recovery logs may hold a copy for up to 30 days.')}
          .yes=${msg('Yes, forget them')}
          @rapport-yes=${this.#onForget}
        ></console-confirm>
      </div>
      ${problemNotice(this.#ask.problem)}`;
  }

  readonly #onExport = async () => {
    await this.#ask.run(async () => {
      const everything = await this.api.exportShopper(this.shopperId);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' }));
      link.download = `${this.shopperId}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      return true as const;
    });
  };

  readonly #onForget = async () => {
    const done = await this.#ask.run(() => this.api.forgetShopper(this.shopperId).then(() => true as const));
    if (done) this.dispatchEvent(new RapportForgottenEvent());
  };
}
