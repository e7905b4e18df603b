import type { Consent, ConsentRecord } from '@rapport/protocol';
import { PATHS } from '@rapport/protocol/wire';
import { fromGa, type Heard, readEntry, text } from './capture.ts';
import { type ConsentAttribute, keepConsent } from './consent.ts';
import { makeQueue, type Waiting } from './queue.ts';
import { isWorthRetrying, makePost, waitMs } from './send.ts';
import { openStore, type StorageLike } from './store.ts';
import { makeVisitor, type Session } from './visitor.ts';

export { fromJsonLd, listen } from './capture.ts';
export type { ConsentAttribute } from './consent.ts';
export type { StorageLike } from './store.ts';
export type { Session } from './visitor.ts';

/** What the script tag says. */
export interface TrackerOptions {
  /** Where the worker is, without a slash at the end. */
  readonly host: string;
  /** The publishable key. */
  readonly key: string;
  readonly locale: string;
  readonly consent: ConsentAttribute;
  /** The shop's signed word for who it is. */
  readonly identity?: string | undefined;
}

/** What the tracker needs of a page; a test passes its own. */
export interface TrackerPage {
  /** `localStorage`; null where the browser forbids it. */
  readonly storage: StorageLike | null;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly random: () => number;
  readonly uuid: () => string;
  /** The browser's Global Privacy Control. */
  readonly gpc: boolean;
  /** The path, without query, and the title of the page that is shown now. */
  readonly place: () => { readonly path: string; readonly title: string };
}

/** The tracker of one page. */
export interface Tracker {
  /** Takes an event by its GA4 name and parameters. Before consent it waits in memory; after a no it is dropped. */
  track(name: string, params?: Record<string, unknown>): void;
  /** Takes one entry of `dataLayer`. */
  hear(entry: unknown): void;
  /** Takes an event that is already in Rapport's words. */
  take(heard: Heard | null): void;
  /** Counts a view of the page that is shown now, once a path; `again` = once more (the page came back from the cache). */
  viewPage(again?: boolean): void;
  /** true when a `view_item` was heard for the page that is shown now. */
  hasSeenItem(): boolean;
  decide(record: ConsentRecord): void;
  consent(): Consent;
  /** true when the banner should ask. */
  unasked(): boolean;
  identify(identity: string): void;
  /** The shopper's session; null for a guest without consent, and while the worker can't be reached. */
  session(renew?: boolean): Promise<Session | null>;
  /** The person had themselves forgotten by the worker: nothing of them stays here either. */
  forget(): void;
  /** Sends what waits, now. */
  flush(): void;
  /** The page goes: sends what waits, and leaves to the next page what isn't answered any more. */
  leave(): void;
  /** The browser is on-line again. */
  online(): void;
}

/** A batch leaves after so long … */
const BATCH_MS = 3000;
/** … or when so many wait. */
const BATCH_EVENTS = 20;
/** After so many requests without any answer something blocks us: stop for this page. */
const MOST_SILENT = 3;

