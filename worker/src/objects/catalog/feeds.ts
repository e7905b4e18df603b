import type { Feed } from '@rapport/protocol';
import { LIMITS } from '@rapport/protocol/wire';
import { refused } from '@rapport/protocol/problem';
import type { Agenda } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { now } from '../../platform/clock.ts';
import { Flights } from '../../platform/flight.ts';
import { uuid } from '../../platform/ids.ts';
import { errorName, log } from '../../platform/log.ts';
import { unsafe } from '../../platform/safe-fetch.ts';
import type { Answer, CatalogPort } from '../ports.ts';
import type { FeedRow, FeedStore } from './feed-store.ts';

/** Feeds one shop may have. */
const MAX_FEEDS = 10;
/** How long one call may take until its last byte, in ms. */
const PATIENCE_MS = 120_000;
/** Addresses that one may be sent on to. */
const MAX_STEPS = 3;
const CHUNK_BYTES = 512 * 1024;
const HOUR_MS = 3_600_000;

/** What fetching needs of the object around it. */
export interface FeedTools {
  readonly storage: DurableObjectStorage;
  readonly store: FeedStore;
  readonly agenda: Agenda;
  readonly imports: Pick<CatalogPort, 'beginImport' | 'feed' | 'endImport'>;
  /** Whether addresses of this machine may be called: in tests and the demo only. */
  readonly loopback: boolean;
}

/** Fetches product feeds on their schedule, asks whether anything changed (ETag, Last-Modified), and hands what comes to an import. */
export class Feeds {
  readonly #tools: FeedTools;
  readonly #flights = new Flights<void>();

  constructor(tools: FeedTools) {
    this.#tools = tools;
  }

  list(): Feed[] {
    return this.#tools.store.all().map(shown);
  }

  async add(url: string, everyHours: number): Promise<Answer<{ feed: Feed }>> {
    const { storage, store, agenda } = this.#tools;
    if (store.all().length >= MAX_FEEDS) return refused('invalid-body', `A shop has at most ${MAX_FEEDS} feeds.`);
    if (this.#isRefused(url)) return refused('invalid-body', 'This address may not be called: only https addresses of the open internet.');
    const id = uuid();
    atomic(storage, () => {
      store.add(id, url, everyHours, now());
      agenda.plan({ kind: 'feed', key: id, dueAtMs: now(), lane: 2 });
    });
    await agenda.arm();
    return this.#one(id);
  }

  async drop(id: string): Promise<Answer<object>> {
    const { storage, store, agenda } = this.#tools;
    atomic(storage, () => {
      store.drop(id);
      agenda.cancel('feed', id);
    });
    await agenda.arm();
    return { ok: true };
  }

  async fetchNow(id: string): Promise<Answer<{ feed: Feed }>> {
    if (this.#tools.store.get(id) === null) return refused('not-found');
    this.#tools.agenda.plan({ kind: 'feed', key: id, dueAtMs: now(), lane: 2 });
    await this.#tools.agenda.arm();
    return this.#one(id);
  }

  /** Its time has come. The next time is planned first: whatever comes of this one, there is another. */
  due(id: string): Promise<void> {
    const feed = this.#tools.store.get(id);
    if (feed === null) return Promise.resolve();
    this.#tools.agenda.plan({ kind: 'feed', key: id, dueAtMs: now() + feed.everyHours * HOUR_MS, lane: 2 });
    void this.#flights.join(id, () => this.#fetch(feed)).then(() => this.#tools.agenda.arm());
    return Promise.resolve();
  }

  #one(id: string): Answer<{ feed: Feed }> {
    const row = this.#tools.store.get(id);
    return row ? { ok: true, feed: shown(row) } : refused('not-found');
  }

  #isRefused(url: string): boolean {
    return unsafe(url, { loopback: this.#tools.loopback }) !== null;
  }

  /** Never rejects: what goes wrong is written down for the owner. Nothing of the answer but the feed itself is kept or shown. */
  async #fetch(feed: FeedRow): Promise<void> {
    const { store } = this.#tools;
    try {
      const answer = await this.#call(feed);
      if (answer.status === 304) return store.asked(feed.id, now(), 'unchanged');
      if (answer.status !== 200 || answer.body === null) throw new Trouble(`The address answered with ${answer.status}.`);
      const importId = await this.#take(answer.body);
      return store.asked(feed.id, now(), 'imported', { importId, etag: answer.headers.get('etag'), modified: answer.headers.get('last-modified') });
    } catch (error) {
      const failure = error instanceof Trouble ? error.message : 'The address could not be reached, or took too long.';
      log('feed.failed', { error: errorName(error) });
      return store.asked(feed.id, now(), 'failed', { failure });
    }
  }

  /** Follows few redirects, and looks at each address before it is called. */
  async #call({ url, etag, modified }: FeedRow): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/xml, text/xml, text/tab-separated-values, application/gzip, */*;q=0.1' };
    if (etag !== null) headers['if-none-match'] = etag;
    if (modified !== null) headers['if-modified-since'] = modified;
    let address = url;
    for (let step = 0; step <= MAX_STEPS; step += 1) {
      if (this.#isRefused(address)) throw new Trouble('The address leads to one that may not be called.');
      const answer = await fetch(address, { headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
      const next = answer.status >= 300 && answer.status < 400 && answer.status !== 304 ? answer.headers.get('location') : null;
      if (next === null) return answer;
      await answer.body?.cancel();
      if (!URL.canParse(next, address)) throw new Trouble('The address leads nowhere.');
      address = new URL(next, address).href;
    }
    throw new Trouble('The address leads on and on.');
  }

  /** Hands the body to an import, piece by piece; never more of it than a file may have. */
  async #take(body: ReadableStream<Uint8Array>): Promise<string> {
    const { imports } = this.#tools;
    const begun = await imports.beginImport('merchant-feed');
    if (!begun.ok) throw new Trouble('Other imports are under way; it is tried again at its next time.');
    let index = 0;
    let bytes = 0;
    for await (const part of body) {
      bytes += part.length;
      if (bytes > LIMITS.importBytes) throw new Trouble('The feed is larger than a file may be.');
      for (let at = 0; at < part.length; at += CHUNK_BYTES) {
        const fed = await imports.feed(begun.id, index, part.slice(at, at + CHUNK_BYTES));
        if (!fed.ok) throw new Trouble('The feed could not be stored.');
        index += 1;
      }
    }
    await imports.endImport(begun.id);
    return begun.id;
  }
}

/** What goes wrong, in a sentence for the owner. */
class Trouble extends Error {
  override readonly name = 'Trouble';
}

const shown = ({ id, url, everyHours, askedAtMs, outcome, failure, importId }: FeedRow): Feed => ({
  id,
  url,
  everyHours,
  askedAtMs,
  outcome,
  failure,
  importId,
});
