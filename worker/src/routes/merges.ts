import type { PersonMerge, PersonMerges } from '@rapport/protocol';
import { MergeRequest, PastQuery } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onSlice, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import type { MergeKnown } from '../objects/merge-shop-port.ts';
import { keyed } from '../platform/hash.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { commandKey } from './redeeming.ts';

/** Under /v1/merges: two rows that are one person become one, and two again. Only members; a guest who signs in is joined by itself. */
export const merges = new Hono<App>()
  .get('/', staff, async (c) => {
    const { before, limit } = query(c, PastQuery);
    const { merges: known, next } = unwrap(await (await shopOf(c.env, c.var.door.shopId)).mergesOfPeople(before ?? null, Math.min(limit, 20)));
    return c.json({ merges: await Promise.all(known.map((one) => shown(c, one))), next } satisfies PersonMerges);
  })
  .post('/', staff, async (c) => {
    const { shopId } = c.var.door;
    const id = (await keyed(c.env.RAPPORT_SECRET, JSON.stringify(['merge', shopId, commandKey(c)]))).slice(0, 22).replaceAll(/[^A-Za-z0-9]/g, '0');
    const { keep, merge } = await body(c, MergeRequest);
    const shop = await shopOf(c.env, shopId);
    // A merge that has begun goes on: whoever is sealed for it can't be asked who they are.
    if (!(await shop.mergeOf(id)).ok) for (const one of [keep, merge]) await mustBeMember(c, one);
    const made = unwrap(await shop.mergePeople(id, keep, merge, c.var.staff.email));
    return c.json(await shown(c, made.merge));
  })
  .post('/:id/undo', staff, async (c) => {
    const { merge } = unwrap(await (await shopOf(c.env, c.var.door.shopId)).undoMerge(c.req.param('id'), c.var.staff.email));
    return c.json(await shown(c, merge));
  });

/** Who lives on as somebody else already is left to the shop's object: it knows whether this is the same merge again. @throws {Problem} not-found · merge-conflict */
const mustBeMember = async (c: AppContext, id: string): Promise<void> => {
  const { person } = await onSlice(c.env, c.var.door.shopId, id, (slice, at, found) => slice.person(at, found));
  if (person.shopper.kind !== 'member')
    throw new Problem('merge-conflict', { detail: 'Only members are merged; a guest is joined when they sign in.' });
};

/** A merge with the two as staff may read them. */
const shown = async (c: AppContext, known: MergeKnown): Promise<PersonMerge> => {
  const { shopId } = c.var.door;
  try {
    const { person } = await onSlice(c.env, shopId, known.keptId, (slice, at, id) => slice.person(at, id));
    const { names } = await onSlice(c.env, shopId, known.keptId, (slice, at, id) => slice.mergedNames(at, id));
    const name = names.find(({ merge }) => merge === known.id);
    const merged = name ? { name: name.name, email: name.email, points: name.points } : await alone(c, known);
    return { ...known, kept: person.shopper.id === known.keptId ? person.shopper : null, merged };
  } catch (error) {
    if (error instanceof Problem) return { ...known, kept: null, merged: null };
    throw error;
  }
};

/** Somebody who is themselves again after an undo. */
const alone = async (c: AppContext, { state, mergedId }: MergeKnown): Promise<PersonMerge['merged']> => {
  if (state !== 'undone') return null;
  const { person } = await onSlice(c.env, c.var.door.shopId, mergedId, (slice, at, id) => slice.person(at, id));
  const { name, email, pointsAvailable, pointsPending } = person.shopper;
  return { name, email, points: pointsAvailable + pointsPending };
};
