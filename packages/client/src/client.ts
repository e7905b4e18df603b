/* oxlint-disable max-lines -- the whole surface that components ask, a few lines for each call */
import type { ConsentRecord, LiveMessage, PageView, Placement, RecommendationRow, ShopConfig, ShopperView } from '@rapport/protocol';
import { LIMITS, PATHS } from '@rapport/protocol/wire';
import { type Live, makeLive } from './live.ts';
import type { ClientOptions, ClientSession, OffersAsked, RowAsked } from './options.ts';
import { type Call, ClientProblem, send } from './request.ts';

export { ClientProblem } from './request.ts';
export type { ClientOptions, ClientSession, OffersAsked, RowAsked } from './options.ts';
export type { FailureCode } from './request.ts';

/** What offers are asked by. */
export const offersQuery = ({ placement, product, category, basket }: OffersAsked) => ({
  placement,
  product: product || undefined,
  category: category || undefined,
  basketMinor: basket ?? undefined,
});

/** `waiting` = not known yet · `known` = there is a view · `unknown` = nobody we may know · `failed` = see `problem`. */
export type Standing = 'waiting' | 'known' | 'unknown' | 'failed';

/**
 * One shopper on one page, without any look: the state all components share, and every call they need. Make one a page.
 * The first subscriber starts the one call for the view, which brings the page's rows of products and its offers along; live changes follow over a socket while the page is visible.
 */
export class Client {
  /** Where the worker is, without a slash at the end. */
  readonly host: string;
  readonly locale: string;
  /** What is known of the shopper; null before `standing` is `known`. */
  view: ShopperView | null = null;
  standing: Standing = 'waiting';
  /** Grows with each new start: what was asked for an earlier person or consent is old. */
  round = 0;
  /** Why the view could not be had. */
  problem: ClientProblem | null = null;

  readonly #options: ClientOptions;
  readonly #fetch: typeof fetch;
  readonly #random: () => number;
  readonly #live: Live;
  readonly #subscribers = new Set<() => void>();
  readonly #listeners = new Set<(message: LiveMessage) => void>();
  #loading: Promise<void> | null = null;
  #config: Promise<ShopConfig> | null = null;
  #visible = true;
  /** Answers that came with the view, by what was asked; each is given once. */
  #brought: Record<string, unknown> = {};

