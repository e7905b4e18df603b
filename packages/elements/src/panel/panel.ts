import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ClientController } from '../internal/client-controller.ts';
import { closeOutside } from '../internal/close-outside.ts';
import { count } from '../internal/format.ts';
import { cross } from '../internal/icons.ts';
import type { OwnCards } from '../internal/own-card.ts';
import { RapportPlaceEvent } from '../internal/member-events.ts';
import { floating, paper } from '../styles/floating.ts';
import { sheet } from '../styles/sheet.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import type { RapportInboxList } from '../inbox/inbox-list.ts';
import { back, person } from './panel-icons.ts';
import { type Place, PLACES, placeFrom, placeIcon, placeWords } from './places.ts';
import { styles } from './panel.styles.ts';

/**
 * The member's place: points and standing, rewards and vouchers, what fits and what is waited for, messages, settings. A card over the corner of a wide window, a sheet on
 * a phone. Opened by `rapport-launcher`, by `open()` or by `rapport.open()`; Escape, a tap outside and the way back close it.
 * @event {RapportPlaceEvent} rapport-place - The shopper opened a place of the panel, or closed it (null).
 * @csspart panel - The card or sheet. @csspart tab - One of the four places. @csspart standing - Points and tier on the first place. @csspart number - The points.
 * @csspart arc - The way to the next tier. @csspart sign-in - Where somebody signs in or joins. @csspart message - One message.
 * @csspart offer - The offer on the first place. @csspart title - The title of an offer or a product. @csspart action - A button that takes an offer or a reward.
 * @csspart code - A code to copy. @csspart reward - One reward. @csspart voucher - One voucher. @csspart row - One line of the statement. @csspart change - Its points.
 * @csspart words - What is said of bringing friends. @csspart friend - One friend. @csspart card - One product. @csspart picture - Its picture. @csspart brand - Who made it.
 * @csspart price - Its price. @csspart reason - Why it is shown. @csspart hide - "Not for me". @csspart watch - One wish. @csspart idea - One thing to follow.
 * @csspart reminder - One reminder. @csspart section - One part of the settings. @csspart switch - One switch there.
 * @cssproperty [--rapport-offset=20px] - Distance from the window's edge. @cssproperty [--rapport-lift=20px] - Distance of the launcher from the window's foot.
 */
export class RapportPanel extends LitElement {
  static override styles = [tokens, buttons, paper, floating, styles, sheet];

  /** What is shown: home, rewards, for-you, inbox or settings. */
  @property({ reflect: true }) place: Place = 'home';
  /** The corner it stands over on a wide window: `end` or `start`. */
  @property({ reflect: true }) position: 'start' | 'end' = 'end';
  /** Where somebody signs in or joins. */
  @property({ attribute: 'sign-in' }) signIn = '';
  /** Draws cards in the page's own way, by what they show: `{ reward: (reward, usual) => … }`, see docs/look.md. */
  @property({ attribute: false }) cards: OwnCards = {};

  readonly #client = new ClientController(this);

  /** True while it is shown. */
  get isOpen(): boolean {
    return this.#dialog?.open ?? false;
  }

  /** Opens at a place, or goes there. A word that means none opens where it was. */
  async open(place = ''): Promise<void> {
    await this.updateComplete;
    await this.#go(placeFrom(place) ?? this.place);
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    // Where one is, and from where the arrows lead on.
    this.#tab(this.place === 'settings' ? 'home' : this.place)?.focus();
    this.#shown();
  }

  /** Closes; the focus goes back to where it was. */
  close(): void {
    this.#dialog?.close();
  }

  /** Opens if it is closed, closes if it is open. */
  async toggle(): Promise<void> {
    if (this.isOpen) this.close();
    else await this.open();
  }

