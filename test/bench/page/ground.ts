import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/serve/paths.ts';
import type { Cells } from '../../../scripts/shots/server.ts';

/** The room for components, as docs/embedding.md has a shop keep it. */
const ROOM = /```css\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8'))?.[1] ?? '';

/** What a case adds to the page: its script, what stands above the products, and what below. */
interface Added {
  readonly head?: string;
  readonly above?: string;
  readonly below?: string;
}

/** A product list of 24 cards, as a shop has it. */
const page = ({
  head = '',
  above = '',
  below = '',
}: Added): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bowls</title><style>body{font:16px/1.5 system-ui;margin:24px}.grid{display:grid;grid-template-columns:repeat(4,1fr);gap:16px}.card{border:1px solid #ddd;padding:12px}.card svg{width:100%;height:auto}#slot{min-height:92px}${ROOM}</style>${head}
<h1>Bowls</h1><div id="slot">${above}</div><div class="grid">${Array.from({ length: 24 }, (_, at) => `<article class="card"><svg viewBox="0 0 4 3"><rect width="4" height="3" fill="#ddd"/></svg><h2>Bowl ${at + 1}</h2><p>A bowl for tea, thrown and glazed by hand.</p><button type="button">Add to cart</button></article>`).join('')}</div>${below}<p><a href="/away">Away</a></p></html>`;

const ABOVE = '<rapport-inbox></rapport-inbox><rapport-points></rapport-points><rapport-recommendations></rapport-recommendations>';

/** A server of the pages, and of whatever the peers' back ends are asked. */
export interface Ground {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts it. `scripts` are the bundles of the peers by name. */
export async function startGround(cells: Cells, scripts: ReadonlyMap<string, string>): Promise<Ground> {
  const head = `<script async src="${cells.url}/rapport.js" data-shop="pk_cell" data-host="${cells.url}/s/many/en" data-locale="en" data-consent="granted"></script>`;
  const CASES: Readonly<Record<string, Added>> = {
    plain: {},
    // What a browser does when a page of it writes its first number, whoever's it is: it starts its tables of languages.
    number: { head: `<script>addEventListener('load', () => setTimeout(() => new Intl.NumberFormat('en').format(1234.5)))</script>` },
    rapport: { head },
    'rapport-three': { head, above: ABOVE },
    // What may have nothing to show stands below, as docs/embedding.md says.
    'rapport-four': { head, above: ABOVE, below: '<rapport-offers></rapport-offers>' },
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://ground');
    const send = (type: string, text: string): void =>
      void response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end(text);
    const name = /^\/p\/([\w-]+)$/.exec(pathname)?.[1];
    if (name) {
      return send('text/html; charset=utf-8', page(CASES[name] ?? { head: `<script async src="/peer/${name}.js"></script>` }));
    }
    const peer = /^\/peer\/([\w-]+)\.js$/.exec(pathname)?.[1];
    if (peer) return send('text/javascript', scripts.get(peer) ?? '');
    return send(pathname === '/away' ? 'text/html' : 'application/json', pathname === '/away' ? '<!doctype html><title>Away</title>Away' : '{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((stopped) => {
        server.closeAllConnections();
        server.close(() => stopped());
      }),
  };
}