  constructor(options: ClientOptions) {
    this.#options = options;
    this.host = options.host;
    this.locale = options.locale;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#random = options.random ?? Math.random;
    this.#live = makeLive({
      host: options.host,
      WebSocket: options.WebSocket ?? WebSocket,
      random: this.#random,
      token: async () => (await options.session())?.token ?? null,
      hear: (message) => this.#hear(message),
      missed: () => void this.#catchUp(),
    });
  }

  /** Calls `listener` after each change of `view` or `standing`. Gives back how to stop. */
  subscribe(listener: () => void): () => void {
    this.#subscribers.add(listener);
    if (this.standing === 'waiting') void this.load();
    return () => this.#subscribers.delete(listener);
  }

  /** Calls `listener` with what the worker says live. Gives back how to stop. */
  onLive(listener: (message: LiveMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Loads the view once; several callers share one request. Never throws: a failure becomes `standing`. */
  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  /** Starts over: another person, another consent, or after a failure. */
  reload(): Promise<void> {
    this.#loading = null;
    this.#reset('waiting');
    return this.load();
  }

  /** The page is shown or hidden (bfcache included): the live line follows. */
  visible(visible: boolean): void {
    this.#visible = visible;
    if (!visible) this.#live.close();
    else if (this.view) this.#live.open();
  }

  /** What a page may know before anybody agreed to anything. Cacheable, the same for all. */
  config(): Promise<ShopConfig> {
    this.#config ??= this.askOpenly<ShopConfig>(PATHS.config).catch((problem: unknown) => {
      this.#config = null;
      throw problem;
    });
    return this.#config;
  }

  /** Asks what anybody may know. @throws {ClientProblem} */
  askOpenly<T>(path: string, query?: Call['query']): Promise<T> {
    return this.#send<T>({ path, query: { key: this.#options.key, ...query } });
  }

  /** Products for a placement, for this shopper; what is popular for somebody we may not know. `count` 1 to 24. */
  async recommendations(placement: Placement, count: number, product?: string): Promise<RecommendationRow> {
    const query = this.#row({ placement, count, product });
    // Where rows come with the view, this one may be on its way.
    if (this.#options.rows) await this.load();
    const row = this.brought<RecommendationRow>(query);
    if (row) return row;
    const session = await this.#session();
    if (!session) return this.askOpenly(PATHS.trending, { count: query.count, locale: this.locale });
    return this.#asShopper({ path: PATHS.recommendations, query });
  }

  /** "Not for me": hides a product from all rows of this shopper, for good; `again` lets it be shown again. */
  async hide(productId: string, again = false): Promise<void> {
    if (again) await this.#asShopper({ method: 'DELETE', path: `${PATHS.hidden}/${encodeURIComponent(productId)}` });
    else await this.#asShopper({ method: 'POST', path: PATHS.hidden, body: { productId } });
  }

  /** Has this shopper forgotten, for good: from here on the page knows nobody. Whoever keeps the token drops it. */
  async forget(): Promise<void> {
    await this.#asShopper({ method: 'DELETE', path: PATHS.me });
    this.#reset('unknown');
  }

  /** Has what the shopper agrees to written down, where the page keeps that. */
  async agree(record: ConsentRecord): Promise<void> {
    await this.#options.consent?.(record);
  }

  /** The view as it is now at the worker; what is shown stays when it can't be had. */
  async refresh(): Promise<void> {
    await this.#catchUp();
  }

  /** A call of a component that comes later than this class, as the shopper: see `calls/`. @throws {ClientProblem} */
  ask<T>(call: Omit<Call, 'token'>): Promise<T> {
    return this.#asShopper(call);
  }

  /** The answer to this that came with the view, the first time it is wanted. */
  brought<T>(query: object): T | null {
    const asked = JSON.stringify(query);
    const answer = this.#brought[asked] as T | undefined;
    delete this.#brought[asked];
    return answer ?? null;
  }

  /** What a row is asked by. */
  #row({ placement, count, product }: RowAsked) {
    const bounded = Math.min(Math.max(1, Math.round(count) || 1), LIMITS.recommendations);
    return { placement, product: product || undefined, count: bounded, locale: this.locale };
  }

  /** The view, and with it the rows and the offers of the page. */
  async #page(): Promise<ShopperView> {
    const rows = Array.from(this.#options.rows?.() ?? [], (row) => this.#row(row)).slice(0, LIMITS.pageRecommendations);
    const offers = Array.from(this.#options.offers?.() ?? [], offersQuery).slice(0, LIMITS.pageOffers);
    const view = await this.#asShopper<Partial<PageView> & ShopperView>(
      rows.length + offers.length ? { method: 'POST', path: PATHS.page, body: { rows, offers } } : { path: PATHS.me },
    );
    const pairs = (asks: readonly object[], answers: readonly unknown[] = []) => asks.map((ask, at) => [JSON.stringify(ask), answers[at]] as const);
    this.#brought = Object.fromEntries([...pairs(rows, view.rows), ...pairs(offers, view.offers)]);
    return view;
  }

  /** Nobody is known from here on. */
  #reset(standing: Standing): void {
    this.round++;
    this.#brought = {};
    this.#live.close();
    this.view = null;
    this.standing = standing;
    this.#tell();
  }

  async #load(): Promise<void> {
    const round = this.round;
    try {
      const session = await this.#session();
      const view = session ? (session.view ?? (await this.#page())) : null;
      if (round !== this.round) return;
      this.standing = view ? 'known' : 'unknown';
      this.problem = null;
      if (view && view.version >= (this.view?.version ?? 0)) this.view = view;
      if (view && this.#visible) this.#live.open();
    } catch (problem) {
      if (round !== this.round) return;
      this.problem = problem instanceof ClientProblem ? problem : new ClientProblem('internal', 0, true);
      this.standing = 'failed';
    }
    this.#tell();
  }

  /** The line was down: what was said meanwhile is in the view. */
  async #catchUp(): Promise<void> {
    const round = this.round;
    try {
      const view = await this.#asShopper<ShopperView>({ path: PATHS.me });
      if (round === this.round) this.take(view);
    } catch {
      return; // what is shown stays; the next change, or the next page, brings the rest
    }
  }

  #session(): Promise<ClientSession | null> {
    return this.#options.session();
  }

  #send<T>(call: Call): Promise<T> {
    return send<T>(this.host, call, this.#fetch, this.#random);
  }

  async #asShopper<T>(call: Call): Promise<T> {
    const session = await this.#session();
    if (!session) throw new ClientProblem('no-consent', 403, false);
    try {
      return await this.#send<T>({ ...call, token: session.token });
    } catch (problem) {
      if (!(problem instanceof ClientProblem) || problem.status !== 401) throw problem;
      const renewed = await this.#options.session(true);
      if (!renewed) throw problem;
      return this.#send<T>({ ...call, token: renewed.token });
    }
  }

  #hear(message: LiveMessage): void {
    if (message.type === 'view') this.take(message.view);
    else if (this.view) this.#replace({ ...this.view, unread: message.unread });
    for (const listener of this.#listeners) listener(message);
  }

  /** Takes a view unless it is older than the one there is. */
  take(view: ShopperView): void {
    if (this.view && view.version < this.view.version) return;
    this.#replace(view);
  }

  #replace(view: ShopperView): void {
    this.view = view;
    this.standing = 'known';
    this.#tell();
  }

  #tell(): void {
    for (const subscriber of this.#subscribers) subscriber();
  }
}
