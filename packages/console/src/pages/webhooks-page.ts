import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ShopView, WebhookEndpoint, WebhookType } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, moment } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { textField, typed } from '../parts/field.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { endpointState, typeName, typeNames } from '../parts/webhook-words.ts';
import { formSheets } from '../styles/sheets.ts';

/** Where the shop's own systems hear of what happens, and what became of each message. */
@localized()
export class ConsoleWebhooks extends LitElement {
  static override styles = [
    ...formSheets,
    css`
      .endpoint {
        padding: 20px 0;
        border-top: 1px solid var(--line);
      }
      .endpoint h3 {
        overflow-wrap: anywhere;
      }
      .endpoint .row {
        margin-top: 8px;
      }
      .alarm {
        color: var(--alarm);
      }
      console-copy {
        display: block;
        max-width: 720px;
        margin-top: 16px;
      }
      form {
        margin-top: 16px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private secret: { readonly url: string; readonly value: string } | null = null;
  @state() private done = '';
  @state() private noType = false;
  @state() private removing = '';
  readonly #list = new Ask<readonly WebhookEndpoint[]>(this);
  readonly #act = new Ask<unknown>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#load();
  }

  override render() {
    const { value, problem } = this.#list;
    return html`<a class="back" href="/console/settings">${msg('Settings')}</a>
      <h1>${msg('Webhooks')}</h1>
      <p class="lead">${this.#answer(value)}</p>
      ${problemNotice(problem ?? this.#act.problem)} ${doneNotice(this.done || null)} ${this.#renderSecret()}
      ${
        value?.length
          ? html`<section aria-labelledby="addresses">
              <h2 id="addresses">${msg('Addresses')}</h2>
              ${value.map((one) => this.#renderEndpoint(one))}
            </section>`
          : nothing
      }
      ${this.#renderForm()}
      <section aria-labelledby="log">
        <h2 id="log">${msg('Messages')}</h2>
        <p class="quiet">${msg('Kept for 30 days. A message is tried ten times over three days, always under the same id.')}</p>
        <console-webhook-log .api=${this.api} .endpoints=${value ?? []} .timeZone=${this.shop.settings.timeZone}></console-webhook-log>
      </section>`;
  }

  #answer(endpoints: readonly WebhookEndpoint[] | null): string {
    if (!endpoints) return msg('Reading…');
    if (endpoints.length === 0) return msg('No system of yours is told anything yet.');
    const waiting = endpoints.reduce((sum, one) => sum + one.waiting, 0);
    if (endpoints.some((one) => one.state === 'on' && one.failingSinceMs !== null))
      return msg(str`Not everything gets through: ${count(waiting)} messages wait.`);
    return waiting === 0 ? msg('Everything has got through.') : msg(str`${count(waiting)} messages are on their way.`);
  }

  /** Shown once: what is lost here is made anew. */
  #renderSecret(): TemplateResult | typeof nothing {
    if (!this.secret) return nothing;
    return html`<div role="status">
      <console-copy .label=${msg(str`Secret of ${this.secret.url}`)} .value=${this.secret.value}></console-copy>
      <p class="quiet">${msg('It is shown this once. Your system checks with it that a message is from here.')}</p>
    </div>`;
  }

  #renderEndpoint(endpoint: WebhookEndpoint): TemplateResult {
    const { id, url, types, state: standing, failingSinceMs } = endpoint;
    const isOn = standing === 'on';
    const named = (words: string): string => `${words}: ${url}`;
    const since = (atMs: number): string => moment(atMs, this.shop.settings.timeZone);
    return html`<div class="endpoint">
      <h3>${url}</h3>
      <p class=${failingSinceMs !== null || standing === 'gone' ? 'alarm' : 'quiet'}>${endpointState(endpoint, since)}</p>
      <p class="quiet">${types.map(typeName).join(' · ')}</p>
      <div class="row">
        <button aria-label=${named(msg('Send a test'))} @click=${() => this.#test(endpoint)}>${msg('Send a test')}</button>
        <button aria-label=${named(msg('Send again what did not arrive'))} @click=${() => this.#replay(endpoint)}>
          ${msg('Send again what did not arrive')}
        </button>
        <button class="bare" aria-label=${named(msg('New secret'))} @click=${() => this.#rotate(endpoint)}>${msg('New secret')}</button>
        <button class="bare" aria-label=${named(isOn ? msg('Switch off') : msg('Switch on'))} @click=${() => this.#switch(endpoint)}>
          ${isOn ? msg('Switch off') : msg('Switch on')}
        </button>
        ${
          this.removing === id
            ? html`<span>${msg('Remove it with all that waits?')}</span>
                <button aria-label=${named(msg('Yes, remove it'))} @click=${() => this.#remove(endpoint)}>${msg('Yes, remove it')}</button>
                <button class="bare" @click=${() => (this.removing = '')}>${msg('Keep it')}</button>`
            : html`<button class="bare" aria-label=${named(msg('Remove'))} @click=${() => (this.removing = id)}>${msg('Remove')}</button>`
        }
      </div>
    </div>`;
  }

  #renderForm(): TemplateResult {
    return html`<section aria-labelledby="add">
      <h2 id="add">${msg('Add an address')}</h2>
      <p class="quiet">${msg('Messages follow Standard Webhooks: signed, repeated until they are taken, safe to be taken twice.')}</p>
      <form @submit=${this.#onAdd}>
        ${textField({ name: 'url', label: msg('Address'), type: 'url', required: true, maxlength: 2000, hint: msg('Begins with https:// and is on the open internet.') })}
        <fieldset class="field">
          <legend>${msg('What it hears of')}</legend>
          <div class="choices">
            ${typeNames().map(
              ([type, words]) =>
                html`<label class="choice"><input type="checkbox" name="types" value=${type} checked /><span>${words}</span></label>`,
            )}
          </div>
          ${this.noType ? html`<p class="wrong" role="alert">${msg('Choose one at least.')}</p>` : nothing}
        </fieldset>
        <div><button class="first" ?disabled=${this.#act.busy}>${msg('Add the address')}</button></div>
      </form>
    </section>`;
  }

  async #load(): Promise<void> {
    await this.#list.run(() => this.api.endpoints());
  }

  /** Does something, says that it was done, and looks at how things stand. */
  async #do<T>(work: () => Promise<T>, words: (result: T) => string): Promise<T | null> {
    this.done = '';
    this.removing = '';
    const result = (await this.#act.run(work)) as T | null;
    if (result === null) return null;
    this.done = words(result);
    await this.#load();
    return result;
  }

  async #test({ id }: WebhookEndpoint): Promise<void> {
    await this.#do(
      () => this.api.testEndpoint(id),
      () => msg('A test is on its way. See below whether it arrives.'),
    );
  }

  async #replay({ id }: WebhookEndpoint): Promise<void> {
    await this.#do(
      () => this.api.replayEndpoint(id),
      ({ replayed }) => (replayed === 0 ? msg('There was nothing that did not arrive.') : msg(str`${count(replayed)} messages are sent again.`)),
    );
  }

  async #rotate({ id, url }: WebhookEndpoint): Promise<void> {
    const made = await this.#do(
      () => this.api.rotateEndpoint(id, 86_400_000),
      () => msg('For a day, messages are signed with both secrets.'),
    );
    if (made) this.secret = { url, value: made.secret };
  }

  async #switch({ id, state: standing }: WebhookEndpoint): Promise<void> {
    const next = standing === 'on' ? 'off' : 'on';
    await this.#do(
      () => this.api.changeEndpoint(id, { state: next }),
      () => (next === 'on' ? msg('It hears of what happens from now on.') : msg('Nothing more is sent there.')),
    );
  }

  async #remove({ id }: WebhookEndpoint): Promise<void> {
    await this.#do(
      () => this.api.removeEndpoint(id).then(() => true),
      () => msg('Removed.'),
    );
  }

  readonly #onAdd = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { text, all } = typed(form);
    const types = all('types') as WebhookType[];
    this.noType = types.length === 0;
    if (this.noType) return;
    const url = text('url');
    const made = await this.#do(
      () => this.api.addEndpoint({ url, types }),
      () => msg('Added. Keep its secret now.'),
    );
    if (!made) return;
    this.secret = { url, value: made.secret };
    form.reset();
  };
}
