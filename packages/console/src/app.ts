/** The console's entry: one element, its places, and who may see them. Loading this file defines every tag. */
import { Router } from '@lit-labs/router';
import { localized, msg } from '@lit/localize';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { ShopView } from '@rapport/protocol';
import { Api } from './api.ts';
import { appStyles } from './app-styles.ts';
import './define.ts';
import type { RapportGoEvent, RapportShopEvent, RapportSignedInEvent } from './events.ts';
import { restoreLocale } from './locale.ts';
import { Ask } from './parts/ask.ts';
import { noticeStyles, problemNotice } from './parts/notice.ts';
import { base } from './styles/base.ts';
import { tokens } from './styles/tokens.ts';

const SHOP = 'rapport-console-shop';
const SIGN_IN = '/console/sign-in';

/** The owner's web application. */
@localized()
export class RapportConsole extends LitElement {
  static override styles = [tokens, base, noticeStyles, appStyles];
  @state() private api = new Api({ onNoSession: () => this.#onNoSession() });
  @state() private shop: ShopView | null = null;
  @state() private path = location.pathname;
  readonly #ask = new Ask<ShopView>(this);
  readonly #out = new Ask<true>(this);
  /** The set-up token leaves the address as soon as it has been read, so that it stays in no history. */
  #token = '';
  /** Where the person was going when they had to sign in first. */
  #wanted = '/console/';
  readonly #router = new Router(
    this,
    [
      { path: '/console{/}?', render: () => this.#whenSignedIn((shop) => html`<console-home .api=${this.api} .shop=${shop}></console-home>`) },
      {
        path: '/console/catalogue',
        render: () => this.#whenSignedIn((shop) => html`<console-catalogue .api=${this.api} .shop=${shop}></console-catalogue>`),
      },
      {
        path: '/console/catalogue/demand',
        render: () => this.#whenSignedIn((shop) => html`<console-demand .api=${this.api} .shop=${shop}></console-demand>`),
      },
      {
        path: '/console/catalogue/watches',
        render: () => this.#whenSignedIn((shop) => html`<console-watches .api=${this.api} .shop=${shop}></console-watches>`),
      },
      {
        path: '/console/catalogue/words',
        render: () => this.#whenSignedIn((shop) => html`<console-lexicon .api=${this.api} .shop=${shop}></console-lexicon>`),
      },
      {
        path: '/console/shoppers',
        render: () => this.#whenSignedIn((shop) => html`<console-shoppers .api=${this.api} .shop=${shop}></console-shoppers>`),
      },
      {
        path: '/console/shoppers/attention',
        render: () => this.#whenSignedIn((shop) => html`<console-attention .api=${this.api} .shop=${shop}></console-attention>`),
      },
      {
        path: '/console/shoppers/:id',
        render: ({ id = '' }) =>
          this.#whenSignedIn((shop) => html`<console-shopper .api=${this.api} .shop=${shop} .shopperId=${decodeURIComponent(id)}></console-shopper>`),
      },
      {
        path: '/console/messages',
        render: () => this.#whenSignedIn((shop) => html`<console-messages .api=${this.api} .shop=${shop}></console-messages>`),
      },
      {
        path: '/console/messages/reminders',
        render: () => this.#whenSignedIn((shop) => html`<console-reminders .api=${this.api} .shop=${shop}></console-reminders>`),
      },
      {
        path: '/console/messages/stages',
        render: () => this.#whenSignedIn((shop) => html`<console-stage-words .api=${this.api} .shop=${shop}></console-stage-words>`),
      },
      {
        path: '/console/settings/words',
        render: () => this.#whenSignedIn((shop) => html`<console-wording .api=${this.api} .shop=${shop}></console-wording>`),
      },
      {
        path: '/console/segments',
        render: () => this.#whenSignedIn((shop) => html`<console-segments .api=${this.api} .shop=${shop}></console-segments>`),
      },
      {
        path: '/console/segments/quality',
        render: () => this.#whenSignedIn((shop) => html`<console-quality .api=${this.api} .shop=${shop}></console-quality>`),
      },
      {
        path: '/console/segments/layers',
        render: () => this.#whenSignedIn((shop) => html`<console-layers .api=${this.api} .shop=${shop}></console-layers>`),
      },
      {
        path: '/console/segments/lists',
        render: () => this.#whenSignedIn((shop) => html`<console-lists .api=${this.api} .shop=${shop}></console-lists>`),
      },
      {
        path: '/console/segments/questions',
        render: () => this.#whenSignedIn((shop) => html`<console-questions .api=${this.api} .shop=${shop}></console-questions>`),
      },
      {
        path: '/console/figures',
        render: () => this.#whenSignedIn((shop) => html`<console-figures .api=${this.api} .shop=${shop}></console-figures>`),
      },
      {
        path: '/console/offers',
        render: () => this.#whenSignedIn((shop) => html`<console-offers .api=${this.api} .shop=${shop}></console-offers>`),
      },
      {
        path: '/console/offers/:id',
        render: ({ id = '' }) =>
          this.#whenSignedIn((shop) => html`<console-offer .api=${this.api} .shop=${shop} .offerId=${decodeURIComponent(id)}></console-offer>`),
      },
      {
        path: '/console/rules',
        render: () => this.#whenSignedIn((shop) => html`<console-rules .api=${this.api} .shop=${shop}></console-rules>`),
      },
      {
        path: '/console/programme',
        render: () => this.#whenSignedIn((shop) => html`<console-programme .api=${this.api} .shop=${shop}></console-programme>`),
      },
      {
        path: '/console/recommendations',
        render: () => this.#whenSignedIn((shop) => html`<console-recommendations .api=${this.api} .shop=${shop}></console-recommendations>`),
      },
      {
        path: '/console/access',
        render: () => this.#whenSignedIn((shop) => html`<console-access .api=${this.api} .shop=${shop}></console-access>`),
      },
      {
        path: '/console/programme/points',
        render: () => this.#whenSignedIn((shop) => html`<console-points-days .api=${this.api} .shop=${shop}></console-points-days>`),
      },
      {
        path: '/console/settings/webhooks',
        render: () => this.#whenSignedIn((shop) => html`<console-webhooks .api=${this.api} .shop=${shop}></console-webhooks>`),
      },
      {
        path: '/console/settings',
        render: () => this.#whenSignedIn((shop) => html`<console-settings .api=${this.api} .shop=${shop}></console-settings>`),
      },
      { path: SIGN_IN, render: () => html`<console-sign-in .api=${this.api} .shopId=${knownShop()}></console-sign-in>` },
      { path: '/console/set-up', render: () => html`<console-set-up .api=${this.api} .token=${this.#token}></console-set-up>` },
    ],
    { fallback: { render: () => this.#renderNowhere() } },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#takeToken();
    addEventListener('hashchange', this.#onHash);
    void restoreLocale();
    if (isInside(location.pathname)) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
  }

  override willUpdate(): void {
    this.path = location.pathname;
    document.title = [this.#title(), this.shop?.settings.name, 'Rapport'].filter(Boolean).join(' · ');
  }

  override updated(changed: PropertyValues): void {
    const before: unknown = changed.get('path');
    if (typeof before !== 'string' || before === this.path) return;
    scrollTo(0, 0);
    this.renderRoot.querySelector('main')?.focus({ preventScroll: true });
    if (isInside(this.path) && !this.shop && !this.#ask.busy) void this.#load();
  }

  /** Reaches the worker by another fetch, before the console is put on the page; tests hand in the other side. */
  reach(fetch: typeof globalThis.fetch): void {
    this.api = new Api({ fetch, onNoSession: () => this.#onNoSession() });
  }

  override render() {
    const { shop } = this;
    const inside = shop !== null && isInside(this.path);
    return html`<a class="skip" href="#main" @click=${this.#onSkip}>${msg('To the content')}</a>
      <console-rail
        .path=${this.path}
        .shop=${inside ? shop.settings.name : ''}
        .email=${inside ? shop.staff.email : ''}
        @rapport-sign-out=${this.#onSignOut}
      ></console-rail>
      <main
        id="main"
        tabindex="-1"
        @rapport-go=${(event: RapportGoEvent) => this.#go(event.path)}
        @rapport-shop=${(event: RapportShopEvent) => (this.shop = event.shop)}
        @rapport-signed-in=${this.#onSignedIn}
      >
        <div class="column">${problemNotice(this.#out.problem)} ${this.#router.outlet()}</div>
      </main>`;
  }

  #whenSignedIn(page: (shop: ShopView) => TemplateResult): TemplateResult {
    if (this.shop) return page(this.shop);
    const { problem, busy } = this.#ask;
    if (busy || !problem) return html`<p class="quiet" role="status">${msg('Reading…')}</p>`;
    return html`${problemNotice(problem)}<button class="again" @click=${() => this.#load()}>${msg('Try again')}</button>`;
  }

  #renderNowhere(): TemplateResult {
    return html`<h1>${msg('There is no such page')}</h1>
      <p class="lead"><a href="/console/">${msg('Go to the home page')}</a></p>`;
  }

  #title(): string {
    const titles: Readonly<Record<string, string>> = {
      catalogue: msg('Catalogue'),
      shoppers: msg('Shoppers'),
      messages: msg('Messages'),
      segments: msg('Segments'),
      figures: msg('Figures'),
      offers: msg('Offers'),
      rules: msg('Contact rules'),
      programme: msg('Programme'),
      recommendations: msg('Recommendations'),
      access: msg('Access'),
      settings: msg('Settings'),
      'sign-in': msg('Sign in'),
      'set-up': msg('Set up a shop'),
    };
    return titles[this.path.split('/')[2] ?? ''] ?? '';
  }

  async #load(): Promise<void> {
    const shop = await this.#ask.run(() => this.api.shop());
    if (!shop) return;
    this.shop = shop;
    localStorage.setItem(SHOP, shop.shopId);
  }

  #go(path: string): void {
    history.pushState({}, '', path);
    void this.#router.goto(location.pathname);
  }

  #takeToken(): void {
    if (location.pathname !== '/console/set-up' || !location.hash) return;
    this.#token = location.hash.slice(1);
    history.replaceState(history.state, '', location.pathname);
    this.requestUpdate();
  }

  readonly #onHash = () => this.#takeToken();

  #onNoSession(): void {
    if (!isInside(location.pathname)) return;
    this.shop = null;
    this.#wanted = location.pathname;
    history.replaceState({}, '', SIGN_IN);
    void this.#router.goto(SIGN_IN);
  }

  readonly #onSignedIn = async (event: RapportSignedInEvent) => {
    localStorage.setItem(SHOP, event.shopId);
    const setUp = location.pathname !== SIGN_IN;
    await this.#load();
    if (!setUp && this.shop) this.#go(this.#wanted);
  };

  readonly #onSignOut = async () => {
    await this.#out.run(() => this.api.signOut().then(() => true as const));
    if (this.#out.problem && this.#out.problem.code !== 'no-session') return;
    this.shop = null;
    this.#wanted = '/console/';
    this.#go(SIGN_IN);
  };
  readonly #onSkip = (event: Event) => {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  };
}

/** Pages that only staff see. */
function isInside(path: string): boolean {
  return path !== SIGN_IN && path !== '/console/set-up';
}

/** The shop of the sign-in link, else that of the last visit. */
function knownShop(): string {
  return new URLSearchParams(location.search).get('shop') ?? localStorage.getItem(SHOP) ?? '';
}

customElements.define('rapport-console', RapportConsole);

declare global {
  interface HTMLElementTagNameMap {
    'rapport-console': RapportConsole;
  }
}
