import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { PersonMerge, PersonMerges } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { RapportYesEvent } from '../events.ts';
import { count, shortDay } from '../format.ts';
import { base } from '../styles/base.ts';
import { tables } from '../styles/tables.ts';
import { tokens } from '../styles/tokens.ts';
import { Ask } from './ask.ts';
import { listTable } from './list-table.ts';
import { noticeStyles, problemNotice } from './notice.ts';
import { shopperName } from './shopper-words.ts';

/**
 * People who were merged, the newest first, each to be undone as long as that is possible.
 * @event {RapportYesEvent} rapport-yes - A merge was undone.
 */
@localized()
export class ConsoleMergeList extends LitElement {
  static override styles = [
    tokens,
    base,
    tables,
    noticeStyles,
    css`
      td {
        white-space: normal;
        overflow-wrap: anywhere;
      }
      td:last-child {
        text-align: end;
      }
      small {
        display: block;
        color: var(--muted);
        font-size: 13px;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() timeZone = 'UTC';
  /** Counts on when somebody was merged: then the list is read anew. */
  @property({ type: Number }) turn = 0;
  readonly #merges = new Ask<PersonMerges>(this);
  readonly #undo = new Ask<PersonMerge>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || changed.has('turn')) void this.#merges.run(() => this.api.merges());
  }

  override render() {
    const { value, problem } = this.#merges;
    const told = problemNotice(problem ?? this.#undo.problem);
    if (!value || value.merges.length === 0) return told;
    return html`<section aria-labelledby="merged">
      <h2 id="merged">${msg('Merged so far')}</h2>
      ${told}
      ${listTable(
        msg('Merged so far'),
        [msg('Who'), msg('When'), [msg('Actions'), 'only-heard']],
        value.merges.map((one) => this.#renderRow(one)),
      )}
    </section>`;
  }

  #renderRow(one: PersonMerge): TemplateResult {
    const { kept, merged, atMs, by } = one;
    const goes = merged?.name ?? merged?.email ?? msg('Somebody');
    const stays = kept ? shopperName(kept) : msg('Somebody');
    return html`<tr>
      <td>
        ${one.state === 'undone' ? msg(str`Two again: ${goes} and ${stays}`) : msg(str`${goes} is now ${stays}`)}
        ${merged && one.state !== 'undone' ? html`<small>${msg(str`brought ${count(merged.points)} points`)}</small>` : nothing}
      </td>
      <td>${shortDay(atMs, this.timeZone)}<small>${by}</small></td>
      <td>${one.final === null ? this.#renderUndo(one, goes, stays) : html`<span class="quiet">${finalWords(one.final)}</span>`}</td>
    </tr>`;
  }

  #renderUndo({ id }: PersonMerge, goes: string, stays: string): TemplateResult {
    return html`<console-confirm
      .label=${msg('Undo')}
      .about=${`${goes}, ${stays}`}
      .disabled=${this.#undo.busy}
      .question=${msg(str`Make ${goes} and ${stays} two people again?`)}
      .means=${msg(str`${goes} gets back what is left of what they brought, with their address and sign-in. What was spent or lapsed of their points stays theirs; what was earned since the merge stays with ${stays}.`)}
      .yes=${msg('Yes, undo it')}
      @rapport-yes=${() => this.#part(id)}
    ></console-confirm>`;
  }

  async #part(id: string): Promise<void> {
    const done = await this.#undo.run(() => this.api.undoMerge(id));
    if (!done) return;
    void this.#merges.run(() => this.api.merges());
    this.dispatchEvent(new RapportYesEvent());
  }
}

const finalWords = (final: NonNullable<PersonMerge['final']>): string => {
  switch (final) {
    case 'undone':
      return msg('Undone');
    case 'erased':
      return msg('They asked to be forgotten');
    case 'too-late':
      return msg('Too long ago to undo');
    case 'running':
      return msg('Under way');
    case 'merged-on':
      return msg('Merged on since: undo that first');
  }
};
