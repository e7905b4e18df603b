import { AdjustmentFor, AwardRequest, BalanceImport, BalanceRequest, CodePool, RedemptionFor, VoucherCancel } from '@rapport/protocol';
import type { BalancesImported } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onSlice, shopOf } from '../guards/doors.ts';
import { backEndOrStaff, secretKey } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { sha256, keyed } from '../platform/hash.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { commandKey, redeemFor } from './redeeming.ts';
import { tidy } from './vouchers.ts';
import { claimed, known } from './whose.ts';

/** Under /v1/points: what a shop's own systems do with somebody's points. */
export const points = new Hono<App>()
  .post('/balance', secretKey, async (c) => {
    const id = await known(c, (await body(c, BalanceRequest)).for);
    return c.json((await onSlice(c.env, c.var.door.shopId, id, (slice, at, person) => slice.points(at, person))).standing);
  })
  .post('/adjustments', secretKey, async (c) => {
    const asked = await body(c, AdjustmentFor);
    return c.json(await adjusted(c, await known(c, asked.for), asked, 'the back end'));
  })
  .post('/redemptions', secretKey, async (c) => {
    commandKey(c);
    const asked = await body(c, RedemptionFor);
    return c.json(await redeemFor(c, { id: await known(c, asked.for) }, asked.rewardId, 'back-end'), 201);
  })
  .post('/awards', secretKey, async (c) => {
    const { for: whose, id, on, name } = await body(c, AwardRequest);
    const owner = await claimed(c, whose, 'award', JSON.stringify([on, id]));
    const occurred = { on, id, ...(name === undefined ? {} : { name }) };
    const { points: got, standing } = await onSlice(c.env, c.var.door.shopId, owner, (slice, at, person) => slice.occur(at, person, occurred));
    return c.json({ ...standing, points: got });
  })
  .post('/import', secretKey, async (c) => {
    const report: BalancesImported = { taken: 0, known: 0, refused: [] };
    for (const row of (await body(c, BalanceImport)).rows) {
      try {
        const owner = await claimed(c, row.for, 'import', row.id);
        const lapse = row.expiresAtMs === undefined ? {} : { expiresAtMs: row.expiresAtMs };
        const occurred = { on: 'import' as const, id: row.id, points: row.points, reason: row.reason, ...lapse };
        const { isNew } = await onSlice(c.env, c.var.door.shopId, owner, (slice, at, person) => slice.occur(at, person, occurred));
        if (isNew) report.taken += 1;
        else report.known += 1;
      } catch (error) {
        if (!(error instanceof Problem) || error.code === 'moved') throw error;
        report.refused.push({ id: row.id, problem: error.code });
      }
    }
    return c.json(report);
  });

/** POST /v1/vouchers/cancel: gives an unused voucher up; its points go back to their lots. 200 · 404 unknown-voucher · 409 voucher-used. */
export const cancelling = new Hono<App>().post('/vouchers/cancel', secretKey, async (c) => {
  const code = tidy((await body(c, VoucherCancel)).code);
  const owner = await (await shopOf(c.env, c.var.door.shopId)).ownerOf('voucher', code);
  if (owner === null) throw new Problem('unknown-voucher');
  return c.json((await onSlice(c.env, c.var.door.shopId, owner, (slice, at, person) => slice.cancelVoucher(at, person, code))).voucher);
});

/** POST /v1/rewards/:id/codes: codes that the owner brings. 200 · 404 unknown-reward (or one that makes its own). */
export const codes = new Hono<App>().post('/rewards/:id/codes', backEndOrStaff, async (c) => {
  const brought = (await body(c, CodePool)).codes.map(tidy);
  const shop = await shopOf(c.env, c.var.door.shopId);
  return c.json(unwrap(await shop.addCodes(c.req.param('id'), brought, c.var.staff?.email ?? 'the back end')).state);
});

/** Gives or takes points by hand, once for an Idempotency-Key. @throws {Problem} not-enough-points · key-reused */
export const adjusted = async (
  c: AppContext,
  id: string,
  { points: by, reason, note }: { readonly points: number; readonly reason: string; readonly note: string },
  who: string,
): Promise<object> => {
  const { shopId } = c.var.door;
  const command = await keyed(c.env.RAPPORT_SECRET, JSON.stringify(['adjust', shopId, id, commandKey(c)]));
  const hand = { command, bodyHash: await sha256(JSON.stringify([by, reason, note])), points: by, reason, note, by: who };
  const { saved } = await onSlice(c.env, shopId, id, (slice, at, person) => slice.adjust(at, person, hand));
  return JSON.parse(saved) as object;
};
