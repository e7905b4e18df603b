import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { HoldoutReport, NoticePage, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { ago, count, moment } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { holdoutStyles, holdoutView } from '../parts/holdout.ts';
import { icon } from '../parts/icons.ts';
import { noticeList, noticeListStyles } from '../parts/notice-list.ts';
import { noticeStyles, problemNotice } from '../parts/notice.ts';
import { scriptTagField } from '../parts/script-tag.ts';
import { Watchman } from '../parts/watchman.ts';
import { base } from '../styles/base.ts';
import { tables } from '../styles/tables.ts';
import { tokens } from '../styles/tokens.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Notices on this page: a week of mornings, or so. */
const SHOWN_NOTICES = 7;

interface Step {
  readonly done: boolean;
  readonly title: string;
  readonly words: string;
  /** Where it is done; null = further down on this page. */
  readonly path: string | null;
}

/**
 * Is it running? One answer, then the next step.
 * @event {RapportShopEvent} rapport-shop - The shop was looked at again.
 */
@localized()
export class ConsoleHome extends LitElement {
  static override styles = [
    tokens,
    base,
    tables,
    holdoutStyles,
    noticeListStyles,
    noticeStyles,
    css`
      ol {
        max-width: 720px;
        margin-top: 12px;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 20px 1fr auto;
        align-items: center;
        gap: 4px 12px;
        min-height: 56px;
        padding: 8px 0;
        border-bottom: 1px solid var(--line);
      }
      li:first-child {
        border-top: 1px solid var(--line);
      }
      li > svg {
        color: var(--muted);
      }
      .done > svg {
        color: var(--jade);
      }
      .state {
        color: var(--muted);
        font-size: 13px;
      }
      console-copy {
        max-width: 720px;
        margin-top: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** The moment it is, in ms. */
  @property({ attribute: false }) now: () => number = Date.now;
  /** While no visit has been seen: how often to look again, in ms. */
  @property({ type: Number }) everyMs = 5000;
  readonly #ask = new Ask<ShopView>(this);
  readonly #holdout = new Ask<HoldoutReport>(this);
  readonly #notices = new Ask<NoticePage>(this);
  readonly #watchman = new Watchman(this, () => this.look());

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') && this.shop.lastEventAtMs !== null) {
      void this.#holdout.run(() => this.api.holdout());
      void this.#notices.run(() => this.api.notices(SHOWN_NOTICES));
    }
    this.#watchman.everyMs = this.shop.lastEventAtMs === null ? this.everyMs : null;
  }

  /** Looks at the shop again. */
  async look(): Promise<void> {
    const shop = await this.#ask.run(() => this.api.shop());
    if (shop) this.dispatchEvent(new RapportShopEvent(shop));
  }

  override render() {
    const { shop } = this;
    return html`<h1>${msg('Is it running?')}</h1>
      <p class="lead" role="status">${this.#answer()}</p>
      ${problemNotice(this.#ask.problem)} ${this.#renderFacts()} ${this.#renderNotices()} ${this.#renderHoldout()} ${this.#renderSteps()}
      <section aria-labelledby="tag">
        <h2 id="tag" tabindex="-1">${msg('The line to paste')}</h2>
        <p class="quiet">${msg('Into every page of the shop, before </head>. In a theme, the layout file is the place.')}</p>
        ${scriptTagField(shop.publishableKey)}
      </section>`;
  }

  #renderNotices(): TemplateResult | typeof nothing {
    const { value, problem } = this.#notices;
    if (problem) return html`<section>${problemNotice(problem)}</section>`;
    if (!value?.notices.length) return nothing;
    return html`<section aria-labelledby="notices">
      <h2 id="notices">${msg('What you should know')}</h2>
      ${noticeList(value.notices, this.shop.settings)}
    </section>`;
  }

  #renderHoldout(): TemplateResult | typeof nothing {
    const { value, problem } = this.#holdout;
    if (problem) return html`<section>${problemNotice(problem)}</section>`;
    if (!value) return nothing;
    return html`<section aria-labelledby="holdout">
      <h2 id="holdout">${msg('What did the offers earn?')}</h2>
      ${holdoutView(value, this.shop.settings.currency)}
    </section>`;
  }

  #answer(): string {
    const { lastEventAtMs } = this.shop;
    if (lastEventAtMs === null) return msg('Not yet. No page with the script tag has been visited.');
    const when = ago(lastEventAtMs, this.now());
    if (this.now() - lastEventAtMs < MINUTE_MS) return msg('Yes. The last visit was seen just now.');
    if (this.now() - lastEventAtMs < DAY_MS) return msg(str`Yes. The last visit was seen ${when}.`);
    return msg(str`The last visit was seen ${when}. If the shop has had visitors since, the script tag may be gone from its pages.`);
  }

  #renderFacts(): TemplateResult {
    const { products, lastEventAtMs, settings } = this.shop;
    return html`<dl class="facts">
      <div>
        <dt>${msg('Products')}</dt>
        <dd>${count(products)}</dd>
      </div>
      <div>
        <dt>${msg('Rewards')}</dt>
        <dd>${count(settings.programme.rewards.length)}</dd>
      </div>
      ${
        lastEventAtMs === null
          ? nothing
          : html`<div>
              <dt>${msg('Last visit')}</dt>
              <dd>${moment(lastEventAtMs, settings.timeZone)}</dd>
            </div>`
      }
    </dl>`;
  }

  #renderSteps(): TemplateResult {
    const steps = this.#steps();
    const next = steps.find((step) => !step.done);
    return html`<section aria-labelledby="steps">
      <h2 id="steps">${next ? msg(str`Next: ${next.title}`) : msg('Everything is in place')}</h2>
      <ol>
        ${steps.map((step) => this.#renderStep(step, step === next))}
      </ol>
    </section>`;
  }

  #renderStep(step: Step, isNext: boolean): TemplateResult {
    return html`<li class=${step.done ? 'done' : ''}>
      ${icon(step.done ? 'done' : 'todo')}
      <div>
        <h3>${step.title}</h3>
        <p class="quiet">${step.words}</p>
      </div>
      ${step.done ? html`<span class="state">${msg('done')}</span>` : html`<span class="state only-heard">${msg('to do')}</span>`}
      ${step.done ? nothing : this.#renderWay(step, isNext ? 'button first' : 'button bare')}
    </li>`;
  }

  #renderWay(step: Step, look: string): TemplateResult {
    const words = msg('Do it');
    const name = `${words}: ${step.title}`;
    return step.path
      ? html`<a class=${look} href=${step.path} aria-label=${name}>${words}</a>`
      : html`<button class=${look} aria-label=${name} @click=${this.#onTag}>${words}</button>`;
  }

  readonly #onTag = () => {
    const heading = this.renderRoot.querySelector<HTMLElement>('#tag');
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus();
  };

  #steps(): Step[] {
    const { products, lastEventAtMs, settings } = this.shop;
    const { rewards } = settings.programme;
    return [
      {
        done: products > 0,
        title: msg('Bring in the catalogue'),
        words: msg('A CSV file, or a Google Merchant feed.'),
        path: '/console/catalogue',
      },
      { done: lastEventAtMs !== null, title: msg('Paste the script tag'), words: msg('The line below. Then visit a page of the shop.'), path: null },
      { done: rewards.length > 0, title: msg('Name a first reward'), words: msg('What points can be given for.'), path: '/console/programme' },
      {
        done: settings.origins.length > 0,
        title: msg('Tie the key to the shop'),
        words: msg('Name the address of the shop, so that no other page can use its key.'),
        path: '/console/settings',
      },
      {
        done: settings.mailFrom !== '',
        title: msg('Name a sender for mail'),
        words: msg('Without one, no sign-in code reaches you.'),
        path: '/console/settings',
      },
    ];
  }
}
