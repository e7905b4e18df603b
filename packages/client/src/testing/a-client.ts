import type { ShopperView, Watch } from '@rapport/protocol';
import { Client, type ClientOptions, type ClientSession } from '../client.ts';

/** A call as it left the client. */
export interface Called {
  readonly call: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly token: string | null;
  readonly headers: Headers;
}

/** What the worker answers to `METHOD /path`: a body (200), a refusal, null for no answer, or a function of the call. */
export type Answer = object | Refusal | null | ((called: Called) => object | Refusal | null);

/** A refusal by its problem code. */
export class Refusal {
  readonly status: number;
  readonly code: string;
  readonly retryable: boolean;
  constructor(status: number, code: string, retryable = false) {
    this.status = status;
    this.code = code;
    this.retryable = retryable;
  }
}

/** A shopper's state. */
export const aView = (more: Partial<ShopperView> = {}): ShopperView => ({
  kind: 'member',
  name: 'Ana',
  consent: { personalisation: 'granted', messages: 'granted' },
  points: { pending: 0, available: 340, reported: 0 },
  unread: 0,
  watches: [],
  rewards: [],
  vouchers: [],
  version: 1,
  ...more,
});

/** A socket that a test speaks through. */
export class ALine extends EventTarget {
  static opened: ALine[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  isClosed = false;
  readonly url: string;
  readonly protocols: readonly string[];
  constructor(url: string, protocols: readonly string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    ALine.opened.push(this);
  }
  say(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  close(): void {
    this.isClosed = true;
    this.onclose?.();
  }
}

/** A real client whose worker answers from a table; what was called stands in `called`. */
export const aClient = (
  answers: Record<string, Answer> = {},
  options: Partial<ClientOptions> = {},
): { client: Client; called: Called[]; calls: () => string[]; answers: Record<string, Answer>; lines: ALine[] } => {
  const called: Called[] = [];
  const lines: ALine[] = [];
  ALine.opened = lines;
  const session: ClientSession = { token: 'token-1' };
  const client = new Client({
    host: 'https://r.example',
    key: 'pk_s1_x',
    locale: 'en-GB',
    session: async () => session,
    random: () => 0,
    WebSocket: ALine as unknown as typeof WebSocket,
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const headers = new Headers(init?.headers);
      const one: Called = {
        call: `${init?.method ?? 'GET'} ${url.pathname}`,
        query: Object.fromEntries(url.searchParams),
        body: init?.body ? (JSON.parse(String(init.body)) as unknown) : undefined,
        token: headers.get('Authorization')?.replace('Bearer ', '') ?? null,
        headers,
      };
      called.push(one);
      const entry = answers[one.call];
      const answer = typeof entry === 'function' ? entry(one) : (entry ?? (one.call in answers ? null : new Refusal(404, 'not-found')));
      if (!answer) throw new TypeError('Failed to fetch');
      if (!(answer instanceof Refusal)) return Response.json(answer);
      const { status, code, retryable } = answer;
      return Response.json({ type: `https://rapport.dev/problems/${code}`, title: code, status, retryable }, { status });
    },
    ...options,
  });
  return { client, called, calls: () => called.map((one) => one.call), answers, lines };
};

/** A wish that is kept. */
export const aWatch = (more: Partial<Watch> = {}): Watch => ({
  id: 'w1',
  kind: 'search',
  query: 'matcha bowl',
  createdAtMs: 1,
  toldAtMs: null,
  paused: false,
  frequency: 'at-once',
  filters: {},
  what: null,
  productId: null,
  variantId: null,
  goal: null,
  baselineMinor: null,
  ...more,
});
