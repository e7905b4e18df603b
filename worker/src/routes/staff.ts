import { CodeRequest, SettingsPatch, ShopRequest, SignIn } from '@rapport/protocol';
import { layerIssues } from '@rapport/domain/segments';
import { type WrongRow, wrongRows } from '@rapport/domain/watches';
import { Hono } from 'hono';
import { signInMail } from '../channels/mail-text.ts';
import { sendMail } from '../channels/email.ts';
import type { App } from '../guards/context.ts';
import { catalogOf, forgetDoor, shopOf } from '../guards/doors.ts';
import { fromAddress, sameOrigin, setup, staff } from '../guards/guards.ts';
import { publishableKey, shopInKey } from '../guards/keys.ts';
import { body } from '../guards/schema.ts';
import { dropSession, keepSession } from '../guards/staff-cookie.ts';
import { log } from '../platform/log.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { seenIn } from './profile-seen.ts';

/** POST /v1/shops: makes the shop of a set-up link, once, and signs its owner in. The secrets are in this answer and nowhere else. 201 · 400 · 401 · 409 shop-exists. */
export const shops = new Hono<App>().post('/shops', setup, async (c) => {
  const request = await body(c, ShopRequest);
  const shopId = c.var.setupShop;
  const { made, session } = unwrap(await (await shopOf(c.env, shopId)).create(shopId, request));
  forgetDoor(shopId);
  keepSession(c, shopId, session);
  return c.json({ ...made, publishableKey: await publishableKey(c.env.RAPPORT_SECRET, shopId) }, 201);
});

/** Signing in and out. A code is asked for and answered alike whether the address is known or not. */
export const signIn = new Hono<App>()
  .post('/staff/codes', async (c) => {
    sameOrigin(c);
    const { shopId, email } = await body(c, CodeRequest);
    fromAddress(c, 'code', shopId);
    const made = isShop(shopId) ? await (await shopOf(c.env, shopId)).makeCode(email) : null;
    if (made) {
      const mail = signInMail(made.code, made.shop, c.req.header('Accept-Language')?.startsWith('zh') ? 'zh-Hant' : 'en');
      // After the answer: how long a mail takes would tell who works here.
      c.executionCtx.waitUntil(
        sendMail(c.env, { to: email, from: made.from, ...mail }).then((sent) => {
          if (!sent.ok) log('mail.failed', { shop: shopId, reason: sent.reason });
        }),
      );
    }
    return c.json({ sent: true }, 202);
  })
  .post('/staff/sessions', async (c) => {
    sameOrigin(c);
    const { shopId, email, code } = await body(c, SignIn);
    fromAddress(c, 'code', shopId);
    if (!isShop(shopId)) throw new Problem('bad-code');
    const { session } = unwrap(await (await shopOf(c.env, shopId)).signIn(email, code));
    keepSession(c, shopId, session);
    return c.json({ shopId }, 201);
  })
  .delete('/staff/sessions', staff, async (c) => {
    await (await shopOf(c.env, c.var.door.shopId)).signOut(c.var.staff.sessionHash);
    dropSession(c);
    return c.body(null, 204);
  });

/** GET and PATCH /v1/shop: the shop as its staff sees it. 200 · 400 · 401 no-session · 403 role-not-allowed. */
export const shop = new Hono<App>()
  .get('/', staff, async (c) => {
    const { shopId, settings, version, seats } = c.var.door;
    const [products, lastEventAtMs] = await Promise.all([
      catalogOf(c.env, shopId).then((catalog) => catalog.count()),
      shopOf(c.env, shopId).then((found) => found.lastEventAtMs()),
    ]);
    const { email, role } = c.var.staff;
    return c.json({
      shopId,
      publishableKey: await publishableKey(c.env.RAPPORT_SECRET, shopId),
      settings,
      version,
      slices: seats.length,
      staff: { email, role },
      products,
      lastEventAtMs,
    });
  })
  .patch('/', staff, async (c) => {
    const patch = await body(c, SettingsPatch);
    const issues = layerIssues(patch.layers ?? [], seenIn(patch.profileFields ?? c.var.door.settings.profileFields, c.var.staff.role));
    if (issues.length > 0) throw new Problem('invalid-body', { issues: issues.map((issue) => ({ ...issue, path: `layers/${issue.path}` })) });
    const wrong = patch.lexicon ? wrongRows(patch.lexicon) : [];
    if (wrong.length > 0)
      throw new Problem('invalid-body', {
        issues: wrong.slice(0, 20).map(({ list, row, why }) => ({ path: `lexicon/${list}/${row}`, message: WRONG_ROW[why] })),
      });
    const { settings, version } = unwrap(await (await shopOf(c.env, c.var.door.shopId)).change(patch, c.var.staff.email));
    forgetDoor(c.var.door.shopId);
    return c.json({ settings, version });
  });

/** Why a row of the lexicon is refused: it would be left out, or part of it, without a word. */
const WRONG_ROW: Readonly<Record<WrongRow['why'], string>> = {
  alone: 'needs two phrases, or two letters of Chinese or Japanese',
  again: 'has a letter of an earlier row',
  unread: 'has something that is no word, or no letter of Chinese or Japanese',
};

const isShop = (shopId: string): boolean => shopInKey('pk', `pk_${shopId}_x`) !== null;
