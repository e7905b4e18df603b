import { evictDurableObject, reset, runDurableObjectAlarm } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nextAlarm } from './agenda.ts';
import { now, offset, realTime, setOffset } from './clock.ts';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(async () => {
  setOffset(0);
  await reset();
});

const DAY_MS = 86_400_000;
const pass = (ms: number): void => setOffset(offset() + ms);
const alarmAtMs = () => inside(bench(), (_, storage) => storage.getAlarm());
const planNotes = (count: number, dueAtMs = now()) =>
  inside(bench(), async ({ agenda }) => {
    for (let n = 0; n < count; n += 1) agenda.plan({ kind: 'note', key: String(n), dueAtMs });
    await agenda.arm();
  });

describe('nextAlarm', () => {
  it('rings at the due moment, at once when that has passed, never for nothing', () => {
    expect(nextAlarm(null, 5)).toBeNull();
    fc.assert(fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), (due, at) => nextAlarm(due, at) === (due > at ? due : at)));
  });
});

describe('a plan', () => {
  it('is one for its kind and key: a second replaces the first', async () => {
    await inside(bench(), ({ agenda }) => {
      agenda.plan({ kind: 'note', key: 'a', dueAtMs: now() - 2, payload: { n: 1 }, lane: 3 });
      agenda.plan({ kind: 'note', key: 'a', dueAtMs: now() - 1, payload: { n: 2 } });
      agenda.plan({ kind: 'mail', key: 'a', dueAtMs: now() + 60_000 });
      expect(agenda.due()).toMatchObject([{ kind: 'note', key: 'a', payload: { n: 2 }, lane: 1, attempts: 0 }]);
      agenda.cancel('note', 'a');
      agenda.cancel('note', 'nobody');
      expect(agenda.due()).toEqual([]);
    });
  });

  it('arms the alarm for what is due first, and disarms it when nothing is left', async () => {
    const dueAtMs = now() + DAY_MS;
    await planNotes(1, dueAtMs);
    expect(await alarmAtMs()).toBe(dueAtMs);
    await inside(bench(), async ({ agenda }) => {
      agenda.plan({ kind: 'note', key: 'sooner', dueAtMs: dueAtMs - 1_000 });
      await agenda.arm();
    });
    expect(await alarmAtMs()).toBe(dueAtMs - 1_000);
    await inside(bench(), async ({ agenda }) => {
      agenda.cancel('note', 'sooner');
      agenda.cancel('note', '0');
      await agenda.arm();
    });
    expect(await alarmAtMs()).toBeNull();
  });

  it('is undone with the transaction it stands in', async () => {
    await inside(bench(), ({ agenda }, storage) => {
      const work = (): void => {
        agenda.plan({ kind: 'note', key: 'a', dueAtMs: now() });
        throw new Error('no');
      };
      expect(() => storage.transactionSync(work)).toThrow('no');
      expect(agenda.due()).toEqual([]);
    });
  });
});

describe('time', () => {
  it('is our clock’s: moved by a day, the alarm does today what is due tomorrow', async () => {
    const dueAtMs = now() + DAY_MS;
    await planNotes(1, dueAtMs);
    expect(await inside(bench(), ({ agenda }) => agenda.due())).toEqual([]);
    pass(DAY_MS + 1_000);
    await inside(bench(), async ({ agenda }, storage) => {
      await agenda.arm();
      expect(await storage.getAlarm()).toBeLessThanOrEqual(Date.now());
    });
    await runDurableObjectAlarm(bench());
    await vi.waitFor(async () => expect(await bench().notes()).toEqual(['note 0']));
  });

  it('gives setAlarm moments of the machine’s clock', async () => {
    pass(-10 * DAY_MS);
    const dueAtMs = now() + 5_000;
    await planNotes(1, dueAtMs);
    expect(await alarmAtMs()).toBe(realTime(dueAtMs));
    expect(await alarmAtMs()).toBe(dueAtMs + 10 * DAY_MS);
  });
});

