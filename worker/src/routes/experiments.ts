import { addHeaps, addTimesOf, NO_HEAPS, NO_TIMES_OF, report } from '@rapport/domain/experiments';
import type { Heaps, TimesOf } from '@rapport/domain/experiments';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { onEverySlice } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import type { ShopDoor } from '../objects/ports.ts';
import type { HeapPiece } from '../objects/offer-ports.ts';
import type { Env } from '../env.ts';
import { now } from '../platform/clock.ts';

const DAY_MS = 86_400_000;

/** Under /v1/experiments: what came of it. Figures without people, so that every role may see them. */
export const experiments = new Hono<App>().get('/holdout', staff, async (c) => {
  const pieces = await allPieces(c.env, c.var.door);
  const heaps = pieces.reduce<Heaps>((sum, piece) => addHeaps(sum, piece.heaps), NO_HEAPS);
  const first = pieces.flatMap(({ firstExposureAtMs }) => firstExposureAtMs ?? []);
  const days = first.length === 0 ? 0 : (now() - Math.min(...first)) / DAY_MS;
  return c.json(
    report(
      heaps,
      days,
      pieces.reduce((sum, { crossed }) => sum + crossed, 0),
      pieces.reduce<TimesOf>((sum, { times }) => addTimesOf(sum, times), NO_TIMES_OF),
    ),
  );
});

/** Asks every slice, piece by piece, so that none is busy for long; the slices' answers are of slightly different moments. */
const allPieces = async (env: Env, door: ShopDoor): Promise<HeapPiece[]> => {
  const pieces: HeapPiece[] = [];
  const after = new Map<number, string>(door.seats.map(({ slice }) => [slice, '']));
  while (after.size > 0) {
    const seats = door.seats.filter(({ slice }) => after.has(slice));
    const some = await onEverySlice(env, { ...door, seats }, (slice, at, index) => slice.lifts(at, after.get(index) ?? ''));
    for (const [place, { piece }] of some.entries()) {
      pieces.push(piece);
      const index = seats[place]?.slice ?? -1;
      if (piece.next === null) after.delete(index);
      else after.set(index, piece.next);
    }
  }
  return pieces;
};
