import { msg, str } from '@lit/localize';
import type { Channel, Frequency, Preferences, PreferencesView, Purpose } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { contact } from '@rapport/client/preferences';
import { ClientController } from '../internal/client-controller.ts';
import { trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { fields } from '../styles/fields.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { contactStyles } from './contact.styles.ts';
import { channelWords, FREQUENCIES, frequencyWords, subjectWords } from './contact-words.ts';
import { pushed, subscribe, unsubscribe } from './push.ts';

const SUBJECTS: readonly Purpose[] = ['asked-for', 'service', 'promotional'];
const CHANNELS: readonly Channel[] = ['inbox', 'email', 'push'];

/** About as high as what comes, so that nothing below it moves. */
const room = html`<div class="bone room" aria-hidden="true"></div>`;

/**
 * What a shopper who agreed to messages wants to hear, where and when: by purpose and channel, how often, quiet hours, fewer, everything off. Where mail goes,
 * and whether this browser takes push. Everything is saved as it is touched.
 * @csspart section - The whole. @csspart off - The button that ends everything.
 */
export class RapportContact extends LitElement {
  static override styles = [tokens, buttons, fields, contactStyles];

  /** Path of the shop's own service worker, which loads ours; without it push is not offered. */
  @property({ attribute: 'push-worker' }) pushWorker = '';

  @state() private kept: PreferencesView | null = null;
  @state() private hasPush = false;
  @state() private trouble = '';
  @state() private said = '';

  readonly #client = new ClientController(this);
  #round = -1;

  override willUpdate(): void {
    const { client, view } = this.#client;
    if (!client || !view || client.round === this.#round || view.consent.messages !== 'granted') return;
    this.#round = client.round;
    void this.#save(contact(client));
    void pushed(this.pushWorker).then((has) => (this.hasPush = has));
  }

  override render(): TemplateResult | typeof nothing {
    const { kept } = this;
    if (this.#client.view?.consent.messages !== 'granted') return nothing;
    return html`<section part="section" aria-labelledby="contact">
      <h3 id="contact">${msg('What you hear, and where', { id: 'contact.title' })}</h3>
      ${kept ? (kept.preferences.off ? this.#renderOff() : this.#renderAll(kept)) : this.trouble ? nothing : room} ${trouble(this.trouble)}
      <div role="status" class="unseen">${this.said}</div>
    </section>`;
  }

  #renderOff(): TemplateResult {
    return html`<p>${msg('Everything is off. You hear nothing from us.', { id: 'contact.is-off' })}</p>
      <button class="plain" @click=${() => this.#choose({ off: false })}>${msg('Turn it on again', { id: 'contact.turn-on' })}</button>`;
  }

  #renderAll({ preferences, shop, mail, mailWorks }: PreferencesView): TemplateResult {
    const { fewer, frequency, quiet } = preferences;
    const part = quiet ?? shop.quiet;
    const time = (which: 'from' | 'to', label: string): TemplateResult =>
      html`<label
        >${label} <input type="time" .value=${part[which]} @change=${(event: Event) => this.#quiet({ ...part, [which]: valueOf(event) })}
      /></label>`;
    return html`<table>
        <thead>
          <tr>
            <th><span class="unseen">${msg('What', { id: 'contact.what' })}</span></th>
            ${CHANNELS.map((channel) => html`<th scope="col">${channelWords(channel)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${SUBJECTS.map((subject) => this.#renderRow(subject, preferences))}
        </tbody>
      </table>
      <label class="line">
        <span>${msg('How often I hear of my wishes', { id: 'contact.often' })}</span>
        <select @change=${(event: Event) => this.#choose({ frequency: valueOf(event) as Frequency })}>
          ${FREQUENCIES.map((one) => html`<option value=${one} ?selected=${one === frequency}>${frequencyWords(one)}</option>`)}
        </select>
      </label>
      <div class="line" role="group" aria-labelledby="quiet">
        <span id="quiet">${msg('Quiet hours, by mail and push', { id: 'contact.quiet' })}</span>
        ${time('from', msg('from', { id: 'contact.from' }))} ${time('to', msg('to', { id: 'contact.to' }))}
      </div>
      <label class="line">
        <span>${msg('Fewer: half as many, twice as far apart', { id: 'contact.fewer' })}</span>
        <input type="checkbox" .checked=${fewer} @change=${(event: Event) => this.#choose({ fewer: isTicked(event) })} />
      </label>
      ${mailWorks ? this.#renderMail(mail) : nothing} ${this.pushWorker ? this.#renderPush() : nothing}
      <button class="plain" part="off" @click=${() => this.#choose({ off: true })}>${msg('Everything off', { id: 'contact.off' })}</button>`;
  }

  #renderRow(subject: Purpose, preferences: Preferences): TemplateResult {
    const { name, words } = subjectWords(subject);
    const tick = (channel: Channel, on: boolean): void => {
      const { allowed } = preferences;
      this.#choose({ allowed: { ...allowed, [subject]: { ...allowed[subject], [channel]: on } } });
    };
    return html`<tr>
      <th scope="row">${name} <span class="quiet">${words}</span></th>
      ${CHANNELS.map(
        (channel) =>
          html`<td>
            <label class="tick">
              <input
                type="checkbox"
                aria-label="${name}: ${channelWords(channel)}"
                .checked=${preferences.allowed[subject][channel]}
                @change=${(event: Event) => tick(channel, isTicked(event))}
              />
            </label>
          </td>`,
      )}
    </tr>`;
  }

  #renderMail({ email, state: stands }: PreferencesView['mail']): TemplateResult {
    const words =
      stands === 'unconfirmed'
        ? msg(str`We wrote to ${email ?? ''}. Follow the link in that mail, and mails come there.`, { id: 'contact.mail-asked' })
        : stands === 'confirmed'
          ? msg(str`Mails go to ${email ?? ''}.`, { id: 'contact.mail-known' })
          : msg('Leave an address, and we write when something you wait for comes in.', { id: 'contact.mail-none' });
    return html`<form @submit=${this.#onMail}>
      <label for="mail">${msg('Mail address', { id: 'contact.mail' })}</label>
      <p class="quiet" id="mail-words">${words}</p>
      <div class="line">
        <input class="grow" id="mail" type="email" name="email" required autocomplete="email" aria-describedby="mail-words" />
        <button class="plain">${msg('Write to me there', { id: 'contact.mail-ask' })}</button>
      </div>
    </form>`;
  }

  #renderPush(): TemplateResult {
    return html`<div class="line">
      <span>
        ${
          this.hasPush
            ? msg('This browser shows messages even when the shop is closed.', { id: 'contact.push-is-on' })
            : msg('Shall this browser show messages even when the shop is closed? It asks you once more itself.', { id: 'contact.push-ask' })
        }
      </span>
      <button class="plain" @click=${this.#onPush}>
        ${this.hasPush ? msg('No push here', { id: 'contact.push-end' }) : msg('Yes, show them', { id: 'contact.push-start' })}
      </button>
    </div>`;
  }

  #choose(patch: Partial<Preferences>): void {
    // Where somebody lives decides when their night is: their browser knows it.
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const { client } = this.#client;
    if (client) void this.#save(contact(client, 'preferences', { ...patch, timeZone }), true);
  }

  #quiet(quiet: { readonly from: string; readonly to: string }): void {
    if (quiet.from && quiet.to) this.#choose({ quiet });
  }

  #onMail(event: SubmitEvent): void {
    event.preventDefault();
    const email = new FormData(event.target as HTMLFormElement).get('email');
    const { client } = this.#client;
    if (client) void this.#save(contact(client, 'email', { email }), true);
  }

  async #onPush(): Promise<void> {
    const { client } = this.#client;
    if (!client || !this.kept) return;
    try {
      if (this.hasPush) {
        const endpoint = await unsubscribe(this.pushWorker);
        if (endpoint) await this.#save(contact(client, 'pushEnd', { endpoint }), true);
        this.hasPush = false;
        return;
      }
      const subscription = await subscribe(this.pushWorker, this.kept.pushKey);
      if (!subscription) {
        this.trouble = msg('This browser does not allow messages from the shop. You can change that in its settings.', {
          id: 'contact.push-refused',
        });
        return;
      }
      await this.#save(contact(client, 'push', subscription), true);
      this.hasPush = true;
    } catch (problem) {
      this.trouble = problemWords(problem);
    }
  }

  async #save(answer: Promise<PreferencesView>, isChange = false): Promise<void> {
    this.trouble = '';
    try {
      this.kept = await answer;
      if (isChange) this.said = msg('Saved.', { id: 'contact.saved' });
    } catch (problem) {
      this.trouble = problemWords(problem);
    }
  }
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
const isTicked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
