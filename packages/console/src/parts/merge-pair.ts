import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PersonMerge, ShopperRow } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { RapportYesEvent } from '../events.ts';
import { count } from '../format.ts';
import { base } from '../styles/base.ts';
import { forms } from '../styles/forms.ts';
import { tokens } from '../styles/tokens.ts';
import { Ask } from './ask.ts';
import { noticeStyles, problemNotice } from './notice.ts';
import { shopperName } from './shopper-words.ts';

/**
 * Two rows that are likely one person, to be made one: who stays, what comes together, and the yes.
 * @event {RapportYesEvent} rapport-yes - They have been merged.
 */
@localized()
export class ConsoleMergePair extends LitElement {
  static override styles = [
    tokens,
    base,
    forms,
    noticeStyles,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        align-items: center;
        margin: 12px 0 8px;
        padding: 0;
        border: 0;
      }
      legend {
        float: inline-start;
        padding: 0;
        color: var(--muted);
        font-size: 13px;
      }
      label {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        min-height: 32px;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0 0 12px;
        text-wrap: pretty;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) people!: readonly [ShopperRow, ShopperRow];
  /** Tells the choices of several pairs on one page apart. */
  @property() name = 'stays';
  @state() private stays = 0;
  readonly #ask = new Ask<PersonMerge>(this);
  #key = crypto.randomUUID();

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // Whoever bought more is likely the row that the shop works with.
    if (changed.has('people')) this.stays = this.people[1].orders > this.people[0].orders ? 1 : 0;
  }

  override render() {
    const [stays, goes] = this.stays === 0 ? this.people : [this.people[1], this.people[0]];
    const points = stays.pointsAvailable + goes.pointsAvailable;
    const orders = stays.orders + goes.orders;
    return html`<fieldset>
        <legend>${msg('Who stays')}</legend>
        ${this.people.map(
          (one, index) =>
            html`<label
              ><input
                type="radio"
                name=${this.name}
                .checked=${this.stays === index}
                @change=${() => (this.stays = index)}
              />${shopperName(one)}</label
            >`,
        )}
      </fieldset>
      <p>
        ${msg(str`Together: ${count(orders)} orders and ${count(points)} points to spend. ${shopperName(stays)} keeps name and address; orders, points with their days, wishes, vouchers and messages of ${shopperName(goes)} come along, and a no of either counts for both.`)}
      </p>
      <console-confirm
        .label=${msg('Merge')}
        .about=${`${shopperName(one(this.people, 0))}, ${shopperName(one(this.people, 1))}`}
        .disabled=${this.#ask.busy}
        .question=${msg(str`Make ${shopperName(goes)} and ${shopperName(stays)} one person?`)}
        .means=${msg(str`From now on ${shopperName(goes)} is found as ${shopperName(stays)}, also by their address and when they sign in. It can be undone: then each has again what is theirs, less what was spent or lapsed meanwhile.`)}
        .yes=${msg('Yes, merge them')}
        @rapport-yes=${() => this.#merge(stays.id, goes.id)}
      ></console-confirm>
      ${problemNotice(this.#ask.problem)}`;
  }

  async #merge(keep: string, merge: string): Promise<void> {
    const done = await this.#ask.run(() => this.api.mergePeople({ keep, merge }, this.#key));
    if (done || !this.#ask.problem?.body.retryable) this.#key = crypto.randomUUID();
    if (done) this.dispatchEvent(new RapportYesEvent());
  }
}

const one = (people: readonly [ShopperRow, ShopperRow], at: 0 | 1): ShopperRow => people[at];
