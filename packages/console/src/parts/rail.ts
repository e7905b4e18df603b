import { localized, msg } from '@lit/localize';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { RapportSignOutEvent } from '../events.ts';
import { languageName } from '../format.ts';
import { chooseLocale, type ConsoleLocale, getLocale, LOCALES } from '../locale.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { icon, type IconName } from './icons.ts';
import { railStyles } from './rail-styles.ts';

/**
 * Where one can go, in which language, and out. A rail at the left, on a phone a bar at the top.
 * @event {RapportSignOutEvent} rapport-sign-out - The person wants to leave.
 */
@localized()
export class ConsoleRail extends LitElement {
  static override styles = [tokens, base, railStyles];
  /** The path that is shown. */
  @property() path = '';
  /** The shop's name; '' = nobody is signed in, so there is nowhere to go. */
  @property() shop = '';
  /** Who is signed in. */
  @property() email = '';

  override render() {
    return html`<header class=${this.shop ? 'named' : ''}>
        <a class="brand" href="/console/" aria-label="Rapport">${mark()}<span>Rapport</span></a>
        ${this.shop ? html`<span class="shop">${this.shop}</span>` : nothing}
      </header>
      ${this.shop ? this.#renderPlaces() : nothing}
      <footer>
        <div class="languages" role="group" aria-label=${msg('Language of the console')}>
          ${LOCALES.map((locale) => this.#renderLanguage(locale))}
        </div>
        <a class="docs" href="/docs/" hreflang="en" rel="external">${msg('Documentation')}</a>
        ${
          this.shop
            ? html`<span class="email" title=${this.email}>${this.email}</span
                ><button class="out" @click=${() => this.dispatchEvent(new RapportSignOutEvent())}>${msg('Sign out')}</button>`
            : nothing
        }
      </footer>`;
  }

  #renderPlaces(): TemplateResult {
    const places: readonly (readonly [IconName, string, string])[] = [
      ['home', '/console/', msg('Home')],
      ['catalogue', '/console/catalogue', msg('Catalogue')],
      ['shoppers', '/console/shoppers', msg('Shoppers')],
      ['messages', '/console/messages', msg('Messages')],
      ['segments', '/console/segments', msg('Segments')],
      ['figures', '/console/figures', msg('Figures')],
      ['offers', '/console/offers', msg('Offers')],
      ['rules', '/console/rules', msg('Contact rules')],
      ['programme', '/console/programme', msg('Programme')],
      ['recommendations', '/console/recommendations', msg('Recommendations')],
      ['access', '/console/access', msg('Access')],
      ['settings', '/console/settings', msg('Settings')],
    ];
    return html`<nav aria-label=${msg('Places')}>
      ${places.map(([name, path, words]) => html`<a href=${path} aria-current=${this.#isHere(path) ? 'page' : nothing}>${icon(name)}<span>${words}</span></a>`)}
    </nav>`;
  }

  #renderLanguage(locale: ConsoleLocale): TemplateResult {
    return html`<button lang=${locale} aria-pressed=${getLocale() === locale ? 'true' : 'false'} @click=${() => chooseLocale(locale)}>
      ${languageName(locale)}
    </button>`;
  }

  #isHere(path: string): boolean {
    return path === '/console/' ? this.path === path || this.path === '/console' : this.path.startsWith(path);
  }
}

function mark(): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="7.5" cy="10" r="5"></circle>
    <circle cx="12.5" cy="10" r="5"></circle>
  </svg>`;
}
