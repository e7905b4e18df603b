import { reset } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { Agenda } from './agenda.ts';
import { now, offset, setOffset } from './clock.ts';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(async () => {
  setOffset(0);
  await reset();
});

const DAY_MS = 86_400_000;
const pass = (ms: number): void => setOffset(offset() + ms);

describe('an item that keeps failing', () => {
  it('stops nobody else, is tried again later and later, and is parked in the end', async () => {
    await inside(bench(), async ({ agenda }) => {
      const done: string[] = [];
      const handlers = {
        poison: () => {
          throw new Error('bad row');
        },
        note: (item: { key: string }) => void done.push(item.key),
      };
      agenda.plan({ kind: 'poison', key: 'p', dueAtMs: now() - 10, lane: 0 });
      for (let n = 0; n < 3; n += 1) agenda.plan({ kind: 'note', key: String(n), dueAtMs: now() });
      expect(await agenda.run(handlers)).toEqual({ done: 3, failed: 1 });
      expect(done).toEqual(['0', '1', '2']);
      expect(agenda.due()).toEqual([]);
      expect(await agenda.run(handlers)).toEqual({ done: 0, failed: 0 });
      pass(5_001);
      expect(await agenda.run(handlers)).toEqual({ done: 0, failed: 1 });
      pass(5_001);
      expect(agenda.due()).toEqual([]);
      pass(15_000);
      expect(await agenda.run(handlers)).toEqual({ done: 0, failed: 1 });
      expect(agenda.parked()).toMatchObject([{ kind: 'poison', key: 'p', attempts: 3, error: 'bad row' }]);
      pass(30 * DAY_MS);
      expect(agenda.due()).toEqual([]);
    });
  });

  it('stays parked through a restart, rings no alarm, and may be tried anew', async () => {
    await inside(bench(), async ({ agenda }) => {
      agenda.plan({ kind: 'poison', key: 'p', dueAtMs: now() });
      for (let run = 0; run < 3; run += 1) {
        await agenda.run({ poison: () => Promise.reject(new Error('bad row')) });
        pass(DAY_MS);
      }
    });
    await restart(bench());
    await inside(bench(), async ({ agenda }, storage) => {
      expect(await storage.getAlarm()).toBeNull();
      expect(agenda.revive('poison', 'p')).toBe(true);
      expect(agenda.revive('poison', 'p')).toBe(false);
      expect(await agenda.run({ poison: () => undefined })).toEqual({ done: 1, failed: 0 });
      expect(agenda.parked()).toEqual([]);
    });
  });

  it('is forgiven when it is planned anew', async () => {
    await inside(bench(), async ({ agenda }) => {
      agenda.plan({ kind: 'poison', key: 'p', dueAtMs: now() });
      await agenda.run({ poison: () => Promise.reject(new Error('bad row')) });
      agenda.plan({ kind: 'poison', key: 'p', dueAtMs: now() });
      expect(agenda.due()).toMatchObject([{ attempts: 0, error: '' }]);
    });
  });

  it('may be one that never ends: it is not waited for any longer than patience allows', async () => {
    await inside(bench(), async (_, storage) => {
      const agenda = new Agenda(storage, { patienceMs: 20 });
      agenda.plan({ kind: 'endless', key: '', dueAtMs: now() - 1 });
      agenda.plan({ kind: 'quick', key: '', dueAtMs: now() });
      const never = new Promise<void>(() => undefined);
      expect(await agenda.run({ endless: () => never, quick: () => undefined })).toEqual({ done: 1, failed: 1 });
    });
  });
});

