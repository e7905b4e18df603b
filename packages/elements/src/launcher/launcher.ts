import { msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ClientController } from '../internal/client-controller.ts';
import { count } from '../internal/format.ts';
import { icon } from '../internal/icons.ts';
import { pointsWords } from '../internal/points-words.ts';
import type { OwnCards } from '../internal/own-card.ts';
import type { RapportPanel } from '../panel/panel.ts';
import { buttons, tokens } from '../styles/tokens.ts';
import { deepLink } from './deep-link.ts';
import { styles } from './launcher.styles.ts';

/** A leaf: what grows here. */
const leaf = icon('M4.5 15.5C4 8.5 8.5 4.5 16 4.5c.3 7.5-3.6 12-10 11M4.5 15.5c2-3.6 4.4-5.8 7.5-7.4');

/**
 * The way into the member's place: a pill with the points in a corner of the window. An address that ends in `#rapport` or `#rapport-rewards` (`-for-you`, `-inbox`,
 * `-settings`) opens it as well, and going back closes it again. Set `hidden` while a drawer of the shop's own is open.
 * @slot - Instead of the words of somebody without points. @csspart button - The pill. @csspart badge - The number of unread messages.
 * @cssproperty [--rapport-offset=20px] - Distance from the window's edge. @cssproperty [--rapport-lift=20px] - Distance from its foot: more where the shop has a bar there.
 * @cssproperty [--rapport-accent=#2f6b57] - Its colour.
 */
export class RapportLauncher extends LitElement {
  static override styles = [tokens, buttons, styles];

  /** The corner: `end` (right, in a language that runs from left to right) or `start`. */
  @property({ reflect: true }) position: 'start' | 'end' = 'end';
  /** Where somebody signs in or joins; without it the panel has no link to it. */
  @property({ attribute: 'sign-in' }) signIn = '';
  /** Cards of the page's own in the panel, by what they show: `{ reward: (reward, usual) => … }`, see docs/look.md. */
  @property({ attribute: false }) cards: OwnCards | null = null;

  readonly #client = new ClientController(this);
  #isLinked = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('signIn')) document.querySelector('rapport-panel')?.setAttribute('sign-in', this.signIn);
  }

  /** Opens the panel at a place: home, rewards, for-you, inbox or settings. */
  async open(place = 'home'): Promise<void> {
    await (await this.#panel())?.open(place);
  }

  /** Closes it; the focus goes back to where it was. */
  close(): void {
    document.querySelector('rapport-panel')?.close();
  }

  override render(): TemplateResult | typeof nothing {
    const { view, standing, locale } = this.#client;
    // It says what is so, or nothing yet: a pill that grows would move.
    if (standing === 'waiting') return nothing;
    const unread = view?.unread ?? 0;
    const number = count(unread, locale);
    const available = view?.points.available ?? 0;
    return html`<button class="filled" part="button" aria-haspopup="dialog" @click=${() => void this.open()} @pointerenter=${this.#panel}>
      ${leaf}<span>${available ? pointsWords(available, locale) : html`<slot>${msg('Rewards', { id: 'panel.rewards' })}</slot>`}</span>
      ${
        unread
          ? html`<span class="badge" part="badge" aria-hidden="true">${unread > 99 ? '99+' : number}</span
              ><span class="unseen">${msg(str`Messages, ${number} unread`, { id: 'inbox.open-unread' })}</span>`
          : nothing
      }
    </button>`;
  }

  /** The page's panel: its own where it has one, otherwise ours. */
  readonly #panel = async (): Promise<RapportPanel | null> => {
    try {
      await import('../panel/rapport-panel.ts');
    } catch {
      return null; // blocked or off-line: the next tap tries again
    }
    let panel = document.querySelector('rapport-panel');
    if (!panel) {
      panel = document.createElement('rapport-panel');
      panel.position = this.position;
      panel.signIn = this.signIn;
      this.after(panel);
    }
    if (this.cards) panel.cards = this.cards;
    return panel;
  };

  readonly #follow = (): void => {
    const link = deepLink();
    if (link) void this.open(link);
    else if (this.#isLinked) this.close();
    this.#isLinked = link !== '';
  };
}
