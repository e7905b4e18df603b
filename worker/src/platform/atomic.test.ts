import { reset } from 'cloudflare:test';
import { afterEach, expect, it } from 'vitest';
import { atomic } from './atomic.ts';
import { bench, inside } from './testing/bench.ts';

afterEach(() => reset());

it('keeps all writes of a decision', async () => {
  await inside(bench(), (object, storage) => {
    const answer = atomic(storage, () => {
      object.note('one');
      object.note('two');
      return 2;
    });
    expect(answer).toBe(2);
  });
  expect(await bench().notes()).toEqual(['one', 'two']);
});

it('undoes all writes when one thing throws', async () => {
  await inside(bench(), (object, storage) => {
    const work = (): void => {
      object.note('one');
      throw new Error('no');
    };
    expect(() => atomic(storage, work)).toThrow('no');
  });
  expect(await bench().notes()).toEqual([]);
});

it('refuses an async callback and undoes what it has written', async () => {
  await inside(bench(), async (object, storage) => {
    const gate = Promise.withResolvers<void>();
    const work = async (): Promise<void> => {
      object.note('before the await');
      await gate.promise;
    };
    expect(() => atomic(storage, work)).toThrow(TypeError);
    expect(object.notes()).toEqual([]);
    gate.resolve();
  });
  expect(await bench().notes()).toEqual([]);
});

it('undoes an inner decision alone when the outer one goes on', async () => {
  await inside(bench(), (object, storage) => {
    atomic(storage, () => {
      object.note('outer');
      const inner = (): void => {
        object.note('inner');
        throw new Error('no');
      };
      expect(() => atomic(storage, inner)).toThrow('no');
    });
  });
  expect(await bench().notes()).toEqual(['outer']);
});
