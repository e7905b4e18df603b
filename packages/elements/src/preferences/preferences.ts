import { msg } from '@lit/localize';
import type { Consent } from '@rapport/protocol';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { askEverything } from '@rapport/client/preferences';
import { ClientController } from '../internal/client-controller.ts';
import { RapportConsentEvent, RapportForgetEvent } from '../internal/member-events.ts';
import { heading, notShown, trouble } from '../internal/pieces.ts';
import { problemWords } from '../internal/problem-words.ts';
import { paper } from '../styles/floating.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { asFile, type Purpose, PURPOSES, purposeWords } from './preferences-words.ts';
import { styles } from './preferences.styles.ts';

const UNASKED: Consent = { personalisation: 'pending', messages: 'pending' };

/**
 * What the shopper agreed to, with a switch for each purpose; everything that is held of them as a file; and the way out: to be forgotten, for
 * guests and members alike. Deleting is asked for twice, and says what it can't do.
 * @event {RapportConsentEvent} rapport-consent - The shopper changed what they agree to. @event {RapportForgetEvent} rapport-forget - The shopper was forgotten.
 * @slot heading - Instead of the title. @slot failed - Instead of the sentence that they can’t be shown.
 * @csspart heading - The title. @csspart section - One section. @csspart switch - A switch.
 * @csspart download - The button for the file. @csspart forget - The button that asks to be forgotten. @csspart confirm - The question before it.
 */
export class RapportPreferences extends LitElement {
  static override styles = [tokens, buttons, paper, styles];

  /** Without a title, where the page has one of its own. */
  @property({ type: Boolean, reflect: true }) bare = false;
  /** Path of the shop's own service worker, as in `/rapport-push.js`, which loads ours; without it push is not offered. */
  @property({ attribute: 'push-worker' }) pushWorker = '';

  /** What was just chosen here, until the worker's answer shows the same. */
  @state() private chosen: Consent | null = null;
  @state() private busy: 'download' | 'forget' | '' = '';
  @state() private asking = false;
  @state() private said = '';
  @state() private trouble = '';
  @state() private forgotten = false;

  readonly #client = new ClientController(this);
  #round = 0;

  override willUpdate(): void {
    const { client, view } = this.#client;
    if (!client || client.round === this.#round || !view) return;
    this.#round = client.round;
    this.chosen = null;
    this.forgotten = false;
  }

  override render(): TemplateResult {
    if (this.forgotten) return html`<div role="status" tabindex="-1">${this.#renderHeading()}${this.#renderForgotten()}</div>`;
    const { view, standing } = this.#client;
    if (standing === 'failed') {
      return html`${this.#renderHeading()} ${notShown(msg('Your settings can’t be shown just now.', { id: 'preferences.failed' }), this.#client)}`;
    }
    if (standing === 'waiting' && !this.chosen) {
      return html`<p class="unseen">${msg('Your settings are being fetched', { id: 'preferences.loading' })}</p>
        <div aria-hidden="true">${[1, 2, 3].map(() => html`<span class="bone"></span>`)}</div>`;
    }
    return html`${this.#renderHeading()} ${this.#renderConsent(this.chosen ?? view?.consent ?? UNASKED)}
      <rapport-contact push-worker=${this.pushWorker}></rapport-contact>
      ${this.#renderData()}
      <div role="status" class="unseen">${this.said}</div>`;
  }

  #renderHeading(): TemplateResult | typeof nothing {
    return this.bare ? nothing : heading(msg('Your settings', { id: 'preferences.title' }));
  }

