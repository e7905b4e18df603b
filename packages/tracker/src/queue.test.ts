import { EventBatch, type ShopEvent } from '@rapport/protocol';
import { LIMITS } from '@rapport/protocol/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeQueue, type Waiting } from './queue.ts';
import { openStore } from './store.ts';
import { PlainStorage } from './testing/a-page.ts';

const anEvent = (n: number, more: Partial<Waiting> = {}): Waiting => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  name: 'page_view',
  atMs: 1000,
  ...more,
});
const aQueue = (storage = new PlainStorage(), name = 'a', clock = { nowMs: 2000 }) => ({
  queue: makeQueue(
    openStore(storage),
    () => name,
    () => clock.nowMs,
  ),
  storage,
  clock,
});
const ids = (events: readonly ShopEvent[]): string[] => events.map((event) => event.id.slice(-2));

describe('queue', () => {
  test('gives events oldest first, with their age at that moment, and each only once until it comes back', () => {
    const { queue, clock } = aQueue();
    queue.push(anEvent(1));
    queue.push(anEvent(2, { atMs: 1500 }));
    clock.nowMs = 2600.4;
    const taken = queue.take();
    expect(taken.map((event) => event.ageMs)).toEqual([1600, 1100]);
    expect(queue.take()).toEqual([]);
    queue.back(taken);
    expect(ids(queue.take())).toEqual(['01', '02']);
    queue.done(taken);
    expect(queue.waiting()).toBe(0);
  });

  test('a clock that was turned back makes no negative age', () => {
    const { queue, clock } = aQueue();
    clock.nowMs = 10;
    queue.push(anEvent(1));
    expect(queue.take()[0]?.ageMs).toBe(0);
  });

  test('stores nothing until it may, then a copy, then nothing again', () => {
    const { queue, storage } = aQueue();
    queue.push(anEvent(1));
    expect(storage.length).toBe(0);
    queue.keep();
    expect(storage.getItem('rapport.queue.a')).toContain('page_view');
    queue.done(queue.take());
    expect(storage.length).toBe(0);
  });

  test('the next page goes on with what a page left when it went, and with what a dead one held; never with what a live one holds', () => {
    const storage = new PlainStorage();
    const before = aQueue(storage, 'a', { nowMs: 100_000 }).queue;
    before.keep();
    before.push(anEvent(1));
    const other = aQueue(storage, 'b', { nowMs: 101_000 }).queue;
    other.keep();
    expect(other.waiting()).toBe(0);
    before.leave();
    const next = aQueue(storage, 'c', { nowMs: 101_000 }).queue;
    next.keep();
    expect(ids(next.take())).toEqual(['01']);
    const late = aQueue(storage, 'd', { nowMs: 200_000 }).queue;
    late.keep();
    expect(ids(late.take())).toEqual(['01']);
    expect([...storage.values.keys()]).toEqual(['rapport.queue.d']);
  });

  test('a page that left and came back holds its copy as before', () => {
    const { queue, storage, clock } = aQueue();
    queue.keep();
    queue.push(anEvent(1));
    queue.leave();
    clock.nowMs = 9000;
    queue.push(anEvent(2, { atMs: 9000 }));
    const other = aQueue(storage, 'b', { nowMs: 9000 }).queue;
    other.keep();
    expect(other.waiting()).toBe(0);
    expect(ids(queue.take())).toEqual(['01', '02']);
  });

  test('an event older than seven days, and a copy that is no copy, are left behind', () => {
    const storage = new PlainStorage();
    storage.setItem('rapport.queue.x', '{ not json');
    storage.setItem('rapport.queue.y', JSON.stringify({ touchedAtMs: 0, events: [anEvent(1)] }));
    const { queue } = aQueue(storage, 'a', { nowMs: 1000 + LIMITS.eventAgeMs });
    queue.keep();
    expect(queue.waiting()).toBe(0);
    expect(storage.length).toBe(0);
  });

  test('a storage that is full costs the copy, never the event', () => {
    const { queue, storage } = aQueue();
    queue.keep();
    storage.full = true;
    queue.push(anEvent(1));
    expect(ids(queue.take())).toEqual(['01']);
  });

  test('each batch is one the worker takes: within 100 events and 52 kB, and all batches together are all events', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { minLength: 1, maxLength: 180 }), (titles) => {
        const { queue } = aQueue();
        titles.forEach((title, n) => queue.push(anEvent(n, { title: title.slice(0, 300) })));
        let sent = 0;
        for (let batch = queue.take(); batch.length; batch = queue.take()) {
          expect(new TextEncoder().encode(JSON.stringify({ events: batch })).length).toBeLessThanOrEqual(LIMITS.batchBytes);
          expect(EventBatch.safeParse({ events: batch }).success).toBe(true);
          sent += batch.length;
        }
        expect(sent).toBe(titles.length);
      }),
      { numRuns: 30 },
    );
  });
});
