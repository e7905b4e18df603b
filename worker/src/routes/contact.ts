import { HiddenQuery, MailWish, MessageMark, PreferencesPatch, PushEnded, PushSubscribed } from '@rapport/protocol';
import { Hono } from 'hono';
import { isPushAddress } from '../channels/push.ts';
import type { App } from '../guards/context.ts';
import { shopper } from '../guards/guards.ts';
import { body, query } from '../guards/schema.ts';
import { Problem } from '../platform/problem.ts';
import { mySlice } from './caller.ts';

/** Under /v1/me: what a shopper wants to hear, where and when, and why something came. */
export const contact = new Hono<App>()
  .post('/inbox/marks', shopper, async (c) => {
    const { ids, as } = await body(c, MessageMark);
    return c.json((await mySlice(c, (slice, at, caller) => slice.mark(at, caller.id, ids, as))).view);
  })
  .get('/inbox/:id/why', shopper, async (c) => {
    const id = c.req.param('id');
    const { locale } = query(c, HiddenQuery);
    const { traces, words } = await mySlice(c, (slice, at, caller) => slice.why(at, caller.id, id, locale));
    return c.json({ traces, words });
  })
  .get('/preferences', shopper, async (c) => c.json((await mySlice(c, (slice, at, caller) => slice.preferences(at, caller.id))).chosen))
  .patch('/preferences', shopper, async (c) => {
    const patch = await body(c, PreferencesPatch);
    return c.json((await mySlice(c, (slice, at, caller) => slice.choose(at, caller, patch))).chosen);
  })
  .post('/email', shopper, async (c) => {
    const { email } = await body(c, MailWish);
    return c.json((await mySlice(c, (slice, at, caller) => slice.askMail(at, caller, email))).chosen);
  })
  .post('/push', shopper, async (c) => {
    const { endpoint, keys } = await body(c, PushSubscribed);
    if (!isPushAddress(endpoint, c.env.RAPPORT_MODE === 'test')) throw new Problem('invalid-body', { detail: 'endpoint: an https address' });
    return c.json((await mySlice(c, (slice, at, caller) => slice.addDevice(at, caller, { endpoint, ...keys }))).chosen);
  })
  .post('/push/end', shopper, async (c) => {
    const { endpoint } = await body(c, PushEnded);
    return c.json((await mySlice(c, (slice, at, caller) => slice.dropDevice(at, caller.id, endpoint))).chosen);
  });
