import { localized, msg } from '@lit/localize';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ShopMade } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { RapportGoEvent, RapportSignedInEvent } from '../events.ts';
import { currencyName } from '../format.ts';
import { getLocale } from '../locale.ts';
import { Ask } from '../parts/ask.ts';
import { languageField, selectField, textField, typed } from '../parts/field.ts';
import { problemNotice } from '../parts/notice.ts';
import { originOf } from '../parts/origins.ts';
import { scriptTagField } from '../parts/script-tag.ts';
import { currencyHere, timeZones, zoneHere } from '../parts/places.ts';
import { formSheets } from '../styles/sheets.ts';

const TOKEN = /^setup_(s[0-9a-z]{15})_[\w-]{43}$/;

/**
 * The one-time set-up link: makes the shop, shows its keys once, and goes on to the catalogue.
 * @event {RapportSignedInEvent} rapport-signed-in - The shop was made; its owner is signed in.
 * @event {RapportGoEvent} rapport-go - The owner has kept the keys.
 */
@localized()
export class ConsoleSetUp extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      form,
      .keys {
        margin-top: 32px;
      }
      .keys {
        display: grid;
        gap: 24px;
        max-width: 720px;
      }
      .keys .quiet {
        margin-top: 4px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  /** The link's token, `setup_<shopId>_…`. */
  @property() token = '';
  @state() private kept = false;
  readonly #made = new Ask<ShopMade>(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#onLeave);
  }

  override render() {
    if (this.#made.value) return this.#renderKeys(this.#made.value);
    return TOKEN.test(this.token) ? this.#renderForm() : this.#renderNoLink();
  }

  #renderNoLink(): TemplateResult {
    return html`<h1>${msg('Set up a shop')}</h1>
      <p class="lead">${msg('This page needs the whole set-up link.')}</p>
      <p class="quiet">${msg('It is printed where Rapport was started, and ends in a long key after the # sign. Copy all of it.')}</p>`;
  }

  #renderForm(): TemplateResult {
    const { busy, problem } = this.#made;
    const signIn = html`<small><a href="/console/sign-in?shop=${this.#shopId}">${msg('Sign in')}</a></small>`;
    return html`<h1>${msg('Set up your shop')}</h1>
      <p class="lead">${msg('Five answers, then one line to paste.')}</p>
      <form @submit=${this.#onSubmit}>
        ${textField({ name: 'name', label: msg('Name of the shop'), required: true, maxlength: 120, autocomplete: 'organization' })}
        <div class="pair">
          ${selectField({
            name: 'currency',
            label: msg('Currency'),
            value: currencyHere(),
            options: Intl.supportedValuesOf('currency').map((code) => [code, currencyName(code)] as const),
            hint: msg('Prices, points and reports are in it. It stays.'),
          })}
          ${selectField({
            name: 'timeZone',
            label: msg('Time zone'),
            value: zoneHere(),
            options: timeZones(zoneHere()),
            hint: msg('What a day is, for points and reports.'),
          })}
        </div>
        ${languageField({ label: msg('Languages of the shop'), hint: msg('Shoppers see Rapport in theirs, if it is one of these.'), chosen: [getLocale()] })}
        ${textField({
          name: 'origin',
          label: msg('Address of the shop'),
          hint: msg('Only pages there may use the shop’s key, as in https://shop.example. Empty: any page, until you name one.'),
          inputmode: 'url',
          maxlength: 300,
        })}
        ${textField({ name: 'ownerEmail', label: msg('Your e-mail address'), hint: msg('Sign-in codes go there. Mail is sent from it too, until you name another sender in the settings.'), type: 'email', required: true, autocomplete: 'email' })}
        <div><button class="first" ?disabled=${busy}>${busy ? msg('Making the shop…') : msg('Make the shop')}</button></div>
      </form>
      ${problemNotice(problem, problem?.code === 'shop-exists' ? signIn : nothing)}`;
  }

  #renderKeys(made: ShopMade): TemplateResult {
    return html`<h1 tabindex="-1">${msg('The shop is made')}</h1>
      <p class="lead">${msg('Keep the two secrets now. They are not shown again.')}</p>
      <div class="keys">
        <div>
          ${scriptTagField(made.publishableKey)}
          <p class="quiet">${msg('Paste it into every page of the shop, before </head>. You find it again on the home page.')}</p>
        </div>
        <console-copy .label=${msg('Publishable key')} .value=${made.publishableKey}></console-copy>
        <div>
          <console-copy .label=${msg('Secret key')} .value=${made.secretKey}></console-copy>
          <p class="quiet">${msg('For the shop’s back end: orders, vouchers, imports. Never in a page.')}</p>
        </div>
        <div>
          <console-copy .label=${msg('Identity secret')} .value=${made.identitySecret}></console-copy>
          <p class="quiet">${msg('The shop’s back end signs with it who is signed in, so that points follow the person. Never in a page.')}</p>
        </div>
        <div>
          <console-copy .label=${msg('Webhook secret')} .value=${made.webhookSecret}></console-copy>
          <p class="quiet">${msg('The shop’s system signs orders with it that it sends here by itself. Never in a page.')}</p>
        </div>
        <label class="choice">
          <input type="checkbox" .checked=${this.kept} @change=${this.#onKept} />
          ${msg('I have kept the secret key and the identity secret.')}
        </label>
        <div>
          <button class="first" ?disabled=${!this.kept} @click=${this.#onGo}>${msg('Go on to the catalogue')}</button>
        </div>
      </div>`;
  }

  get #shopId(): string {
    return TOKEN.exec(this.token)?.[1] ?? '';
  }

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text, all } = typed(event.currentTarget as HTMLFormElement);
    const origin = originOf(text('origin'));
    const locales = all('locales');
    const made = await this.#made.run(() =>
      this.api.makeShop(this.token, {
        name: text('name'),
        currency: text('currency'),
        timeZone: text('timeZone'),
        locales: locales.length ? locales : [getLocale()],
        origins: origin ? [origin] : [],
        ownerEmail: text('ownerEmail'),
        mailFrom: text('ownerEmail'),
      }),
    );
    if (!made) return;
    addEventListener('beforeunload', this.#onLeave);
    this.dispatchEvent(new RapportSignedInEvent(made.shopId));
    await this.updateComplete;
    this.renderRoot.querySelector('h1')?.focus();
  };

  readonly #onKept = (event: Event) => {
    this.kept = (event.currentTarget as HTMLInputElement).checked;
  };

  readonly #onGo = () => {
    removeEventListener('beforeunload', this.#onLeave);
    this.dispatchEvent(new RapportGoEvent('/console/catalogue'));
  };

  /** The browser asks before the secrets are gone. */
  readonly #onLeave = (event: BeforeUnloadEvent) => {
    if (!this.kept) event.preventDefault();
  };
}
