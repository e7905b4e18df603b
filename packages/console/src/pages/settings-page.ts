import { localized, msg } from '@lit/localize';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { SettingsPatch, ShopView } from '@rapport/protocol';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { currencyName } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { areaField, languageField, selectField, textField, typed } from '../parts/field.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { originsOf } from '../parts/origins.ts';
import { timeZones } from '../parts/places.ts';
import { formSheets } from '../styles/sheets.ts';

/**
 * The shop's name, addresses, languages and mail.
 * @event {RapportShopEvent} rapport-shop - The settings were saved.
 */
@localized()
export class ConsoleSettings extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      form {
        margin-top: 32px;
      }
      .keys {
        display: grid;
        gap: 20px;
        max-width: 720px;
        margin-top: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private saved = false;
  @state() private noLanguage = false;
  readonly #ask = new Ask<ChangedShop>(this);

  override render() {
    return html`<h1>${msg('Settings')}</h1>
      <p class="lead">${msg('What Rapport knows of the shop itself.')}</p>
      ${this.#renderForm()} ${problemNotice(this.#ask.problem)} ${doneNotice(this.saved ? msg('Saved.') : null)} ${this.#renderKeys()}
      ${this.#renderWebhooks()}`;
  }

  #renderForm(): TemplateResult {
    const { name, timeZone, locales, origins, mailFrom, notices = { mail: true, wantFrom: 5 } } = this.shop.settings;
    return html`<form @submit=${this.#onSubmit} @input=${this.#onInput}>
      ${textField({ name: 'name', label: msg('Name of the shop'), value: name, required: true, maxlength: 120, autocomplete: 'organization' })}
      ${areaField({
        name: 'origins',
        label: msg('Addresses of the shop'),
        value: origins.join('\n'),
        rows: Math.max(3, origins.length + 1),
        hint: msg('One a line, as in https://shop.example. Only pages there may use the shop’s key. Empty: any page.'),
      })}
      ${languageField({ label: msg('Languages of the shop'), hint: msg('Shoppers see Rapport in theirs, if it is one of these.'), chosen: locales })}
      ${this.noLanguage ? html`<p class="wrong" role="alert">${msg('Choose one language at least.')}</p>` : ''}
      ${textField({
        name: 'mailFrom',
        label: msg('Mail is sent from'),
        value: mailFrom,
        type: 'email',
        autocomplete: 'email',
        hint: msg('An address of the shop. Empty: no mail is sent at all, not even your sign-in codes.'),
      })}
      ${selectField({ name: 'timeZone', label: msg('Time zone'), value: timeZone, options: timeZones(timeZone), hint: msg('What a day is, for points and reports.') })}
      ${textField({
        name: 'wantFrom',
        label: msg('Tell me what people look for in vain, from so many people on'),
        value: String(notices.wantFrom),
        type: 'number',
        inputmode: 'numeric',
        min: 3,
        max: 10_000,
        required: true,
      })}
      <label class="choice">
        <input
          type="checkbox"
          name="noticeMail"
          .checked=${notices.mail}
        />${msg('Send me that by mail, and how each day was, at nine in the morning')}
      </label>
      <div><button class="first" ?disabled=${this.#ask.busy}>${msg('Save the settings')}</button></div>
    </form>`;
  }

  #renderKeys(): TemplateResult {
    const { shopId, publishableKey, settings } = this.shop;
    return html`<section aria-labelledby="keys">
      <h2 id="keys">${msg('Ids and keys')}</h2>
      <p class="quiet">${msg('The currency and these stay as they are. The secret key was shown once, when the shop was made.')}</p>
      <dl class="facts plain">
        <div>
          <dt>${msg('Currency')}</dt>
          <dd>${currencyName(settings.currency)}</dd>
        </div>
      </dl>
      <div class="keys">
        <console-copy .label=${msg('Shop id')} .value=${shopId}></console-copy>
        <console-copy .label=${msg('Sign-in link')} .value=${`${location.origin}/console/sign-in?shop=${shopId}`}></console-copy>
        <console-copy .label=${msg('Publishable key')} .value=${publishableKey}></console-copy>
      </div>
    </section>`;
  }

  #renderWebhooks(): TemplateResult {
    return html`<section aria-labelledby="words">
        <h2 id="words">${msg('Words on your pages')}</h2>
        <p class="quiet">
          ${msg('What stands in the components, in the launcher and in the question for consent. A change is on every page within six minutes.')}
          <a href="/console/settings/words">${msg('The words of the components, in your own')}</a>
        </p>
      </section>
      <section aria-labelledby="webhooks">
        <h2 id="webhooks">${msg('Webhooks')}</h2>
        <p class="quiet">
          ${msg('Your own systems can be told what happens here, the moment it does.')}
          <a href="/console/settings/webhooks">${msg('Addresses and messages')}</a>
        </p>
      </section>`;
  }

  readonly #onInput = () => {
    this.saved = false;
  };

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { text, all } = typed(event.currentTarget as HTMLFormElement);
    const mail = all('noticeMail').length > 0;
    const locales = all('locales');
    this.noLanguage = locales.length === 0;
    if (this.noLanguage) return;
    const patch: SettingsPatch = {
      name: text('name'),
      origins: originsOf(text('origins')),
      locales,
      mailFrom: text('mailFrom'),
      timeZone: text('timeZone'),
      notices: { mail, wantFrom: Number(text('wantFrom')) },
    };
    const changed = await this.#ask.run(() => this.api.changeShop(patch));
    this.saved = changed !== null;
    if (changed) this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  };
}
