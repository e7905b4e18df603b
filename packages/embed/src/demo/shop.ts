import type { EventBatch, Identified, PersonExport, SessionGiven, ShopperView } from '@rapport/protocol';
import type { Answers } from './answers.ts';
import { NOT_FOUND, Refusal, sent, type Asked, type Routes } from './asked.ts';
import { contactOf } from './contact.ts';
import { Member } from './member.ts';
import { pointsOf } from './points.ts';
import { wishesOf } from './wishes.ts';

/** What is answered with something else than 200, and with something to say. */
const STATUS: Readonly<Record<string, number>> = {
  'POST /v1/session': 201,
  'POST /v1/events': 202,
  'POST /v1/me/watches': 201,
  'POST /v1/me/redemptions': 201,
  'POST /v1/me/offers/{id}/claim': 201,
};

/** A row or a place of offers, as a page asks for it with its view. */
type Wanted = Readonly<Record<string, string | number | undefined>> | null;

/** The shopper's API as a page of nobody's sees it: answered here, from what has been done on this page. */
export class DemoShop {
  readonly member: Member;
  readonly #routes: Routes;

  /** `answers` is how things stand at first. */
  constructor(locale: string, answers: Answers) {
    const member = new Member(locale, answers);
    this.member = member;
    // It ends as it is given, so that no page without the demo goes on with it.
    const session = (): SessionGiven => ({ token: 'demo', expiresAtMs: Date.now() });
    this.#routes = {
      'GET /v1/config': () => member.config,
      'GET /v1/config/texts': () => ({ texts: [] }),
      'POST /v1/session': session,
      'POST /v1/identify': (): Identified => ({ ...session(), view: member.view }),
      'POST /v1/events': (asked) => ({ accepted: sent<EventBatch>(asked).events?.length ?? 0, duplicates: 0 }),
      'GET /v1/me': () => member.view,
      'POST /v1/me/page': (asked) => this.#page(sent<{ rows: Wanted[]; offers: Wanted[] }>(asked)),
      'GET /v1/me/export': () => exported(member),
      'DELETE /v1/me': () => {
        member.isForgotten = true;
        return null;
      },
      ...pointsOf(member),
      ...wishesOf(member),
      ...contactOf(member),
    };
  }

  /** What `METHOD /path` says; a refusal for what there isn't. */
  tell(call: string, query: URLSearchParams, body: unknown): { readonly status: number; readonly body: object | null } {
    const [route, id] = this.#find(call);
    const isOver = this.member.isForgotten && call.includes(' /v1/me');
    const answer = isOver ? new Refusal(410, 'erased') : (this.#routes[route]?.({ id, query, body }) ?? (route in this.#routes ? null : NOT_FOUND));
    if (answer instanceof Refusal) {
      const { status, code } = answer;
      return { status, body: { type: `https://rapport.dev/problems/${code}`, title: code, status, retryable: false } };
    }
    return { status: answer === null ? 204 : (STATUS[route] ?? 200), body: answer };
  }

  /** The answer to a path as a browser's `fetch` gives it. Its body is there at once: what a page sends as it goes must be answered before it is gone. */
  readonly fetch = async (path: string, init?: RequestInit): Promise<Response> => {
    const url = new URL(path, 'https://demo.invalid');
    const told = this.tell(`${init?.method ?? 'GET'} ${url.pathname}`, url.searchParams, JSON.parse(String(init?.body ?? '{}')));
    const response = new Response(told.body && JSON.stringify(told.body), { status: told.status, headers: { 'Content-Type': 'application/json' } });
    return Object.assign(response, { json: async () => structuredClone(told.body) });
  };

  /** A route by its name, or by the name with `{id}` for the part of the path that says which. */
  #find(call: string): [route: string, id: string] {
    if (call in this.#routes) return [call, ''];
    for (const route of Object.keys(this.#routes)) {
      const [before = '', after] = route.split('{id}');
      if (after === undefined || !call.startsWith(before) || !call.endsWith(after)) continue;
      const id = call.slice(before.length, call.length - after.length);
      if (id && !id.includes('/')) return [route, decodeURIComponent(id)];
    }
    return [call, ''];
  }

  #page({ rows = [], offers = [] }: { rows?: Wanted[]; offers?: Wanted[] }): ShopperView {
    const ask = (route: string, wanted: Wanted): object | null => {
      if (!wanted) return null;
      const query = new URLSearchParams(Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
      return this.#routes[route]?.({ id: '', query, body: {} } satisfies Asked) ?? null;
    };
    return {
      ...this.member.view,
      ...{ rows: rows.map((row) => ask('GET /v1/me/recommendations', row)), offers: offers.map((place) => ask('GET /v1/me/offers', place)) },
    };
  }
}

/** Everything that is held, a table a kind. */
const exported = ({ view, rows, messages, told, preferences, hidden }: Member): PersonExport => ({
  exportedAtMs: Date.now(),
  shopId: 'demo',
  tables: {
    shopper: [{ name: view.name, kind: view.kind, ...view.consent }],
    watch: view.watches,
    voucher: view.vouchers,
    movement: [...rows],
    message: [...messages],
    profile: told,
    preferences: [preferences.preferences],
    hidden: hidden.map((productId) => ({ productId })),
  },
});
