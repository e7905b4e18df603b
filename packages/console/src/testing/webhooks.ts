import type {
  DemandBoard,
  ReminderList,
  ReminderPreview,
  PointsDays,
  WebhookDelivery,
  WebhookDeliveryView,
  WebhookEndpoint,
} from '@rapport/protocol';
import { NOW_MS } from './a-shop.ts';

const HOUR = 3_600_000;

/** An address that doesn't answer just now. */
export const anEndpoint = (change: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id: 'whk_1',
  url: 'https://erp.morning-mountain.example/rapport',
  types: ['points.earned', 'reward.redeemed'],
  state: 'on',
  madeAtMs: NOW_MS - 90 * HOUR,
  failingSinceMs: NOW_MS - 2 * HOUR,
  waiting: 3,
  ...change,
});

/** A message that was refused. */
export const aDelivery = (change: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id: '1',
  messageId: 'msg_1',
  endpointId: 'whk_1',
  type: 'points.earned',
  state: 'failed',
  atMs: NOW_MS - HOUR,
  tries: 10,
  nextTryAtMs: null,
  lastStatus: 503,
  ...change,
});

/** The same with all there is to say about it. */
export const aDeliveryView = (delivery: WebhookDelivery): WebhookDeliveryView => ({
  delivery,
  attempts: [
    { number: 1, atMs: delivery.atMs, status: 503, outcome: 'status', tookMs: 41 },
    { number: 2, atMs: delivery.atMs + 5_000, status: null, outcome: 'timeout', tookMs: 15_000 },
  ],
  message: {
    type: delivery.type,
    timestamp: new Date(delivery.atMs).toISOString(),
    data: { shopperId: 'shp_7Qm2xLw0Vt', points: 48, reason: 'order', orderId: 'A7' },
  },
});

/** What the other side remembers of points by day and of webhooks. */
export interface Told {
  endpoints: WebhookEndpoint[];
  deliveries: WebhookDelivery[];
  pointsDays: PointsDays;
  demand: DemandBoard;
  reminders: ReminderList;
  reminderPreview: ReminderPreview;
}

type Answer = (came: { readonly query: URLSearchParams; readonly body: string }, id: string) => Response;

/** The routes that answer from it, each for somebody who is signed in. */
export const toldRoutes = (has: () => Told): readonly (readonly [method: string, path: RegExp, answer: Answer])[] => {
  const change = (id: string, with_: Partial<WebhookDelivery>): Response => {
    has().deliveries = has().deliveries.map((one) => (one.id === id ? { ...one, ...with_ } : one));
    return Response.json(
      has().deliveries.find((one) => one.id === id),
      { status: 202 },
    );
  };
  return [
    ['GET', /^\/v1\/reminders$/, () => Response.json(has().reminders)],
    ['POST', /^\/v1\/reminders\/preview$/, () => Response.json(has().reminderPreview)],
    [
      'POST',
      /^\/v1\/reminders$/,
      ({ body }) => {
        const rule = JSON.parse(body) as ReminderList['rules'][number];
        has().reminders = { ...has().reminders, rules: [...has().reminders.rules.filter(({ id }) => id !== rule.id), rule] };
        return Response.json(rule);
      },
    ],
    [
      'DELETE',
      /^\/v1\/reminders\/([^/]+)$/,
      (_, id) => {
        has().reminders = { ...has().reminders, rules: has().reminders.rules.filter((rule) => rule.id !== id) };
        return new Response(null, { status: 204 });
      },
    ],
    ['GET', /^\/v1\/demand$/, () => Response.json(has().demand)],
    ['GET', /^\/v1\/points\/days$/, () => Response.json(has().pointsDays)],
    ['GET', /^\/v1\/webhook-endpoints$/, () => Response.json({ endpoints: has().endpoints })],
    [
      'POST',
      /^\/v1\/webhook-endpoints$/,
      ({ body }) => {
        const { url, types } = JSON.parse(body) as Pick<WebhookEndpoint, 'url' | 'types'>;
        const endpoint = anEndpoint({ id: `whk_${has().endpoints.length + 1}`, url, types, failingSinceMs: null, waiting: 0 });
        has().endpoints = [...has().endpoints, endpoint];
        return Response.json({ endpoint, secret: 'whsec_c2VjcmV0' }, { status: 201 });
      },
    ],
    [
      'PATCH',
      /^\/v1\/webhook-endpoints\/([^/]+)$/,
      ({ body }, id) => {
        has().endpoints = has().endpoints.map((one) => (one.id === id ? { ...one, ...(JSON.parse(body) as Partial<WebhookEndpoint>) } : one));
        return Response.json(has().endpoints.find((one) => one.id === id));
      },
    ],
    [
      'DELETE',
      /^\/v1\/webhook-endpoints\/([^/]+)$/,
      (_, id) => {
        has().endpoints = has().endpoints.filter((one) => one.id !== id);
        return new Response(null, { status: 204 });
      },
    ],
    ['POST', /^\/v1\/webhook-endpoints\/[^/]+\/secret$/, () => Response.json({ secret: 'whsec_bmV3' }, { status: 201 })],
    [
      'POST',
      /^\/v1\/webhook-endpoints\/([^/]+)\/test$/,
      (_, endpointId) => {
        const id = String(has().deliveries.length + 1);
        const test = aDelivery({ id, endpointId, type: 'webhook.test', state: 'waiting', tries: 0, lastStatus: null });
        has().deliveries = [test, ...has().deliveries];
        return Response.json(test, { status: 202 });
      },
    ],
    ['POST', /^\/v1\/webhook-endpoints\/[^/]+\/replay$/, () => Response.json({ replayed: 2 }, { status: 202 })],
    [
      'GET',
      /^\/v1\/webhook-deliveries$/,
      ({ query }) => {
        const state = query.get('state');
        return Response.json({ deliveries: has().deliveries.filter((one) => !state || one.state === state), next: null });
      },
    ],
    [
      'GET',
      /^\/v1\/webhook-deliveries\/([^/]+)$/,
      (_, id) => Response.json(aDeliveryView(has().deliveries.find((one) => one.id === id) ?? aDelivery({ id }))),
    ],
    ['POST', /^\/v1\/webhook-deliveries\/([^/]+)\/replay$/, (_, id) => change(id, { state: 'waiting', tries: 0 })],
  ];
};
