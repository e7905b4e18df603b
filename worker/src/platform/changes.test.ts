import { reset } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(() => reset());

const append = (count: number) =>
  inside(bench(), ({ changes }) => {
    for (let n = 0; n < count; n += 1) changes.append('note', { text: String(changes.last + 1) });
  });

it('counts from 1 without gaps, through evictions and trims', async () => {
  await append(2);
  await restart(bench());
  await inside(bench(), ({ changes }) => {
    expect(changes.append('price', { id: 'p1' })).toBe(3);
    changes.advance('slice:0', 3);
    changes.trim();
    expect(changes.append('price', null)).toBe(4);
    expect(changes.last).toBe(4);
  });
});

it('writes one row a change, however many follow', async () => {
  await inside(bench(), ({ changes }, storage) => {
    for (let slice = 0; slice < 50; slice += 1) changes.cursor(`slice:${slice}`);
    for (let n = 0; n < 10; n += 1) changes.append('note', n);
    expect(storage.sql.exec('SELECT count(*) AS count FROM change').one()).toEqual({ count: 10 });
  });
});

it('loses nothing for a receiver that has not come back: trimming waits for the slowest', async () => {
  await inside(bench(), ({ changes }) => {
    expect(changes.cursor('slow')).toBe(0);
    for (let n = 0; n < 10; n += 1) changes.append('note', n);
    changes.advance('fast', 10);
    changes.trim();
    expect(changes.after(changes.cursor('slow'))).toHaveLength(10);
    changes.advance('slow', 4);
    changes.trim();
    expect(changes.after(4).map((change) => change.seq)).toEqual([5, 6, 7, 8, 9, 10]);
    changes.leave('slow');
    changes.trim();
    expect(changes.after(9)).toEqual([{ seq: 10, kind: 'note', payload: 9 }]);
  });
});

it('drops nothing while nobody follows', async () => {
  await append(3);
  await inside(bench(), ({ changes }) => {
    changes.trim();
    expect(changes.after(0)).toHaveLength(3);
  });
});

it('says so when somebody asks for what is gone, instead of leaving it out', async () => {
  await append(5);
  await inside(bench(), ({ changes }) => {
    changes.advance('fast', 5);
    changes.trim();
    expect(changes.floor).toBe(4);
    expect(() => changes.after(3)).toThrow(RangeError);
    expect(() => changes.cursor('new')).toThrow(RangeError);
    changes.follow('new', 5);
    expect(changes.cursor('new')).toBe(5);
    changes.follow('new', 4);
    expect(changes.cursor('new')).toBe(5);
  });
});

it('moves a cursor forwards only, and never past the end', async () => {
  await append(5);
  await inside(bench(), ({ changes }) => {
    changes.advance('r', 4);
    changes.advance('r', 2);
    expect(changes.cursor('r')).toBe(4);
    expect(() => changes.advance('r', 6)).toThrow(RangeError);
    expect(() => changes.follow('s', 6)).toThrow(RangeError);
  });
});

it('hands out pages', async () => {
  await append(25);
  await inside(bench(), ({ changes }) => {
    expect(changes.after(0, 10).map((change) => change.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(changes.after(20, 10)).toHaveLength(5);
  });
});

it('delivers every change to every receiver once and in order, whatever fails and whoever sleeps', async () => {
  const receiver = fc.integer({ min: 0, max: 2 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ kind: fc.constant('send' as const), receiver, fault: fc.constantFrom('none', 'lost', 'no answer') }),
    fc.record({ kind: fc.constantFrom('trim' as const, 'evict' as const) }),
  );
  let story = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      story += 1;
      const source = bench(`source ${story}`);
      const name = (n: number): string => `receiver ${story}-${n}`;
      const send = (n: number, fault: string) =>
        inside(source, ({ changes }) =>
          changes
            .drain('catalog', name(n), async (stream, batch) => {
              if (fault === 'lost') throw new Error('lost on the way');
              const taken = await bench(name(n)).take(stream, batch);
              if (fault === 'no answer') throw new Error('no answer');
              return taken;
            })
            .then(
              () => 'arrived',
              (error: Error) => error.message,
            ),
        );
      await inside(source, ({ changes }) => [0, 1, 2].forEach((n) => changes.cursor(name(n))));
      for (const each of steps) {
        if (each.kind === 'append') {
          await inside(source, ({ changes }) => {
            for (let n = 0; n < each.count; n += 1) changes.append('note', { text: String(changes.last + 1) });
          });
        } else if (each.kind === 'send') await send(each.receiver, each.fault);
        else if (each.kind === 'trim') await inside(source, ({ changes }) => changes.trim());
        else await restart(source);
      }
      const last = await inside(source, ({ changes }) => changes.last);
      for (const n of [0, 1, 2]) {
        expect(await send(n, 'none')).toBe('arrived');
        expect(await bench(name(n)).notes('catalog')).toEqual(Array.from({ length: last }, (_, seq) => String(seq + 1)));
      }
    }),
    { numRuns: 25 },
  );
});
