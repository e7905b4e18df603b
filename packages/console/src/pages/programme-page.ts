import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Programme, RuleOn, ShopView } from '@rapport/protocol';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count, money } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { selectField, textField } from '../parts/field.ts';
import { foldedPart, foldingStyles, unfold } from '../parts/folding.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { newRule, newTimes } from '../parts/earning-draft.ts';
import { RULES_ON, ruleEditor, ruleName, timesEditor } from '../parts/earning-editor.ts';
import { draftOf, minorOf, newReward, type ProgrammeDraft, readDraft, type RewardDraft } from '../parts/programme-draft.ts';
import { programmeEffect } from '../parts/programme-effect.ts';
import {
  earningSays,
  expirySays,
  returnsSay,
  rewardSays,
  rewardsSay,
  rewardTitle,
  ruleSays,
  rulesSay,
  ruleTitle,
  tierSays,
  tiersSay,
  timeSays,
  timesSay,
  timesTitle,
} from '../parts/programme-summary.ts';
import { rewardEditor, rewardStyles } from '../parts/reward-editor.ts';
import { newTier, type TermsDraft } from '../parts/terms-draft.ts';
import { countedEditor, expiryEditor, returnsEditor, tiersEditor } from '../parts/terms-editor.ts';
import { formSheets } from '../styles/sheets.ts';
import { programmeStyles } from './programme-styles.ts';

/**
 * What a purchase earns and what points are good for; the effect on one order stands beside the form.
 * @event {RapportShopEvent} rapport-shop - The programme was saved.
 */
@localized()
export class ConsoleProgramme extends LitElement {
  static override styles = [...formSheets, rewardStyles, foldingStyles, programmeStyles];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private draft!: ProgrammeDraft;
  @state() private example = '40.00';
  @state() private wrong: ReadonlySet<string> = new Set();
  @state() private saved = false;
  /** The last programme that could be read: what the effect shows while a number is half typed. */
  #readable!: Programme;
  readonly #ask = new Ask<ChangedShop>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('shop');
    if (!changed.has('shop') || (before && before.version === this.shop.version)) return;
    this.#readable = this.shop.settings.programme;
    this.draft = draftOf(this.#readable, this.shop.settings);
  }

  override render() {
    const { currency } = this.shop.settings;
    return html`<h1>${msg('Programme')}</h1>
      <p class="lead">${this.#answer()}</p>
      <p class="quiet"><a href="/console/programme/points">${msg('Points by day')}</a></p>
      <div class="beside">
        <form novalidate @submit=${this.#onSubmit}>
          <div class="parts">${this.#renderParts()}</div>
          <div class="save">
            <button class="first" ?disabled=${this.#ask.busy}>${msg('Save the programme')}</button>
            ${this.wrong.size ? html`<p class="wrong" role="alert">${msg('Nothing was saved yet: some fields need another look.')}</p>` : ''}
            ${problemNotice(this.#ask.problem)} ${doneNotice(this.saved ? msg('Saved. It holds for orders from now on.') : null)}
          </div>
        </form>
        <aside aria-labelledby="effect">
          <h2 id="effect">${msg('What it does')}</h2>
          ${textField({
            name: 'example',
            label: msg(str`An order of, in ${currency}`),
            value: this.example,
            inputmode: 'decimal',
            onInput: (value) => (this.example = value),
          })}
          <div aria-live="polite">${programmeEffect(this.#readable, minorOf(this.example, currency) ?? 0, currency)}</div>
          <console-replay .api=${this.api} .programme=${this.#readable}></console-replay>
        </aside>
      </div>
      <section class="versions" aria-labelledby="versions">
        <h2 id="versions">${msg('Versions')}</h2>
        <p class="quiet">${msg('Every change makes one. An order is judged by the version of its day, whenever it is refunded.')}</p>
        <console-versions .api=${this.api} .shop=${this.shop}></console-versions>
      </section>`;
  }

