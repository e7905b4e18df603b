import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createReadStream, existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { LiveMessage } from '@rapport/protocol';
import { LIVE_PROTOCOL } from '@rapport/protocol/wire';
import { demoAnswers, type Answers } from '../../packages/embed/src/demo/answers.ts';
import { DemoShop } from '../../packages/embed/src/demo/shop.ts';
import { STATIC } from '../serve/paths.ts';
import { answersIn, ATTRIBUTES, type State } from './states.ts';

/** A server of cells: one component each, on a page of its own, in one state. Answers what the components ask, from a table. */
export interface Cells {
  readonly url: string;
  stop(): Promise<void>;
}

const page = (body: string, locale: string): string => `<!doctype html><html lang="${locale}"><meta name="viewport" content="width=device-width">
<style>:root { color-scheme: light dark } body { background: light-dark(#faf8f4, #171714); color: light-dark(#1b1b18, #ece8de); margin: 0; padding: 20px;
font: 16px/1.5 Seravek, "Noto Sans TC", "Noto Sans CJK TC", system-ui, sans-serif }</style>${body}</html>`;

const PICTURES = ['#a9bfae', '#8a6d52', '#4b4f52', '#c9b28f'];
const picture = (at: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="#efe9dd"/><path d="M90 170h220c0 90-45 140-110 140S90 260 90 170Z" fill="${PICTURES[at % 4]}"/></svg>`;

/** Starts it on a free port. `nowMs` is the moment of the answers. */
export async function startCells(nowMs: number): Promise<Cells> {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://cells');
    // Pages of other origins ask as well.
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-headers', 'authorization, content-type, idempotency-key');
      response.setHeader('access-control-allow-methods', 'GET, POST, PATCH, DELETE');
      return void response.writeHead(204).end();
    }
    const send = (type: string, text: string, status = 200): void => void response.writeHead(status, { 'content-type': type }).end(text);
    const cell = /^\/cell\/([a-z]+)\/([a-z]+)\/([\w-]+)$/.exec(url.pathname);
    if (cell) {
      const [, name = '', state = '', locale = 'en'] = cell;
      return send('text/html; charset=utf-8', page(cellBody(name, state as State, locale), state === 'long' ? 'zh-Hant' : locale));
    }
    const told = /^\/s\/([a-z]+)\/([\w-]+)(?:\/told)?(\/v1\/.*)$/.exec(url.pathname);
    if (told) {
      const call = `${request.method} ${told[3]}`;
      return void text(request).then(
        (sent) => tell(call, told[1] as State, told[2] ?? 'en', sent, send),
        () => response.destroy(),
      );
    }
    if (url.pathname.startsWith('/pic/')) return send('image/svg+xml', picture(Number(url.pathname.slice(5))));
    const file = join(STATIC, normalize(url.pathname));
    if (!file.startsWith(STATIC) || !existsSync(file) || url.pathname === '/') return send('text/plain', 'Nothing here', 404);
    response.writeHead(200, { 'content-type': file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream' });
    createReadStream(file).pipe(response);
  };
  const tell = (call: string, state: State, locale: string, sent: string, send: (type: string, text: string, status?: number) => void): void => {
    if (call === 'POST /v1/session') return send('application/json', JSON.stringify({ token: 'cell', expiresAtMs: 9e15 }));
    if (state === 'loading') return;
    if (state === 'error') return send('application/json', JSON.stringify({ type: 'x/internal', retryable: false }), 500);
    const language = state === 'long' ? 'zh-Hant' : locale;
    const answers: Answers = answersIn(state, demoAnswers(language, nowMs));
    // A page's first call brings its rows and offers along.
    const view = answers['GET /v1/me'];
    const brought = { rows: [answers['GET /v1/me/recommendations'] ?? null], offers: [answers['GET /v1/me/offers'] ?? null] };
    const found = call === 'POST /v1/me/page' ? view && { ...view, ...brought } : answers[call];
    if (found) return send('application/json', JSON.stringify(found));
    if (call.startsWith('GET')) return send('application/json', JSON.stringify({ type: 'x/not-found', retryable: false }), 404);
    // What changes something is answered as by a demo that has just begun: a cell keeps nothing.
    const { status, body } = new DemoShop(language, { ...demoAnswers(language, nowMs), ...answers }).tell(
      call,
      new URLSearchParams(),
      JSON.parse(sent || '{}'),
    );
    send('application/json', body ? JSON.stringify(body) : '', status);
  };
  const server = createServer(answer);
  // The line that stays open: nothing is ever said on it, but that a message came where a cell waits for one. Such lines are none of the server's any more: it neither closes them nor stops before they are closed.
  const lines = new Set<Duplex>();
  server.on('upgrade', (request, socket) => {
    lines.add(socket);
    socket.on('close', () => lines.delete(socket));
    const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.on('error', () => socket.destroy());
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: ${LIVE_PROTOCOL}\r\n\r\n`,
    );
    if (request.url?.includes('/told/')) socket.write(framed(JSON.stringify({ type: 'message', messageId: 'm1', unread: 3 } satisfies LiveMessage)));
    socket.on('data', () => socket.end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
        for (const line of lines) line.destroy();
      }),
  };
}

/** A short text as a server says it over a web socket (RFC 6455, 5.2): whole, and up to 125 bytes. */
const framed = (text: string): Buffer => Buffer.concat([Buffer.from([0x81, Buffer.byteLength(text)]), Buffer.from(text)]);

function cellBody(name: string, state: State, locale: string): string {
  const tag = name.startsWith('panel') ? 'panel' : name === 'toast' ? 'inbox' : name;
  const place = name.slice(5) || 'home';
  const consent = tag === 'consent' ? 'ask' : state === 'stranger' ? 'denied' : 'granted';
  const opens = tag === 'panel' ? `<script>window.rapport = [['open', '${place === 'foryou' ? 'for-you' : place}']]</script>` : '';
  const bell = name === 'inbox' ? `<script>window.rapport = [['open']]</script>` : '';
  return `<rapport-${tag} ${ATTRIBUTES[tag] ?? ''}></rapport-${tag}>${opens}${bell}
<script async src="/rapport.js" data-shop="pk_cell" data-host="/s/${state}/${state === 'long' ? 'zh-Hant' : locale}${name === 'toast' ? '/told' : ''}" data-locale="${state === 'long' ? 'zh-Hant' : locale}" data-consent="${consent}"></script>`;
}
