import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../../scripts/serve/until.ts';

/** A delivery as it came in. */
export interface Came {
  readonly path: string;
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A shop's own system, to which messages are sent. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** What came, the oldest first. */
  readonly came: Came[];
  /** Connections that were opened, whether or not anything was sent. */
  readonly opened: () => number;
  /** Waits for so many, and gives them all. */
  has(count: number, what: string): Promise<Came[]>;
}

/** What a receiver answers: a status, with headers, after a while. */
export type Replies = (came: Came, count: number) => { status: number; headers?: Record<string, string>; afterMs?: number };

/** Listens on a free port of this machine and remembers everything. */
export async function aReceiver(replies: Replies = () => ({ status: 204 })): Promise<Receiver> {
  const came: Came[] = [];
  let opened = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      const one: Came = { path: request.url ?? '', id: headers['webhook-id'] ?? '', headers, body: Buffer.concat(parts).toString('utf8') };
      came.push(one);
      const { status, headers: more = {}, afterMs = 0 } = replies(one, came.length);
      setTimeout(() => response.writeHead(status, more).end(), afterMs);
    });
  });
  server.on('connection', () => (opened += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    came,
    opened: () => opened,
    has: (count, what) => until(async () => (came.length >= count ? [...came] : null), { timeoutMs: 30_000, everyMs: 25, what }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
