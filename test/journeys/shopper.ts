import type { BrowserContextOptions, Locator, Page, Request, WebSocket } from 'playwright-core';
import { slot, SLOTS } from '../../worker/src/platform/ids.ts';
import { noteShifts, shiftsOf, until, type Shift, type TestBrowser } from '../harness/index.ts';

/** What a page asked the worker, and what the answer allowed. What is sent while a page goes away never gets a `status` here: nobody is left to see it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string | null;
  /** All that went over the line, cookies too, once it is known. */
  headers: Readonly<Record<string, string>>;
  status: number | null;
  cacheControl: string;
}

/** A request that says nothing of anybody and that any cache may answer: all that may be asked before consent. */
export const isPlain = ({ method, query, headers, cacheControl }: Asked, publishableKey: string): boolean =>
  method === 'GET' &&
  !('cookie' in headers || 'authorization' in headers) &&
  /public.*max-age=[1-9]/.test(cacheControl) &&
  [...new URLSearchParams(query)].every(([name, value]) =>
    name === 'key' ? value === publishableKey : /^(count|locale)$/.test(name) && value.length < 8,
  );

/** Somebody's phone, as a browser describes itself. */
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Somebody in the shop, on one browser of their own. Reads and taps only what stands on the page; `asked` is what went over the line. */
export class Shopper {
  readonly page: Page;
  readonly errors: string[];
  readonly asked: Asked[] = [];
  readonly #front: string;
  readonly #worker: string;
  readonly #lines: WebSocket[] = [];

