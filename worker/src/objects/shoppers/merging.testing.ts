import type { SealedRow } from '../merge-port.ts';
import type { Answer, At, SlicePort } from '../ports.ts';

const good = <T extends Answer<object>>(answer: T): Extract<T, { ok: true }> => {
  if (!answer.ok) throw new Error(answer.problem);
  return answer as Extract<T, { ok: true }>;
};

/** Merges two people of a slice step by step, each step twice: as the shop's object does after a kill. */
export const mergeTwo = async (slice: SlicePort, at: At, kept: string, gone: string, merge: string, atMs: number): Promise<void> => {
  for (let twice = 0; twice < 2; twice += 1) good(await slice.sealPerson(at, gone, kept, merge, atMs));
  let through = 0;
  for (let rows: readonly SealedRow[] | null = []; rows !== null;) {
    ({ rows } = good(await slice.sealedRows(at, gone, merge, through)));
    const from = through;
    for (let twice = 0; twice < 2; twice += 1) ({ through } = good(await slice.takeSealed(at, kept, gone, merge, atMs, from, rows)));
  }
  for (let twice = 0; twice < 2; twice += 1) good(await slice.forwardSealed(at, gone, kept));
};

/** Undoes it in the same way. */
export const partTwo = async (slice: SlicePort, at: At, kept: string, gone: string, merge: string, atMs: number): Promise<void> => {
  for (let twice = 0; twice < 2; twice += 1) good(await slice.partPerson(at, kept, merge, atMs));
  let through = 0;
  for (let rows: readonly SealedRow[] | null = []; rows !== null;) {
    ({ rows } = good(await slice.sealedRows(at, kept, merge, through)));
    const from = through;
    for (let twice = 0; twice < 2; twice += 1) ({ through } = good(await slice.restorePerson(at, gone, merge, atMs, from, rows)));
  }
  for (const id of [kept, gone]) good(await slice.forgetMerge(at, id, merge));
};
