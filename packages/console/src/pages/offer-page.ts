import { localized, msg, str } from '@lit/localize';
import { DEFAULT_OFFER_RULES } from '@rapport/domain/offers';
import type { Offer, OfferCount, OfferDecisions, OfferDraft, OfferRow, ShopView } from '@rapport/protocol';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api } from '../api.ts';
import { RapportGoEvent } from '../events.ts';
import { count, languageName } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { decisionTable } from '../parts/decision-table.ts';
import { selectField, textField } from '../parts/field.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { NEW_OFFER, readOffer, textOf, type OfferText } from '../parts/offer-draft.ts';
import { line, whenFields, whereFields, whomFields, type OfferForm } from '../parts/offer-fields.ts';
import { giveOptions, stateWords } from '../parts/offer-words.ts';
import { searchForm } from '../parts/search-form.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { programmeStyles } from './programme-styles.ts';

/** One offer: what, for whom, where, when, how much; how many people it would reach and what one real person would make of it stand beside the form. */
@localized()
export class ConsoleOffer extends LitElement {
  static override styles = [
    ...wholeSheets,
    programmeStyles,
    css`
      .preview {
        overflow-x: auto;
      }
      .reach {
        font-size: 18px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  /** `new`, or the id of an offer. */
  @property() offerId = 'new';
  @state() private text: OfferText = NEW_OFFER;
  @state() private wrong: ReadonlySet<string> = new Set();
  @state() private saved = false;
  @state() private nobody = false;
  #known: Offer | null = null;
  /** Who was counted last. */
  #counted = '';
  readonly #offer = new Ask<OfferRow>(this);
  readonly #others = new Ask<{ offers: OfferRow[] }>(this);
  readonly #save = new Ask<Offer>(this);
  readonly #reach = new Ask<OfferCount>(this);
  readonly #preview = new Ask<OfferDecisions>(this);

  override firstUpdated(): void {
    void this.#others.run(() => this.api.offers());
    if (this.offerId === 'new') this.#countSoon();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('offerId') && this.offerId !== 'new' && this.#known?.id !== this.offerId) void this.#look();
  }

  override render() {
    const offer = this.#known;
    const form = this.#form();
    if (this.offerId !== 'new' && !offer)
      return html`${problemNotice(this.#offer.problem)}
        <p class="quiet">${msg('Reading…')}</p>`;
    return html`<h1>${offer ? offer.name : msg('A new offer')}</h1>
      <p class="lead">
        ${offer ? msg(str`Version ${count(offer.version)}, ${stateWords(offer.state)}. A change makes a new version; what was shown to somebody stays as they saw it.`) : msg('Nobody sees it before it is started.')}
      </p>
      <div class="beside">
        <form novalidate @submit=${this.#onSubmit}>
          ${this.#renderWhat()} ${whomFields(form)} ${whereFields(form)} ${whenFields(form)} ${this.#renderMuch()}
          <div class="save">
            <button class="first" ?disabled=${this.#save.busy || offer?.state === 'ended'}>${msg('Save the offer')}</button>
            ${this.wrong.size ? html`<p class="wrong" role="alert">${msg('Nothing was saved yet: some fields need another look.')}</p>` : nothing}
            ${problemNotice(this.#save.problem)} ${doneNotice(this.saved ? msg('Saved.') : null)}
          </div>
        </form>
        <aside aria-labelledby="effect">${this.#renderEffect()}</aside>
      </div>`;
  }

  #renderWhat(): TemplateResult {
    const { locales, currency } = this.shop.settings;
    const { kind } = this.text;
    const values = { percent: msg('Percent'), amount: msg(str`Worth, in ${currency}`), points: msg('Times the points') } as const;
    return html`<h2>${msg('What it gives')}</h2>
      ${this.#field('name', msg('Name, for you only'), msg('An offer needs a name.'))}
      ${locales.map((locale, at) =>
        textField({
          name: at === 0 ? 'title' : `title-${locale}`,
          label: locales.length === 1 ? msg('Title') : msg(str`Title in ${languageName(locale)}`),
          value: this.text.title[locale] ?? '',
          maxlength: 200,
          lang: locale,
          wrong: at === 0 && this.wrong.has('title') ? msg('A title in one language at least.') : undefined,
          onInput: (words) => this.#change({ title: { ...this.text.title, [locale]: words } }),
        }),
      )}
      ${locales.map((locale) =>
        textField({
          name: `text-${locale}`,
          label: locales.length === 1 ? msg('A sentence') : msg(str`A sentence in ${languageName(locale)}`),
          value: this.text.text[locale] ?? '',
          maxlength: 400,
          lang: locale,
          onInput: (words) => this.#change({ text: { ...this.text.text, [locale]: words } }),
        }),
      )}
      <div class="pair">
        ${selectField({
          name: 'kind',
          label: msg('Kind'),
          value: kind,
          options: giveOptions(),
          onChange: (value) => this.#change({ kind: value as OfferText['kind'] }),
        })}
        ${kind in values ? this.#field('value', values[kind as keyof typeof values], msg('A number that fits the kind.')) : nothing}
        ${kind === 'gift' ? this.#field('product', msg('Id of the product'), msg('Which product?')) : nothing}
        ${kind === 'amount' || kind === 'early-access' || kind === 'content' ? nothing : this.#field('most', msg(str`Costs at most, in ${currency}`), msg('A budget in money needs it.'))}
        ${this.#field('minimum', msg(str`Smallest order, in ${currency}`), msg('An amount, as in 5 or 5.00.'), msg('Empty: any order.'))}
      </div>
      ${this.#field('picture', msg('Address of a picture'), msg('An address that begins with https.'))}`;
  }

  #renderMuch(): TemplateResult {
    const { currency } = this.shop.settings;
    return html`<h2>${msg('How much')}</h2>
      <div class="pair">
        ${this.#field('units', msg('How many in all'), msg('A whole number, as in 300.'), msg('Empty: no limit.'))}
        ${this.#field('money', msg(str`Budget, in ${currency}`), msg('An amount, as in 5 or 5.00.'), msg('Empty: no limit.'))}
        ${this.#field('perShopper', msg('A person'), msg('A whole number, as in 1.'))}
        ${this.#field('validDays', msg('Days to use it'), msg('A whole number from 1 to 365.'))}
      </div>`;
  }

  #renderEffect(): TemplateResult {
    const reach = this.#reach.value;
    return html`<h2 id="effect">${msg('Whom it would reach')}</h2>
      <div aria-live="polite">
        ${reach ? html`<p class="reach">${msg(str`${count(reach.eligible)} of ${count(reach.people)} people could get it now.`)}</p>` : html`<p class="quiet">${msg('Counting…')}</p>`}
        ${problemNotice(this.#reach.problem)}
      </div>
      <h3>${msg('On a real person')}</h3>
      ${searchForm(msg('Name or e-mail'), '', (query) => void this.#try(query))}
      <div class="preview" aria-live="polite">
        ${this.nobody ? html`<p class="quiet">${msg('Nobody of that name.')}</p>` : nothing} ${problemNotice(this.#preview.problem)}
        ${this.#preview.value ? decisionTable(this.#preview.value, msg('On a real person'), this.shop.settings.offerRules ?? DEFAULT_OFFER_RULES) : nothing}
      </div>`;
  }

  #field(name: Parameters<typeof line>[1], label: string, wrong: string, hint?: string): TemplateResult {
    return line(this.#form(), name, label, wrong, hint);
  }

  #form(): OfferForm {
    const { text, wrong } = this;
    const others = (this.#others.value?.offers ?? [])
      .map(({ offer }) => offer)
      .filter(({ id, state: now }) => id !== this.#known?.id && now !== 'ended');
    return { text, wrong, settings: this.shop.settings, others, change: (change) => this.#change(change) };
  }

  #change(change: Partial<OfferText>): void {
    this.text = { ...this.text, ...change };
    this.saved = false;
    this.#countSoon();
    if (this.wrong.size) this.wrong = this.#read().wrong;
  }

  #read(): { readonly draft: OfferDraft | null; readonly wrong: ReadonlySet<string> } {
    const read = readOffer(this.text, this.shop.settings.currency, this.#known, this.shop.settings.timeZone);
    return read.ok ? { draft: read.draft, wrong: new Set() } : { draft: null, wrong: read.wrong };
  }

  async #look(): Promise<void> {
    const row = await this.#offer.run(() => this.api.offer(this.offerId));
    if (row) this.#take(row.offer);
  }

  #take(offer: Offer): void {
    this.#known = offer;
    this.text = textOf(offer, this.shop.settings.currency, this.shop.settings.timeZone);
    this.#countSoon();
  }

  /** The draft, if it can be read; else the first wrong field is shown. */
  async #ready(): Promise<OfferDraft | null> {
    const { draft, wrong } = this.#read();
    this.wrong = wrong;
    if (draft) return draft;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    return null;
  }

  /** Counts anew once nobody has typed for a moment, where who it is for has changed. Whom it would reach doesn't wait for a name. */
  #countSoon(): void {
    this.#reach.soon(() => {
      const named = { ...this.text, name: 'x', title: { en: 'x' } };
      const read = readOffer(named, this.shop.settings.currency, this.#known, this.shop.settings.timeZone);
      const whom = read.ok ? JSON.stringify(read.draft.audience) : this.#counted;
      if (!read.ok || whom === this.#counted) return null;
      this.#counted = whom;
      return this.api.countOffer(read.draft);
    });
  }

  async #try(query: string): Promise<void> {
    const draft = query === '' ? null : await this.#ready();
    if (!draft) return;
    this.nobody = false;
    await this.#preview.run(async () => {
      const { shoppers } = await this.api.shoppers(query, null);
      const [first] = shoppers;
      this.nobody = !first;
      if (!first) return { shopperId: '', decisions: [] };
      return this.api.previewOffer({ shopperId: first.id, draft, ...(this.#known ? { offerId: this.#known.id } : {}) });
    });
  }

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const draft = await this.#ready();
    if (!draft) return;
    const offer = await this.#save.run(() => (this.#known ? this.api.changeOffer(this.#known.id, draft) : this.api.makeOffer(draft)));
    if (!offer) return;
    this.#take(offer);
    this.saved = true;
    if (this.offerId === 'new') this.dispatchEvent(new RapportGoEvent(`/console/offers/${offer.id}`));
  };
}