  #renderConsent(consent: Consent): TemplateResult {
    const isMember = this.#client.view?.kind === 'member';
    return html`<section part="section" aria-labelledby="consent">
      <h3 id="consent">${msg('What you agree to', { id: 'preferences.consent' })}</h3>
      ${PURPOSES.map((purpose) => this.#renderSwitch(purpose, consent))}
      ${
        isMember
          ? html`<div class="always">
              <span>${msg('Your account', { id: 'preferences.account' })}</span>
              <span class="quiet">
                ${msg('Points, rewards and orders. Your membership needs them, so they are always kept.', { id: 'preferences.account-words' })}
              </span>
            </div>`
          : nothing
      }
    </section>`;
  }

  #renderSwitch(purpose: Purpose, consent: Consent): TemplateResult {
    const { name, words } = purposeWords(purpose);
    return html`<label>
      <span id=${purpose}>${name}</span>
      <input
        type="checkbox"
        role="switch"
        part="switch"
        aria-labelledby=${purpose}
        aria-describedby="${purpose}-words"
        .checked=${consent[purpose] === 'granted'}
        @change=${(event: Event) => this.#choose(purpose, consent, (event.target as HTMLInputElement).checked)}
      />
      <span class="quiet" id="${purpose}-words">${words}</span>
    </label>`;
  }

  #renderData(): TemplateResult {
    const { view } = this.#client;
    return html`<section part="section" aria-labelledby="data">
      <h3 id="data">${msg('What is held about you', { id: 'preferences.data' })}</h3>
      ${
        view
          ? html`<p class="quiet">${this.#dataWords(view.kind)}</p>
              <div class="acts">
                <button class="plain" part="download" aria-busy=${this.busy === 'download'} @click=${() => void this.#download()}>
                  ${msg('Download everything', { id: 'preferences.download' })}
                </button>
                <button class="plain" part="forget" aria-expanded=${this.asking} @click=${() => void this.#ask(true)}>
                  ${msg('Forget me', { id: 'preferences.forget' })}
                </button>
              </div>
              ${this.asking ? this.#renderConfirm(view.kind) : nothing}`
          : html`<p class="quiet">
              ${msg('We don’t know who you are at this browser, so there is nothing to show or delete from here.', { id: 'preferences.unknown' })}
            </p>`
      }
      ${trouble(this.trouble)}
    </section>`;
  }

  #dataWords(kind: 'guest' | 'member'): string {
    return kind === 'member'
      ? msg('Take all of it with you as a file, or have it deleted.', { id: 'preferences.data-member' })
      : msg(
          'Take all of it with you as a file, or have it deleted. Do this before you switch both of the above off: after that, this browser can no longer show that it was you.',
          { id: 'preferences.data-guest' },
        );
  }

  #renderConfirm(kind: 'guest' | 'member'): TemplateResult {
    return html`<div role="group" part="confirm" aria-labelledby="what" aria-describedby="truth" @keydown=${this.#onKey}>
      <p id="what">
        ${
          kind === 'member'
            ? msg('Delete everything: what you looked at, your wishes and messages, your points and vouchers? It can’t be undone.', {
                id: 'preferences.sure-member',
              })
            : msg('Delete everything: what you looked at, your wishes and messages? It can’t be undone.', { id: 'preferences.sure-guest' })
        }
      </p>
      <p id="truth" class="quiet">
        ${msg(
          'It is gone from here at once and from our files within a day. The host’s recovery logs may hold a copy for up to 30 days. The shop keeps its own records of your orders, as it has to.',
          { id: 'preferences.truth' },
        )}
      </p>
      <div class="acts">
        <button class="filled" aria-busy=${this.busy === 'forget'} @click=${() => void this.#forget()}>
          ${msg('Yes, forget me', { id: 'preferences.yes' })}
        </button>
        <button class="plain" @click=${() => void this.#ask(false)}>${msg('No, keep it', { id: 'preferences.no' })}</button>
      </div>
    </div>`;
  }

  #renderForgotten(): TemplateResult {
    return html`<section part="section">
      <h3>${msg('You are forgotten.', { id: 'preferences.forgotten' })}</h3>
      <p class="quiet">
        ${msg('What stays is a mark without your name, so that a late message can’t bring you back.', { id: 'preferences.tombstone' })}
      </p>
    </section>`;
  }

  #choose(purpose: Purpose, consent: Consent, isOn: boolean): void {
    const { name, words } = purposeWords(purpose);
    this.chosen = { ...consent, [purpose]: isOn ? 'granted' : 'denied' };
    this.said = isOn ? msg('Switched on.', { id: 'preferences.on' }) : msg('Switched off.', { id: 'preferences.off' });
    this.dispatchEvent(new RapportConsentEvent({ ...this.chosen, source: 'preferences', words: `${name}: ${words}` }));
  }

  async #download(): Promise<void> {
    await this.#act('download', async () => {
      const { client } = this.#client;
      if (!client) return;
      asFile(await askEverything(client));
      this.said = msg('The file is ready.', { id: 'preferences.downloaded' });
    });
  }

  async #forget(): Promise<void> {
    await this.#act('forget', async () => {
      await this.#client.client?.forget();
      this.asking = false;
      this.forgotten = true;
      this.dispatchEvent(new RapportForgetEvent());
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[role=status]')?.focus();
    });
  }

  /** Opens or closes the question, and takes the focus along: to its calm answer, and back to where it came from. */
  async #ask(asking: boolean): Promise<void> {
    this.asking = asking;
    this.trouble = '';
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(asking ? '[part=confirm] .plain' : '[part=forget]')?.focus();
  }

  /** One at a time; what goes wrong is said below the buttons. */
  async #act(what: 'download' | 'forget', work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    this.trouble = '';
    try {
      await work();
    } catch (problem) {
      this.trouble = problemWords(problem);
    } finally {
      this.busy = '';
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') void this.#ask(false);
  }
}
