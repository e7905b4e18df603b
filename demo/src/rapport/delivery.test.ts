import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../store/database.ts';
import { OutboxStore } from '../store/outbox.ts';
import type { Answer } from './api.ts';
import { Delivery, waitMs } from './delivery.ts';

const taken: Answer = { ok: true, body: { state: 'ok' } };
const silent: Answer = { ok: false, refused: false, reason: 'Can’t be reached' };
const refused: Answer = { ok: false, refused: true, reason: '422 Wrong' };

test('waits grow from a second to five minutes', () => {
  expect([1, 2, 3, 4].map((n) => waitMs(n, 0.5))).toEqual([1000, 2000, 4000, 8000]);
  expect(waitMs(40, 0.5)).toBe(300_000);
  expect(waitMs(1, 0)).toBe(800);
});

test('what can’t be delivered stays, in order, over a restart, and is delivered once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-outbox-'));
  let now = 1_000_000;
  const seen: string[] = [];
  const first = openDatabase(folder);
  const store = new OutboxStore(first);
  const away = new Delivery(
    store,
    (_m, _p, body) => {
      seen.push(`away ${body}`);
      return Promise.resolve(silent);
    },
    () => now,
  );
  for (const body of ['paid', 'fulfilled']) store.add('order', 'MM-1', body, now);
  store.add('order', 'MM-2', 'paid too', now);
  await away.drain();
  expect(seen).toEqual(['away paid', 'away paid too']);
  await away.stop();
  first.close();

  const second = openDatabase(folder);
  const again = new OutboxStore(second);
  expect(again.counts()).toEqual({ waiting: 3, refused: 0 });
  const back = new Delivery(
    again,
    (_m, path, body) => {
      seen.push(`${path} ${body}`);
      return Promise.resolve(taken);
    },
    () => now,
  );
  await back.drain();
  expect(seen).toHaveLength(2);
  now += 2000;
  await back.drain();
  expect(seen.slice(2)).toEqual(['/v1/orders paid', '/v1/orders fulfilled', '/v1/orders paid too']);
  await back.drain();
  expect(seen).toHaveLength(5);
  await back.stop();
  second.close();
  rmSync(folder, { recursive: true });
});

test('a refusal is kept for the owner and doesn’t stand in the way', async () => {
  const db = openDatabase(':memory:');
  const store = new OutboxStore(db);
  const delivery = new Delivery(
    store,
    (_m, _p, body) => Promise.resolve(body === 'bad' ? refused : taken),
    () => 5000,
  );
  store.add('order', 'MM-1', 'bad', 5000);
  store.add('order', 'MM-1', 'good', 5000);
  await delivery.drain();
  expect(store.latest(2).map(({ body, state, answer }) => [body, state, answer])).toEqual([
    ['good', 'sent', '{"state":"ok"}'],
    ['bad', 'refused', '422 Wrong'],
  ]);
  await delivery.stop();
  db.close();
});

test('what is added while something is on its way goes with the same round', async () => {
  const db = openDatabase(':memory:');
  const store = new OutboxStore(db);
  const seen: string[] = [];
  const delivery: Delivery = new Delivery(
    store,
    (_m, _p, body) => {
      seen.push(body);
      if (body === 'one') {
        store.add('import', 'x', 'two', 0);
        void delivery.drain();
      }
      return Promise.resolve(taken);
    },
    () => 10,
  );
  store.add('order', 'a', 'one', 0);
  await Promise.all([delivery.drain(), delivery.drain()]);
  expect(seen).toEqual(['one', 'two']);
  await delivery.stop();
  db.close();
});
