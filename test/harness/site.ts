import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody's site beside the worker: another origin, with pages that a test writes. */
export interface Site extends AsyncDisposable {
  /** Where it is, without a slash at the end. */
  readonly url: string;
  dispose(): Promise<void>;
}

/** Serves pages on a free port. `page` gives the HTML for an address; `answer` may set headers before. Dispose of it in afterAll. */
export async function aSite(page: (url: URL, answer: ServerResponse<IncomingMessage>) => string): Promise<Site> {
  const server = createServer((request, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(page(new URL(request.url ?? '/', 'http://site'), answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const dispose = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, dispose, [Symbol.asyncDispose]: dispose };
}