  override render(): TemplateResult {
    const { view } = this.#client;
    const name = view?.name ?? '';
    const isSettings = this.place === 'settings';
    return html`<dialog class="floating" part="panel" aria-labelledby="title" @click=${closeOutside} @close=${this.#onClose}>
      <header>
        ${
          isSettings
            ? html`<button class="round turn" aria-label=${msg('Back', { id: 'panel.back' })} @click=${() => void this.#go('home')}>${back}</button>`
            : nothing
        }
        <h2 id="title">
          ${isSettings ? placeWords('settings') : name ? msg(str`Hello, ${name}`, { id: 'panel.hello' }) : msg('Your place here', { id: 'panel.yours' })}
        </h2>
        ${
          isSettings
            ? nothing
            : html`<button class="round" aria-label=${placeWords('settings')} @click=${() => void this.#go('settings')}>${person}</button>`
        }
        <button class="round" aria-label=${msg('Close', { id: 'close' })} @click=${this.close}>${cross}</button>
      </header>
      <div
        class="scroll ${this.place}"
        id="place"
        role=${isSettings ? 'region' : 'tabpanel'}
        aria-labelledby=${isSettings ? 'title' : `tab-${this.place}`}
        tabindex="0"
      >
        ${this.#renderPlace()}
      </div>
      <div class="tabs" role="tablist" aria-label=${msg('Places', { id: 'panel.places' })} @keydown=${this.#onKey}>
        ${PLACES.map((place) => this.#renderTab(place, view?.unread ?? 0))}
      </div>
    </dialog>`;
  }

  #renderTab(place: Place, unread: number): TemplateResult {
    const isHere = this.place === place;
    const number = count(unread, this.#client.locale);
    return html`<button
      id="tab-${place}"
      part="tab"
      role="tab"
      aria-selected=${isHere}
      aria-controls="place"
      tabindex=${isHere || (this.place === 'settings' && place === 'home') ? 0 : -1}
      @click=${() => void this.#go(place)}
    >
      ${placeIcon(place)}<span>${placeWords(place)}</span>
      ${place === 'inbox' && unread ? html`<span class="dot" aria-hidden="true"></span><span class="unseen">${msg(str`${number} unread`, { id: 'panel.unread' })}</span>` : nothing}
    </button>`;
  }

  #renderPlace(): TemplateResult {
    const { product, reward, voucher, watch, message } = this.cards;
    switch (this.place) {
      case 'home':
        return html`<rapport-home
          .signIn=${this.signIn}
          .cards=${this.cards}
          @go=${this.#onGo}
          exportparts="standing, number, arc, sign-in, offer, title, action, code"
        ></rapport-home>`;
      case 'rewards':
        return html`<rapport-rewards only .renderCard=${reward} exportparts="reward, action, voucher, code"></rapport-rewards>
          ${this.#client.view?.vouchers.length ? html`<rapport-vouchers .renderCard=${voucher} exportparts="voucher, code"></rapport-vouchers>` : nothing}
          ${
            this.#client.view
              ? html`<details>
                    <summary>${msg('What came and what went', { id: 'panel.statement' })}</summary>
                    <rapport-statement bare exportparts="row, change"></rapport-statement>
                  </details>
                  <rapport-refer exportparts="words, code, friend"></rapport-refer>`
              : this.signIn && this.#client.standing === 'unknown'
                ? html`<a class="filled link" part="sign-in" href=${this.signIn}>${msg('Sign in or join', { id: 'panel.sign-in' })}</a>`
                : nothing
          }`;
      case 'for-you':
        return html`<rapport-recommendations
            placement="for-you"
            count="4"
            .renderCard=${product}
            exportparts="card, picture, title, brand, price, reason, hide"
            ><p slot="empty" class="quiet">
              ${msg('Look around a little, and what suits you is shown here.', { id: 'panel.nothing-yet' })}
            </p></rapport-recommendations
          >
          <rapport-watches .renderCard=${watch} exportparts="watch, idea, reminder"></rapport-watches>`;
      case 'inbox':
        return html`<rapport-inbox-list .renderCard=${message} exportparts="message"></rapport-inbox-list>`;
      case 'settings':
        return html`<rapport-preferences bare exportparts="section, switch"></rapport-preferences>`;
    }
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  get #scroll(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroll');
  }

  #tab(place: Place): HTMLElement | null {
    return this.renderRoot.querySelector(`#tab-${place}`);
  }

  readonly #onGo = ({ detail }: CustomEvent<Place>): void => void this.#go(detail);

  async #go(place: Place): Promise<void> {
    const before = this.place;
    try {
      // The bell's list comes when it is wanted.
      if (place === 'inbox') await import('../inbox/rapport-inbox-list.ts');
    } catch {
      return; // blocked or off-line: it stays where it is
    }
    this.place = place;
    await this.updateComplete;
    if (before === place) return;
    this.#scroll?.scrollTo(0, 0);
    if (this.isOpen) this.#shown();
    // What was tapped has gone with its place.
    if (this.isOpen && (place === 'settings' || before === 'settings')) this.#scroll?.focus();
  }

  #shown(): void {
    void this.renderRoot.querySelector<RapportInboxList>('rapport-inbox-list')?.show();
    this.dispatchEvent(new RapportPlaceEvent(this.place));
  }

  /** The arrows go from tab to tab, as they do in every list of tabs. */
  #onKey({ key }: KeyboardEvent): void {
    const at = PLACES.indexOf(this.place as (typeof PLACES)[number]);
    const step = this.matches(':dir(rtl)') ? -1 : 1;
    const next = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: -1 }[key];
    const place = next === undefined ? undefined : PLACES.at(next % PLACES.length);
    if (!place) return;
    void this.#go(place).then(() => this.#tab(place)?.focus());
  }

  #onClose(): void {
    this.renderRoot.querySelector<RapportInboxList>('rapport-inbox-list')?.away();
    // An address that led here would open it again by the next tap on the same link; so it is left behind.
    if (/^#rapport(-|$)/.test(location.hash)) history.replaceState(history.state, '', location.pathname + location.search);
    this.dispatchEvent(new RapportPlaceEvent(null));
  }
}
