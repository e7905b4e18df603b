import { localized, msg } from '@lit/localize';
import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';

/** Who gets in, with what, and what they did. The owner decides; managers read the trail. */
@localized()
export class ConsoleAccess extends LitElement {
  static override styles = [tokens, base];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;

  override render() {
    const { role } = this.shop.staff;
    return html`<h1>${msg('Access')}</h1>
      <p class="lead">${msg('Who gets in, with which key, and what they did.')}</p>
      ${role === 'owner' ? this.#renderOwners() : ''}
      ${role === 'owner' || role === 'manager' ? this.#renderAudit() : html`<p class="quiet">${msg('Only the owner and managers see this.')}</p>`}`;
  }

  #renderOwners(): TemplateResult {
    const { settings, staff, slices } = this.shop;
    return html`<section aria-labelledby="staff">
        <h2 id="staff">${msg('Who works here')}</h2>
        <console-staff .api=${this.api} .me=${staff.email}></console-staff>
      </section>
      <section aria-labelledby="keys">
        <h2 id="keys">${msg('Secret keys')}</h2>
        <p class="quiet">
          ${msg('With one of these the shop’s own systems report orders and check vouchers. They are worth money: whoever has one can give points.')}
        </p>
        <console-keys .api=${this.api} .timeZone=${settings.timeZone} .now=${this.now}></console-keys>
      </section>
      <section aria-labelledby="identity">
        <h2 id="identity">${msg('Identity secret')}</h2>
        <p class="quiet">${msg('The shop signs with it who somebody is when they sign in.')}</p>
        <console-secret .api=${this.api} .kind=${'identity'}></console-secret>
      </section>
      <section aria-labelledby="webhook">
        <h2 id="webhook">${msg('Webhook secret')}</h2>
        <p class="quiet">${msg('The shop system signs its deliveries of orders with it.')}</p>
        <console-secret .api=${this.api} .kind=${'webhook'}></console-secret>
      </section>
      <section aria-labelledby="cleaning">
        <h2 id="cleaning">${msg('Cleaning the files')}</h2>
        <p class="quiet">
          ${msg('Deleted data leaves traces in a database’s file. Copying what is alive into a fresh file and deleting the old one takes them away. After somebody was forgotten this happens by itself within a day; here it happens now.')}
        </p>
        <console-cleaner .api=${this.api} .slices=${slices}></console-cleaner>
      </section>`;
  }

  #renderAudit(): TemplateResult {
    return html`<section aria-labelledby="audit">
      <h2 id="audit">${msg('What staff did')}</h2>
      <p class="quiet">${msg('Nobody can change or delete these lines.')}</p>
      <console-audit .api=${this.api} .timeZone=${this.shop.settings.timeZone}></console-audit>
    </section>`;
  }
}
