import { createECDH, randomBytes, type ECDH } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt } from 'http_ece';
import type { BrowserContext, Page } from 'playwright-core';

/** What a push said, read with the browser's own keys. */
export interface Pushed {
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

/**
 * A push service of this machine. Chromium's own lies on the internet, so that its `subscribe` can't answer here: a page gets this service's address and keys from us;
 * everything else is real: the question, the service worker, the encryption, and what is shown.
 */
export class PushService implements AsyncDisposable {
  readonly url: string;
  readonly came: Pushed[] = [];
  readonly #close: () => Promise<void>;
  readonly #curve: ECDH;
  readonly #auth: string;

  private constructor(url: string, close: () => Promise<void>, curve: ECDH, auth: string) {
    this.url = url;
    this.#close = close;
    this.#curve = curve;
    this.#auth = auth;
  }

  static async opens(): Promise<PushService> {
    const curve = createECDH('prime256v1');
    curve.generateKeys();
    const auth = randomBytes(16).toString('base64url');
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        service.#take(Buffer.concat(parts));
        response.writeHead(201).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const close = async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    const service = new PushService(`http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, close, curve, auth);
    return service;
  }

  #take(body: Buffer): void {
    const said = decrypt(body, { version: 'aes128gcm', privateKey: this.#curve, authSecret: this.#auth });
    this.came.push(JSON.parse(Buffer.from(said).toString('utf8')) as Pushed);
  }

  /** What a browser that this service serves hands to the shop. */
  get subscription(): { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } } {
    return { endpoint: this.url, keys: { p256dh: this.#curve.getPublicKey('base64url'), auth: this.#auth } };
  }

  /** Pages of this browser get a subscription of this service when they ask for one. */
  async serves(context: BrowserContext): Promise<void> {
    const { subscription } = this;
    await context.addInitScript((given) => {
      let held: object | null = null;
      PushManager.prototype.subscribe = async () => (held = { ...given, toJSON: () => given }) as never;
      PushManager.prototype.getSubscription = async () => held as never;
    }, subscription);
  }

  /** Gives what came to the browser's service worker, as Chromium does with what its push service sent; answers with what is shown then. */
  async delivers(page: Page, pushed: Pushed): Promise<{ title: string; body: string }[]> {
    const session = await page.context().newCDPSession(page);
    const registered = new Promise<{ registrationId: string; scopeURL: string }>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0]));
    });
    await session.send('ServiceWorker.enable');
    const { registrationId, scopeURL } = await registered;
    const { origin } = new URL(scopeURL);
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(pushed) });
    const shown = (): Promise<{ title: string; body: string }[]> =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body }) => ({ title, body }));
      });
    for (let tries = 0; tries < 100; tries += 1) {
      const notifications = await shown();
      if (notifications.length > 0) return notifications;
      await page.waitForTimeout(50);
    }
    return [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }
}
