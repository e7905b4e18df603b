import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import type { Env } from '../env.ts';
import type { Link } from '../platform/links.ts';
import { Problem, problemBody } from '../platform/problem.ts';
import type { App, AppContext } from './context.ts';

export const SECRET = 'c2VjcmV0LW9mLXRoZS10ZXN0cy1vbmx5LW5vd2hlcmUtZWxzZQ';
export const HOST = 'https://rapport.test';

/** What a stand-in for the shop's object answers, and what it was asked. */
export interface AShop {
  origins: string[];
  keys: Set<string>;
  staff: Map<string, { email: string; role: string }>;
  webhookSecrets: string[];
  refuses: string | null;
  readonly asked: string[];
}

export const aShop = (more: Partial<AShop> = {}): AShop => ({
  origins: [],
  keys: new Set(),
  staff: new Map(),
  webhookSecrets: [],
  refuses: null,
  asked: [],
  ...more,
});

let made = 0;
/** A shop id that no other test uses: what guards remember is by shop. */
export const anId = (): string => `s${String(++made).padStart(15, '0')}`;

/** An environment in which every shop is this one. */
export const envOf = (shop: AShop, shopId: string, more: object = {}): Env => {
  const stub = {
    door: async () => {
      shop.asked.push('door');
      if (shop.refuses) return { ok: false, problem: shop.refuses };
      return {
        ok: true,
        door: { shopId, settings: { origins: shop.origins }, version: 1, seats: [], identitySecrets: [], webhookSecrets: shop.webhookSecrets },
      };
    },
    knowsSecretKey: async (hash: string) => {
      shop.asked.push('key');
      return shop.keys.has(hash);
    },
    staff: async (hash: string) => shop.staff.get(hash) ?? null,
  };
  const namespace = { getByName: () => stub, idFromName: (name: string) => name, get: () => stub };
  return { RAPPORT_SECRET: SECRET, SHOP: namespace, ...more } as unknown as Env;
};

/** What a request met with: the problem's code, or what the guard left for the route. */
export interface Met {
  readonly status: number;
  readonly problem: string | null;
  readonly left: {
    shop: string | null;
    shopper: string | null;
    staff: { email: string; role: string; sessionHash: string } | null;
    setupShop: string | null;
    delivery: { kind: string; text: string } | null;
    link: Link | null;
  };
}

/** An app whose one route stands behind a guard and tells what the guard left. */
export const behind = (path: string, guard: MiddlewareHandler<App>) => {
  const app = new Hono<App>();
  const tell = (c: AppContext) =>
    c.json({
      shop: c.var.door?.shopId ?? null,
      shopper: c.var.shopper?.shopper ?? null,
      staff: c.var.staff ?? null,
      setupShop: c.var.setupShop ?? null,
      delivery: c.var.delivery ?? null,
      link: c.var.link ?? null,
    });
  app.on(['GET', 'POST', 'PATCH', 'DELETE'], path, guard, tell);
  app.onError((error, c) => {
    if (!(error instanceof Problem)) throw error;
    return c.json(problemBody(error, 'r'), error.status as 400);
  });
  return async (env: Env, url: string, init: RequestInit = {}): Promise<Met> => {
    const answer = await app.request(HOST + url, init, env);
    const text = await answer.text();
    const said = (text.startsWith('{') ? JSON.parse(text) : {}) as Met['left'] & { type?: string };
    return { status: answer.status, problem: answer.status < 400 ? null : (said.type?.split('/').at(-1) ?? String(answer.status)), left: said };
  };
};
