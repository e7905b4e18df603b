import type { ListImported, ShopSettings, StaticLists } from '@rapport/protocol';
import { LIMITS, ListImportQuery, StaticList } from '@rapport/protocol';
import { Hono } from 'hono';
import { BrokenFile, readCsv } from '../connectors/csv.ts';
import type { CsvRow } from '../connectors/csv.ts';
import type { App, AppContext } from '../guards/context.ts';
import { doorOf, forgetDoor, onEverySlice, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body, inTime, query } from '../guards/schema.ts';
import type { Named } from '../objects/audience-ports.ts';
import { now } from '../platform/clock.ts';
import { slot } from '../platform/ids.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { csvOf } from './audience.ts';

/** Lines that are looked up together, and lines of which it is told what was wrong. */
const LINES_AT_ONCE = 500;
const ISSUES_TOLD = 100;
/** A file of the largest size is here within this time at 110 KB a second. */
const FILE_MS = 10 * 60_000;

/** Under /v1/lists: people who are on a list because somebody put them there. */
export const lists = new Hono<App>()
  .get('/', staff, async (c) => {
    const all = listsOf(c.var.door.settings);
    const moment = { nowMs: now(), timeZone: c.var.door.settings.timeZone };
    const counted = await Promise.all(
      all.map(async (list) => {
        const parts = await onEverySlice(c.env, c.var.door, (slice, at) => slice.countAudience(at, ruleOf(list.id), moment));
        return { ...list, people: parts.reduce((sum, { people }) => sum + people, 0) };
      }),
    );
    return c.json({ lists: counted } satisfies StaticLists);
  })
  .post('/', staff, async (c) => {
    const list = await body(c, StaticList);
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).saveList(list, c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.json(list);
  })
  .delete('/:id', staff, async (c) => {
    const { id } = await listOf(c);
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).dropList(id, c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    await onEverySlice(c.env, c.var.door, (slice, at) => slice.emptyList(at, id));
    return c.body(null, 204);
  })
  .post('/:id/people', staff, async (c) => {
    const { as } = query(c, ListImportQuery);
    const { id } = await listOf(c);
    return c.json(await taken(c, id, as === 'add'));
  })
  .get('/:id/export', staff, async (c) => {
    const { id } = await listOf(c);
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', `attachment; filename="${id}.csv"`);
    return c.body(csvOf(c, ruleOf(id)));
  });

const listsOf = (settings: ShopSettings): readonly StaticList[] => settings.lists ?? [];

/** The list that is named; one that was made a moment ago elsewhere is looked for anew. @throws {Problem} not-found */
const listOf = async (c: AppContext): Promise<StaticList> => {
  const isIt = ({ id }: StaticList): boolean => id === c.req.param('id');
  const found = listsOf(c.var.door.settings).find(isIt) ?? listsOf((await doorOf(c.env, c.var.door.shopId, true)).settings).find(isIt);
  if (!found) throw new Problem('not-found');
  return found;
};

const ruleOf = (list: string) => ({ op: 'holds', field: 'lists', value: list }) as const;

/** Reads a file of people as it comes, and writes it down some lines at a time: what was read before a break stays. */
const taken = async (c: AppContext, list: string, isIn: boolean): Promise<ListImported> => {
  const sum = { lines: 0, changed: 0, same: 0, refused: 0, issues: [] as { line: number; message: string }[] };
  const refuse = (line: number, message: string): void => {
    sum.refused += 1;
    if (sum.issues.length < ISSUES_TOLD) sum.issues.push({ line, message });
  };
  let held: (Named & { line: number })[] = [];
  const write = async (): Promise<void> => {
    const { changed, same, unknown } = await written(c, list, isIn, held);
    sum.changed += changed;
    sum.same += same;
    for (const { line } of held.filter((_, i) => unknown.has(i))) refuse(line, 'the shop knows nobody by this');
    held = [];
  };
  try {
    for await (const row of readCsv(streamOf(limited(c)))) {
      sum.lines += 1;
      const named = namedIn(row);
      if ('message' in named) refuse(row.line, named.message);
      else held.push({ ...named, line: row.line });
      if (held.length === LINES_AT_ONCE) await write();
    }
  } catch (error) {
    if (error instanceof BrokenFile) throw new Problem('invalid-file', { detail: error.message });
    throw error;
  }
  if (held.length > 0) await write();
  return sum;
};

const streamOf = (parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>({
    pull: async (out) => {
      const { done, value } = await parts.next();
      if (done) out.close();
      else out.enqueue(value);
    },
  });

/** The parts of the body as they come, no more of it than a file may have. */
async function* limited(c: AppContext): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const part of inTime(c.req.raw.body, FILE_MS)) {
    sizeBytes += part.byteLength;
    if (sizeBytes > LIMITS.importBytes) throw new Problem('too-large');
    yield part;
  }
}

/** By what a line names somebody. */
const namedIn = (row: CsvRow): Named | { message: string } => {
  if ('refusal' in row) return { message: row.refusal };
  const { id = '', shopper_id = '', customer_id = '', email = '' } = row.cells;
  const shopper = (id || shopper_id).trim();
  if (shopper) return { kind: 'shopper', value: shopper };
  if (customer_id.trim()) return { kind: 'customer', value: customer_id.trim() };
  if (email.trim()) return { kind: 'email', value: email.trim().toLowerCase() };
  return { message: 'the line has none of id, customer_id and email' };
};

const written = async (
  c: AppContext,
  list: string,
  isIn: boolean,
  lines: readonly Named[],
): Promise<{ changed: number; same: number; unknown: ReadonlySet<number> }> => {
  const found = await (await shopOf(c.env, c.var.door.shopId)).ownersOf(lines.map(({ kind, value }) => ({ kind, value })));
  const ids = [...new Set(found.filter((id) => id !== null))];
  const sliceOf = (id: string): number => c.var.door.seats.find(({ from, to }) => slot(id) >= from && slot(id) < to)?.slice ?? -1;
  const parts = await onEverySlice(c.env, c.var.door, (slice, at, index) =>
    slice.enlist(
      at,
      ids.filter((id) => sliceOf(id) === index),
      list,
      isIn,
    ),
  );
  const strangers = new Set(parts.flatMap(({ unknown }) => unknown));
  const unknown = new Set(lines.flatMap((_, i) => (found[i] === null || found[i] === undefined || strangers.has(found[i]) ? [i] : [])));
  const sum = (of: (part: { changed: number; same: number }) => number): number => parts.reduce((all, part) => all + of(part), 0);
  return { changed: sum(({ changed }) => changed), same: sum(({ same }) => same), unknown };
};
