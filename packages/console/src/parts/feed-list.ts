import { localized, msg, str } from '@lit/localize';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Feed } from '@rapport/protocol';
import type { Api } from '../api.ts';
import { RapportImportedEvent } from '../events.ts';
import { moment } from '../format.ts';
import { wholeSheets } from '../styles/sheets.ts';
import { Ask } from './ask.ts';
import { selectField, textField, typed } from './field.ts';
import { problemNotice } from './notice.ts';
import { Watchman } from './watchman.ts';

const DAILY = 24;
/** How often a feed may be fetched, in hours. */
const RHYTHMS: readonly number[] = [1, 6, DAILY, 168];

const rhythmName = (hours: number): string => {
  if (hours === 1) return msg('every hour');
  if (hours === DAILY) return msg('every day');
  return hours === 168 ? msg('every week') : msg(str`every ${hours} hours`);
};

/**
 * Feeds that are fetched from the shop by themselves: added, asked for now, let go.
 * @event {RapportImportedEvent} rapport-imported - What a feed brought has been read, or waits for the owner's word.
 */
@localized()
export class ConsoleFeeds extends LitElement {
  static override styles = [
    ...wholeSheets,
    css`
      form {
        margin-top: 12px;
      }
      table {
        margin-top: 12px;
      }
      td:first-child {
        overflow-wrap: anywhere;
      }
      td .row {
        justify-content: flex-end;
        flex-wrap: wrap;
      }
    `,
  ];
  @property({ attribute: false }) api!: Api;
  @property() timeZone = 'UTC';
  /** While a feed is being fetched: how often to look, in ms. */
  @property({ type: Number }) everyMs = 1_000;
  /** Feeds that were asked for, with when they had been asked for before. */
  @state() private awaited: ReadonlyMap<string, number | null> = new Map();
  readonly #list = new Ask<readonly Feed[]>(this);
  readonly #act = new Ask<true>(this);
  readonly #watchman = new Watchman(this, () => this.#look());

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('api')) void this.#read();
    this.#watchman.everyMs = this.awaited.size > 0 ? this.everyMs : null;
  }

  override render() {
    const feeds = this.#list.value ?? [];
    return html`${problemNotice(this.#list.problem ?? this.#act.problem)} ${feeds.length > 0 ? this.#renderTable(feeds) : nothing}
      <form @submit=${this.#onAdd}>
        ${textField({ name: 'url', label: msg('Address of the feed'), type: 'url', inputmode: 'url', required: true, maxlength: 2000, hint: msg('A Google Merchant feed: XML or tab-separated, also packed with gzip.') })}
        ${selectField({ name: 'hours', label: msg('Fetched'), value: String(DAILY), options: RHYTHMS.map((hours) => [String(hours), rhythmName(hours)]) })}
        <div><button ?disabled=${this.#act.busy}>${msg('Add the feed')}</button></div>
      </form>`;
  }

  #renderTable(feeds: readonly Feed[]): TemplateResult {
    return html`<table>
      <caption class="only-heard">
        ${msg('Feeds')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${msg('Address')}</th>
          <th scope="col" class="wide">${msg('Fetched')}</th>
          <th scope="col">${msg('The last time')}</th>
          <th scope="col" class="right"><span class="only-heard">${msg('What can be done')}</span></th>
        </tr>
      </thead>
      <tbody aria-live="polite">
        ${feeds.map((feed) => this.#renderFeed(feed))}
      </tbody>
    </table>`;
  }

  #renderFeed(feed: Feed): TemplateResult {
    const isAwaited = this.awaited.has(feed.id);
    return html`<tr>
      <td>${feed.url}</td>
      <td class="wide soft">${rhythmName(feed.everyHours)}</td>
      <td>
        ${isAwaited ? msg('is being fetched') : outcome(feed)}
        ${feed.askedAtMs === null || isAwaited ? nothing : html`<small>${moment(feed.askedAtMs, this.timeZone)}</small>`}
      </td>
      <td class="right">
        <span class="row">
          <button
            class="bare"
            aria-label=${msg(str`Fetch ${feed.url} now`)}
            ?disabled=${isAwaited || this.#act.busy}
            @click=${() => this.#fetch(feed)}
          >
            ${msg('Fetch now')}
          </button>
          <console-confirm
            .label=${msg('Remove')}
            .about=${feed.url}
            .question=${msg('Stop fetching this feed?')}
            .means=${msg('What it brought stays in the catalogue.')}
            .yes=${msg('Yes, stop')}
            @rapport-yes=${() => this.#do(() => this.api.dropFeed(feed.id))}
          ></console-confirm>
        </span>
      </td>
    </tr>`;
  }

  async #read(): Promise<readonly Feed[]> {
    return (await this.#list.run(async () => (await this.api.feeds()).feeds)) ?? [];
  }

  /** Sees what has come, and tells the page once the file has been read. */
  async #look(): Promise<void> {
    const feeds = await this.#read();
    for (const [id, beforeMs] of this.awaited) {
      const feed = feeds.find((one) => one.id === id);
      if (feed && feed.askedAtMs === beforeMs) continue;
      const report = feed?.outcome === 'imported' && feed.importId !== null ? await this.api.import(feed.importId) : null;
      if (report?.state === 'running') continue;
      this.awaited = new Map([...this.awaited].filter(([other]) => other !== id));
      if (report) this.dispatchEvent(new RapportImportedEvent(report));
    }
  }

  async #do(work: () => Promise<unknown>): Promise<boolean> {
    const did = await this.#act.run(() => work().then(() => true as const));
    await this.#read();
    return did === true;
  }

  #await({ id, askedAtMs }: Feed): void {
    this.awaited = new Map([...this.awaited, [id, askedAtMs]]);
  }

  readonly #fetch = async (feed: Feed) => {
    if (await this.#do(() => this.api.fetchFeed(feed.id))) this.#await(feed);
  };

  readonly #onAdd = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const { text } = typed(form);
    const [url, everyHours] = [text('url'), Number(text('hours'))];
    const added = await this.#act.run(async () => {
      this.#await({ ...(await this.api.addFeed({ url, everyHours })), askedAtMs: null });
      return true as const;
    });
    await this.#read();
    if (added) form.reset();
  };
}

function outcome({ outcome: came, failure }: Feed): string {
  if (came === 'imported') return msg('brought a file');
  if (came === 'unchanged') return msg('nothing had changed');
  return came === 'failed' ? (failure ?? msg('failed')) : msg('not yet');
}
