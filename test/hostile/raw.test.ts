import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aGuest, anOrder } from '../contract/a-shop-day.ts';
import { aHouse } from '../harness/index.ts';
import type { House } from '../harness/index.ts';
import { printOf } from './ledger.ts';

// What no client library would send. The runtime answers some of it itself, in its own words; what counts is that nothing fails, nothing is half taken and
// the next caller is served.

let house: House;
let token: string;
beforeAll(async () => {
  house = await aHouse({ clock: true });
  token = await aGuest(house);
});
afterAll(() => house.dispose());

interface Raw {
  /** 0 = closed without an answer, or none within the time. */
  readonly status: number;
  readonly text: string;
  readonly ms: number;
  /** Bytes that were taken off our hands before the end. */
  readonly sentBytes: number;
}

/** Opens a connection, lets `talk` write, and waits for the answer's head or the end. */
function raw(talk: (socket: Socket, isOver: () => boolean) => Promise<void> | void, timeoutMs = 10_000): Promise<Raw> {
  const { hostname, port } = new URL(house.url);
  const startMs = performance.now();
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let [text, over] = ['', false];
    const end = (): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0);
      resolve({ status, text, ms: performance.now() - startMs, sentBytes: socket.bytesWritten - socket.writableLength });
      socket.destroy();
    };
    const timer = setTimeout(end, timeoutMs);
    socket.on('data', (data: Buffer) => {
      text += data.toString('latin1');
      if (text.includes('\r\n\r\n')) setTimeout(end, 50);
    });
    socket.on('close', end);
    socket.on('error', end);
    socket.on('connect', () => void talk(socket, () => over));
  });
}

const head = (line: string, headers: readonly string[] = []): string => [line, 'Host: localhost', ...headers, '', ''].join('\r\n');
const order = (id: string): string => JSON.stringify(anOrder(id));
const asBackEnd = (...more: readonly string[]): string[] => [
  'Content-Type: application/json',
  `Authorization: Bearer ${house.shop.secretKey}`,
  ...more,
];
const POST = 'POST /v1/orders HTTP/1.1';
/** Writes as fast as the other side takes it, until it is done or the other side has had enough. */
const pour = async (socket: Socket, isOver: () => boolean, piece: Buffer, times: number): Promise<void> => {
  for (let time = 0; time < times && !isOver() && !socket.destroyed; time += 1) {
    if (!socket.write(piece)) await Promise.race([new Promise((done) => socket.once('drain', done)), pause(2_000)]);
  }
};

/** Sends what must be refused, and looks that nothing came of it. */
async function refused(talk: (socket: Socket, isOver: () => boolean) => Promise<void> | void, timeoutMs?: number): Promise<Raw> {
  const before = await printOf(house, house.shop.shopId);
  const answer = await raw(talk, timeoutMs);
  expect(await printOf(house, house.shop.shopId)).toBe(before);
  expect((await fetch(new URL(house.keyed('/v1/config'), house.url))).status).toBe(200);
  return answer;
}

describe('a body that isn’t what it claims to be', () => {
  it('is refused when it is longer than claimed', async () => {
    const { status } = await refused((socket) => void socket.write(head(POST, asBackEnd('Content-Length: 10')) + order('raw-1')));
    expect(status).toBe(400);
  });

  it('is refused when it is shorter than claimed and the sender hangs up', async () => {
    const { status } = await refused((socket) => {
      socket.write(head(POST, asBackEnd('Content-Length: 5000')) + order('raw-2'));
      setTimeout(() => socket.end(), 100);
    });
    expect([0, 400]).toContain(status);
  });

  it.each([
    ['no number', 'Content-Length: x'],
    ['a negative one', 'Content-Length: -1'],
    ['two that differ', 'Content-Length: 5\r\nContent-Length: 6'],
    ['more than there are', 'Content-Length: 99999999999999999999'],
    ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
    ['chunks that are none', 'Transfer-Encoding: chunked, identity'],
    ['chunks of a strange size', 'Transfer-Encoding: chunked'],
  ])('is refused with %s', async (name, header) => {
    const body = name === 'chunks of a strange size' ? `-5\r\n${order('raw-3')}\r\n0\r\n\r\n` : order('raw-3');
    const { status } = await refused((socket) => void socket.write(head(POST, asBackEnd(...header.split('\r\n'))) + body), 3_000);
    expect([0, 400, 413, 501]).toContain(status);
  });

  it('is cut off when it is of 150 MB, whether it says so or comes in chunks', async () => {
    const piece = Buffer.alloc(65_536, 0x20);
    const said = await refused(async (socket, isOver) => {
      socket.write(head(POST, asBackEnd('Content-Length: 157286400')));
      await pour(socket, isOver, piece, 2_400);
    });
    // The answer may be lost on a sender that goes on sending: the connection is closed over it.
    expect([0, 413]).toContain(said.status);
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]);
    const chunked = await refused(async (socket, isOver) => {
      socket.write(head(POST, asBackEnd('Transfer-Encoding: chunked')));
      await pour(socket, isOver, chunk, 2_400);
    });
    expect([0, 413]).toContain(chunked.status);
    expect(Math.max(said.sentBytes, chunked.sentBytes)).toBeLessThan(20_000_000);
  });

  it('is given up on when it comes byte by byte, and keeps nobody waiting', async () => {
    const slow = refused(async (socket, isOver) => {
      socket.write(head(POST, asBackEnd('Content-Length: 600')));
      for (const sign of order('raw-slow')) {
        if (isOver()) return;
        socket.write(sign);
        await pause(250);
      }
    }, 40_000);
    await pause(500);
    const startMs = performance.now();
    expect((await fetch(new URL(house.keyed('/v1/config'), house.url))).status).toBe(200);
    expect(performance.now() - startMs).toBeLessThan(2_000);
    const { status, ms } = await slow;
    expect([status, ms < 25_000]).toEqual([408, true]);
  });
});

