import { addGaps, rhythmsOf } from '@rapport/domain/reminders';
import type { Gaps } from '@rapport/domain/reminders';
import { must } from '../port.ts';
import type { Seated } from './merge-saga.ts';

/** Learns how soon people buy each product again, from all slices, and tells them all; what was known before is replaced. */
export const learnRhythms = async (slices: readonly Pick<Seated, 'slice' | 'at'>[]): Promise<void> => {
  let gaps: Record<string, Gaps> = {};
  for (const { slice, at } of slices) {
    for (let after: string | null = ''; after !== null;) {
      const piece: { gaps: Record<string, Gaps>; next: string | null } = must(await slice.repeats(at, after));
      gaps = addGaps([gaps, piece.gaps]);
      after = piece.next;
    }
  }
  const learnt = rhythmsOf(gaps);
  for (const { slice, at } of slices) must(await slice.learnRhythms(at, learnt));
};