  #answer(): string {
    const { programme, currency } = this.shop.settings;
    if (programme.pointsPerUnit === 0) return msg('Purchases earn nothing yet.');
    const unit = money(minorOf('1', currency) ?? 0, currency);
    const { tax, shipping, discounts } = programme.counted ?? {};
    if (tax === true || shipping === true || discounts === true) return msg(str`Points for every ${unit} spent: ${count(programme.pointsPerUnit)}.`);
    if (programme.pointsPerUnit === 1) return msg(str`Every ${unit} spent earns one point; tax, shipping and discounts don’t count.`);
    return msg(str`Every ${unit} spent earns ${count(programme.pointsPerUnit)} points; tax, shipping and discounts don’t count.`);
  }

  #renderParts(): TemplateResult {
    const [made, { settings }] = [this.#readable, this.shop];
    return html`${foldedPart('earning', msg('Earning'), earningSays(made, settings), this.#renderEarning(), true)}
    ${foldedPart('rules', msg('Other ways to earn'), rulesSay(made), this.#renderRules())}
    ${foldedPart('times', msg('More points for some things'), timesSay(made), this.#renderTimes())}
    ${foldedPart('tiers', msg('Standings'), tiersSay(made), this.#renderTiers())}
    ${foldedPart('rewards', msg('Rewards'), rewardsSay(made, settings), this.#renderRewards())}
    ${foldedPart('expiry', msg('When points lapse'), expirySays(made), expiryEditor(this.#terms()))}
    ${foldedPart('returns', msg('Refunds and vouchers'), returnsSay(made), returnsEditor(this.#terms()))}`;
  }

  #renderEarning(): TemplateResult {
    const { currency } = this.shop.settings;
    const number = (name: 'pointsPerUnit' | 'signUpPoints' | 'pendingDays', label: string, hint: string, wrong: string) =>
      textField({
        name,
        label,
        hint,
        value: this.draft[name],
        inputmode: 'decimal',
        wrong: this.wrong.has(name) ? wrong : undefined,
        onInput: (value) => this.#change({ ...this.draft, [name]: value }),
      });
    return html`<div class="pair">
        ${number('pointsPerUnit', msg(str`Points for 1 ${currency}`), msg('Counted once an order and rounded down.'), msg('A number from 0 to 10,000.'))}
        ${number('signUpPoints', msg('Points for joining'), msg('Once a person.'), msg('A whole number from 0 to 1,000,000.'))}
        ${number('pendingDays', msg('Days until they can be spent'), msg('Best as long as goods may be returned.'), msg('A whole number from 0 to 365.'))}
      </div>
      ${countedEditor(this.#terms())}`;
  }

  #terms() {
    const { currency, locales } = this.shop.settings;
    const onChange = (change: Partial<TermsDraft>): void => this.#change({ ...this.draft, terms: { ...this.draft.terms, ...change } });
    return { draft: this.draft.terms, currency, locales, wrong: this.wrong, onChange };
  }

  #renderRules(): TemplateResult {
    const { rules } = this.draft;
    const swap = (next: ProgrammeDraft['rules']): void => this.#change({ ...this.draft, rules: next });
    return html`<div class="items">
        ${repeat(
          rules,
          ({ id }) => id,
          (draft) => {
            const saved = this.#readable.rules?.find(({ id }) => id === draft.id);
            return ruleEditor({
              draft,
              locales: this.shop.settings.locales,
              wrong: this.wrong,
              title: ruleTitle(draft),
              says: saved ? ruleSays(saved) : '',
              isNew: this.#isNew('rules', draft.id),
              onChange: (change) => swap(rules.map((other) => (other.id === draft.id ? { ...other, ...change } : other))),
              onRemove: () => swap(rules.filter(({ id }) => id !== draft.id)),
            });
          },
        )}
      </div>
      ${selectField({
        name: 'add-rule',
        label: msg('Add points for'),
        value: '',
        options: [['', msg('Choose')], ...RULES_ON.map((on) => [on, ruleName(on)] as const)],
        onChange: (on) => void this.#add({ rules: [...rules, newRule(on as RuleOn)] }, 'points'),
      })}`;
  }

  #renderTimes(): TemplateResult {
    const { times } = this.draft;
    const swap = (next: ProgrammeDraft['times']): void => this.#change({ ...this.draft, times: next });
    return html`<div class="items">
        ${repeat(
          times,
          ({ id }) => id,
          (draft) => {
            const saved = this.#readable.multipliers?.find(({ id }) => id === draft.id);
            return timesEditor({
              draft,
              locales: this.shop.settings.locales,
              wrong: this.wrong,
              title: timesTitle(saved ?? { title: draft.title }),
              says: saved ? timeSays(saved, this.shop.settings) : '',
              isNew: this.#isNew('multipliers', draft.id),
              onChange: (change) => swap(times.map((other) => (other.id === draft.id ? { ...other, ...change } : other))),
              onRemove: () => swap(times.filter(({ id }) => id !== draft.id)),
            });
          },
        )}
      </div>
      <div>
        <button type="button" @click=${() => void this.#add({ times: [...times, newTimes()] }, 'factor')}>${msg('Add a multiplier')}</button>
      </div>`;
  }

  #renderTiers(): TemplateResult {
    const { terms } = this.draft;
    const { tiers } = terms;
    const onRemove = (id: string): void => this.#terms().onChange({ tiers: tiers.filter((tier) => tier.id !== id) });
    const folded = (tier: TermsDraft['tiers'][number]): { says: string; isNew: boolean } => {
      const made = this.#readable.tiers;
      const saved = made?.list.find(({ id }) => id === tier.id);
      return {
        says: made && saved ? tierSays(saved, made.by, this.shop.settings) : '',
        isNew: !this.shop.settings.programme.tiers?.list.some(({ id }) => id === tier.id),
      };
    };
    return html`${tiersEditor({ ...this.#terms(), folded, onRemove })}
      <div>
        <button type="button" @click=${() => void this.#add({ terms: { ...terms, tiers: [...tiers, newTier()] } }, 'title')}>
          ${msg('Add a standing')}
        </button>
      </div>`;
  }

  /** Adds something and goes to its first field. */
  async #add(change: Partial<ProgrammeDraft>, field: 'points' | 'factor' | 'title' | 'reward'): Promise<void> {
    const draft = { ...this.draft, ...change };
    this.#change(draft);
    await this.updateComplete;
    const id = { points: draft.rules, factor: draft.times, title: draft.terms.tiers, reward: draft.rewards }[field]?.at(-1)?.id;
    const first = this.renderRoot.querySelector<HTMLInputElement>(`#${field === 'reward' ? 'title' : field}-${id}`);
    unfold(first);
    first?.focus();
    const chosen = this.renderRoot.querySelector<HTMLSelectElement>('#add-rule');
    if (chosen) chosen.value = '';
  }

  #renderRewards(): TemplateResult {
    return html`<div class="items">
        ${repeat(
          this.draft.rewards,
          (reward) => reward.id,
          (reward, index) => this.#renderReward(reward, index),
        )}
      </div>
      <div><button type="button" @click=${() => void this.#addReward()}>${msg('Add a reward')}</button></div>`;
  }

  #renderReward(reward: RewardDraft, index: number): TemplateResult {
    const { locales, currency } = this.shop.settings;
    const swap = (next: readonly RewardDraft[]) => this.#change({ ...this.draft, rewards: next });
    const saved = this.#readable.rewards.find(({ id }) => id === reward.id);
    const isPooled = this.shop.settings.programme.rewards.some(({ id, codes }) => id === reward.id && codes === 'pool');
    return rewardEditor({
      reward,
      title: saved ? rewardTitle(saved, currency) : msg(str`Reward ${index + 1}`),
      says: saved ? rewardSays(saved) : '',
      isNew: this.#isNew('rewards', reward.id),
      locales,
      currency,
      wrong: this.wrong,
      onChange: (change) => swap(this.draft.rewards.map((other) => (other.id === reward.id ? { ...other, ...change } : other))),
      onRemove: () => swap(this.draft.rewards.filter((other) => other.id !== reward.id)),
      pool: isPooled ? html`<console-codes .api=${this.api} .reward=${reward.id}></console-codes>` : nothing,
    });
  }

  /** Whether something was added just now: it stays open until it is saved. */
  #isNew(part: 'rules' | 'multipliers' | 'rewards', id: string): boolean {
    return !this.shop.settings.programme[part]?.some((saved) => saved.id === id);
  }

  #change(draft: ProgrammeDraft): void {
    this.draft = draft;
    this.saved = false;
    const read = readDraft(draft, this.shop.settings);
    if (read.ok) this.#readable = read.programme;
    if (this.wrong.size) this.wrong = read.ok ? new Set() : read.wrong;
  }

  #addReward(): Promise<void> {
    return this.#add({ rewards: [...this.draft.rewards, newReward()] }, 'reward');
  }

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const read = readDraft(this.draft, this.shop.settings);
    this.wrong = read.ok ? new Set() : read.wrong;
    if (!read.ok) return this.#goToWrong();
    const changed = await this.#ask.run(() => this.api.changeShop({ programme: read.programme }));
    this.saved = changed !== null;
    if (changed) this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  };

  async #goToWrong(): Promise<void> {
    await this.updateComplete;
    const first = this.renderRoot.querySelector<HTMLInputElement>('[aria-invalid="true"]');
    unfold(first);
    first?.focus();
  }
}
