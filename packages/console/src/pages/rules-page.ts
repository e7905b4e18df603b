import { localized, msg, str } from '@lit/localize';
import { DEFAULT_RULES } from '@rapport/domain/notify';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { OfferDecisions, OfferRow, RulesVersion, ShopView } from '@rapport/protocol';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent, type RapportRulesEvent } from '../events.ts';
import { count } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { decisionTable } from '../parts/decision-table.ts';
import { textField } from '../parts/field.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { apartView } from '../parts/rule-apart.ts';
import { barFields, barStyles } from '../parts/rule-bars.ts';
import { limitFields, limitStyles } from '../parts/rule-limits.ts';
import { LIMITED_ROLES, readRules, rulesText, type LimitedRole, type RuleNumber, type Rules, type RulesText } from '../parts/rules-draft.ts';
import { windowFields, windowStyles } from '../parts/rule-windows.ts';
import { searchForm } from '../parts/search-form.ts';
import { wholeSheets } from '../styles/sheets.ts';

/**
 * How often, when and after what people are left in peace; and what one real person would get now, on each channel.
 * @event {RapportShopEvent} rapport-shop - The rules were saved.
 */
@localized()
export class ConsoleRules extends LitElement {
  static override styles = [
    ...wholeSheets,
    limitStyles,
    barStyles,
    windowStyles,
    css`
      form:not(.search) {
        gap: 16px;
        max-width: 880px;
        margin-top: 32px;
      }
      form > h2:not(:first-child) {
        margin-top: 24px;
      }
      form > h2 + .quiet {
        margin-top: -8px;
      }
      .pair {
        grid-template-columns: repeat(auto-fill, minmax(160px, 1fr));
      }
      .save {
        padding-top: 20px;
        border-top: 1px solid var(--line);
      }
      .apart {
        list-style: none;
      }
      .apart li {
        padding: 8px 0;
        border-top: 1px solid var(--line);
      }
      .search {
        margin-top: 12px;
      }
      .found {
        overflow-x: auto;
        margin-top: 16px;
      }
      .found h3 {
        margin-bottom: 8px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** What is typed; null = the rules as they hold. */
  @state() private typed: RulesText | null = null;
  @state() private wrong: ReadonlySet<string> = new Set();
  @state() private saved = false;
  @state() private taken: number | null = null;
  @state() private who = '';
  readonly #save = new Ask<ChangedShop>(this);
  readonly #found = new Ask<OfferDecisions>(this);
  readonly #offers = new Ask<{ offers: OfferRow[] }>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#offers.run(() => this.api.offers());
  }

  override render() {
    const rules = this.#rules();
    const text = this.#text();
    const { wrong } = this;
    return html`<h1>${msg('Contact rules')}</h1>
      <p class="lead">${this.#answer(rules)}</p>
      <form novalidate @submit=${this.#onSubmit}>
        <h2>${msg('Limits')}</h2>
        <p class="quiet">
          ${msg('Counted over any stretch of so many days. What is promotional is held back on every channel. What somebody asked for and services always come to the inbox at once; by mail and push they wait until there is room.')}
        </p>
        ${limitFields({ limits: text.limits, wrong, change: (limits) => this.#change({ limits }) })}
        <h2>${msg('Mail and push, at the most')}</h2>
        <p class="quiet">${msg('Everything but services, all together. One place of each is kept free for what somebody asked for.')}</p>
        <div class="pair">
          ${this.#number('day', msg('in a day'))} ${this.#number('week', msg('in a week'))} ${this.#number('month', msg('in a month'))}
          ${this.#number('gap', msg('Minutes between two'), msg('What comes in between leaves together.'))}
        </div>
        <div class="pair">
          ${this.#time('quietFrom', msg('Quiet from'))} ${this.#time('quietTo', msg('Quiet until'))}
          ${this.#number('rate', msg('Mails a minute'), msg('Of the whole shop. Empty: 600.'))}
        </div>
        <h2>${msg('Times to send')}</h2>
        <p class="quiet">
          ${msg('Mail and push that are no service leave only then, by the shopper’s own clock. None: at any time outside the quiet hours.')}
        </p>
        ${windowFields({ windows: text.windows, wrong, change: (windows) => this.#change({ windows }) })}
        <h2>${msg('Days of silence')}</h2>
        <div class="pair">
          ${this.#number('complaint', msg('after a complaint'))} ${this.#number('refund', msg('after a refund'))}
          ${this.#number('purchase', msg('after a purchase'), msg('Messages only.'))}
          ${this.#number('silence', msg('after messages that nobody opened'), msg('Messages only.'))}
          ${this.#number('unopened', msg('so many of them in a row'))}
        </div>
        <label class="choice">
          <input
            type="checkbox"
            name="open"
            .checked=${text.notWhileOpen}
            @change=${(event: Event) => this.#change({ notWhileOpen: (event.currentTarget as HTMLInputElement).checked })}
          />
          ${msg('No offers while a question or complaint of theirs is open')}
        </label>
        <h2>${msg('Your own rules')}</h2>
        <p class="quiet">${msg('People like these get no offers by the ways you name.')}</p>
        ${barFields({ bars: text.bars, wrong, settings: this.shop.settings, change: (bars) => this.#change({ bars }) })}
        <h2>${msg('Never together')}</h2>
        ${apartView((this.#offers.value?.offers ?? []).map(({ offer }) => offer))} ${problemNotice(this.#offers.problem)}
        <h2>${msg('What may be promised in a conversation')}</h2>
        <p class="quiet">${msg('Owners and managers may promise anything.')}</p>
        ${LIMITED_ROLES.map((role) => this.#renderAuthority(role))}
        <div class="save">
          <button class="first" ?disabled=${this.#save.busy}>${msg('Save the rules')}</button>
          ${wrong.size ? html`<p class="wrong" role="alert">${msg('Nothing was saved yet: some fields need another look.')}</p>` : nothing}
          ${problemNotice(this.#save.problem)}
          ${doneNotice(this.saved ? msg('Saved. It holds from now on.') : this.taken === null ? null : msg(str`Version ${count(this.taken)} stands in the form. It holds once you save it.`))}
        </div>
      </form>
      <section aria-labelledby="simulate">
        <h2 id="simulate">${msg('What would this person get now?')}</h2>
        <p class="quiet">
          ${msg('Asked of the same place that decides for the page, the inbox, the mail and the conversation. Nothing is sent, shown or counted.')}
        </p>
        ${searchForm(msg('Name or e-mail'), '', (query) => void this.#simulate(query))} ${problemNotice(this.#found.problem)}
        <div class="found" aria-live="polite">${this.#renderFound()}</div>
      </section>
      <section aria-labelledby="versions">
        <h2 id="versions">${msg('Versions')}</h2>
        <p class="quiet">${msg('What was decided in the past was decided by the version of its day.')}</p>
        <div class="found">
          <console-rule-versions
            .api=${this.api}
            .shop=${this.shop}
            @rapport-rules=${(event: RapportRulesEvent) => void this.#takeUp(event.version)}
          ></console-rule-versions>
        </div>
      </section>`;
  }

  #answer({ offerRules, contact }: Rules): string {
    const least = (days: number): number =>
      Math.min(
        ...offerRules.limits
          .filter((one) => one.days === days && one.channel === null && (one.purpose ?? 'promotional') === 'promotional')
          .map(({ most }) => most),
      );
    const [week, month] = [least(7), least(30)];
    const { from, to } = contact.quiet;
    const night = from === to ? msg('at any hour') : msg(str`none between ${from} and ${to}`);
    if (week === Infinity && month === Infinity) return msg(str`Promotional messages: no limit over a week or a month, ${night}.`);
    if (month === Infinity) return msg(str`Promotional messages: at most ${count(week)} a week, ${night}.`);
    if (week === Infinity) return msg(str`Promotional messages: at most ${count(month)} a month, ${night}.`);
    return msg(str`Promotional messages: at most ${count(week)} a week and ${count(month)} a month, ${night}.`);
  }

  #rules(): Rules {
    const { offerRules = DEFAULT_OFFER_RULES, contact = DEFAULT_RULES } = this.shop.settings;
    return { offerRules, contact };
  }

  #text(): RulesText {
    return this.typed ?? rulesText(this.#rules(), this.shop.settings.currency);
  }

  #change(change: Partial<RulesText>): void {
    this.typed = { ...this.#text(), ...change };
    this.saved = false;
    this.taken = null;
    if (this.wrong.size) this.wrong = this.#read().wrong;
  }

  #number(name: RuleNumber, label: string, hint?: string): TemplateResult {
    const text = this.#text();
    return textField({
      name,
      label,
      hint,
      value: text.numbers[name],
      inputmode: 'decimal',
      wrong: this.wrong.has(name) ? msg('A number in the bounds of its field.') : undefined,
      onInput: (value) => this.#change({ numbers: { ...text.numbers, [name]: value } }),
    });
  }

  #time(name: 'quietFrom' | 'quietTo', label: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type="time"
        .value=${this.#text()[name]}
        aria-invalid=${this.wrong.has(name) ? 'true' : 'false'}
        @input=${(event: Event) => this.#change({ [name]: (event.currentTarget as HTMLInputElement).value })}
      />
      <p class="hint">${name === 'quietFrom' ? msg('By the shopper’s own clock.') : msg('The same twice: at any hour.')}</p>
    </div>`;
  }

  #renderAuthority(role: LimitedRole): TemplateResult {
    const { currency } = this.shop.settings;
    const words = {
      agent: [msg('Agents, per cent'), msg(str`Agents, in ${currency}`)],
      marketer: [msg('Marketers, per cent'), msg(str`Marketers, in ${currency}`)],
      analyst: [msg('Analysts, per cent'), msg(str`Analysts, in ${currency}`)],
    } as const;
    return html`<div class="pair">${this.#number(`${role}-percent`, words[role][0])} ${this.#number(`${role}-amount`, words[role][1])}</div>`;
  }

  #renderFound(): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (!found) return nothing;
    if (found.shopperId === '') return html`<p class="quiet">${msg('Nobody of that name.')}</p>`;
    return html`<h3>${this.who}</h3>
      ${decisionTable(found, msg('What would this person get now?'), this.#rules().offerRules)}`;
  }

  #read(): { readonly rules: Rules | null; readonly wrong: ReadonlySet<string> } {
    const read = readRules(this.#text(), this.#rules(), this.shop.settings.currency);
    return read.ok ? { rules: read.rules, wrong: new Set() } : { rules: null, wrong: read.wrong };
  }

  /** An earlier version, to be looked at and changed before it is saved. */
  async #takeUp(version: RulesVersion): Promise<void> {
    this.#change(rulesText(version, this.shop.settings.currency));
    this.wrong = new Set();
    this.taken = version.version;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.save button')?.focus();
  }

  async #simulate(query: string): Promise<void> {
    if (query === '') return;
    await this.#found.run(async () => {
      const { shoppers } = await this.api.shoppers(query, null);
      const [first] = shoppers;
      const found = first ? await this.api.decisions(first.id) : { shopperId: '', decisions: [] };
      // Only now: a name above another person's table would be worse than none.
      this.who = first?.name ?? first?.email ?? first?.id ?? '';
      return found;
    });
  }

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { rules, wrong } = this.#read();
    this.wrong = wrong;
    if (!rules) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const changed = await this.#save.run(() => this.api.changeShop({ offerRules: rules.offerRules, contact: rules.contact }));
    this.taken = null;
    this.saved = changed !== null;
    if (!changed) return;
    this.typed = null;
    this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  };
}
