import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { App, AppContext } from './guards/context.ts';
import { whenRoom } from './guards/rate.ts';
import { machineNow } from './platform/clock.ts';
import { log } from './platform/log.ts';
import { uuid } from './platform/ids.ts';
import { Problem, problemBody } from './platform/problem.ts';
import { audience, segments, standings, value } from './routes/audience.ts';
import { lists } from './routes/lists.ts';
import { answers } from './routes/profile.ts';
import { merges } from './routes/merges.ts';
import { duplicates, quality } from './routes/quality.ts';
import { config } from './routes/config.ts';
import { experiments } from './routes/experiments.ts';
import { contact } from './routes/contact.ts';
import { events } from './routes/events.ts';
import { feeds } from './routes/feeds.ts';
import { imports } from './routes/imports.ts';
import { keys } from './routes/keys.ts';
import { letters } from './routes/letters.ts';
import { me } from './routes/me.ts';
import { channels, messageLog, templates } from './routes/message-log.ts';
import { myPoints } from './routes/my-points.ts';
import { cases, reportedCases } from './routes/cases.ts';
import { decisions, myOffers, offers, rules } from './routes/offers.ts';
import { orders, undoing } from './routes/orders.ts';
import { watchList } from './routes/watch-list.ts';
import { products, shoppers, slices } from './routes/people.ts';
import { placements } from './routes/placements.ts';
import { cancelling, codes, points } from './routes/points.ts';
import { peoplesPoints, programme } from './routes/programme.ts';
import { demand } from './routes/demand.ts';
import { pointsAccounts } from './routes/points-days.ts';
import { redemptions } from './routes/redemptions.ts';
import { notices } from './routes/notices.ts';
import { myReminders, reminders } from './routes/reminders.ts';
import { reports } from './routes/reports.ts';
import { identify, session } from './routes/session.ts';
import { shop, shops, signIn } from './routes/staff.ts';
import { files } from './routes/static.ts';
import { testing } from './routes/testing.ts';
import { vouchers } from './routes/vouchers.ts';
import { webhookDeliveries, webhookEndpoints } from './routes/webhook-endpoints.ts';
import { webhooks } from './routes/webhooks.ts';
import { wording } from './routes/wording.ts';

const answer = (c: AppContext, problem: Problem): Response => {
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' };
  const waitMs = problem.retryAfterMs ?? (problem.status === 429 || problem.status === 503 ? 1_000 : undefined);
  if (waitMs !== undefined) headers['Retry-After'] = String(Math.ceil(waitMs / 1000));
  return c.body(JSON.stringify(problemBody(problem, c.var.requestId)), problem.status as 400, headers);
};

/** The HTTP surface on one page. */
export const app = new Hono<App>()
  .use(async (c, next) => {
    c.set('requestId', uuid());
    c.header('X-Request-Id', c.var.requestId);
    const startedMs = machineNow();
    await whenRoom(next);
    const shopId = c.var.door?.shopId ?? null;
    log('request.answered', {
      request: c.var.requestId,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      shop: shopId,
      ms: machineNow() - startedMs,
    });
  })
  .use(
    '/v1/*',
    cors({
      origin: (origin) => origin,
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key'],
      exposeHeaders: ['Retry-After', 'X-Request-Id'],
      maxAge: 86_400,
    }),
  )
  .use('/v1/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('Cache-Control') && c.res.status !== 101) c.header('Cache-Control', 'no-store');
  })
  .route('/v1', config)
  .route('/v1', session)
  .route('/v1', identify)
  .route('/v1', events)
  .route('/v1/me/offers', myOffers)
  .route('/v1/me', me)
  .route('/v1/me', contact)
  .route('/v1', letters)
  .route('/v1/messages', messageLog)
  .route('/v1/templates', templates)
  .route('/v1/channels', channels)
  .route('/v1/me', myPoints)
  .route('/v1', redemptions)
  .route('/v1', orders)
  .route('/v1', undoing)
  .route('/v1/demand', demand)
  .route('/v1/watches', watchList)
  .route('/v1/points/days', pointsAccounts)
  .route('/v1/points', points)
  .route('/v1', cancelling)
  .route('/v1', codes)
  .route('/v1/programme', programme)
  .route('/v1/shoppers', peoplesPoints)
  .route('/v1/vouchers', vouchers)
  .route('/v1/webhooks', webhooks)
  .route('/v1/webhook-endpoints', webhookEndpoints)
  .route('/v1/webhook-deliveries', webhookDeliveries)
  .route('/v1/feeds', feeds)
  .route('/v1/imports', imports)
  .route('/v1', shops)
  .route('/v1', signIn)
  .route('/v1', keys)
  .route('/v1/shop', shop)
  .route('/v1/experiments', experiments)
  .route('/v1/placements', placements)
  .route('/v1/wording', wording)
  .route('/v1/offers', offers)
  .route('/v1/rules', rules)
  .route('/v1/shoppers', decisions)
  .route('/v1/shoppers', cases)
  .route('/v1/cases', reportedCases)
  .route('/v1/products', products)
  .route('/v1/shoppers', standings)
  .route('/v1/me', answers)
  .route('/v1/me/reminders', myReminders)
  .route('/v1/reminders', reminders)
  .route('/v1/audience', audience)
  .route('/v1/segments', segments)
  .route('/v1/lists', lists)
  .route('/v1/quality', quality)
  .route('/v1/duplicates', duplicates)
  .route('/v1/merges', merges)
  .route('/v1/reports', reports)
  .route('/v1/notices', notices)
  .route('/v1/value', value)
  .route('/v1/shoppers', shoppers)
  .route('/v1/slices', slices)
  .route('/v1/test', testing)
  .route('/', files)
  .notFound((c) => answer(c, new Problem('not-found')))
  .onError((error, c) => {
    if (error instanceof Problem) return answer(c, error);
    log('request.failed', { request: c.var.requestId, route: c.req.routePath, error: error.message.slice(0, 200) });
    return answer(c, new Problem('internal'));
  });
