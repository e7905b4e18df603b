/* oxlint-disable max-lines -- the whole surface of a catalogue, a few lines for each call */
import { DurableObject } from 'cloudflare:workers';
import { type Feed, type ImportFormat, type ImportReport, LIMITS, type Product, type ProductCard, type Refused, refused } from '@rapport/protocol';
import { card, productText, tasteTraits } from '@rapport/domain/catalog';
import { marksOf } from '@rapport/domain/recommend';
import { neededWords, readProduct } from '@rapport/domain/watches';
import { Agenda, type Handler } from '../../platform/agenda.ts';
import { atomic } from '../../platform/atomic.ts';
import { ChangeLog } from '../../platform/changes.ts';
import { now } from '../../platform/clock.ts';
import { Fence, type Seat } from '../../platform/fence.ts';
import { mint, uuid } from '../../platform/ids.ts';
import { migrate } from '../../platform/migrate.ts';
import { pageOf } from '../../platform/page-of.ts';
import { port } from '../port.ts';
import type { Answer, Arrival, Bought, CatalogPort, Goods, ShopPort, SlicePort, WatchFacts } from '../ports.ts';
import type { ImportWord } from '../watch-ports.ts';
import type { ProductTraits } from '../audience-ports.ts';
import { type Alike, alikeTo } from './alike.ts';
import { whichOf } from './by-name.ts';
import { arrivalOf, Arrivals } from './arrivals.ts';
import { BroughtStore } from './brought-store.ts';
import { CATALOG_MIGRATIONS } from './catalog-migrations.ts';
import { CommonWords } from './common-words.ts';
import { CatalogStore } from './catalog-store.ts';
import { FeedStore } from './feed-store.ts';
import { Feeds } from './feeds.ts';
import { FindingStore } from './finding-store.ts';
import { ImportJob, folded } from './import-job.ts';
import { ImportStore } from './import-store.ts';

/** The bindings this object needs: whom it tells, and who knows where they are. */
export interface CatalogEnv {
  readonly SHOPPERS: DurableObjectNamespace;
  readonly SHOP: DurableObjectNamespace;
  readonly RAPPORT_MODE?: string;
}

/** The largest chunk of a file, in bytes: it becomes one row. */
export const MAX_CHUNK_BYTES = 1_048_576;
/** Imports that may be under way at a time. */
const MAX_IMPORTS = 10;
/** An upload that says nothing for so long has been broken off. */
const UPLOAD_SILENCE_MS = 300_000;
const GIVE_UP_AFTER = 3;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 300_000;
/** Products looked at for one page of a search. */
const SCANNED_A_PAGE = 5_000;
const SHARING = 200;

/** A shop's products, their imports, and the news of them. One a shop. Before `open` it knows nothing and takes nothing (law 1). */
export class CatalogObject extends DurableObject<CatalogEnv> implements CatalogPort {
  readonly #fence: Fence;
  readonly #agenda: Agenda;
  readonly #changes: ChangeLog;
  readonly #store: CatalogStore;
  readonly #imports: ImportStore;
  readonly #job: ImportJob;
  readonly #arrivals: Arrivals;
  readonly #woken = mint('edn');
  readonly #common: CommonWords;
  readonly #findings: FindingStore;
  readonly #brought: BroughtStore;
  readonly #feeds: Feeds;

