import { HiddenQuery, ReminderPatch, ReminderRule } from '@rapport/protocol';
import type { MyReminder, ReminderList, ReminderPreview } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { catalogOf, forgetDoor, onEverySlice, shopOf } from '../guards/doors.ts';
import { shopper, staff } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import type { PreviewPiece } from '../objects/reminder-port.ts';
import { now } from '../platform/clock.ts';
import { unwrap } from '../platform/problem.ts';
import { mySlice } from './caller.ts';

/** Products whose learnt interval the list names. */
const RHYTHMS_LISTED = 50;

/** Under /v1/reminders: what people are reminded of after a purchase. */
export const reminders = new Hono<App>()
  .get('/', staff, async (c) => {
    const rules = c.var.door.settings.reminders ?? [];
    // All slices know the same: the first is asked.
    const [first] = await onEverySlice(c.env, c.var.door, (slice, at) => slice.rhythms(at, RHYTHMS_LISTED));
    const known = first?.rhythms ?? [];
    const catalog = await catalogOf(c.env, c.var.door.shopId);
    const locale = c.var.door.settings.locales[0] ?? '';
    const titles = new Map(
      (
        await catalog.cards(
          known.map(({ productId }) => productId),
          locale,
        )
      ).map(({ productId, title }) => [productId, title]),
    );
    const rhythms = known.map((one) => ({ ...one, title: { '': titles.get(one.productId) ?? one.productId } }));
    return c.json({ rules, rhythms } satisfies ReminderList);
  })
  .post('/', staff, async (c) => {
    const rule = await body(c, ReminderRule);
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).saveReminder(rule, c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.json(rule);
  })
  .post('/preview', staff, async (c) => {
    const rule = await body(c, ReminderRule);
    const sums = await onEverySlice(c.env, c.var.door, async (slice, at) => {
      let sum = NOBODY;
      for (let after: string | null = ''; after !== null;) {
        const answer = await slice.tryReminder(at, rule, after);
        if (!answer.ok) return answer;
        sum = together(sum, answer.piece);
        after = answer.piece.next;
      }
      return { ok: true as const, sum };
    });
    return c.json({ ...sums.reduce((all, { sum }) => together(all, sum), NOBODY), atMs: now() } satisfies ReminderPreview);
  })
  .delete('/:id', staff, async (c) => {
    unwrap(await (await shopOf(c.env, c.var.door.shopId)).dropReminder(c.req.param('id'), c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.body(null, 204);
  });

/** Under /v1/me/reminders: what a shopper will be reminded of, and their way to stop it. */
export const myReminders = new Hono<App>()
  .get('/', shopper, async (c) => {
    const { locale } = query(c, HiddenQuery);
    const mine = await mySlice(c, (slice, at, caller) => slice.myReminders(at, caller.id, locale));
    const catalog = await catalogOf(c.env, c.var.door.shopId);
    const ids = [...new Set(mine.reminders.map(({ productId }) => productId))].slice(0, 100);
    const titles = new Map((ids.length === 0 ? [] : await catalog.cards(ids, locale)).map(({ productId, title }) => [productId, title]));
    return c.json({ reminders: mine.reminders.map((one): MyReminder => ({ ...one, product: titles.get(one.productId) ?? one.product })) });
  })
  .patch('/', shopper, async (c) => {
    const { id, stopped } = await body(c, ReminderPatch);
    await mySlice(c, (slice, at, caller) => slice.stopReminder(at, caller.id, id, stopped));
    return c.body(null, 204);
  });

type Sum = Omit<PreviewPiece, 'next'>;
const NOBODY: Sum = { owners: 0, today: 0, month: 0, later: 0, basis: { fixed: 0, own: 0, learnt: 0, none: 0 } };

const together = (a: Sum, b: Sum): Sum => ({
  owners: a.owners + b.owners,
  today: a.today + b.today,
  month: a.month + b.month,
  later: a.later + b.later,
  basis: {
    fixed: a.basis.fixed + b.basis.fixed,
    own: a.basis.own + b.basis.own,
    learnt: a.basis.learnt + b.basis.learnt,
    none: a.basis.none + b.basis.none,
  },
});
