import { localized, msg } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { formSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { textField, typed } from './field.ts';
import { problemNotice } from './notice.ts';
import { overlapField, USUAL_OVERLAP_MS } from './overlap-field.ts';

/** Changes one of the shop's two signing secrets, the old one counting for an overlap. */
@localized()
export class ConsoleSecret extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      form {
        margin-top: 12px;
      }
      .made {
        max-width: 720px;
        margin-top: 16px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  /** Which of the two. */
  @property() kind: 'identity' | 'webhook' = 'identity';
  @state() private fresh = '';
  @state() private overlapMs = USUAL_OVERLAP_MS;
  readonly #ask = new Ask<string>(this);

  override render() {
    const isWebhook = this.kind === 'webhook';
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
        ${
          isWebhook
            ? textField({
                name: 'secret',
                label: msg('A secret that the shop system gave out'),
                hint: msg('Shopify shows one and it can’t be chosen there. Empty: a new one is made here.'),
                maxlength: 200,
              })
            : ''
        }
        <div>
          <console-confirm
            .label=${msg('Change it')}
            .about=${isWebhook ? msg('Webhook secret') : msg('Identity secret')}
            .disabled=${this.#ask.busy}
            .question=${isWebhook ? msg('Change the webhook secret?') : msg('Change the identity secret?')}
            .means=${
              isWebhook
                ? msg('Deliveries signed with the old one are refused once it stops.')
                : msg('Members whose shop still signs with the old one can’t be signed in once it stops.')
            }
            .yes=${msg('Yes, change it')}
            @rapport-yes=${this.#onYes}
            >${overlapField(`overlap-${this.kind}`, this.overlapMs, (overlapMs) => (this.overlapMs = overlapMs))}</console-confirm
          >
        </div>
      </form>
      ${problemNotice(this.#ask.problem)}
      <div role="status">
        ${
          this.fresh
            ? html`<div class="made">
                <console-copy .label=${msg('The new secret')} .value=${this.fresh}></console-copy>
                <p class="quiet">${msg('It is shown this once. Put it into the shop’s back end before the old one stops.')}</p>
              </div>`
            : ''
        }
      </div>`;
  }

  readonly #onYes = async () => {
    const form = this.renderRoot.querySelector('form') as HTMLFormElement;
    const given = this.kind === 'webhook' ? typed(form).text('secret') : '';
    const made = await this.#ask.run(async () =>
      this.kind === 'webhook'
        ? (await this.api.changeWebhookSecret(this.overlapMs, given)).webhookSecret
        : (await this.api.changeIdentitySecret(this.overlapMs)).identitySecret,
    );
    this.fresh = made ?? '';
    if (made) form.reset();
  };
}
