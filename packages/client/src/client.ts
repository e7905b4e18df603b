/* oxlint-disable max-lines -- the whole surface that components ask, a few lines for each call */
import type {
  EarnPreview,
  LiveMessage,
  MessagePage,
  OfferPage,
  OfferPlacement,
  OfferTaken,
  PersonExport,
  Placement,
  PointsView,
  PreviewRequest,
  PreferencesView,
  RecommendationRow,
  ShopConfig,
  ShopperView,
  StatementPage,
  Voucher,
  Watch,
  WatchAsk,
  WatchPatch,
} from '@rapport/protocol';
import { IDEMPOTENCY_KEY, LIMITS, PATHS } from '@rapport/protocol/wire';
import { type Live, makeLive } from './live.ts';
import type { ClientOptions, ClientSession } from './options.ts';
import { type Call, ClientProblem, send } from './request.ts';

export { ClientProblem } from './request.ts';
export type { ClientOptions, ClientSession } from './options.ts';
export type { FailureCode } from './request.ts';

/** `waiting` = not known yet · `known` = there is a view · `unknown` = nobody we may know · `failed` = see `problem`. */
export type Standing = 'waiting' | 'known' | 'unknown' | 'failed';

/**
 * One shopper on one page, without any look: the state all components share, and every call they need. Make one a page.
 * The first subscriber starts the one GET /v1/me; live changes follow over a socket while the page is visible.
 */
export class Client {
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
  readonly #openKeys = new Map<string, string>();
  #loading: Promise<void> | null = null;
  #config: Promise<ShopConfig> | null = null;
  #visible = true;

