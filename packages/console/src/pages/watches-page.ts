import { localized, msg } from '@lit/localize';
import type { ShopSettings, ShopView, StaffWatch, WatchKind } from '@rapport/protocol';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Api, ChangedShop } from '../api.ts';
import { RapportShopEvent } from '../events.ts';
import { shortDay } from '../format.ts';
import { Ask } from '../parts/ask.ts';
import { selectField } from '../parts/field.ts';
import { listTable, moreButton } from '../parts/list-table.ts';
import { doneNotice, problemNotice } from '../parts/notice.ts';
import { PagesOf } from '../parts/pages-of.ts';
import { oftenWords, watchKinds } from '../parts/watch-words.ts';
import { wholeSheets } from '../styles/sheets.ts';

/**
 * Everything that people wait for, one kind at a time, with when each wish last said something; and what becomes of what they come back to.
 * @event {RapportShopEvent} rapport-shop - Another choice was saved.
 */
@localized()
export class ConsoleWatches extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      .filter {
        width: min(100%, 240px);
        margin-top: 24px;
      }
      .wish {
        overflow-wrap: anywhere;
      }
      section {
        margin-top: 48px;
        max-width: 34em;
      }
      section .field {
        margin-top: 16px;
      }
      .idle {
        color: var(--muted);
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) shop!: ShopView;
  @state() private kind: WatchKind | '' = '';
  @state() private saved = false;
  readonly #save = new Ask<ChangedShop>(this);
  readonly #pages = new PagesOf<StaffWatch>(this, async (after) => {
    const { watches, next } = await this.api.watches(this.kind, after);
    return { rows: watches, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#pages.restart();
  }

  override render() {
    const { rows, next, ready, problem } = this.#pages;
    return html`<a class="back" href="/console/catalogue">${msg('Catalogue')}</a>
      <h1>${msg('What people wait for')}</h1>
      <p class="lead">
        ${msg('Wishes people keep. Each speaks when what it waits for comes, and says why.')}
        <a href="/console/catalogue/words">${msg('Words that mean the same')}</a>
      </p>
      <div class="filter">
        ${selectField({ name: 'kind', label: msg('Kind'), value: this.kind, options: [['', msg('every kind')], ...watchKinds()], onChange: (kind) => this.#choose(kind as WatchKind | '') })}
      </div>
      ${problemNotice(problem)} ${rows.length > 0 ? this.#renderList(rows) : nothing}
      ${ready && rows.length === 0 && next === null ? html`<p class="quiet more">${msg('Nobody waits for anything of this kind.')}</p>` : nothing}
      ${moreButton(this.#pages)} ${this.#renderFollows()}`;
  }

  /** What becomes of a maker that somebody comes back to often: saved as it is chosen. */
  #renderFollows(): TemplateResult {
    const follows: readonly (readonly [NonNullable<ShopSettings['follows']>, string])[] = [
      ['off', msg('nothing happens')],
      ['offered', msg('they are asked whether they follow it')],
      ['allowed', msg('they are asked, and may have it followed for them from then on')],
    ];
    return html`<section aria-labelledby="follows-title">
      <h2 id="follows-title">${msg('Names people come back to')}</h2>
      <p class="quiet">
        ${msg('A maker, author or series that somebody bought or looked at often. Asked once, where their wishes stand; a no is for good.')}
      </p>
      ${selectField({
        name: 'follows',
        label: msg('What happens then'),
        value: this.shop.settings.follows ?? 'offered',
        options: follows,
        onChange: (value) => void this.#keepFollows(value as NonNullable<ShopSettings['follows']>),
      })}
      ${problemNotice(this.#save.problem)} ${doneNotice(this.saved ? msg('Saved. It holds from now on.') : null)}
    </section>`;
  }

  async #keepFollows(follows: NonNullable<ShopSettings['follows']>): Promise<void> {
    this.saved = false;
    const changed = await this.#save.run(() => this.api.changeShop({ follows }));
    this.saved = changed !== null;
    if (changed) this.dispatchEvent(new RapportShopEvent({ ...this.shop, ...changed }));
  }

  #renderList(rows: readonly StaffWatch[]): TemplateResult {
    return listTable(
      msg('What people wait for'),
      [msg('Waits for'), msg('Who'), [msg('Since'), 'wide'], msg('Last spoke'), [msg('How often'), 'wide']],
      rows.map((row) => this.#renderRow(row)),
    );
  }

  #renderRow({ shopperId, name, watch }: StaffWatch): TemplateResult {
    const { timeZone } = this.shop.settings;
    const kind = watch.inferred ? msg('a name followed for them') : watchKinds().find(([one]) => one === watch.kind)?.[1];
    return html`<tr>
      <td class="wish">${watch.query}<small>${kind}</small></td>
      <td><a href="/console/shoppers/${encodeURIComponent(shopperId)}">${name ?? msg('A guest')}</a></td>
      <td class="wide date">${shortDay(watch.createdAtMs, timeZone)}</td>
      <td class="date ${watch.toldAtMs === null ? 'idle' : ''}">${watch.toldAtMs === null ? msg('not yet') : shortDay(watch.toldAtMs, timeZone)}</td>
      <td class="wide ${watch.paused ? 'idle' : ''}">${watch.paused ? msg('Paused') : oftenWords(watch.frequency)}</td>
    </tr>`;
  }

  #choose(kind: WatchKind | ''): void {
    this.kind = kind;
    void this.#pages.restart();
  }
}
