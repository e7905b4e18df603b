import { localized, msg, str } from '@lit/localize';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { OfferDecisions, OfferRules, ShopView } from '@rapport/protocol';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count, money } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { decisionTable } from '../parts/decision-table.ts';
import { textField } from '../parts/field.ts';
import { doneNotice, noticeStyles, problemNotice } from '../parts/notice.ts';
import { majorText, minorOf } from '../parts/programme-draft.ts';
import { searchForm } from '../parts/search-form.ts';
import { base } from '../styles/base.ts';
import { forms } from '../styles/forms.ts';
import { tables } from '../styles/tables.ts';
import { tokens } from '../styles/tokens.ts';

/** A number of the rules that is typed: its name in the form, and how it is read and written. */
interface Typed {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly most: number;
  readonly get: (rules: OfferRules) => number;
  readonly set: (rules: OfferRules, value: number) => OfferRules;
}

/**
 * How often, when and after what people are left in peace; and what one real person would get now, on each channel.
 * @event {RapportShopEvent} rapport-shop - The rules were saved.
 */
@localized()
export class ConsoleRules extends LitElement {
  static override styles = [
    tokens,
    base,
    forms,
    tables,
    noticeStyles,
    css`
      form {
        margin-top: 32px;
        max-width: 720px;
      }
      .search {
        margin-top: 12px;
      }
      .found {
        overflow-x: auto;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private typed: Readonly<Record<string, string>> = {};
  @state() private isQuiet: boolean | null = null;
  @state() private wrong: ReadonlySet<string> = new Set();
  @state() private saved = false;
  @state() private who = '';
  readonly #save = new Ask<ChangedShop>(this);
  readonly #found = new Ask<OfferDecisions>(this);

  override render() {
    const rules = this.#rules();
    const fields = this.#fields(rules);
    return html`<h1>${msg('Contact rules')}</h1>
      <p class="lead">${this.#answer(rules)}</p>
      <form novalidate @submit=${this.#onSubmit}>
        <h2>${msg('Promotional messages, at the most')}</h2>
        <p class="quiet">
          ${msg('Counted over any stretch of so many days, on all channels together. What somebody asked for, and what is a service, is not promotional. At night nothing leaves.')}
        </p>
        <div class="pair">${fields.limits.map((field) => this.#renderField(field, rules))}</div>
        <h2>${msg('Days of silence')}</h2>
        <div class="pair">${fields.silence.map((field) => this.#renderField(field, rules))}</div>
        <label class="choice">
          <input
            type="checkbox"
            name="open"
            ?checked=${this.isQuiet ?? rules.notWhileOpen}
            @change=${(event: Event) => (this.isQuiet = (event.currentTarget as HTMLInputElement).checked)}
          />
          ${msg('No offers while a question or complaint of theirs is open')}
        </label>
        <h2>${msg('What may be promised in a conversation')}</h2>
        <p class="quiet">${msg('Owners and managers may promise anything.')}</p>
        <div class="pair">${fields.authority.map((field) => this.#renderField(field, rules))}</div>
        <div>
          <button class="first" ?disabled=${this.#save.busy}>${msg('Save the rules')}</button>
          ${this.wrong.size ? html`<p class="wrong" role="alert">${msg('Nothing was saved yet: some fields need another look.')}</p>` : nothing}
          ${problemNotice(this.#save.problem)} ${doneNotice(this.saved ? msg('Saved. It holds from now on.') : null)}
        </div>
      </form>
      <section aria-labelledby="simulate">
        <h2 id="simulate">${msg('What would this person get now?')}</h2>
        <p class="quiet">
          ${msg('Asked of the same place that decides for the page, the inbox, the mail and the conversation. Nothing is sent, shown or counted.')}
        </p>
        ${searchForm(msg('Name or e-mail'), '', (query) => void this.#simulate(query))} ${problemNotice(this.#found.problem)}
        <div class="found" aria-live="polite">${this.#renderFound()}</div>
      </section>`;
  }

  #answer({ limits }: OfferRules): string {
    const week = limits.find(({ days }) => days === 7)?.most ?? 0;
    const month = limits.find(({ days }) => days === 30)?.most ?? 0;
    return msg(str`At most ${count(week)} promotional messages a week and ${count(month)} a month, none at night.`);
  }

  #rules(): OfferRules {
    return this.shop.settings.offerRules ?? DEFAULT_OFFER_RULES;
  }

  #fields(rules: OfferRules): { readonly limits: Typed[]; readonly silence: Typed[]; readonly authority: Typed[] } {
    const spans = { 1: msg('in a day'), 7: msg('in a week'), 30: msg('in a month'), 365: msg('in a year') };
    const limits = rules.limits.map((limit, at): Typed => {
      return {
        name: `limit-${at}`,
        label: spans[limit.days],
        most: 1_000,
        get: ({ limits: list }) => list[at]?.most ?? 0,
        set: (all, most) => ({ ...all, limits: all.limits.map((one, i) => (i === at ? { ...one, most } : one)) }),
      };
    });
    const days = (name: 'complaint' | 'refund' | 'unanswered', label: string): Typed => ({
      name,
      label,
      most: 365,
      get: ({ coolDownDays }) => coolDownDays[name],
      set: (all, value) => ({ ...all, coolDownDays: { ...all.coolDownDays, [name]: value } }),
    });
    const after: Typed = {
      name: 'purchase',
      label: msg('after a purchase'),
      hint: msg('Messages only.'),
      most: 90,
      get: ({ afterPurchaseDays }) => afterPurchaseDays,
      set: (all, afterPurchaseDays) => ({ ...all, afterPurchaseDays }),
    };
    const unopened = msg(str`after ${count(rules.unanswered)} unopened in a row`);
    const roles = [
      ['agent', msg('Agents, per cent'), msg(str`Agents, in ${this.shop.settings.currency}`)],
      ['marketer', msg('Marketers, per cent'), msg(str`Marketers, in ${this.shop.settings.currency}`)],
    ] as const;
    const authority = roles.flatMap(([role, percent, amount]): Typed[] => [
      {
        name: `${role}-percent`,
        label: percent,
        most: 100,
        get: (all) => all.authority[role].percent,
        set: (all, value) => ({ ...all, authority: { ...all.authority, [role]: { ...all.authority[role], percent: value } } }),
      },
      {
        name: `${role}-amount`,
        label: amount,
        hint: money(rules.authority[role].amountMinor, this.shop.settings.currency),
        most: 1e12,
        get: (all) => all.authority[role].amountMinor,
        set: (all, value) => ({ ...all, authority: { ...all.authority, [role]: { ...all.authority[role], amountMinor: value } } }),
      },
    ]);
    return {
      limits,
      silence: [days('complaint', msg('after a complaint')), days('refund', msg('after a refund')), days('unanswered', unopened), after],
      authority,
    };
  }

  #renderField({ name, label, hint, get }: Typed, rules: OfferRules): TemplateResult {
    const { currency } = this.shop.settings;
    const now = name.endsWith('-amount') ? majorText(get(rules), currency) : String(get(rules));
    return textField({
      name,
      label,
      hint,
      value: this.typed[name] ?? now,
      inputmode: 'decimal',
      wrong: this.wrong.has(name) ? msg('A whole number that is not negative.') : undefined,
      onInput: (value) => {
        this.typed = { ...this.typed, [name]: value };
        this.saved = false;
      },
    });
  }

  #renderFound(): TemplateResult | typeof nothing {
    const found = this.#found.value;
    if (!found) return nothing;
    if (found.shopperId === '') return html`<p class="quiet">${msg('Nobody of that name.')}</p>`;
    return html`<h3>${this.who}</h3>
      ${decisionTable(found, msg('What would this person get now?'))}`;
  }

  #read(): OfferRules | null {
    const { currency } = this.shop.settings;
    const rules = this.#rules();
    const { limits, silence, authority } = this.#fields(rules);
    const wrong = new Set<string>();
    const read = [...limits, ...silence, ...authority].reduce((all, { name, most, set }) => {
      const text = this.typed[name];
      if (text === undefined) return all;
      const value = name.endsWith('-amount') ? minorOf(text, currency) : text.trim() === '' ? null : Number(text);
      if (value === null || !Number.isInteger(value) || value < 0 || value > most) {
        wrong.add(name);
        return all;
      }
      return set(all, value);
    }, rules);
    this.wrong = wrong;
    return wrong.size > 0 ? null : { ...read, notWhileOpen: this.isQuiet ?? rules.notWhileOpen };
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
    const offerRules = this.#read();
    if (!offerRules) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    const changed = await this.#save.run(() => this.api.changeShop({ offerRules }));
    this.saved = changed !== null;
    if (!changed) return;
    this.typed = {};
    this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  };
}