describe('a request that is no request', () => {
  const config = (): string => house.keyed('/v1/config');
  it.each<[string, () => string, readonly number[]]>([
    ['a header of 200 KB', () => head(`GET ${config()} HTTP/1.1`, [`X-Long: ${'a'.repeat(200_000)}`]), [0, 200, 400, 413, 431]],
    [
      '5,000 headers',
      () =>
        head(
          `GET ${config()} HTTP/1.1`,
          Array.from({ length: 5_000 }, (_, index) => `X-${index}: 1`),
        ),
      [0, 200, 400, 413, 431],
    ],
    ['an address of 100 KB', () => head(`GET /v1/config?key=${'a'.repeat(100_000)} HTTP/1.1`), [0, 400, 401, 414, 431]],
    ['TRACE', () => head(`TRACE ${config()} HTTP/1.1`), [400, 404, 405, 501]],
    // The runtime answers this before any code of ours runs.
    ['CONNECT', () => head('CONNECT evil.example:443 HTTP/1.1'), [0, 400, 404, 405, 500, 501]],
    ['a method that nobody knows', () => head(`BREW ${config()} HTTP/1.1`), [0, 400, 404, 405, 501]],
    ['no host', () => `GET ${config()} HTTP/1.1\r\n\r\n`, [0, 200, 400]],
    ['another’s whole address', () => head('GET http://evil.example/v1/me HTTP/1.1'), [0, 400, 401, 404]],
    ['HTTP/0.9', () => 'GET /v1/config\r\n\r\n', [0, 400]],
    ['HTTP/9.9', () => head(`GET ${config()} HTTP/9.9`), [0, 400, 505]],
    ['a NUL in a header', () => head('GET /v1/me HTTP/1.1', ['Authorization: Bearer a\0b']), [0, 400, 401]],
    ['a header over two lines', () => head('GET /v1/me HTTP/1.1', ['X-A: b\r\n c']), [0, 400, 401]],
    ['a header without a colon', () => head('GET /v1/me HTTP/1.1', ['nonsense']), [0, 400, 401]],
    ['Authorization twice', () => head('GET /v1/me HTTP/1.1', [`Authorization: Bearer ${token}`, 'Authorization: Bearer x']), [400, 401]],
    ['noise', () => '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'.repeat(20), [0, 400]],
    ['no line end', () => 'GET /v1/config', [0]],
  ])('%s', async (_, text, statuses) => {
    const { status } = await refused((socket) => void socket.write(Buffer.from(text(), 'latin1')), 1_500);
    expect(statuses).toContain(status);
  });

  it('in a row behind another one is answered by itself, with its own credential', async () => {
    const first = head('GET /v1/me HTTP/1.1', [`Authorization: Bearer ${token}`]);
    const { text } = await refused((socket) => {
      socket.write(first + head('GET /v1/me HTTP/1.1'));
    }, 2_000);
    expect(text).toMatch(/^HTTP\/1\.1 200/);
  });
});

it('counts an order once when its sender hangs up before the answer and sends it again', async () => {
  const body = order('raw-hung-up');
  for (let time = 0; time < 20; time += 1) {
    await raw((socket) => {
      socket.write(head(POST, asBackEnd(`Content-Length: ${Buffer.byteLength(body)}`)) + body);
      setTimeout(() => socket.destroy(), time);
    }, 200);
    await raw((socket) => {
      socket.write(head(POST, asBackEnd(`Content-Length: ${Buffer.byteLength(body)}`)) + body[0]);
      setTimeout(() => socket.destroy(), 1);
    }, 100);
  }
  const { taken } = { taken: (await (await house.api.secret('POST', '/v1/orders', anOrder('raw-hung-up'))).json()) as { pointsPending: number } };
  expect(taken.pointsPending).toBe(200);
});
