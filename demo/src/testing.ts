import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { Assets } from './assets.ts';
import type { Config } from './config.ts';
import { Shop } from './shop.ts';

/** One call that the other side has heard. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly type: string;
  readonly body: string;
}

/** What the other side answers. */
export type Reply = (call: Heard) => { readonly status: number; readonly body: unknown };

/** The other side: a real HTTP server that writes down every call and answers as the test wants. */
export async function aRapport(reply: Reply): Promise<{ url: string; heard: Heard[]; answer: (next: Reply) => void; close: () => Promise<void> }> {
  const heard: Heard[] = [];
  let current = reply;
  const read = async (request: IncomingMessage): Promise<string> => {
    let text = '';
    for await (const part of request) text += String(part);
    return text;
  };
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const call = {
        method: request.method ?? '',
        path: request.url ?? '',
        key: request.headers.authorization ?? '',
        type: request.headers['content-type'] ?? '',
        body,
      };
      heard.push(call);
      const { status, body: answer } = current(call);
      response
        .writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', connection: 'close' })
        .end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answer: (next) => {
      current = next;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
      }),
  };
}

/** A browser without script: it keeps cookies, says where its forms come from, and follows one redirect at a time. */
export interface Browser {
  get(path: string): Promise<{ status: number; text: string; headers: Headers }>;
  post(path: string, form: Record<string, string>, origin?: string | null): Promise<{ status: number; to: string; text: string }>;
}

/** The whole shop in memory, with or without a Rapport, and a browser in front of it. */
export function aShop(rapportUrl?: string, more: Partial<Config> = {}): { shop: Shop; browser: () => Browser } {
  const rapport =
    rapportUrl === undefined
      ? undefined
      : {
          rapportUrl,
          shopId: 'shop_test',
          publishableKey: 'pk_test',
          secretKey: 'sk_test',
          identitySecret: 'a secret that is long enough for HS256',
        };
  const shop = new Shop({ rapport, port: 0, dataFolder: ':memory:', currency: 'EUR', siteUrl: undefined, ...more });
  const app = createApp(shop, new Assets());
  const browser = (): Browser => {
    const cookies = new Map<string, string>();
    const send = async (path: string, init: RequestInit): Promise<Response> => {
      const headers = new Headers(init.headers);
      headers.set('cookie', [...cookies].map(([k, v]) => `${k}=${v}`).join('; '));
      const response = await app.request(`http://shop.test${path}`, { ...init, headers });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const [name = '', value = ''] = pair.split('=');
        cookies.set(name, value);
      }
      return response;
    };
    return {
      async get(path) {
        const r = await send(path, {});
        return { status: r.status, text: await r.text(), headers: r.headers };
      },
      async post(path, form, origin = 'http://shop.test') {
        const r = await send(path, {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin === null ? {} : { origin }) },
        });
        return { status: r.status, to: r.headers.get('location') ?? '', text: await r.text() };
      },
    };
  };
  return { shop, browser };
}

/** Waits until something holds, for at most three seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !holds(); i += 1)
    await new Promise((done) => {
      setTimeout(done, 10);
    });
  if (!holds()) throw new Error('it never came true');
}