/** Starts the tracker of a page. `changed` is called when another person, or another consent, holds from now on. */
export const startTracker = (options: TrackerOptions, page: TrackerPage, changed: () => void): Tracker => {
  const store = openStore(page.storage);
  const post = makePost(options.host, page.fetch);
  const queue = makeQueue(store, page.uuid, page.now);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;
  let attempt = 0;
  let silent = 0;
  /** This shop or person is refused: quiet until somebody else, or another consent, holds. */
  let refused = false;
  /** They had themselves forgotten: on this page nobody is known any more, until they agree anew or somebody signs in. */
  let gone = false;
  let lastView = '';
  let lastItem = '';

  const consent = keepConsent(store, { attribute: options.consent, gpc: page.gpc }, (before, now) => {
    const token = visitor.token();
    gone = false;
    const told = token && post(PATHS.consent, now, token);
    if (before.personalisation === 'granted' || now.personalisation === 'denied') wipe();
    begin();
    // Whoever asks how things stand should hear of it the way it is from now on.
    if (told) void told.then(changed);
    else changed();
  });
  /** After a no: nothing stays at this browser but the no itself, and the token while a wish still needs it. */
  const wipe = (): void => {
    queue.clear();
    for (const key of store.keys('')) if (key !== 'consent' && !(key === 'session' && mayMeet())) store.remove(key);
  };
  /** Here, too, nothing stays, and the next page asks anew. */
  const forget = (): void => {
    refused = gone = true;
    visitor.forget();
    consent.forget();
    wipe();
  };
  const mayTrack = (): boolean => consent.state().personalisation === 'granted';
  const mayMeet = (): boolean => mayTrack() || consent.state().messages === 'granted';
  const visitor = makeVisitor({
    store,
    post,
    query: `?key=${encodeURIComponent(options.key)}`,
    locale: options.locale,
    now: page.now,
    record: consent.record,
    mayKeep: mayMeet,
    left: () => queue.clear(),
  });
  visitor.identify(options.identity ?? '');

  const later = (ms: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void send();
    }, ms);
  };
  const begin = (): void => {
    refused = false;
    if (!mayTrack()) return;
    queue.keep();
    if (queue.waiting()) later(BATCH_MS);
  };

  const send = async (): Promise<void> => {
    if (sending || refused || silent >= MOST_SILENT || !mayTrack() || !queue.waiting()) return;
    sending = true;
    const { status, retryAfterMs } = await deliver();
    sending = false;
    silent = status ? 0 : silent + 1;
    attempt = isWorthRetrying(status) ? attempt + 1 : 0;
    if (queue.waiting() && !refused) later(attempt ? waitMs(attempt - 1, retryAfterMs, page.random) : BATCH_MS);
  };
  /** One batch: with a token, once more with a new one if that is refused. What can't succeed is dropped, the rest comes back. */
  const deliver = async (renew = false): Promise<{ status: number; retryAfterMs: number }> => {
    const session = await visitor.session(renew);
    if (!('token' in session)) {
      refused = !isWorthRetrying(session.status);
      return { status: session.status, retryAfterMs: 0 };
    }
    const events = queue.take();
    if (!events.length) return { status: 202, retryAfterMs: 0 };
    const answer = await post(PATHS.events, { events }, session.token);
    if (answer.status === 401 && !renew) {
      queue.back(events);
      return deliver(true);
    }
    if (answer.status === 410) forget();
    if (isWorthRetrying(answer.status)) queue.back(events);
    else queue.done(events);
    return answer;
  };

  const take = (heard: Heard | null): void => {
    if (gone || !heard || consent.state().personalisation === 'denied') return;
    const place = page.place();
    const item = heard.name === 'view_item' ? `${place.path} ${heard.items?.[0]?.productId}` : '';
    if (heard.name === 'page_view' ? lastView === place.path : item && lastItem === item) return;
    if (heard.name === 'page_view') lastView = place.path;
    if (item) lastItem = item;
    if (heard.name === 'purchase' && heard.orderId) {
      if (mayTrack() && store.get('order') === heard.orderId) return; // the page of thanks, loaded again
      if (mayTrack()) store.set('order', heard.orderId);
    }
    const title = text(place.title, 300);
    queue.push({ ...heard, path: place.path.slice(0, 2000), ...(title && { title }), id: page.uuid(), atMs: page.now() } satisfies Waiting);
    if (!mayTrack()) return;
    if (queue.waiting() >= BATCH_EVENTS && !attempt) void send();
    else later(BATCH_MS);
  };
  const track = (name: string, params: Record<string, unknown> = {}): void => take(fromGa(name, params));

  begin();
  return {
    track,
    take,
    hear(entry) {
      const read = readEntry(entry);
      if (read?.kind === 'consent') consent.hear(read.params);
      else if (read) track(read.name, read.params);
    },
    viewPage(again) {
      if (again) lastView = '';
      track('page_view');
    },
    hasSeenItem: () => lastItem.startsWith(`${page.place().path} `),
    decide: consent.decide,
    consent: consent.state,
    unasked: consent.unasked,
    identify(identity) {
      visitor.identify(identity);
      gone = false;
      begin();
      changed();
    },
    async session(renew) {
      if (gone || (!mayMeet() && !visitor.isNamed())) return null;
      const session = await visitor.session(renew);
      return 'token' in session ? session : null;
    },
    forget() {
      forget();
      changed();
    },
    flush: () => void send(),
    leave() {
      void send();
      queue.leave();
    },
    online() {
      silent = attempt = 0;
      void send();
    },
  };
};
