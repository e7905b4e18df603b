import { reset } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(() => reset());

const LATER_MS = 1_000_000;

it('grants exactly the stock under 500 interleaved holds', async () => {
  await inside(bench(), ({ holds }) => holds.setStock('mug', 100));
  const tries = Array.from({ length: 500 }, (_, n) =>
    inside(bench(), async ({ holds }) => {
      if (n % 3 === 0) await scheduler.wait(0);
      const answer = holds.hold(`command ${n}`, 'mug', 1, LATER_MS, 'slice:0');
      return answer.ok;
    }),
  );
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(100);
  await inside(bench(), ({ holds }) => expect(holds.left('mug')).toBe(0));
});

it('gives the same command the same answer, through evictions, and another command with that id none', async () => {
  const hold = (expiresAtMs: number, amount = 2) => inside(bench(), ({ holds }) => holds.hold('c1', 'mug', amount, expiresAtMs, 'slice:0'));
  await inside(bench(), ({ holds }) => holds.setStock('mug', 5));
  expect(await hold(LATER_MS)).toEqual({ ok: true, expiresAtMs: LATER_MS });
  await restart(bench());
  expect(await hold(LATER_MS * 2)).toEqual({ ok: true, expiresAtMs: LATER_MS });
  expect(await hold(LATER_MS, 3)).toMatchObject({ ok: false, problem: 'key-reused' });
  await inside(bench(), ({ holds }) => expect(holds.left('mug')).toBe(3));
});

it('has nothing of what nobody has set, and any number where there is no limit', async () => {
  await inside(bench(), ({ holds }) => {
    expect(holds.left('unknown')).toBe(0);
    expect(holds.hold('c1', 'unknown', 1, LATER_MS, 'slice:0')).toMatchObject({ ok: false, problem: 'out-of-stock' });
    holds.setStock('endless', null);
    expect(holds.left('endless')).toBeNull();
    expect(holds.hold('c2', 'endless', 1_000_000, LATER_MS, 'slice:0')).toMatchObject({ ok: true });
    // What was given while there was no limit counts once there is one.
    holds.setStock('endless', 1_000_003);
    expect(holds.left('endless')).toBe(3);
    holds.setStock('endless', 10);
    expect(holds.left('endless')).toBe(0);
  });
});

it('refuses amounts that are none', async () => {
  await inside(bench(), ({ holds }) => {
    holds.setStock('mug', 5);
    for (const amount of [0, -1, 1.5, Number.NaN]) expect(() => holds.hold(`c ${amount}`, 'mug', amount, LATER_MS, 'slice:0')).toThrow(RangeError);
    expect(holds.left('mug')).toBe(5);
  });
});

describe('the end of a hold', () => {
  it('is one of two, for ever, and says the same when told twice', async () => {
    await inside(bench(), ({ holds }) => {
      holds.setStock('mug', 2);
      holds.hold('taken', 'mug', 1, LATER_MS, 'slice:0');
      holds.hold('void', 'mug', 1, LATER_MS, 'slice:0');
      expect([holds.confirm('taken'), holds.confirm('taken'), holds.release('taken')]).toEqual([true, true, false]);
      expect([holds.release('void'), holds.release('void'), holds.confirm('void')]).toEqual([true, true, false]);
      expect(holds.left('mug')).toBe(1);
      expect([holds.confirm('nobody'), holds.release('nobody')]).toEqual([false, false]);
      expect(holds.hold('void', 'mug', 1, LATER_MS, 'slice:0')).toMatchObject({ ok: false, problem: 'out-of-stock' });
    });
  });

  it('is not decided by time alone: an expired one is listed, still counts, and can still be confirmed', async () => {
    await inside(bench(), ({ holds }) => {
      holds.setStock('mug', 2);
      holds.hold('late', 'mug', 1, 200, 'slice:1');
      holds.hold('soon', 'mug', 1, 100, 'slice:0');
      expect(holds.nextExpiryAtMs()).toBe(100);
      expect(holds.expired(99)).toEqual([]);
      expect(holds.expired(200).map((hold) => [hold.id, hold.owner])).toEqual([
        ['soon', 'slice:0'],
        ['late', 'slice:1'],
      ]);
      expect(holds.expired(200, 1)).toHaveLength(1);
      expect(holds.left('mug')).toBe(0);
      expect(holds.confirm('soon')).toBe(true);
      expect(holds.expired(200).map((hold) => hold.id)).toEqual(['late']);
      expect(holds.get('soon')).toMatchObject({ state: 'confirmed', amount: 1, resource: 'mug' });
    });
  });
});

it('is exact after any story: used is what is held or confirmed, and never more than the stock', async () => {
  const id = fc.integer({ min: 0, max: 7 }).map(String);
  const step = fc.oneof(
    fc.record({ kind: fc.constant('hold' as const), id, amount: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constantFrom('confirm' as const, 'release' as const), id }),
  );
  let story = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 8 }), async (steps, total) => {
      await inside(bench(`story ${(story += 1)}`), ({ holds }) => {
        holds.setStock('mug', total);
        const answers: [boolean, boolean][] = [];
        const model = new Map<string, { amount: number; state: 'held' | 'confirmed' | 'released' }>();
        const used = (): number => [...model.values()].reduce((sum, hold) => sum + (hold.state === 'released' ? 0 : hold.amount), 0);
        for (const each of steps) {
          const known = model.get(each.id);
          if (each.kind === 'hold') {
            const answer = holds.hold(each.id, 'mug', each.amount, LATER_MS, 'slice:0');
            const right = known ? known.amount === each.amount && known.state !== 'released' : used() + each.amount <= total;
            answers.push([answer.ok, right]);
            if (right && !known) model.set(each.id, { amount: each.amount, state: 'held' });
          } else {
            const end = each.kind === 'confirm' ? 'confirmed' : 'released';
            answers.push([holds[each.kind](each.id), known?.state === 'held' || known?.state === end]);
            if (known?.state === 'held') known.state = end;
          }
          expect(holds.left('mug')).toBe(total - used());
        }
        expect(answers.map(([got]) => got)).toEqual(answers.map(([, wanted]) => wanted));
      });
    }),
    { numRuns: 60 },
  );
});
