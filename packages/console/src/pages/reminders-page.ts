import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ReminderKind, ReminderList, ReminderPreview, ReminderRule, ShopView } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { count, languageName } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { areaField, selectField, textField } from '../parts/field.ts';
import { listTable } from '../parts/list-table.ts';
import { problemNotice } from '../parts/notice.ts';
import { newReminder, reminderDraftOf, reminderOf, type ReminderDraft } from '../parts/reminder-draft.ts';
import { reminderAbout, reminderKindHint, reminderKindName, reminderWhen } from '../parts/reminder-words.ts';
import { wholeSheets } from '../styles/sheets.ts';

const KINDS: readonly ReminderKind[] = ['reminder', 'renewal', 'replenish'];

/** What people are reminded of after a purchase: the rules, how many people each concerns, and what is known of how long things last. */
@localized()
export class ConsoleReminders extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 20px;
      }
      section {
        margin-top: 40px;
      }
      form {
        margin-top: 16px;
      }
      .about {
        color: var(--muted);
        font-size: 13px;
      }
      .counted {
        padding-block: 12px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private draft: ReminderDraft | null = null;
  @state() private wrong: ReadonlySet<string> = new Set();
  readonly #list = new Ask<ReminderList>(this);
  readonly #preview = new Ask<ReminderPreview>(this);
  readonly #save = new Ask<true>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#read();
  }

  override render() {
    const { value, problem } = this.#list;
    return html`<a class="back" href="/console/messages">${msg('Messages')}</a>
      <h1>${msg('Reminders')}</h1>
      <p class="lead">${value ? this.#answer(value) : problem ? nothing : msg('Reading…')}</p>
      ${problemNotice(problem)} ${value && value.rules.length > 0 ? this.#renderList(value) : nothing}
      ${value && !this.draft ? this.#renderNew() : nothing} ${this.draft ? this.#renderEditor(this.draft) : nothing}
      ${value && value.rhythms.length > 0 ? this.#renderRhythms(value) : nothing}`;
  }

  #answer({ rules }: ReminderList): string {
    const running = rules.filter(({ paused }) => !paused).length;
    if (running === 0)
      return msg('Nobody is reminded of anything yet. A purchase can call for a word later: a warranty that ends, a tin that is empty.');
    return running === 1 ? msg('One rule reminds people of what they bought.') : msg(str`${count(running)} rules remind people of what they bought.`);
  }

  #renderList({ rules }: ReminderList): TemplateResult {
    return listTable(
      msg('Reminders'),
      [msg('Name'), [msg('When'), 'wide'], [msg('What it is'), 'wide'], [msg('Actions'), 'only-heard']],
      rules.map((rule) => this.#renderRule(rule)),
    );
  }

  #renderRule(rule: ReminderRule): TemplateResult {
    return html`<tr>
      <td>${rule.name}<small>${reminderAbout(rule)}${rule.paused ? html` · ${msg('Paused')}` : nothing}</small></td>
      <td class="wide">${reminderWhen(rule)}</td>
      <td class="wide">${reminderKindName(rule.kind)}</td>
      <td class="right">
        <button class="bare" aria-label=${msg(str`Edit ${rule.name}`)} @click=${() => this.#open(reminderDraftOf(rule))}>${msg('Edit')}</button>
        <button
          class="bare"
          aria-label=${rule.paused ? msg(str`Resume ${rule.name}`) : msg(str`Pause ${rule.name}`)}
          @click=${() => this.#keep({ ...rule, paused: !rule.paused })}
        >
          ${rule.paused ? msg('Resume') : msg('Pause')}
        </button>
        <button class="bare" aria-label=${msg(str`Remove ${rule.name}`)} @click=${() => this.#remove(rule)}>${msg('Remove')}</button>
      </td>
    </tr>`;
  }

  #renderNew(): TemplateResult {
    const words: Readonly<Record<ReminderKind, string>> = {
      reminder: msg('A warranty ends'),
      renewal: msg('Offer a renewal'),
      replenish: msg('Something is used up'),
    };
    return html`<section aria-labelledby="new">
      <h2 id="new">${msg('A new reminder')}</h2>
      ${problemNotice(this.#save.problem)}
      <div class="row">
        ${KINDS.map((kind) => html`<button @click=${() => this.#open(newReminder(kind, this.shop.settings.locales))}>${words[kind]}</button>`)}
      </div>
    </section>`;
  }

  #renderEditor(draft: ReminderDraft): TemplateResult {
    const wrong = (name: string, words: string): string | undefined => (this.wrong.has(name) ? words : undefined);
    const set = (change: Partial<ReminderDraft>): void => this.#change(change);
    const about = { product: msg('Numbers of products'), category: msg('Categories'), brand: msg('Makers') }[draft.by];
    return html`<section aria-labelledby="editor">
      <h2 id="editor">${draft.id ? msg('Edit the reminder') : msg('A new reminder')}</h2>
      <form novalidate @submit=${this.#onSave}>
        ${textField({ name: 'name', label: msg('Name'), hint: msg('Only you read it.'), value: draft.name, required: true, maxlength: 80, wrong: wrong('name', msg('It needs a name.')), onInput: (name) => set({ name }) })}
        ${selectField({ name: 'kind', label: msg('What it is'), hint: reminderKindHint(draft.kind), value: draft.kind, options: KINDS.map((kind) => [kind, reminderKindName(kind)] as const), onChange: (kind) => set({ kind: kind as ReminderKind }) })}
        <div class="pair">
          ${selectField({
            name: 'by',
            label: msg('About what people bought'),
            value: draft.by,
            options: [
              ['category', msg('By category')],
              ['brand', msg('By maker')],
              ['product', msg('Single products')],
            ],
            onChange: (by) => set({ by: by as ReminderDraft['by'] }),
          })}
          ${textField({ name: 'of', label: about, hint: msg('As in your catalogue, separated by commas.'), value: draft.of, required: true, wrong: wrong('of', msg('Say which.')), onInput: (of) => set({ of }) })}
        </div>
        <div class="pair">
          ${selectField({
            name: 'after',
            label: msg('When'),
            value: draft.after,
            options: [
              ['months', msg('Months after the purchase')],
              ['days', msg('Days after the purchase')],
              ['used-up', msg('When it is likely to be used up')],
            ],
            onChange: (after) => set({ after: after as ReminderDraft['after'] }),
          })}
          ${textField({ name: 'number', label: draft.after === 'months' ? msg('Months') : draft.after === 'days' ? msg('Days') : msg('Days, until it is learnt'), hint: draft.after === 'used-up' ? msg('What the product says of itself and what was learnt from purchases count before it. May stay empty.') : undefined, type: 'number', inputmode: 'numeric', min: 1, value: draft.number, wrong: wrong('number', msg('A whole number from 1 on.')), onInput: (number) => set({ number }) })}
          ${textField({ name: 'earlier', label: msg('So many days earlier'), type: 'number', inputmode: 'numeric', min: 0, max: 365, value: draft.earlier, wrong: wrong('earlier', msg('A whole number up to 365.')), onInput: (earlier) => set({ earlier }) })}
        </div>
        ${draft.kind === 'reminder' ? nothing : textField({ name: 'leads', label: msg('Number of the product it leads to'), hint: msg('Empty: the one they bought. Whoever buys it is not reminded.'), value: draft.leadsTo, onInput: (leadsTo) => set({ leadsTo }) })}
        ${this.shop.settings.locales.map((locale) => this.#renderWords(draft, locale))}
        <p class="about">${msg('{product}, {bought} and {until} are filled in: what they bought, when, and the day it is about.')}</p>
        <p class="counted" role="status">${this.#counted()}</p>
        ${this.wrong.size > 0 ? html`<p class="wrong" role="alert">${msg('Nothing was saved yet: some fields need another look.')}</p>` : nothing}
        ${problemNotice(this.#save.problem)}
        <div class="row">
          <button class="first" ?disabled=${this.#save.busy}>${msg('Save')}</button>
          <button type="button" @click=${() => (this.draft = null)}>${msg('Leave it')}</button>
        </div>
      </form>
    </section>`;
  }

  #renderWords(draft: ReminderDraft, locale: string): TemplateResult {
    const language = languageName(locale);
    const wrong = (name: 'title' | 'text'): string | undefined => (this.wrong.has(name) ? msg('It needs words.') : undefined);
    return html`${textField({ name: `title-${locale}`, label: msg(str`Title, ${language}`), value: draft.title[locale] ?? '', maxlength: 120, lang: locale, wrong: wrong('title'), onInput: (text) => this.#change({ title: { ...this.draft?.title, [locale]: text } }) })}
    ${areaField({ name: `text-${locale}`, label: msg(str`Text, ${language}`), value: draft.text[locale] ?? '', rows: 2, wrong: wrong('text'), onInput: (text) => this.#change({ text: { ...this.draft?.text, [locale]: text } }) })}`;
  }

  #counted(): string {
    const { value } = this.#preview;
    if (!value) return msg('How many people it concerns is counted as soon as it says about what.');
    const { owners, today, month, later, basis } = value;
    const people = msg(
      str`${count(owners)} people bought it: ${count(today)} would hear of it within a day, ${count(month)} within a month, ${count(later)} later.`,
    );
    if (basis.none > 0) return msg(str`${people} For ${count(basis.none)} purchases nobody knows yet how long they last.`);
    return basis.learnt > 0 ? msg(str`${people} For ${count(basis.learnt)} purchases the time was learnt.`) : people;
  }

  #renderRhythms({ rhythms }: ReminderList): TemplateResult {
    return html`<section aria-labelledby="rhythms">
      <h2 id="rhythms">${msg('How long things last')}</h2>
      <p class="quiet">${msg('Learnt each day from how soon people buy the same again; from five people on.')}</p>
      ${listTable(
        msg('How long things last'),
        [msg('Product'), [msg('Days'), 'right'], [msg('Bought again'), 'right']],
        rhythms.map(
          ({ title, productId, days, times }) =>
            html`<tr>
              <td>${Object.values(title)[0] ?? productId}</td>
              <td class="right">${count(Math.round(days))}</td>
              <td class="right">${msg(str`${count(times)} times`)}</td>
            </tr>`,
        ),
      )}
    </section>`;
  }

  async #read(): Promise<void> {
    await this.#list.run(() => this.api.reminders());
  }

  #open(draft: ReminderDraft): void {
    this.draft = draft;
    this.wrong = new Set();
    this.#preview.value = null;
    this.#countSoon();
  }

  #change(change: Partial<ReminderDraft>): void {
    if (!this.draft) return;
    this.draft = { ...this.draft, ...change };
    this.#countSoon();
  }

  #ruleOf(draft: ReminderDraft): ReminderRule | readonly string[] {
    return reminderOf(
      draft,
      (this.#list.value?.rules ?? []).map(({ id }) => id),
    );
  }

  #countSoon(): void {
    this.#preview.soon(() => {
      // The name says nothing of whom it concerns: counting need not wait for it.
      const rule = this.draft && this.#ruleOf({ ...this.draft, name: this.draft.name || '…', id: this.draft.id || 'draft' });
      return rule && 'id' in rule ? this.api.tryReminder(rule) : null;
    });
  }

  readonly #onSave = async (event: SubmitEvent) => {
    event.preventDefault();
    const rule = this.draft && this.#ruleOf(this.draft);
    if (!rule) return;
    this.wrong = new Set('id' in rule ? [] : rule);
    if ('id' in rule && (await this.#keep(rule))) this.draft = null;
  };

  async #keep(rule: ReminderRule): Promise<boolean> {
    const saved = await this.#save.run(() => this.api.saveReminder(rule).then(() => true as const));
    if (saved) await this.#read();
    return saved === true;
  }

  async #remove({ id }: ReminderRule): Promise<void> {
    const gone = await this.#save.run(() => this.api.dropReminder(id).then(() => true as const));
    if (gone) await this.#read();
  }
}
