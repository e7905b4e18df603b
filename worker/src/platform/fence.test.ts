import { reset } from 'cloudflare:test';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { Address, Seat } from './fence.ts';
import { SLOTS } from './ids.ts';
import { bench, inside, restart } from './testing/bench.ts';

afterEach(() => reset());

const whole = (generation: number): Seat => ({ generation, from: 0, to: SLOTS });
const moved = { ok: false, problem: 'moved' };

it('refuses every call until it has been opened', async () => {
  expect(await bench().write({ generation: 1, slot: 7 }, 'too early')).toMatchObject(moved);
  expect(await bench().open(whole(1))).toEqual({ ok: true });
  expect(await bench().write({ generation: 1, slot: 7 }, 'in time')).toEqual({ ok: true });
  expect(await bench().notes()).toEqual(['in time']);
});

it('refuses who has another generation in mind, older or newer', async () => {
  await bench().open(whole(2));
  expect(await bench().write({ generation: 1 }, 'old')).toMatchObject(moved);
  expect(await bench().write({ generation: 3 }, 'new')).toMatchObject(moved);
  expect(await bench().notes()).toEqual([]);
});

it('refuses slots of other slices, on both sides', async () => {
  await bench().open({ generation: 1, from: 100, to: 200 });
  const answers = [99, 100, 199, 200].map((slot) => bench().write({ generation: 1, slot }, String(slot)));
  expect((await Promise.all(answers)).map((answer) => answer.ok)).toEqual([false, true, true, false]);
});

it('keeps its seat through an eviction', async () => {
  await bench().open({ generation: 4, from: 0, to: 10 });
  await restart(bench());
  await inside(bench(), (object) => expect(object.fence.seat).toEqual({ generation: 4, from: 0, to: 10 }));
  expect(await bench().write({ generation: 4, slot: 9 }, 'still here')).toEqual({ ok: true });
});

it('takes nothing while sealed, not even a newer seat, and goes on when the move is called off', async () => {
  await bench().open(whole(1));
  await inside(bench(), (object) => object.fence.seal());
  await restart(bench());
  expect(await bench().write({ generation: 1 }, 'sealed')).toMatchObject(moved);
  expect(await bench().open(whole(2))).toMatchObject(moved);
  await inside(bench(), (object) => {
    expect(object.fence.sealed).toBe(true);
    object.fence.unseal();
  });
  expect(await bench().write({ generation: 1 }, 'open')).toEqual({ ok: true });
});

describe('a stale caller that brings the old name back after deleteAll()', () => {
  it('gets `moved` from the instance that is still running', async () => {
    await bench().open(whole(1));
    await bench().write({ generation: 1 }, 'before');
    await bench().clear();
    expect(await bench().write({ generation: 1 }, 'lost')).toMatchObject(moved);
    expect(await bench().open(whole(1))).toMatchObject(moved);
    await inside(bench(), (object) => {
      expect(object.fence.seat).toBeNull();
      expect(object.fence.sealed).toBe(false);
    });
  });

  it('gets `moved` from a new instance', async () => {
    await bench().open(whole(1));
    await bench().write({ generation: 1 }, 'before');
    await bench().clear();
    await restart(bench());
    expect(await bench().write({ generation: 1 }, 'lost')).toMatchObject(moved);
    expect(await bench().notes()).toEqual([]);
  });
});

it('refuses a seat that makes no sense by a throw, for it can only be a bug', async () => {
  const senseless: Seat[] = [
    whole(0),
    { generation: 1, from: 5, to: 5 },
    { generation: 1, from: 0, to: SLOTS + 1 },
    { generation: 1.5, from: 0, to: 1 },
  ];
  await inside(bench(), (object) => {
    for (const seat of senseless) expect(() => object.fence.open(seat)).toThrow(/constraint|cannot store/i);
    expect(object.fence.seat).toBeNull();
  });
});

it('lets in exactly who knows the seat, after any story', async () => {
  type Step = { kind: 'open'; seat: Seat } | { kind: 'seal' | 'unseal' } | { kind: 'call'; at: Address };
  const seat = fc.record({ generation: fc.integer({ min: 1, max: 4 }), from: fc.constantFrom(0, 10), to: fc.constantFrom(20, 30) });
  const step: fc.Arbitrary<Step> = fc.oneof(
    seat.map((value): Step => ({ kind: 'open', seat: value })),
    fc.constantFrom<Step>({ kind: 'seal' }, { kind: 'unseal' }),
    fc.record({ generation: fc.integer({ min: 1, max: 4 }), slot: fc.integer({ min: 0, max: 40 }) }).map((at): Step => ({ kind: 'call', at })),
  );
  let story = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      await inside(bench(`story ${(story += 1)}`), ({ fence }) => {
        const answers: [boolean, boolean][] = [];
        let model = null as { seat: Seat; sealed: boolean } | null;
        for (const each of steps) {
          if (each.kind === 'open') {
            const same: boolean = JSON.stringify(model?.seat) === JSON.stringify(each.seat);
            const right: boolean = !model || (!model.sealed && (each.seat.generation > model.seat.generation || same));
            answers.push([fence.open(each.seat).ok, right]);
            if (right) model = { seat: each.seat, sealed: false };
          } else if (each.kind === 'call') {
            const { generation, slot = 0 } = each.at;
            const right = model && !model.sealed && model.seat.generation === generation && slot >= model.seat.from && slot < model.seat.to;
            answers.push([fence.admit(each.at) === null, right ?? false]);
          } else {
            fence[each.kind]();
            if (model) model = { ...model, sealed: each.kind === 'seal' };
          }
        }
        expect(answers.map(([got]) => got)).toEqual(answers.map(([, wanted]) => wanted));
      });
    }),
    { numRuns: 60 },
  );
});
