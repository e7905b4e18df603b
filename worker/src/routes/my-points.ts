import { referralRules } from '@rapport/domain/points';
import { PastQuery, PreviewRequest, ProfileAnswer, ReferralClaim } from '@rapport/protocol';
import type { ReferralView } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App } from '../guards/context.ts';
import { shopOf } from '../guards/doors.ts';
import { shopper } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { now } from '../platform/clock.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { mySlice } from './caller.ts';
import { factsOf } from './facts.ts';
import { tidy } from './vouchers.ts';

/** Under /v1/me: what one shopper sees of their points, and may do about them. */
export const myPoints = new Hono<App>()
  .get('/points', shopper, async (c) => c.json((await mySlice(c, (slice, at, caller) => slice.points(at, caller.id))).points))
  .get('/statement', shopper, async (c) => {
    const { before, limit } = query(c, PastQuery);
    const { rows, next } = await mySlice(c, (slice, at, caller) => slice.statement(at, caller.id, before ?? null, limit));
    return c.json({ rows, next });
  })
  .post('/preview', shopper, async (c) => {
    const basket = await body(c, PreviewRequest);
    if (basket.currency !== undefined && basket.currency !== c.var.door.settings.currency) {
      throw new Problem('order-conflict', { detail: `The shop counts in ${c.var.door.settings.currency}.` });
    }
    const facts = await factsOf(c, basket.lines);
    return c.json((await mySlice(c, (slice, at, caller) => slice.preview(at, caller.id, basket, facts))).preview);
  })
  .post('/answers', shopper, async (c) => {
    const { question, answer } = await body(c, ProfileAnswer);
    await mySlice(c, (slice, at, caller) => slice.answer(at, caller.id, question, answer));
    return c.json((await mySlice(c, (slice, at, caller) => slice.view(at, caller))).view);
  })
  .get('/referral', shopper, async (c) => {
    const { mine } = await mySlice(c, (slice, at, caller) => slice.recommendation(at, caller.id));
    const { code, friends } = await (await shopOf(c.env, c.var.door.shopId)).friendsOf(c.var.shopper.shopper);
    const rules = referralRules(c.var.door.settings.programme, now());
    const points = rules.reduce((sum, rule) => sum + rule.points, 0);
    const friendPoints = rules.reduce((sum, rule) => sum + (rule.friendPoints ?? 0), 0);
    return c.json({ code: points + friendPoints > 0 ? code : null, points, friendPoints, friends, mine } satisfies ReferralView);
  })
  .post('/referral', shopper, async (c) => {
    const { code } = await body(c, ReferralClaim);
    const { by } = unwrap(await (await shopOf(c.env, c.var.door.shopId)).referrer(code, c.var.shopper.shopper));
    return c.json((await mySlice(c, (slice, at, caller) => slice.recommended(at, caller, by))).view);
  })
  .post('/vouchers/:id/cancel', shopper, async (c) => {
    const code = tidy(c.req.param('id'));
    return c.json((await mySlice(c, (slice, at, caller) => slice.cancelVoucher(at, caller.id, code))).view);
  });
