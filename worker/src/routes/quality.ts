import { addFields, pairsOf } from '@rapport/domain/quality';
import type { FieldCount } from '@rapport/domain/quality';
import { few, fewOf } from '@rapport/domain/report';
import type { DuplicatePair, DuplicateReport, QualityReport, ShopperRow } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onEverySlice, onSlice } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import type { PrintedRow } from '../objects/audience-ports.ts';
import { now } from '../platform/clock.ts';
import { Problem } from '../platform/problem.ts';
import { seenOf } from './profile-seen.ts';

/** People a slice is asked for at once, people compared at the most, and pairs shown. */
const PAGE = 20_000;
const MOST_COMPARED = 300_000;
const PAIRS_SHOWN = 20;

/** GET /v1/quality: how much of what members can be known by is there, can be right, and is of late. */
export const quality = new Hono<App>().get('/', staff, async (c) => {
  const parts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.quality(at));
  const fields = parts.map((one) => one.fields).reduce(addFields, {});
  const seen = new Set(seenOf(c).map(({ id }) => `profile.${id}`));
  const shown = Object.entries(fields).filter(([field]) => !field.startsWith('profile.') || seen.has(field));
  const members = fields['name']?.of ?? 0;
  return c.json({
    members: few(members),
    fields: shown.map(([field, count]) => ({ field, ...countsOf(count, members) })),
    atMs: now(),
  } satisfies QualityReport);
});

/** GET /v1/duplicates: rows that are likely one person, with the two side by side. */
export const duplicates = new Hono<App>().get('/', staff, async (c) => {
  const { people, isAll } = await everybody(c);
  const pairs = pairsOf(people);
  const shown = await Promise.all(
    pairs.slice(0, PAIRS_SHOWN).map(async (pair): Promise<DuplicatePair | null> => {
      const [one, other] = await Promise.all(pair.ids.map((id) => rowOf(c, id)));
      return one && other ? { likely: pair.likely, because: [...pair.because], people: [one, other] } : null;
    }),
  );
  return c.json({
    pairs: shown.filter((pair) => pair !== null),
    found: pairs.length,
    looked: people.length,
    isAll,
    atMs: now(),
  } satisfies DuplicateReport);
});

const countsOf = ({ known, valid, fresh }: FieldCount, members: number): { known: number | null; valid: number | null; fresh: number | null } => ({
  known: fewOf(known, members),
  valid: fewOf(valid, members),
  fresh: fresh === null ? null : fewOf(fresh, members),
});

/** Everybody with their prints, by id, page by page over all slices, as far as so many can be compared at once. */
const everybody = async (c: AppContext): Promise<{ readonly people: readonly PrintedRow[]; readonly isAll: boolean }> => {
  const people: PrintedRow[] = [];
  let after: string | null = '';
  while (after !== null && people.length < MOST_COMPARED) {
    const from: string = after;
    const pages = await onEverySlice(c.env, c.var.door, (slice, at) => slice.prints(at, from, PAGE));
    // All go on from the earliest place that one of them stopped at, so that nobody is passed over; whoever stands past it comes again.
    after = pages.flatMap(({ next }) => (next === null ? [] : [next])).toSorted()[0] ?? null;
    const until = after;
    people.push(...pages.flatMap((page) => page.people).filter(({ id }) => until === null || id <= until));
  }
  return { people, isAll: after === null };
};

/** A person's row, or null for somebody who has gone meanwhile. */
const rowOf = async (c: AppContext, id: string): Promise<ShopperRow | null> => {
  try {
    return (await onSlice(c.env, c.var.door.shopId, id, (slice, at, found) => slice.person(at, found))).person.shopper;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
};
