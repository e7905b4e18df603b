import { addFields, pairsOf } from '@rapport/domain/quality';
import { ATTENTION, attentionRule, dueOn, few, fewOf, lastDays, mayShow, REVIEW_DAYS, WEEK_DAYS } from '@rapport/domain/report';
import { parseRule } from '@rapport/domain/segments';
import type { AttentionNotice, QualityNotice } from '@rapport/protocol';
import { now } from '../../platform/clock.ts';
import type { PrintedRow } from '../audience-ports.ts';
import { must } from '../port.ts';
import type { Seated } from './merge-saga.ts';
import type { NoticeStore, Told } from './notice-store.ts';

/** People a slice is asked for at once, and people compared at the most: a shop with more sees likely duplicates of these. */
const PAGE = 20_000;
const MOST_COMPARED = 300_000;

/** What the owner is told every week and every two months: how good the data is, and whose standing changed. Nothing is told of nothing. */
export const weeklyNotices = async (store: NoticeStore, timeZone: string, slices: () => Promise<readonly Seated[]>): Promise<Told[]> => {
  const [today = ''] = lastDays(now(), timeZone, 1);
  const told: Told[] = [];
  for (const { what, key } of dueOn(today)) {
    if (what === 'week' && !store.knows(`quality:${key}`)) {
      const detail = await qualityOf(await slices());
      if (detail) told.push({ key: `quality:${key}`, kind: 'quality', detail });
    }
    const kind = what === 'week' ? 'standing' : 'review';
    if (store.knows(`${kind}:${key}`)) continue;
    const detail = await attentionOf(await slices(), timeZone, what === 'week' ? WEEK_DAYS : REVIEW_DAYS);
    if (detail.lists.length > 0) told.push({ key: `${kind}:${key}`, kind, detail });
  }
  return told;
};

/** How many stand on each work list; empty ones are left out. */
const attentionOf = async (slices: readonly Seated[], timeZone: string, days: number): Promise<AttentionNotice> => {
  const moment = { nowMs: now(), timeZone };
  const lists: AttentionNotice['lists'] = [];
  for (const list of ATTENTION) {
    const parsed = parseRule(attentionRule(list, days));
    if (!parsed.ok) throw new Error(`the rule of ${list} can't be read`);
    const counts = await Promise.all(slices.map(async ({ slice, at }) => must(await slice.countAudience(at, parsed.condition, moment)).people));
    const people = counts.reduce((sum, one) => sum + one, 0);
    if (people > 0) lists.push({ list, people: few(people) });
  }
  return { days, lists };
};

/** Null where there are fewer than five members. */
const qualityOf = async (slices: readonly Seated[]): Promise<QualityNotice | null> => {
  const parts = await Promise.all(slices.map(async ({ slice, at }) => must(await slice.quality(at)).fields));
  const fields = parts.reduce(addFields, {});
  const members = fields['name']?.of ?? 0;
  if (!mayShow(members)) return null;
  const { people, isAll } = await printed(slices);
  return {
    members,
    fields: Object.entries(fields).map(([field, { known, valid, fresh }]) => ({
      field,
      known: fewOf(known, members),
      valid: fewOf(valid, members),
      fresh: fresh === null ? null : fewOf(fresh, members),
    })),
    duplicates: few(pairsOf(people).length),
    among: isAll ? null : people.length,
  };
};

const printed = async (slices: readonly Seated[]): Promise<{ readonly people: readonly PrintedRow[]; readonly isAll: boolean }> => {
  const people: PrintedRow[] = [];
  for (const { slice, at } of slices) {
    for (let after: string | null = ''; after !== null;) {
      if (people.length >= MOST_COMPARED) return { people, isAll: false };
      const page: { people: PrintedRow[]; next: string | null } = must(await slice.prints(at, after, PAGE));
      people.push(...page.people);
      after = page.next;
    }
  }
  return { people, isAll: true };
};
