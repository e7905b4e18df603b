import { startTracker, type StorageLike, type Tracker, type TrackerOptions } from '../tracker.ts';

/** A request as it left the page. */
export interface Sent {
  readonly path: string;
  readonly body: { readonly events?: readonly Record<string, unknown>[] } & Record<string, unknown>;
  readonly token: string | null;
  readonly keepalive: boolean;
  readonly contentType: string | null;
}

/** Answers a request: a status and a body, or null for no answer at all. */
export type Answerer = (sent: Sent) => { readonly status: number; readonly body?: unknown; readonly retryAfter?: string } | null;

/** A storage that holds its strings in a map; `full` makes it refuse. */
export class PlainStorage implements StorageLike {
  readonly values = new Map<string, string>();
  full = false;
  get length(): number {
    return this.values.size;
  }
  key(index: number): string | null {
    return [...this.values.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.values.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.values.set(key, value);
  }
  removeItem(key: string): void {
    this.values.delete(key);
  }
}

/** The worker's usual answers. */
export const usual: Answerer = ({ path, body }) => {
  if (path.startsWith('/v1/session')) return { status: 201, body: { token: 'guest-1', expiresAtMs: 1e15 } };
  if (path.startsWith('/v1/identify'))
    return { status: 200, body: { token: `member-of-${String(body['guestToken'] ?? 'nobody')}`, expiresAtMs: 1e15, view: { version: 1 } } };
  if (path === '/v1/events') return { status: 202, body: { accepted: body.events?.length, duplicates: 0 } };
  return { status: 200, body: {} };
};

/** An unsigned token that says who it is. */
export const aJwt = (sub: string): string => `e30.${btoa(JSON.stringify({ sub }))}.x`;

/** Everything around a tracker, with what it sent. */
export interface APage {
  readonly tracker: Tracker;
  readonly sent: Sent[];
  readonly storage: PlainStorage;
  readonly changes: () => number;
  /** Event names of all batches so far. */
  readonly names: () => string[];
  answer: Answerer;
  path: string;
  nowMs: number;
}

let made = 0;

/** A page with a tracker on it. Pass the storage of another page to be the same browser. */
export const aPage = (
  options: Partial<TrackerOptions> = {},
  around: { storage?: PlainStorage; gpc?: boolean; answer?: Answerer; nowMs?: number } = {},
): APage => {
  const sent: Sent[] = [];
  let changes = 0;
  const page = {
    answer: around.answer ?? usual,
    path: '/',
    nowMs: around.nowMs ?? 1_000_000,
    sent,
    storage: around.storage ?? new PlainStorage(),
  };
  const tracker = startTracker(
    { host: 'https://r.example', key: 'pk_s1_x', locale: 'en', consent: 'granted', ...options },
    {
      storage: page.storage,
      fetch: async (input, init) => {
        const headers = new Headers(init?.headers);
        const request: Sent = {
          path: String(input).replace('https://r.example', ''),
          body: JSON.parse(String(init?.body)) as Sent['body'],
          token: headers.get('Authorization')?.replace('Bearer ', '') ?? null,
          keepalive: init?.keepalive ?? false,
          contentType: headers.get('Content-Type'),
        };
        sent.push(request);
        const answer = page.answer(request);
        if (!answer) throw new TypeError('Failed to fetch');
        return new Response(JSON.stringify(answer.body ?? {}), {
          status: answer.status,
          headers: answer.retryAfter ? { 'Retry-After': answer.retryAfter } : {},
        });
      },
      now: () => page.nowMs,
      random: () => 0.5,
      uuid: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
      gpc: around.gpc ?? false,
      place: () => ({ path: page.path, title: `Title of ${page.path}` }),
    },
    () => changes++,
  );
  return Object.assign(page, {
    tracker,
    changes: () => changes,
    names: () => sent.flatMap((request) => request.body.events ?? []).map((event) => String(event['name'])),
  });
};
