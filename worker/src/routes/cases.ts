import { CaseOpening, CaseReport, StaffNote } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { onSlice } from '../guards/doors.ts';
import { secretKey, staff } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { uuid } from '../platform/ids.ts';
import { known } from './whose.ts';

/** POST /v1/cases: what the shop's own service desk says of a case. 200 · 404 not-found. */
export const reportedCases = new Hono<App>().post('/', secretKey, async (c) => {
  const { for: whose, ...said } = await body(c, CaseReport);
  const owner = await known(c, whose);
  const { served } = await onSlice(c.env, c.var.door.shopId, owner, (slice, at, id) => slice.putCase(at, id, { ...said, source: 'shop' }));
  return c.json(served);
});

/** Under /v1/shoppers: questions and complaints that staff takes. */
export const cases = new Hono<App>()
  .get('/:id/cases', staff, async (c) => {
    const { cases: all } = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.cases(at, id));
    return c.json({ cases: all });
  })
  .post('/:id/notes', staff, async (c) => {
    const note = await body(c, StaffNote);
    await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.noteDown(at, id, note, c.var.staff.email));
    return c.body(null, 204);
  })
  .post('/:id/cases', staff, async (c) => {
    const said = await body(c, CaseOpening);
    const made = { ...said, id: uuid(), state: 'open', source: 'staff' } as const;
    const { served } = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.putCase(at, id, made));
    return c.json(served, 201);
  })
  .post('/:id/cases/:case/close', staff, async (c) => {
    const { served } = await onSlice(c.env, c.var.door.shopId, c.req.param('id'), (slice, at, id) => slice.closeCase(at, id, c.req.param('case')));
    return c.json(served);
  });
