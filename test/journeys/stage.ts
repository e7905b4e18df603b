import { readFileSync } from 'node:fs';
import type { OrderTaken, ShopMade } from '@rapport/protocol';
import type { BrowserContextOptions } from 'playwright-core';
import { aBrowser, aHouse, caller, freePort, setupToken, taken, type House, type TestBrowser } from '../harness/index.ts';
import { ahead } from './album.ts';
import { Owner } from './owner.ts';
import { openShopFront, type ShopFront } from './shop-front.ts';
import { Shopper } from './shopper.ts';

/** Anybody whose browser is watched. */
type Watched = Pick<Shopper, 'page' | 'errors'>;

/** Where the pictures of the imported files lie. */
const THEIR_PICTURES = 'https://burst.shopifycdn.com/';

/** Where a story plays: the built bundle in plain workerd, a real Chromium, an owner, and the shop front once the owner has its keys. */
export class Stage {
  readonly house: House;
  readonly browser: TestBrowser;
  readonly owner: Owner;
  /** Where the shop front will be: the owner has to name it before it opens. */
  readonly frontUrl: string;
  readonly #everybody: Watched[] = [];
  #front: ShopFront | null = null;
  #keys: ShopMade | null = null;

  private constructor(house: House, browser: TestBrowser, owner: Owner, frontUrl: string) {
    this.house = house;
    this.browser = browser;
    this.owner = owner;
    this.frontUrl = frontUrl;
    this.#everybody.push(owner);
  }

  static async set(): Promise<Stage> {
    const [house, browser, port] = await Promise.all([aHouse({ clock: true, slices: 1 }), aBrowser(), freePort()]);
    return new Stage(house, browser, await Owner.arrives(browser, house), `http://localhost:${port}`);
  }

  /** A set-up link that nobody has used. */
  newLink(): string {
    return setupToken(this.house.secret);
  }

  /** Opens the shop front with the keys that the console showed. */
  async opens(keys: ShopMade): Promise<ShopFront> {
    this.#keys = keys;
    this.#front = await openShopFront(this.house.worker.dataDir, Number(new URL(this.frontUrl).port), this.house.url, keys);
    return this.#front;
  }

  /** Somebody who was never here opens a page of the shop. */
  async guest(path: string, options: BrowserContextOptions = {}): Promise<Shopper> {
    const one = await Shopper.arrives(this.browser, this.frontUrl, this.house.url, options);
    this.#everybody.push(one);
    await one.opens(path);
    return one;
  }

  /** Somebody who agreed and is remembered in another slice of the shop than `slice`. */
  async guestElsewhere(slice: number, path: string, yes: string, options: BrowserContextOptions = {}): Promise<Shopper> {
    for (let tries = 0; tries < 20; tries++) {
      const one = await this.guest(path, options);
      await one.agrees(yes);
      if ((await one.session()).slice !== slice) return one;
      await one.page.context().close();
    }
    throw new Error('Twenty guests in one slice: slots are not spread.');
  }

  /** The page behind the shop's counter. */
  async counter(): Promise<Watched['page']> {
    const one = await this.browser.aPerson();
    this.#everybody.push(one);
    await one.page.goto(`${this.frontUrl}/counter`);
    return one.page;
  }

  /** Every request that the worker has answered, as its log tells it: also those that a page sent as it went, of which no browser tells. */
  answered(): readonly { method: string; route: string }[] {
    const lines = readFileSync(this.house.worker.logFile, 'utf8').split('\n').filter(Boolean);
    return lines
      .map((line) => JSON.parse(line) as { event: string; method: string; route: string })
      .filter(({ event }) => event === 'request.answered');
  }

  /** The same order once more, as a back end reports it that got no answer the first time. */
  async reportsAgain(id: string, email: string, totalMinor: number, productId: string): Promise<OrderTaken> {
    const money = { totalMinor, subtotalMinor: totalMinor, discountMinor: 0, taxMinor: 0, shippingMinor: 0, currency: 'EUR' };
    const lines = [{ productId, quantity: 1, unitPriceMinor: totalMinor, totalMinor }];
    const order = { id, status: 'paid', customer: { email }, ...money, placedAt: new Date().toISOString(), lines };
    return taken(await caller(this.house.url, { authorization: `Bearer ${this.#keys?.secretKey}` })('POST', '/v1/orders', order));
  }

  /** A power cut while people look on: their browsers say that nobody is there, and that alone is forgiven. */
  async losesPower(): Promise<void> {
    const before = this.#everybody.map(({ errors }) => errors.splice(0));
    await this.house.kill9();
    await this.house.restart();
    this.#everybody.forEach(({ errors }, i) => {
      const complaints = errors.splice(0).filter((words) => !/WebSocket|ERR_CONNECTION/.test(words));
      errors.push(...(before[i] ?? []), ...complaints);
    });
  }

  /** A power cut at night; the lights go on again so much later, for the worker, the shop front and every browser. */
  async losesPowerFor(ms: number): Promise<void> {
    await Promise.all(this.#everybody.map(({ page }) => page.isClosed() || page.goto('about:blank')));
    await this.house.kill9();
    await this.house.worker.restart({ TEST_CLOCK_OFFSET_MS: String(ms) });
    this.#front?.setClock(ms);
    await Promise.all(this.#everybody.map(({ page }) => page.isClosed() || page.context().addInitScript(ahead(ms))));
  }

  /**
   * No page may complain: no error, no refused request, no breach of a content policy. One thing is forgiven: the other maker's catalogue has its pictures on a host of
   * its own, which the demo's policy rightly doesn't know; a real shop's policy names the hosts of its own pictures.
   */
  noComplaints(): void {
    const complaints = this.#everybody.flatMap(({ errors }) => errors).filter((words) => !words.startsWith(`Loading the image '${THEIR_PICTURES}`));
    if (complaints.length > 0) throw new Error(`A page complained:\n${complaints.join('\n')}`);
  }

  async close(): Promise<void> {
    await this.browser.dispose();
    await this.#front?.close();
    await this.house.dispose();
  }
}
