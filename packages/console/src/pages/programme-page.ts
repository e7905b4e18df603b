import { localized, msg, str } from '@lit/localize';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Programme, ShopView } from '@rapport/protocol';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { count, money } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { textField } from '../parts/field.ts';
import { doneNotice, noticeStyles, problemNotice } from '../parts/notice.ts';
import { draftOf, minorOf, newReward, type ProgrammeDraft, readDraft, type RewardDraft } from '../parts/programme-draft.ts';
import { programmeEffect } from '../parts/programme-effect.ts';
import { rewardEditor, rewardStyles } from '../parts/reward-editor.ts';
import { base } from '../styles/base.ts';
import { forms } from '../styles/forms.ts';
import { tokens } from '../styles/tokens.ts';
import { programmeStyles } from './programme-styles.ts';

/**
 * What a purchase earns and what points are good for; the effect on one order stands beside the form.
 * @event {RapportShopEvent} rapport-shop - The programme was saved.
 */
@localized()
export class ConsoleProgramme extends LitElement {
  static override styles = [tokens, base, forms, noticeStyles, rewardStyles, programmeStyles];
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
    this.draft = draftOf(this.#readable, this.shop.settings.currency);
  }

  override render() {
    const { currency } = this.shop.settings;
    return html`<h1>${msg('Programme')}</h1>
      <p class="lead">${this.#answer()}</p>
      <p class="quiet"><a href="/console/programme/points">${msg('Points by day')}</a></p>
      <div class="beside">
        <form novalidate @submit=${this.#onSubmit}>
          ${this.#renderEarning()}
          <h2>${msg('Rewards')}</h2>
          ${repeat(
            this.draft.rewards,
            (reward) => reward.id,
            (reward, index) => this.#renderReward(reward, index),
          )}
          <div><button type="button" @click=${this.#onAdd}>${msg('Add a reward')}</button></div>
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
      </div>`;
  }

  #answer(): string {
    const { programme, currency } = this.shop.settings;
    if (programme.pointsPerUnit === 0) return msg('Purchases earn nothing yet.');
    const unit = money(minorOf('1', currency) ?? 0, currency);
    if (programme.pointsPerUnit === 1) return msg(str`Every ${unit} spent earns one point; tax, shipping and discounts don’t count.`);
    return msg(str`Every ${unit} spent earns ${count(programme.pointsPerUnit)} points; tax, shipping and discounts don’t count.`);
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
    return html`<h2>${msg('Earning')}</h2>
      <div class="pair">
        ${number('pointsPerUnit', msg(str`Points for 1 ${currency}`), msg('Counted once an order and rounded down.'), msg('A number from 0 to 10,000.'))}
        ${number('signUpPoints', msg('Points for joining'), msg('Once a person.'), msg('A whole number from 0 to 1,000,000.'))}
        ${number('pendingDays', msg('Days until they can be spent'), msg('Best as long as goods may be returned.'), msg('A whole number from 0 to 365.'))}
      </div>`;
  }

  #renderReward(reward: RewardDraft, index: number): TemplateResult {
    const { locales, currency } = this.shop.settings;
    const swap = (next: readonly RewardDraft[]) => this.#change({ ...this.draft, rewards: next });
    return rewardEditor({
      reward,
      place: index + 1,
      locales,
      currency,
      wrong: this.wrong,
      onChange: (change) => swap(this.draft.rewards.map((other) => (other.id === reward.id ? { ...other, ...change } : other))),
      onRemove: () => swap(this.draft.rewards.filter((other) => other.id !== reward.id)),
    });
  }

  #change(draft: ProgrammeDraft): void {
    this.draft = draft;
    this.saved = false;
    const read = readDraft(draft, this.shop.settings.currency);
    if (read.ok) this.#readable = read.programme;
    if (this.wrong.size) this.wrong = read.ok ? new Set() : read.wrong;
  }

  readonly #onAdd = async () => {
    const reward = newReward();
    this.#change({ ...this.draft, rewards: [...this.draft.rewards, reward] });
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>(`#title-${reward.id}`)?.focus();
  };

  readonly #onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    const read = readDraft(this.draft, this.shop.settings.currency);
    this.wrong = read.ok ? new Set() : read.wrong;
    if (!read.ok) return this.#goToWrong();
    const changed = await this.#ask.run(() => this.api.changeShop({ programme: read.programme }));
    this.saved = changed !== null;
    if (changed) this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  };

  async #goToWrong(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }
}
