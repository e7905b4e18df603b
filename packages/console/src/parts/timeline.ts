import { localized, msg, str } from '@lit/localize';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Reward, ShopSettings, TimelineEntry } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { clock, day } from '../format.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { icon } from './icons.ts';
import { moreButton } from './list-table.ts';
import { noticeStyles, problemNotice } from './notice.ts';
import { PagesOf } from './pages-of.ts';
import { facts } from './timeline-detail.ts';
import { timelineStyles } from './timeline-styles.ts';
import { type EntryKind, type Setting, kindOf, kindWords, sentence, sourceWords } from './timeline-words.ts';

const KINDS: readonly (EntryKind | 'all')[] = ['all', 'visits', 'wishes', 'orders', 'points', 'person'];
const SOURCES: readonly TimelineEntry['source'][] = ['page', 'shop', 'rapport', 'staff'];

/** One person's whole time line, the newest first, a sentence an entry, by day. */
@localized()
export class ConsoleTimeline extends LitElement {
  static override styles = [tokens, base, noticeStyles, timelineStyles];
  @property({ attribute: false }) api!: Api;
  /** Whose it is. */
  @property() shopperId = '';
  @property() currency = 'EUR';
  @property() timeZone = 'UTC';
  /** What points can be given for, to name what was. */
  @property({ attribute: false }) rewards: readonly Reward[] = [];
  /** To name the layers. */
  @property({ attribute: false }) layers: ShopSettings['layers'];
  @state() private kind: EntryKind | 'all' = 'all';
  readonly #pages = new PagesOf<TimelineEntry>(this, async (before) => {
    const { entries, next } = await this.api.timeline(this.shopperId, before);
    return { rows: entries, next };
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api') || changed.has('shopperId')) void this.#pages.restart();
  }

  /** Reads from the newest on again. */
  refresh(): void {
    void this.#pages.restart();
  }

  override render() {
    const { rows, next, problem, ready } = this.#pages;
    const shown = rows.filter((entry) => this.kind === 'all' || kindOf(entry) === this.kind);
    return html`<div class="filter" role="group" aria-label=${msg('Show')}>${KINDS.map((kind) => this.#renderKind(kind))}</div>
      ${this.#renderKey()} ${problemNotice(problem)} ${this.#byDay(shown).map(([title, entries]) => this.#renderDay(title, entries))}
      ${ready && shown.length === 0 ? html`<p class="none" role="status">${this.#emptyWords(rows.length)}</p>` : nothing}
      ${moreButton(this.#pages, msg('Earlier'))}
      ${ready && !next && rows.length ? html`<p class="quiet more">${msg('This is where it begins.')}</p>` : nothing}`;
  }

  #renderKind(kind: EntryKind | 'all'): TemplateResult {
    return html`<button aria-pressed=${this.kind === kind ? 'true' : 'false'} @click=${() => (this.kind = kind)}>${kindWords(kind)}</button>`;
  }

  #renderKey(): TemplateResult {
    return html`<p class="key quiet">
      ${msg('Who says so:')} ${SOURCES.map((source) => html`<span class="source ${source}">${icon(source)} ${sourceWords(source)}</span>`)}
    </p>`;
  }

  #renderDay(title: string, entries: readonly TimelineEntry[]): TemplateResult {
    return html`<h3>${title}</h3>
      <ul>
        ${entries.map((entry) => this.#renderEntry(entry))}
      </ul>`;
  }

  #renderEntry(entry: TimelineEntry): TemplateResult {
    const words = html`<time datetime=${new Date(entry.atMs).toISOString()}>${clock(entry.atMs, this.timeZone)}</time>
      <span class="source ${entry.source}">${icon(entry.source)}</span>
      <span class="words">${sentence(entry, this.#setting)}</span>
      <span class="only-heard">, ${msg(str`says ${sourceWords(entry.source)}`)}</span>`;
    const known = facts(entry.detail);
    if (known.length === 0) return html`<li><div class="entry">${words}</div></li>`;
    return html`<li>
      <details>
        <summary class="entry">${words}</summary>
        <dl>
          ${known.map(
            ([name, value]) =>
              html`<div>
                <dt class="code">${name}</dt>
                <dd class="code">${value}</dd>
              </div>`,
          )}
        </dl>
      </details>
    </li>`;
  }

  get #setting(): Setting {
    return { currency: this.currency, timeZone: this.timeZone, rewards: this.rewards, layers: this.layers };
  }

  #emptyWords(loaded: number): string {
    if (loaded === 0) return msg('Nothing has been recorded of this person.');
    return this.#pages.next ? msg('None of this kind so far; there may be some earlier.') : msg('None of this kind.');
  }

  #byDay(entries: readonly TimelineEntry[]): [string, TimelineEntry[]][] {
    return [...Map.groupBy(entries, (entry) => day(entry.atMs, this.timeZone))];
  }
}
