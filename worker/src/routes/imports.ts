import { FEWEST_WANTING } from '@rapport/domain/watches';
import { ApproveQuery, BroughtQuery, type BroughtReport, type ImportReport, ImportQuery, LIMITS, PastQuery } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { catalogOf } from '../guards/doors.ts';
import { backEndOrStaff, staff } from '../guards/guards.ts';
import { inTime, query } from '../guards/schema.ts';
import type { ImportWord } from '../objects/watch-ports.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { whoWaits } from './who-waits.ts';

/** A file of the largest size is here within this time at 110 KB a second. */
const FILE_MS = 10 * 60_000;
/** What one call to the catalogue carries. */
const CHUNK_BYTES = 512 * 1024;

/**
 * Under /v1/imports. POST streams the file to the catalogue piece by piece and answers when all of it is stored; it is worked off afterwards.
 * 202 · 400 invalid-file · 401 · 413 too-large.
 */
export const imports = new Hono<App>()
  .post('/', backEndOrStaff, async (c) => {
    const { format } = query(c, ImportQuery);
    const catalog = await catalogOf(c.env, c.var.door.shopId);
    const { id } = unwrap(await catalog.beginImport(format));
    let index = 0;
    for await (const chunk of chunks(c)) {
      unwrap(await catalog.feed(id, index, chunk));
      index += 1;
    }
    unwrap(await catalog.endImport(id));
    return c.json(unwrap(await catalog.importReport(id)).report, 202);
  })
  .get('/', backEndOrStaff, async (c) => {
    const { before, limit } = query(c, PastQuery);
    return c.json(await (await catalogOf(c.env, c.var.door.shopId)).imports(before ?? null, limit));
  })
  .post('/:id/approve', backEndOrStaff, async (c) =>
    c.json(await settle(c, c.req.param('id'), query(c, ApproveQuery).tell === 'no' ? 'quietly' : 'approve')),
  )
  .post('/:id/refuse', backEndOrStaff, async (c) => c.json(await settle(c, c.req.param('id'), 'refuse')))
  .get('/:id/waiting', staff, async (c) => {
    const { after, limit } = query(c, BroughtQuery);
    const catalog = await catalogOf(c.env, c.var.door.shopId);
    const { arrivals, next, looked, all } = unwrap(await catalog.broughtBy(c.req.param('id'), after ?? '', limit));
    const { products, people } = await whoWaits(c.env, c.var.door, arrivals);
    const answer: BroughtReport = {
      people: people < FEWEST_WANTING ? null : people,
      products: products.toSorted((a, b) => b.people - a.people),
      looked,
      all,
      next,
      fewest: FEWEST_WANTING,
    };
    return c.json(answer);
  })
  .get('/:id', backEndOrStaff, async (c) => c.json(unwrap(await (await catalogOf(c.env, c.var.door.shopId)).importReport(c.req.param('id'))).report));

/** The owner's word on an import that is held. */
async function settle(c: AppContext, id: string, word: ImportWord): Promise<ImportReport> {
  const catalog = await catalogOf(c.env, c.var.door.shopId);
  return unwrap(await catalog.settleImport(id, word, c.var.staff?.email ?? 'the back end')).report;
}

/** The body in pieces of a bounded size, never more of it than a file may have. */
async function* chunks(c: AppContext): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let totalBytes = 0;
  for await (const part of inTime(c.req.raw.body, FILE_MS)) {
    totalBytes += part.byteLength;
    if (totalBytes > LIMITS.importBytes) throw new Problem('too-large');
    held.push(part);
    heldBytes += part.byteLength;
    if (heldBytes < CHUNK_BYTES) continue;
    yield* pieces(held, heldBytes);
    held = [];
    heldBytes = 0;
  }
  if (heldBytes > 0) yield* pieces(held, heldBytes);
}

function* pieces(parts: readonly Uint8Array[], sizeBytes: number): Generator<Uint8Array> {
  const whole = new Uint8Array(sizeBytes);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  for (let start = 0; start < sizeBytes; start += CHUNK_BYTES) yield whole.slice(start, start + CHUNK_BYTES);
}