describe('the alarm', () => {
  it('wakes an object that had gone, by itself, and its work is done', async () => {
    await planNotes(3, now() + 150);
    await evictDurableObject(bench());
    await vi.waitFor(() => inside(bench(), (object) => expect(object.notes()).toEqual(['note 0', 'note 1', 'note 2'])), { timeout: 5_000 });
    await vi.waitFor(async () => expect(await alarmAtMs()).toBeNull());
  });

  it('is armed by the next start when it was lost', async () => {
    const dueAtMs = now() + DAY_MS;
    await planNotes(1, dueAtMs);
    await inside(bench(), (_, storage) => storage.deleteAlarm());
    await restart(bench());
    expect(await alarmAtMs()).toBe(dueAtMs);
  });

  it('has armed its successor before it does anything', async () => {
    await inside(bench(), async (object, storage) => {
      const seen = Promise.withResolvers<number | null>();
      object.agenda.plan({ kind: 'look', key: '', dueAtMs: now() });
      await object.agenda.run({ look: async () => seen.resolve(await storage.getAlarm()) });
      expect(await seen.promise).toBeGreaterThan(Date.now());
    });
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    [
      'throws no error at all',
      () => {
        throw undefined;
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['rejects with nothing', () => Promise.reject()],
  ])('never throws when a handler %s', async (_, handler) => {
    await inside(bench(), async ({ agenda }) => {
      agenda.plan({ kind: 'bad', key: '', dueAtMs: now() });
      expect(await agenda.run({ bad: handler })).toEqual({ done: 0, failed: 1 });
    });
    expect(await alarmAtMs()).toBeGreaterThan(Date.now());
  });

  it('never throws when storage does', async () => {
    await inside(bench(), async ({ agenda }, storage) => {
      agenda.plan({ kind: 'note', key: '', dueAtMs: now() });
      storage.sql.exec('ALTER TABLE agenda RENAME TO gone');
      expect(await agenda.run({ note: () => undefined })).toEqual({ done: 0, failed: 0 });
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
      storage.sql.exec('ALTER TABLE gone RENAME TO agenda');
    });
  });
});

describe('a run', () => {
  it('is one batch; the rest follows at once', async () => {
    await planNotes(25);
    const sizes = await inside(bench(), async ({ agenda, handlers }, storage) => {
      const out: number[] = [];
      for (let run = 0; run < 3; run += 1) {
        out.push((await agenda.run(handlers)).done);
        const alarm = await storage.getAlarm();
        expect(alarm === null ? null : alarm <= Date.now()).toBe(run < 2 ? true : null);
        await storage.deleteAlarm();
      }
      return out;
    });
    expect(sizes).toEqual([10, 10, 5]);
  });

  it('does the urgent first, and yet leaves no lane waiting for ever', async () => {
    const order: string[] = [];
    await inside(bench(), async ({ agenda }) => {
      for (let n = 0; n < 40; n += 1) agenda.plan({ kind: 'urgent', key: String(n), dueAtMs: now() - 1, lane: 0 });
      for (let n = 0; n < 4; n += 1) agenda.plan({ kind: 'bulk', key: String(n), dueAtMs: now() - 1_000, lane: 3 });
      const note = (item: { kind: string }): void => void order.push(item.kind);
      await agenda.run({ urgent: note, bulk: note });
      expect(order).toEqual([...Array.from({ length: 8 }, () => 'urgent'), 'bulk', 'bulk']);
    });
  });

  it('does each item once when two ask at the same time', async () => {
    await planNotes(5);
    await inside(bench(), async ({ agenda }) => {
      let calls = 0;
      const slow = async (): Promise<void> => {
        await scheduler.wait(0);
        calls += 1;
      };
      await Promise.all([agenda.run({ note: slow }), agenda.run({ note: slow })]);
      expect(calls).toBe(5);
    });
  });

  it('keeps, uncounted, what only newer code can do', async () => {
    await inside(bench(), async ({ agenda }) => {
      agenda.plan({ kind: 'of-tomorrow', key: '', dueAtMs: now() });
      for (let run = 0; run < 5; run += 1) {
        expect(await agenda.run({})).toEqual({ done: 0, failed: 1 });
        pass(DAY_MS);
      }
      expect(agenda.parked()).toEqual([]);
      expect(await agenda.run({ 'of-tomorrow': () => undefined })).toEqual({ done: 1, failed: 0 });
    });
  });
});