describe('a handler that is done at once', () => {
  it('has its effects and the removal of its row in one transaction', async () => {
    await inside(bench(), async (object) => {
      object.agenda.plan({ kind: 'half', key: 'a', dueAtMs: now() });
      const half = (): void => {
        object.note('first half');
        throw new Error('no second half');
      };
      await object.agenda.run({ half });
      expect(object.notes()).toEqual([]);
      pass(DAY_MS);
      await object.agenda.run({ half: () => object.note('whole') });
      expect(object.notes()).toEqual(['whole']);
      pass(DAY_MS);
      expect(object.agenda.due()).toEqual([]);
    });
  });

  it('may plan its own next time', async () => {
    await inside(bench(), async ({ agenda }) => {
      agenda.plan({ kind: 'daily', key: '', dueAtMs: now() });
      const daily = (): void => agenda.plan({ kind: 'daily', key: '', dueAtMs: now() + DAY_MS });
      expect(await agenda.run({ daily })).toEqual({ done: 1, failed: 0 });
      expect(agenda.due()).toEqual([]);
      pass(DAY_MS);
      expect(agenda.due()).toMatchObject([{ kind: 'daily', attempts: 0 }]);
      const failing = (): void => {
        daily();
        throw new Error('no');
      };
      await agenda.run({ daily: failing });
      pass(5_001);
      expect(agenda.due()).toMatchObject([{ kind: 'daily', attempts: 1 }]);
    });
  });

  it('may cancel others of its batch: they are not done any more', async () => {
    await inside(bench(), async ({ agenda }) => {
      const done: string[] = [];
      for (const key of ['a', 'b', 'c']) agenda.plan({ kind: 'note', key, dueAtMs: now() });
      await agenda.run({
        note: (item) => {
          done.push(item.key);
          agenda.cancel('note', 'b');
        },
      });
      expect(done).toEqual(['a', 'c']);
    });
  });
});

describe('a handler that takes its time', () => {
  const away = async (then: (agenda: Agenda) => void, fails: boolean) =>
    inside(bench(), async ({ agenda }) => {
      const gate = Promise.withResolvers<void>();
      agenda.plan({ kind: 'mail', key: 'm', dueAtMs: now(), payload: 'old' });
      const run = agenda.run({
        mail: async () => {
          await gate.promise;
          if (fails) throw new Error('no');
        },
      });
      await scheduler.wait(0);
      then(agenda);
      gate.resolve();
      await run;
      return agenda.due().map((item) => item.payload);
    });

  it('is done with its item when it has come back', async () => expect(await away(() => undefined, false)).toEqual([]));

  it.each([true, false])('leaves an item that was planned anew meanwhile (failed: %s)', async (fails) => {
    const again = (agenda: Agenda): void => agenda.plan({ kind: 'mail', key: 'm', dueAtMs: now(), payload: 'new' });
    expect(await away(again, fails)).toEqual(['new']);
  });

  it.each([true, false])('does not bring back an item that was cancelled meanwhile (failed: %s)', async (fails) => {
    expect(await away((agenda) => agenda.cancel('mail', 'm'), fails)).toEqual([]);
    pass(30 * DAY_MS);
    await inside(bench(), ({ agenda }) => expect(agenda.due()).toEqual([]));
  });
});

it('does each good item’s effect exactly once and parks each bad one, whatever the order, failures and restarts', async () => {
  const item = fc.record({
    fails: fc.constantFrom(0, 0, 0, 1, 2, 99),
    async: fc.boolean(),
    lane: fc.constantFrom(0 as const, 1 as const, 3 as const),
  });
  let story = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 30 }), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), async (items, restarts) => {
      const stub = bench(`story ${(story += 1)}`);
      const tries = new Map<string, number>();
      await inside(stub, ({ agenda }) => items.forEach((each, n) => agenda.plan({ kind: 'do', key: String(n), dueAtMs: now(), lane: each.lane })));
      for (const again of restarts) {
        await inside(stub, (object) =>
          object.agenda.run({
            do: ({ key }) => {
              const tried = (tries.get(key) ?? 0) + 1;
              tries.set(key, tried);
              const each = items[Number(key)];
              if (!each) throw new Error('unknown');
              if (tried <= each.fails && !each.async) {
                object.note(`half ${key}`);
                throw new Error('no');
              }
              if (tried <= each.fails) return Promise.reject(new Error('no'));
              object.note(key);
              return each.async ? Promise.resolve() : undefined;
            },
          }),
        );
        if (again) await restart(stub);
        pass(DAY_MS);
      }
      const good = items.flatMap((each, n) => (each.fails < 3 ? [String(n)] : []));
      expect((await stub.notes()).toSorted()).toEqual(good.toSorted());
      const parked = await inside(stub, ({ agenda }) => agenda.parked().map((each) => each.key));
      expect(parked).toHaveLength(items.length - good.length);
    }),
    { numRuns: 15 },
  );
});