  private constructor(page: Page, errors: string[], front: string, worker: string) {
    this.page = page;
    this.errors = errors;
    this.#front = front;
    this.#worker = worker;
    page.on('websocket', (line) => this.#lines.push(line));
    page.on('request', (request) => this.#note(request));
  }

  static async arrives(browser: TestBrowser, front: string, worker: string, options: BrowserContextOptions = {}): Promise<Shopper> {
    const { page, errors } = await browser.aPerson({ timezoneId: 'Asia/Taipei', permissions: [], ...options });
    await noteShifts(page);
    return new Shopper(page, errors, front, worker);
  }

  /** This browser keeps a guest's token from an earlier visit. */
  async wasHereAs(token: string): Promise<void> {
    await this.page.addInitScript((kept) => {
      if (localStorage.getItem('rapport.session') === null)
        localStorage.setItem('rapport.session', JSON.stringify({ token: kept, expiresAtMs: 9e15, who: '' }));
    }, token);
  }

  /** From the next page on the shop's theme has a data layer that never speaks of a product. */
  async deafensDataLayer(): Promise<void> {
    await this.page.addInitScript(() => {
      const layer: unknown[] = [];
      const push = layer.push.bind(layer);
      layer.push = (...entries) => push(...entries.filter((entry) => (entry as { event?: string }).event !== 'view_item'));
      Object.assign(globalThis, { dataLayer: layer });
    });
  }

  /** The batches of events that this browser was seen to send. */
  batches(): { status: number | null; events: number }[] {
    const sent = this.asked.filter(({ path, method }) => path === '/v1/events' && method === 'POST');
    return sent.map(({ status, body }) => ({ status, events: (JSON.parse(body ?? '') as { events: unknown[] }).events.length }));
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(this.#front + path);
  }

  /** Waits until the components have drawn what they know. */
  async sees(text: string | RegExp): Promise<Locator> {
    const found = this.page.getByText(text).first();
    await found.waitFor();
    return found;
  }

  async agrees(yes: string): Promise<void> {
    await this.page.getByRole('button', { name: yes }).click();
    await this.page.locator('rapport-consent section').waitFor({ state: 'detached' });
  }

  async searches(words: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(words);
    await this.page.getByRole('searchbox').press('Enter');
    await this.page.waitForURL('**/search?q=*');
  }

  /** Puts what the page shows into the basket. */
  async takes(path: string, button: string): Promise<void> {
    await this.opens(path);
    await this.page.getByRole('button', { name: button }).click();
    await this.page.waitForURL('**/products/**');
  }

  /** Fills in the address and buys; answers with the order's number. */
  async checksOut(address: { street: string; postcode: string; city: string }): Promise<string> {
    const { page } = this;
    for (const [name, value] of Object.entries(address)) await page.locator(`#${name}`).fill(value);
    await page.getByRole('button', { name: /Place the order|送出訂單/ }).click();
    await page.waitForURL('**/orders/*');
    return page.url().split('/').at(-1) ?? '';
  }

  /** Makes an account, or comes back to the one with this address. */
  async joins(locale: string, name: string, email: string): Promise<void> {
    await this.opens(`/${locale}/account`);
    await this.page.locator('#name').fill(name);
    await this.page.locator('#email').fill(email);
    await this.page.locator('form.address button').click();
    await this.page.locator('rapport-rewards').waitFor();
  }

  /** What has moved on this page under the reader's eyes. */
  async shifts(): Promise<readonly Shift[]> {
    return (await shiftsOf(this.page)).filter(({ isExpected }) => !isExpected);
  }

  /** Number on the bell; 0 = none. */
  get bell(): Locator {
    return this.page.locator('rapport-inbox [part=badge]');
  }

  /** Waits until this page hears live what the worker says. */
  async listens(): Promise<void> {
    await until(() => this.#lines.some((line) => !line.isClosed()), { what: 'a live line' });
  }

  /** The moment, on the machine's clock, at which this page shows a number on the bell. */
  async ringsAtMs(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = (): void => {
            if (document.querySelector('rapport-inbox')?.shadowRoot?.querySelector('[part=badge]'))
              resolve(performance.timeOrigin + performance.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
  }

  /** The recommended products of this page: their titles and why they are shown. */
  async recommended(): Promise<{ title: string; reason: string }[]> {
    const row = this.page.locator('rapport-recommendations');
    await row.locator('[part=card] .price').first().waitFor();
    return row.evaluate((one) =>
      [...(one.shadowRoot?.querySelectorAll('a.card') ?? [])].map((card) => ({
        title: card.querySelector('.title')?.textContent?.trim() ?? '',
        reason: card.querySelector('.reason')?.textContent?.trim() ?? '',
      })),
    );
  }

  /** The home page's row, once one of it has this reason: a machine that is busy may say what is new rather than be late. */
  recommendedFor(reason: RegExp): ReturnType<Shopper['recommended']> {
    return until(
      async () => {
        await this.opens('/en');
        const row = await this.recommended();
        return row.some((one) => reason.test(one.reason)) ? row : null;
      },
      { what: 'a row of their own', timeoutMs: 30_000 },
    );
  }

  /** What the checkout asks for, in minor units. */
  async owes(): Promise<number> {
    const words = await this.page.locator('.sums .total dd').innerText();
    return Math.round(Number(words.replace(/[^\d.]/g, '')) * 100);
  }

  /** The token of this browser and whose it is; waits until there is one. */
  async session(): Promise<{ token: string; id: string; slice: number }> {
    const token = await until(
      () => this.page.evaluate(() => (JSON.parse(localStorage.getItem('rapport.session') ?? 'null') as { token?: string } | null)?.token),
      {
        what: 'a session',
      },
    );
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub: string };
    return { token, id: sub, slice: Math.floor((slot(sub) * 3) / SLOTS) };
  }

  /** Everything that lies in this browser and is Rapport's. */
  async keeps(): Promise<readonly string[]> {
    const own = await this.page.evaluate(async () => [
      ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
      ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
      ...(await indexedDB.databases()).map(({ name }) => `indexedDB ${name}`),
      ...(await caches.keys().catch(() => [])).map((name) => `cache ${name}`),
      ...(document.cookie ? [`cookie ${document.cookie}`] : []),
    ]);
    const cookies = await this.page.context().cookies([this.#worker]);
    return [...own, ...cookies.map(({ name }) => `cookie ${name}`)];
  }

  #note(request: Request): void {
    const { origin, pathname, search } = new URL(request.url());
    if (origin !== this.#worker) return;
    const asked: Asked = {
      method: request.method(),
      path: pathname,
      query: search,
      body: request.postData(),
      headers: request.headers(),
      status: null,
      cacheControl: '',
    };
    this.asked.push(asked);
    const answered = async (): Promise<void> => {
      const response = await request.response();
      const headers = await request.allHeaders();
      Object.assign(asked, { headers, status: response?.status() ?? null, cacheControl: response?.headers()['cache-control'] ?? '' });
    };
    answered().catch((error: unknown) => {
      // The page is gone, and what it asked with it.
      if (!(error instanceof Error)) throw error;
    });
  }
}
