import { AudienceListQuestion, AudienceQuestion, ProfileAnswers, Segment } from '@rapport/protocol';
import type { AudienceRow } from '@rapport/protocol';
import { csvLine } from '@rapport/domain/report';
import { FIELDS, FIRST_LAYERS, parseRule, PLAIN_LAYERS } from '@rapport/domain/segments';
import type { Condition } from '@rapport/domain/segments';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { forgetDoor, onEverySlice, onSlice, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { now } from '../platform/clock.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { seenOf, seenStanding } from './profile-seen.ts';

/** People a page of an export asks each slice for, and people an export holds at the most. */
const EXPORT_PAGE = 1_000;
const EXPORT_PEOPLE = 200_000;

/** Under /v1/audience: questions about everybody, asked of all slices at once. */
export const audience = new Hono<App>()
  .post('/count', staff, async (c) => {
    const rule = conditionOf(c, (await body(c, AudienceQuestion)).rule, 'rule');
    const moment = momentOf(c);
    const counts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.countAudience(at, rule, moment));
    const sum = (of: (one: { people: number; everybody: number }) => number): number => counts.reduce((all, one) => all + of(one), 0);
    return c.json({ people: sum(({ people }) => people), everybody: sum(({ everybody }) => everybody), atMs: moment.nowMs });
  })
  .post('/list', staff, async (c) => {
    const { rule, after, limit } = await body(c, AudienceListQuestion);
    return c.json(await audiencePage(c, conditionOf(c, rule, 'rule'), after ?? '', limit));
  });

/** Under /v1/segments: the owner's own, kept with the settings so that every slice knows them. */
export const segments = new Hono<App>()
  .get('/', staff, (c) => {
    const { segments: all = [], layers = FIRST_LAYERS, lists = [] } = c.var.door.settings;
    const known: Readonly<Record<string, readonly string[]>> = {
      layer: [...layers.map(({ id }) => id), ...PLAIN_LAYERS],
      ...(lists.length > 0 ? { lists: lists.map(({ id }) => id) } : {}),
    };
    const fields = Object.entries(FIELDS).map(([name, { type, values = known[name] }]) => ({ name, type, ...(values ? { values } : {}) }));
    const own = seenOf(c).map(({ id, type, choices }) => ({ name: `profile.${id}`, type, ...(choices ? { values: choices } : {}) }));
    return c.json({ segments: all, fields: [...fields, ...own] });
  })
  .post('/', staff, async (c) => {
    const segment = await body(c, Segment);
    conditionOf(c, segment.rule, 'rule');
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).saveSegment(segment, c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.json(segment);
  })
  .delete('/:id', staff, async (c) => {
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).dropSegment(c.req.param('id'), c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.body(null, 204);
  })
  .get('/:id/export', staff, async (c) => {
    const found = c.var.door.settings.segments?.find(({ id }) => id === c.req.param('id'));
    if (!found) throw new Problem('not-found');
    const rule = conditionOf(c, found.rule, 'rule');
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="${found.id}.csv"`);
    return c.body(csvOf(c, rule));
  });

/** Under /v1/shoppers: where one person stands. */
export const standings = new Hono<App>()
  .get('/:id/standing', staff, async (c) => {
    const { standing } = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.standing(at, id));
    return c.json(seenStanding(c, standing));
  })
  .post('/:id/profile', staff, async (c) => {
    const { answers } = await body(c, ProfileAnswers);
    const seen = new Set(seenOf(c).map(({ id }) => id));
    if (Object.keys(answers).some((id) => !seen.has(id)))
      throw new Problem('invalid-body', { detail: 'This is no question whose answers you may see.' });
    // Whoever isn't known has nothing to be noted of; a row must not come into being by a wrong id.
    await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.standing(at, id));
    const { profile } = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) =>
      slice.answerFields(at, { id }, answers, 'heard'),
    );
    return c.json({ profile: Object.fromEntries(Object.entries(profile).filter(([id]) => seen.has(id))) });
  });

/** POST /v1/value/learn: plans to learn at once how customers buy. 202. */
export const value = new Hono<App>().post('/learn', staff, async (c) => {
  await (await shopOf(c.env, c.var.door.shopId)).learnValue();
  return c.json({ planned: true }, 202);
});

const momentOf = (c: AppContext): { nowMs: number; timeZone: string } => ({ nowMs: now(), timeZone: c.var.door.settings.timeZone });

/** A rule as it is asked. @throws {Problem} invalid-body, with where it can't be read */
const conditionOf = (c: AppContext, rule: unknown, path: string): Condition => {
  const parsed = parseRule(rule, seenOf(c));
  if (!parsed.ok) throw new Problem('invalid-body', { issues: parsed.issues.map((issue) => ({ ...issue, path: `${path}${issue.path}` })) });
  return parsed.condition;
};

/** One page over all slices, merged by id; its rows are of slightly different moments. */
const audiencePage = async (
  c: AppContext,
  rule: Condition,
  after: string,
  limit: number,
): Promise<{ people: AudienceRow[]; next: string | null }> => {
  const moment = momentOf(c);
  const pages = await onEverySlice(c.env, c.var.door, (slice, at) => slice.listAudience(at, rule, moment, after, limit));
  const all = pages.flatMap(({ people }) => people).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const people = all.slice(0, limit);
  const more = all.length > limit || pages.some(({ next }) => next !== null);
  return { people, next: more ? (people.at(-1)?.id ?? null) : null };
};

const HEAD = ['id', 'name', 'email', 'kind', 'layer', 'stage', 'orders', 'spent', 'last_order', 'last_seen', 'value_12_months', 'points'];

/** Everybody a rule holds of, a line each, written while it is read. */
export const csvOf = (c: AppContext, rule: Condition): ReadableStream<Uint8Array> => {
  const text = new TextEncoder();
  let [after, written]: [string | null, number] = ['', 0];
  const day = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString().slice(0, 10));
  return new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(text.encode(csvLine(HEAD))),
    pull: async (out) => {
      if (after === null || written >= EXPORT_PEOPLE) return out.close();
      const page: { people: AudienceRow[]; next: string | null } = await audiencePage(c, rule, after, EXPORT_PAGE);
      after = page.next;
      written += page.people.length;
      const lines = page.people.map((one) =>
        csvLine([
          one.id,
          one.name,
          one.email,
          one.kind,
          one.layer,
          one.stage,
          one.orders,
          one.spentMinor,
          day(one.lastOrderAtMs),
          day(one.lastSeenAtMs),
          one.valueMinor,
          one.points,
        ]),
      );
      if (lines.length > 0) out.enqueue(text.encode(lines.join('')));
      if (after === null) out.close();
    },
  });
};
