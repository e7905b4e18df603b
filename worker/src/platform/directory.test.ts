import { reset } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { BURIED } from './directory.ts';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(() => reset());

describe('a claim', () => {
  it('is won by the first of many who come at once, and everybody is told who', async () => {
    const tries = Array.from({ length: 50 }, (_, n) =>
      inside(bench(), async ({ directory }) => {
        if (n % 2 === 0) await scheduler.wait(0);
        return directory.claim('email', 'h1', `shp_${n}`);
      }),
    );
    const owners = new Set(await Promise.all(tries));
    expect(owners.size).toBe(1);
    await inside(bench(), ({ directory }) => expect(owners).toEqual(new Set([directory.owner('email', 'h1')])));
  });

  it('is of a kind: the same hash may be somebody else’s order', async () => {
    await inside(bench(), ({ directory }) => {
      expect(directory.claim('email', 'h1', 'shp_a')).toBe('shp_a');
      expect(directory.claim('order', 'h1', 'shp_b')).toBe('shp_b');
      expect(directory.owner('phone', 'h1')).toBeNull();
    });
  });

  it('outlives the instance', async () => {
    await inside(bench(), ({ directory }) => directory.claim('email', 'h1', 'shp_a'));
    await restart(bench());
    await inside(bench(), ({ directory }) => expect(directory.claim('email', 'h1', 'shp_b')).toBe('shp_a'));
  });
});

describe('a merge', () => {
  it('takes all claims along and is followed however often it happened', async () => {
    await inside(bench(), ({ directory }) => {
      directory.claim('email', 'h1', 'shp_a');
      directory.claim('email', 'h2', 'shp_b');
      expect(directory.forward('shp_a', 'shp_b')).toBe(true);
      expect(directory.forward('shp_b', 'shp_c')).toBe(true);
      expect(['shp_a', 'shp_b', 'shp_c', 'shp_d'].map((id) => directory.resolve(id))).toEqual(['shp_c', 'shp_c', 'shp_c', 'shp_d']);
      expect(directory.owner('email', 'h1')).toBe('shp_c');
      expect(directory.claimsOf('shp_a')).toEqual([
        { kind: 'email', keyHash: 'h1' },
        { kind: 'email', keyHash: 'h2' },
      ]);
      expect(directory.claim('order', 'h3', 'shp_a')).toBe('shp_c');
    });
  });

  it('never makes a circle and never changes its mind', async () => {
    await inside(bench(), ({ directory }) => {
      expect(directory.forward('shp_a', 'shp_a')).toBe(false);
      expect(directory.forward('shp_a', 'shp_b')).toBe(true);
      expect(directory.forward('shp_b', 'shp_a')).toBe(false);
      expect(directory.forward('shp_a', 'shp_b')).toBe(true);
      expect(directory.forward('shp_a', 'shp_c')).toBe(false);
      expect(directory.resolve('shp_b')).toBe('shp_b');
    });
  });

  it('leads everybody to one living shopper in one step, after any story', async () => {
    const shopper = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    const step = fc.oneof({ weight: 6, arbitrary: fc.tuple(shopper, shopper) }, { weight: 1, arbitrary: fc.tuple(shopper) });
    let story = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        await inside(bench(`story ${(story += 1)}`), ({ directory }, storage) => {
          // The model: sets of people who are one; a set that has been erased.
          const one = new Map<string, Set<string>>('abcdef'.split('').map((id) => [id, new Set([id])]));
          const erased = new Set<string>();
          for (const [id] of one) directory.claim('email', id, id);
          for (const [from, to] of steps) {
            if (to === undefined) {
              directory.buryShopper(from);
              for (const id of one.get(from) ?? []) erased.add(id);
            } else if (directory.forward(from, to)) {
              const all = new Set([...(one.get(from) ?? []), ...(one.get(to) ?? [])]);
              for (const id of all) one.set(id, all);
            }
            for (const [id, set] of one) {
              const answers = new Set([...set].map((each) => directory.resolve(each)));
              expect(answers.size).toBe(1);
              const [end] = [...answers];
              expect(end).toBe(erased.has(id) ? BURIED : end);
              expect(end === BURIED || set.has(end ?? '')).toBe(true);
              expect(directory.owner('email', id)).toBe(end);
            }
            expect(storage.sql.exec('SELECT 1 FROM forward a JOIN forward b ON a.target = b.source').toArray()).toEqual([]);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a tombstone', () => {
  it('answers instead of the shopper, and no late event brings them back', async () => {
    await inside(bench(), ({ directory }) => {
      directory.claim('email', 'h1', 'shp_a');
      directory.claim('order', 'o1', 'shp_b');
      directory.forward('shp_b', 'shp_a');
      directory.buryShopper('shp_b');
      expect(directory.claim('email', 'h1', 'shp_new')).toBe(BURIED);
      expect(directory.owner('order', 'o1')).toBe(BURIED);
      expect(['shp_a', 'shp_b'].map((id) => directory.resolve(id))).toEqual([BURIED, BURIED]);
      expect(directory.forward('shp_a', 'shp_c')).toBe(false);
      expect(directory.forward('shp_c', 'shp_a')).toBe(false);
      expect(directory.claim('email', 'h9', 'shp_a')).toBe(BURIED);
    });
  });

  it('keeps no trace of whose it was, and gives way when the person comes back', async () => {
    await inside(bench(), ({ directory }, storage) => {
      directory.claim('email', 'h1', 'shp_a');
      directory.bury('email', 'h1');
      directory.bury('email', 'never seen');
      expect(storage.sql.exec("SELECT 1 FROM claim WHERE shopper = 'shp_a'").toArray()).toEqual([]);
      expect(directory.claim('email', 'never seen', 'shp_b')).toBe(BURIED);
      directory.unbury('email', 'h1');
      expect(directory.claim('email', 'h1', 'shp_new')).toBe('shp_new');
      directory.unbury('email', 'h1');
      expect(directory.owner('email', 'h1')).toBe('shp_new');
    });
  });
});
