import { reset } from 'cloudflare:test';
import { afterEach, expect, it } from 'vitest';
import { inPieces } from './pieces.ts';
import { bench, inside } from './testing/bench.ts';

afterEach(() => reset());

it('lets other requests through between pieces', async () => {
  const labour = bench().labour(100);
  const before: boolean[] = [];
  for (let n = 0; n < 5; n += 1) before.push(!(await bench().notes()).includes('labour done'));
  await labour;
  expect(before).toEqual([true, true, true, true, true]);
  expect(await bench().notes()).toEqual(['labour done']);
});

it('goes from cursor to cursor to the end and saves where it is, so that it can go on after a crash', async () => {
  const saved: number[] = [];
  const seen: number[] = [];
  const step = (cursor: number): { next: number | null; rows: number } => {
    seen.push(cursor);
    return { next: cursor < 4 ? cursor + 1 : null, rows: 1 };
  };
  await inPieces(0, step, { save: (cursor) => void saved.push(cursor) });
  expect(seen).toEqual([0, 1, 2, 3, 4]);
  expect(saved).toEqual([1, 2, 3, 4]);
});

it('counts rows, never time: a pause after so many, and a step without rows counts as one', async () => {
  let pauses = 0;
  const between = async (): Promise<void> => void (pauses += 1);
  await inPieces(0, (cursor) => ({ next: cursor < 9 ? cursor + 1 : null, rows: 10 }), { between, rowsPerPiece: 30 });
  expect(pauses).toBe(3);
  pauses = 0;
  await inPieces(0, (cursor) => ({ next: cursor < 9 ? cursor + 1 : null, rows: 0 }), { between, rowsPerPiece: 3 });
  expect(pauses).toBe(3);
});

it('stops at the step that throws, with the last cursor saved', async () => {
  let saved = 0;
  const step = (cursor: number): { next: number; rows: number } => {
    if (cursor === 3) throw new Error('no');
    return { next: cursor + 1, rows: 1 };
  };
  await expect(inPieces(0, step, { save: (cursor) => void (saved = cursor) })).rejects.toThrow('no');
  expect(saved).toBe(3);
});

it('commits a step and its cursor together', async () => {
  await inside(bench(), async (object, storage) => {
    await inPieces(
      0,
      (cursor) => {
        object.note(`row ${cursor}`);
        return { next: cursor < 2 ? cursor + 1 : null, rows: 1 };
      },
      { save: (cursor) => storage.kv.put('cursor', cursor) },
    );
    expect(storage.kv.get('cursor')).toBe(2);
  });
  expect(await bench().notes()).toEqual(['row 0', 'row 1', 'row 2']);
});