  constructor(ctx: DurableObjectState, env: CatalogEnv) {
    super(ctx, env);
    migrate(ctx.storage, ...CATALOG_MIGRATIONS);
    this.#fence = new Fence(ctx.storage);
    this.#agenda = new Agenda(ctx.storage);
    this.#changes = new ChangeLog(ctx.storage);
    this.#store = new CatalogStore(ctx.storage.sql);
    this.#imports = new ImportStore(ctx.storage.sql);
    this.#findings = new FindingStore(ctx.storage.sql);
    this.#brought = new BroughtStore(ctx.storage.sql);
    this.#feeds = new Feeds({
      storage: ctx.storage,
      store: new FeedStore(ctx.storage.sql),
      agenda: this.#agenda,
      imports: this,
      loopback: env.RAPPORT_MODE === 'test',
    });
    this.#common = new CommonWords(ctx.storage.sql);
    this.#job = new ImportJob({
      storage: ctx.storage,
      products: this.#store,
      imports: this.#imports,
      changes: this.#changes,
      findings: this.#findings,
      brought: this.#brought,
      applied: () => this.#agenda.plan({ kind: 'common-words', key: 'all', dueAtMs: now(), lane: 3 }),
      planDelivery: () => this.#planDelivery(0),
      deliver: () => this.#startDelivery(),
    });
    this.#arrivals = new Arrivals({
      changes: this.#changes,
      stream: () => this.#store.setup()?.stream ?? null,
      product: (id) => this.#store.product(id),
      seats: async () => (await port<ShopPort>(env.SHOP, ['shop', this.#shopId()])).seats(),
      slice: (seat) => port<SlicePort>(env.SHOPPERS, ['shoppers', this.#shopId(), String(seat.slice), String(seat.generation)]),
    });
    void ctx.blockConcurrencyWhile(() => this.#agenda.arm());
  }

  /** Takes its seat and learns of its shop. Again with other words: currency and languages are replaced. `moved` when the seat is old news. */
  async open(seat: Seat, setup: { shopId: string; currency: string; locales: readonly string[] }): Promise<Answer<object>> {
    return atomic(this.ctx.storage, () => {
      const opened = this.#fence.open(seat);
      if (opened.ok) this.#store.saveSetup({ ...setup, stream: mint('cat') });
      return opened;
    });
  }

  /** Begins an upload. `overloaded` when ten are under way. A file adds and changes products; those it doesn't name stay. */
  async beginImport(format: ImportFormat): Promise<Answer<{ id: string }>> {
    const no = this.#refusal();
    if (no) return no;
    if (this.#imports.underWay() >= MAX_IMPORTS) return refused('overloaded', 'other imports are under way');
    const id = uuid();
    atomic(this.ctx.storage, () => {
      this.#imports.begin(id, format, now());
      this.#planAbandon(id);
    });
    await this.#agenda.arm();
    return { ok: true, id };
  }

  /**
   * Takes a chunk of the file, at most 1 MiB; `index` counts from 0. A chunk sent again counts once. `too-large` ends the import when the file
   * grows past the limit; `invalid-body` when a chunk is missing or the upload has ended; `not-found`.
   */
  async feed(id: string, index: number, chunk: Uint8Array): Promise<Answer<object>> {
    const row = this.#refusal() ? null : this.#imports.get(id);
    if (!row) return this.#refusal() ?? refused('not-found');
    if (row.phase === 'receiving' && index < row.chunks) return { ok: true };
    if (row.phase !== 'receiving' || index !== row.chunks) return refused('invalid-body', 'a chunk out of turn');
    if (chunk.length > MAX_CHUNK_BYTES) return refused('too-large', `a chunk has at most ${MAX_CHUNK_BYTES} bytes`);
    if (row.sizeBytes + chunk.length <= LIMITS.importBytes) {
      atomic(this.ctx.storage, () => {
        this.#imports.addChunk(id, row.sizeBytes, chunk);
        this.#planAbandon(id);
      });
      return { ok: true };
    }
    await this.#stop(id, 'The file is too large.');
    return refused('too-large', `a file has at most ${LIMITS.importBytes} bytes`);
  }

  /** The file is complete: it is worked off from now on, also after a crash. Saying it twice is fine. */
  async endImport(id: string): Promise<Answer<object>> {
    const row = this.#refusal() ? null : this.#imports.get(id);
    if (!row) return this.#refusal() ?? refused('not-found');
    if (row.phase !== 'receiving') return { ok: true };
    if (row.sizeBytes === 0) {
      await this.#stop(id, 'The file is empty.');
      return { ok: true };
    }
    atomic(this.ctx.storage, () => {
      this.#imports.setPhase(id, 'reading');
      this.#agenda.cancel('abandon', id);
      this.#planImport();
    });
    await this.#agenda.arm();
    return { ok: true };
  }

  /** The owner's word on an import that is held: goes on with it, does so and tells nobody, or drops it. Saying it twice is fine; `not-found` when it never waited. */
  async settleImport(id: string, word: ImportWord, who: string): Promise<Answer<{ report: ImportReport }>> {
    const no = this.#refusal();
    if (no) return no;
    const row = this.#imports.get(id);
    const report = this.#imports.report(id);
    if (!row || !report || report.hold === null) return refused('not-found');
    if (row.phase !== 'held') return { ok: true, report };
    atomic(this.ctx.storage, () => {
      this.#findings.approve(id, who);
      if (word !== 'refuse') this.#imports.startApplying(id, word === 'quietly');
      else this.#imports.end(id, now(), 'Refused; nothing of it was taken.');
      this.#planImport();
    });
    await this.#agenda.arm();
    return { ok: true, report: this.#imports.report(id) ?? report };
  }

  /** Feeds that are fetched on a schedule. */
  async feeds(): Promise<Feed[]> {
    return this.#refusal() ? [] : this.#feeds.list();
  }

  /** Fetches a feed from now on, and at once. `invalid-body` when there are ten, or when the address is none that may be called. */
  async addFeed(url: string, everyHours: number): Promise<Answer<{ feed: Feed }>> {
    return this.#refusal() ?? this.#feeds.add(url, everyHours);
  }

  async dropFeed(id: string): Promise<Answer<object>> {
    return this.#refusal() ?? this.#feeds.drop(id);
  }

  /** Fetches a feed now, whatever its schedule says. */
  async fetchFeed(id: string): Promise<Answer<{ feed: Feed }>> {
    return this.#refusal() ?? this.#feeds.fetchNow(id);
  }

  async importReport(id: string): Promise<Answer<{ report: ImportReport }>> {
    const report = this.#refusal() ? null : this.#imports.report(id);
    return report ? { ok: true, report } : (this.#refusal() ?? refused('not-found'));
  }

  /** The newest first. `next` goes in as `before`. */
  async imports(before: string | null, limit: number): Promise<{ imports: ImportReport[]; next: string | null }> {
    const found = this.#refusal() ? [] : this.#imports.reports(before, bounded(limit) + 1);
    const { shown, next } = pageOf(found, bounded(limit), ({ id }) => id);
    return { imports: shown, next };
  }

  /** Cards of the products asked for, in that order, without those it doesn't know. */
  async cards(ids: readonly string[], locale: string): Promise<ProductCard[]> {
    const setup = this.#refusal() ? null : this.#store.setup();
    return setup ? this.#store.products(ids.slice(0, LIMITS.pageRows)).map((product) => card(product, locale, setup.currency)) : [];
  }

  /** Makers and categories of products, in every language: what multipliers of the programme ask. */
  async facts(ids: readonly string[]): Promise<Record<string, { brands: string[]; categories: string[]; costs: Record<string, number> }>> {
    if (this.#refusal()) return {};
    const found = this.#store.products(ids.slice(0, 500));
    return Object.fromEntries(
      found.map(({ id, brand, category, variants }) => {
        const costs = Object.fromEntries(variants.flatMap((one) => (one.costMinor === undefined ? [] : [[one.id, one.costMinor]])));
        return [id, { brands: Object.values(brand), categories: Object.values(category), costs }];
      }),
    );
  }

  /** What these products say of the taste of whoever meets them, in the shop's first language. */
  async traits(ids: readonly string[]): Promise<ProductTraits> {
    const setup = this.#refusal() ? null : this.#store.setup();
    const locale = setup?.locales[0] ?? '';
    const found = setup ? this.#store.products(ids.slice(0, LIMITS.pageRows)) : [];
    return Object.fromEntries(found.map((product) => [product.id, tasteTraits(product, locale)]));
  }

  /** A page of products by id, those with all words of the query. A search looks at 5,000 products a call, so a page may be short and still have a `next`. */
  async products(after: string | null, limit: number, query: string): Promise<{ products: Product[]; next: string | null }> {
    if (this.#refusal()) return { products: [], next: null };
    const words = folded(query).slice(0, LIMITS.queryChars).split(/\s+/u).filter(Boolean);
    return this.#store.page(after ?? '', words, bounded(limit), SCANNED_A_PAGE);
  }

  /** Products that have most in common with the given ones (maker, series, category, tags) and can be bought. */
  async alike(ids: readonly string[], limit: number): Promise<Alike[]> {
    if (this.#refusal()) return [];
    const given = this.#store.products(ids.slice(0, LIMITS.recommendations));
    return alikeTo(given, (trait) => this.#store.sharing(trait, SHARING), bounded(limit));
  }

  /** Which products the lines of another system's order mean; null for a line that means none of them, or may mean several. */
  async which(lines: readonly Bought[]): Promise<(Bought | null)[]> {
    if (this.#refusal()) return lines.map(() => null);
    const product = (id: string): Product | null => this.#store.product(id)?.product ?? null;
    return lines.map((line) => whichOf(line, product, (name) => this.#store.bearers(name)));
  }

  /** The state of the catalogue, by a name that changes with every change of it: what was read under the same name still holds. */
  async edition(): Promise<string> {
    return `${this.#woken}.${this.#store.writes}`;
  }

  /** Products with what a row must know of them, in the order asked for, without those that have left. At most `LIMITS.pageRows`. */
  async goods(ids: readonly string[], locale: string): Promise<Goods[]> {
    const setup = this.#refusal() ? null : this.#store.setup();
    return setup ? this.#store.products(ids.slice(0, LIMITS.pageRows)).map((product) => goodsOf(product, locale, setup.currency)) : [];
  }

  /** The newest that can be bought, without some: by id, and by what rules find them by. Looks at 5,000 products. */
  async others(never: readonly string[], marks: readonly string[], limit: number, locale: string): Promise<Goods[]> {
    const setup = this.#refusal() ? null : this.#store.setup();
    const found: Goods[] = [];
    if (!setup) return found;
    const [without, unwanted] = [new Set(never), new Set(marks)];
    let seen = 0;
    for (const product of this.#store.newestProducts()) {
      if (found.length >= limit || ++seen > SCANNED_A_PAGE) break;
      if (without.has(product.id)) continue;
      const goods = goodsOf(product, locale, setup.currency);
      if (!goods.marks.some((mark) => unwanted.has(mark))) found.push(goods);
    }
    return found;
  }

  /** What a slice needs to keep a watch (law 7): the product it is about, and how common the words of a search are here. */
  async watchFacts(productId: string | null, query: string | null): Promise<WatchFacts> {
    if (this.#refusal()) return { product: null, common: {} };
    const row = productId === null ? null : this.#store.product(productId);
    const product = row !== null && row.goneAtMs === null ? { ...row.product, description: {} } : null;
    return { product, common: query === null ? {} : this.#common.of(neededWords(query).map(({ word }) => word)) };
  }

  /** The newest products, read as slices read them: for the owner's question who waits for them. */
  async newArrivals(limit: number): Promise<Arrival[]> {
    if (this.#refusal()) return [];
    return this.#store.newest(bounded(limit)).flatMap((id): Arrival[] => {
      const row = this.#store.product(id);
      if (!row) return [];
      const { product, firstSeenAtMs } = row;
      const reading = readProduct(product, productText(product));
      return [{ seq: 0, changeKind: 'new', product: { ...product, description: {} }, reading, atMs: firstSeenAtMs }];
    });
  }

  /** Some of the products that an import brought, by id, read as slices read them; those that have left again are not in it. `all` = how many it brought. `not-found`. */
  async broughtBy(
    id: string,
    after: string,
    limit: number,
  ): Promise<Answer<{ arrivals: Arrival[]; next: string | null; looked: number; all: number }>> {
    const row = this.#refusal() ? null : this.#imports.get(id);
    if (!row) return this.#refusal() ?? refused('not-found');
    const found = this.#brought.page(id, after, bounded(limit) + 1);
    const page = found.slice(0, bounded(limit));
    const arrivals = page.flatMap(({ productId, changes }): Arrival[] => {
      const kept = this.#store.product(productId);
      if (!kept || kept.goneAtMs !== null) return [];
      const reading = readProduct(kept.product, productText(kept.product));
      return changes.map((change) => arrivalOf(0, change, kept.product, kept.rootId, reading));
    });
    const next = found.length > page.length ? (page.at(-1)?.productId ?? null) : null;
    return { ok: true, arrivals, next, looked: page.length, all: this.#brought.count(id) };
  }

  /** What to show when nothing is known: the newest that can be bought, in the order of the shop's file. */
  async someIds(limit: number): Promise<string[]> {
    return this.#refusal() ? [] : this.#store.newest(bounded(limit));
  }

  async count(): Promise<number> {
    return this.#refusal() ? 0 : this.#store.count();
  }

  /** Re-arms the alarm after the test clock was set. */
  async tick(): Promise<void> {
    await this.#agenda.arm();
  }

  override async alarm(): Promise<void> {
    await this.#agenda.run(this.#handlers);
  }

  readonly #handlers: Readonly<Record<string, Handler>> = {
    import: async ({ attempts }) => {
      if (attempts >= GIVE_UP_AFTER) this.#job.giveUp();
      if (await this.#job.work()) this.#planImport();
    },
    'common-words': () => this.#common.count(),
    feed: ({ key }) => this.#feeds.due(key),
    abandon: ({ key }) => {
      if (this.#imports.get(key)?.phase === 'receiving') this.#imports.end(key, now(), 'The upload was broken off.');
      this.#planImport();
    },
    // Only starts: a slow slice must not hold up the agenda. The next look is planned first, later each time, and taken off when all have been told.
    deliver: ({ payload }) => {
      this.#planDelivery(Number(payload) + 1);
      this.#startDelivery();
    },
  };

  /** Law 1: nobody is let in before `open`, or after a seal. */
  #refusal(): Refused | null {
    return this.#fence.admit({ generation: this.#fence.seat?.generation ?? 0 });
  }

  #shopId(): string {
    const setup = this.#store.setup();
    if (!setup) throw new Error('the catalogue is not open');
    return setup.shopId;
  }

  async #stop(id: string, failure: string): Promise<void> {
    atomic(this.ctx.storage, () => {
      this.#imports.end(id, now(), failure);
      this.#agenda.cancel('abandon', id);
      this.#planImport();
    });
    await this.#agenda.arm();
  }

  #planAbandon(id: string): void {
    this.#agenda.plan({ kind: 'abandon', key: id, dueAtMs: now() + UPLOAD_SILENCE_MS, lane: 3 });
  }

  #planImport(): void {
    this.#agenda.plan({ kind: 'import', key: 'all', dueAtMs: now() });
  }

  /** The safety net of law 4. */
  #planDelivery(tries: number): void {
    const dueAtMs = now() + Math.min(FIRST_RETRY_MS * 2 ** tries, LAST_RETRY_MS);
    this.#agenda.plan({ kind: 'deliver', key: 'all', dueAtMs, payload: tries, lane: 0 });
  }

  #startDelivery(): void {
    this.ctx.waitUntil(this.#deliver());
  }

  async #deliver(): Promise<void> {
    const last = this.#changes.last;
    if (!(await this.#arrivals.deliver()) || this.#changes.last !== last) return;
    this.#agenda.cancel('deliver', 'all');
    await this.#agenda.arm();
  }
}

const goodsOf = (product: Product, locale: string, currency: string): Goods => ({ ...card(product, locale, currency), marks: marksOf(product) });

const bounded = (limit: number): number => Math.max(1, Math.min(LIMITS.pageRows, Math.trunc(limit) || 1));
