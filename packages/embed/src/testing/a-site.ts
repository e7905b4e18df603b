import { vi } from 'vitest';
import type { Chunk, EmbedOptions, Rapport, RapportCall, TrackerChunk } from '../options.ts';

/** A request that left a site. */
export interface Sent {
  readonly call: string;
  readonly body: { readonly events?: readonly Record<string, unknown>[] } & Record<string, unknown>;
}

/** What a site is made of before the script tag runs. */
export interface SiteSettings {
  /** `data-*` of the tag, by their names in `dataset`. */
  readonly data?: Readonly<Record<string, string>>;
  readonly html?: string;
  readonly dataLayer?: unknown[];
  readonly calls?: RapportCall[];
  readonly nonce?: string;
  /** Settings in the script's address instead of data attributes. */
  readonly query?: string;
  /** The browser forbids storage. */
  readonly isStorageBlocked?: boolean;
  /** The tracker's chunk can't be fetched. */
  readonly isTrackerBlocked?: boolean;
  /** Hears the options the chunks are started with. */
  readonly started?: (options: EmbedOptions) => void;
}

const VIEW = {
  kind: 'guest',
  name: null,
  consent: { personalisation: 'granted', messages: 'granted' },
  points: { pending: 0, available: 340, reported: 0 },
  unread: 0,
  watches: [],
  rewards: [],
  vouchers: [],
  version: 1,
};
const ANSWERS: Record<string, unknown> = {
  'GET /v1/me/offers': { offers: [{ id: 'o1' }], currency: 'EUR' },
  'POST /v1/me/preview': { points: 48 },
  'GET /v1/me/points': { tier: { id: 'gold', sinceMs: Date.now() } },
  'POST /v1/session': { token: 'guest-1', expiresAtMs: 1e15 },
  'POST /v1/events': { accepted: 1, duplicates: 0 },
  'POST /v1/me/watches': { id: 'w1', kind: 'search', query: 'matcha bowl', filters: {}, createdAtMs: 1, toldAtMs: null },
  'GET /v1/me': VIEW,
  'POST /v1/me/page': { ...VIEW, rows: [{ recommendationId: 'r1', items: [] }], offers: [{ offers: [], currency: 'EUR' }] },
  'GET /v1/config': { currency: 'EUR', pointsPerUnit: 1, signUpPoints: 50 },
};

/** Chunks of components with their tags, as the build writes them down. */
const TAGS: Readonly<Record<string, string>> = {
  product: 'earn watch',
  launcher: 'launcher',
  member: 'panel rewards watches',
  consent: 'consent',
};

type SiteWindow = Window & typeof globalThis;

/** A page of a shop in a frame of its own, so that nothing of an earlier one is left: own globals, own modules, own elements. */
export class Site {
  readonly sent: Sent[] = [];
  readonly warnings: unknown[] = [];
  readonly complaints: unknown[] = [];
  readonly window: SiteWindow;
  readonly #import: (path: string) => Promise<unknown>;

  private constructor(window: SiteWindow) {
    this.window = window;
    const runner = '__vitest_browser_runner__';
    Object.assign(window, { [runner]: (globalThis as Record<string, unknown>)[runner] });
    // oxlint-disable-next-line typescript/no-implied-eval -- only code that belongs to the frame imports into the frame
    const load = new window.Function('url', 'return import(url)') as (url: string) => Promise<unknown>;
    this.#import = (path) => load(new URL(path, import.meta.url).href);
  }

  /** Leaves the page that is open, and keeps nothing of it: a page that goes leaves to the next one what isn't sent. */
  static forget(): void {
    Site.#leave();
    localStorage.clear();
  }

  static #leave(): void {
    document.querySelectorAll('iframe.site').forEach((frame) => frame.remove());
  }

  /** Builds the page and runs the script tag on it. */
  static async open(settings: SiteSettings = {}): Promise<Site> {
    Site.#leave();
    const frame = document.createElement('iframe');
    frame.className = 'site';
    document.body.append(frame);
    const window = frame.contentWindow as SiteWindow;
    window.document.body.innerHTML = settings.html ?? '';
    const site = new Site(window);
    if (settings.dataLayer) window.dataLayer = settings.dataLayer;
    if (settings.calls) window.rapport = settings.calls;
    if (settings.isStorageBlocked)
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('forbidden', 'SecurityError');
        },
      });
    site.#standIn();
    await site.runTag(settings);
    return site;
  }

  /** Runs a script tag, as the browser would. @throws what the script throws. */
  async runTag({ data, nonce, isTrackerBlocked, started, query = '' }: SiteSettings = {}): Promise<void> {
    const script = this.window.document.createElement('script');
    script.setAttribute('src', `https://cdn.example/rapport/rapport.js${query}`);
    if (!query) Object.assign(script.dataset, { shop: 'pk_s1_x', consent: 'granted', locale: 'en', ...data });
    if (nonce) script.nonce = nonce;
    const { load } = (await this.#import('../load.ts')) as typeof import('../load.ts');
    const chunk = async (name: string): Promise<unknown> => {
      if (name === 'tracker') {
        if (isTrackerBlocked) throw new TypeError('blocked');
        const tracker = (await this.#import('../page.ts')) as TrackerChunk;
        return { start: (options: EmbedOptions) => (started?.(options), tracker.start(options)) };
      }
      return this.#import(name in TAGS ? `../chunks/${name}.ts` : `../${name}.ts`);
    };
    load(script, () => chunk as Chunk, { ui: 'points offers', ...TAGS }, '.');
  }

  /** `window.rapport`, after the script has run. */
  get rapport(): Rapport {
    return this.window.rapport as Rapport;
  }

  paths(): string[] {
    return this.sent.map((one) => one.call);
  }

  events(): Record<string, unknown>[] {
    return this.sent.flatMap((one) => one.body.events ?? []);
  }

  /** The person leaves: what waits goes out. */
  leave(): void {
    this.window.dispatchEvent(new this.window.PageTransitionEvent('pagehide'));
  }

  /** The words an element shows. */
  words(selector: string): string {
    return this.window.document.querySelector(selector)?.shadowRoot?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** A button of an element. */
  button(selector: string, index = 0): HTMLButtonElement {
    const found = this.window.document.querySelector(selector)?.shadowRoot?.querySelectorAll('button')[index];
    if (!found) throw new Error(`There is no button ${index} in ${selector}`);
    return found;
  }

  /** The browser's own ways out, answered here. */
  #standIn(): void {
    const { window } = this;
    window.fetch = async (input, init) => {
      const call = `${init?.method ?? 'GET'} ${new URL(String(input)).pathname.replace('/rapport/', '/')}`;
      this.sent.push({ call, body: init?.body ? (JSON.parse(String(init.body)) as Sent['body']) : {} });
      return call in ANSWERS ? Response.json(ANSWERS[call]) : Response.json({ type: 'x/not-found', retryable: false }, { status: 404 });
    };
    window.WebSocket = class extends EventTarget {
      close(): void {
        this.dispatchEvent(new Event('close'));
      }
    } as unknown as typeof WebSocket;
    window.console.warn = (...words: unknown[]) => void this.warnings.push(...words);
    window.addEventListener('unhandledrejection', (event) => this.complaints.push(event.reason));
    window.addEventListener('error', (event) => this.complaints.push(event.error));
  }
}

/** Waits until a check holds; long enough for a busy machine, no longer than needed. */
export const soon = <T>(check: () => T): Promise<T> => vi.waitFor(check, { timeout: 8000, interval: 20 });