  constructor(options: ClientOptions) {
    this.#options = options;
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
    this.round++;
    this.#live.close();
    this.view = null;
    this.standing = 'waiting';
    this.#loading = null;
    this.#tell();
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
    this.#config ??= this.#send<ShopConfig>({ path: PATHS.config, query: { key: this.#options.key } }).catch((problem: unknown) => {
      this.#config = null;
      throw problem;
    });
    return this.#config;
  }

  /** Products for a placement, for this shopper; what is popular for somebody we may not know. `count` 1 to 24. */
  async recommendations(placement: Placement, count: number, product?: string): Promise<RecommendationRow> {
    const bounded = Math.min(Math.max(1, Math.round(count) || 1), LIMITS.recommendations);
    const session = await this.#session();
    if (!session) return this.#send({ path: PATHS.trending, query: { key: this.#options.key, count: bounded, locale: this.locale } });
    return this.#asShopper({ path: PATHS.recommendations, query: { placement, product, count: bounded, locale: this.locale } });
  }

  /** "Not for me": hides a product from all rows of this shopper, for good; `again` lets it be shown again. */
  async hide(productId: string, again = false): Promise<void> {
    if (again) await this.#asShopper({ method: 'DELETE', path: `${PATHS.hidden}/${encodeURIComponent(productId)}` });
    else await this.#asShopper({ method: 'POST', path: PATHS.hidden, body: { productId } });
  }

  /** Messages, the newest first; `before` is the `next` of the page before. */
  async inbox(before?: string): Promise<MessagePage> {
    return this.#asShopper({ path: PATHS.inbox, query: { before, limit: 20, locale: this.locale } });
  }

  /**
   * What the shopper wants to hear, where and when; with a body, after that change.
   * @throws {ClientProblem} no-consent, mail-off.
   */
  contact(about: 'preferences' | 'email' | 'push' | 'pushEnd' = 'preferences', body?: object): Promise<PreferencesView> {
    const method = body ? (about === 'preferences' ? 'PATCH' : 'POST') : 'GET';
    return this.#asShopper({ method, path: PATHS[about], ...(body ? { body } : {}) });
  }

  /** Marks messages as read. */
  async markRead(ids: readonly string[]): Promise<void> {
    if (!ids.length) return;
    this.#take(await this.#asShopper<ShopperView>({ method: 'POST', path: PATHS.inboxRead, body: { ids: ids.slice(0, 100) } }));
  }

  /** Keeps a search, as `keep`. */
  watch(query: string, words: string): Promise<Watch> {
    return this.keep({ kind: 'search', query }, words);
  }

  /**
   * Keeps a wish of any kind. Without a consent to be told, the tap is that consent, for messages only; `words` are the ones that stood beside the button.
   * @throws {ClientProblem} too-many-watches, no-consent, not-found (a product that is not there).
   */
  async keep(ask: WatchAsk, words: string): Promise<Watch> {
    if (this.view?.consent.messages !== 'granted') {
      await this.#options.consent?.({ personalisation: 'pending', messages: 'granted', source: 'watch', words });
    }
    const watch = await this.#asShopper<Watch>({ method: 'POST', path: PATHS.watches, body: ask });
    await this.load();
    this.#show(watch);
    return watch;
  }

  /** Pauses, slows down or rewords a wish. */
  async changeWatch(id: string, patch: WatchPatch): Promise<Watch> {
    const watch = await this.#asShopper<Watch>({ method: 'PATCH', path: `${PATHS.watches}/${encodeURIComponent(id)}`, body: patch });
    this.#show(watch);
    return watch;
  }

  /** Ends a wish. */
  async unwatch(id: string): Promise<void> {
    this.#take(await this.#asShopper<ShopperView>({ method: 'DELETE', path: `${PATHS.watches}/${encodeURIComponent(id)}` }));
  }

  /** Gives points for a reward. @throws {ClientProblem} not-enough-points, out-of-stock, unknown-reward. */
  async redeem(rewardId: string): Promise<Voucher> {
    const { voucher } = await this.#once<{ voucher: Voucher }>(rewardId, { path: PATHS.redemptions, body: { rewardId } });
    // The answer is kept as it was first given, for repeats; what is left to spend is asked for anew.
    await this.#catchUp();
    return voucher;
  }

  /** All that is known of this shopper's points but the rows: lots, tier, what lapses next. */
  points(): Promise<PointsView> {
    return this.#asShopper({ path: PATHS.points });
  }

  /** Every movement of the points, the newest first; `before` is the `next` of the page before. */
  statement(before?: string): Promise<StatementPage> {
    return this.#asShopper({ path: PATHS.statement, query: { before, limit: 20 } });
  }

  /** What an order of this basket would earn now, counted by the rule that awards it. */
  preview(request: PreviewRequest): Promise<EarnPreview> {
    return this.#asShopper({ method: 'POST', path: PATHS.preview, body: request });
  }

  /**
   * Gives an unused voucher back; its points return.
   * @throws {ClientProblem} unknown-voucher, voucher-used.
   */
  async cancelVoucher(code: string): Promise<void> {
    this.#take(await this.#asShopper<ShopperView>({ method: 'POST', path: `${PATHS.vouchers}/${encodeURIComponent(code)}/cancel`, body: {} }));
  }

  /** A wish as it now is; the socket brings the same view a moment later. */
  #show(watch: Watch): void {
    const { view } = this;
    if (!view) return;
    const isKnown = view.watches.some(({ id }) => id === watch.id);
    const watches = isKnown ? view.watches.map((known) => (known.id === watch.id ? watch : known)) : [watch, ...view.watches];
    this.#replace({ ...view, watches });
  }

  /** Offers for a place on the page. */
  offers(placement: OfferPlacement, product = '', category = '', basketMinor: number | null = null): Promise<OfferPage> {
    return this.#asShopper({
      path: PATHS.offers,
      query: { placement, product: product || undefined, category: category || undefined, basketMinor: basketMinor ?? undefined },
    });
  }

  /** Takes an offer. @throws {ClientProblem} out-of-stock, unknown-offer. */
  takeOffer(id: string): Promise<OfferTaken> {
    return this.#once(id, { path: `${PATHS.offers}/${encodeURIComponent(id)}/claim` });
  }

  /** Not for me: never again, on no channel. */
  declineOffer(id: string): Promise<void> {
    return this.#asShopper({ method: 'POST', path: `${PATHS.offers}/${encodeURIComponent(id)}/decline` });
  }

  /** Everything that is held of this shopper, every table. */
  everything(): Promise<PersonExport> {
    return this.#asShopper({ path: `${PATHS.me}/export` });
  }

  /** Has this shopper forgotten, for good: from here on the page knows nobody. Whoever keeps the token drops it. */
  async forget(): Promise<void> {
    await this.#asShopper({ method: 'DELETE', path: PATHS.me });
    this.round++;
    this.#live.close();
    this.view = null;
    this.standing = 'unknown';
    this.#tell();
  }

  /** A tap that is repeated because no answer came has the same key, so that it counts once. */
  async #once<T>(what: string, call: Omit<Call, 'method' | 'headers'>): Promise<T> {
    const key = this.#openKeys.get(what) ?? (this.#options.uuid ?? (() => crypto.randomUUID()))();
    this.#openKeys.set(what, key);
    try {
      const answer = await this.#asShopper<T>({ ...call, method: 'POST', headers: { [IDEMPOTENCY_KEY]: key } });
      this.#openKeys.delete(what);
      return answer;
    } catch (problem) {
      // Refused for good: the next tap is a new one. Unknown: the next tap asks for the same thing again.
      if (problem instanceof ClientProblem && !problem.retryable) this.#openKeys.delete(what);
      throw problem;
    }
  }

  async #load(): Promise<void> {
    const round = this.round;
    try {
      const session = await this.#session();
      const view = session ? (session.view ?? (await this.#asShopper<ShopperView>({ path: PATHS.me }))) : null;
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
      if (round === this.round) this.#take(view);
    } catch {
      return; // what is shown stays; the next change, or the next page, brings the rest
    }
  }

  #session(): Promise<ClientSession | null> {
    return this.#options.session();
  }

  #send<T>(call: Call): Promise<T> {
    return send<T>(this.#options.host, call, this.#fetch, this.#random);
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
    if (message.type === 'view') this.#take(message.view);
    else if (this.view) this.#replace({ ...this.view, unread: message.unread });
    for (const listener of this.#listeners) listener(message);
  }

  /** Takes a view unless it is older than the one there is. */
  #take(view: ShopperView): void {
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
