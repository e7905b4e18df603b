import * as z from 'zod';
import { LIMITS } from './wire.ts';

const orderId = z.string().nullable();
/** What every message about points says: how many, of which occasion, by which order. */
const Points = z.object({ shopperId: z.string(), points: z.int(), reason: z.string(), orderId });

/**
 * What the shop's own systems can be told of, and the data each message carries. `shopperId` is Rapport's own name for the person; `customer`, beside it in what is
 * sent, is who that is for the shop. Further types are added here; receivers should pass over those they don't know.
 */
export const WEBHOOK_DATA = {
  /** Points were earned: `pending` until the return period is over, or `available` at once. */
  'points.earned': Points.extend({ state: z.enum(['pending', 'available']), availableAt: z.iso.datetime().nullable() }),
  /** Points can be spent from now on. */
  'points.available': Points,
  'points.spent': Points,
  /** Points were taken back, by a refund or by hand. */
  'points.reversed': Points,
  /** Points will lapse soon. */
  'points.expiring': Points.extend({ expiresAt: z.iso.datetime() }),
  'points.expired': Points,
  'tier.changed': z.object({ shopperId: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  'reward.redeemed': z.object({ shopperId: z.string(), rewardId: z.string(), kind: z.string(), points: z.int() }),
} as const satisfies Record<string, z.ZodObject>;

const names = Object.keys(WEBHOOK_DATA) as [keyof typeof WEBHOOK_DATA, ...(keyof typeof WEBHOOK_DATA)[]];

/** A kind of message that a shop's system can ask for. */
export const WebhookType = z.enum(names);
export type WebhookType = z.infer<typeof WebhookType>;

/** What a message of a type carries. */
export type WebhookData<T extends WebhookType> = z.infer<(typeof WEBHOOK_DATA)[T]>;

/** Who a person is for the shop, looked up at the moment of sending and kept nowhere else; null once they were forgotten. */
export const WebhookCustomer = z.object({ id: z.string().nullable(), email: z.string().nullable() });
export type WebhookCustomer = z.infer<typeof WebhookCustomer>;

/** The body of a delivery. `timestamp` is when it happened, not when it is sent. @see https://www.standardwebhooks.com */
export const WebhookMessage = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.looseObject({ customer: WebhookCustomer.nullable().optional() }),
});
export type WebhookMessage = z.infer<typeof WebhookMessage>;

const WebhookUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const types = z
  .array(WebhookType)
  .min(1)
  .max(names.length)
  .transform((given) => [...new Set(given)]);

/** `on` is sent to, `off` was switched off by the owner, `gone` answered that it is no more (410). Only `on` gets what happens from now on. */
export const WebhookState = z.enum(['on', 'off', 'gone']);
export type WebhookState = z.infer<typeof WebhookState>;

/** An address of the shop's that hears of what happens. */
export const WebhookEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  types: z.array(WebhookType),
  state: WebhookState,
  madeAtMs: z.int(),
  /** Since when nothing has got through; null = the last one did, or none was sent yet. */
  failingSinceMs: z.int().nullable(),
  /** Messages that still wait to be sent. */
  waiting: z.int(),
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

/** Body of POST /v1/webhook-endpoints. The address is on the open internet and speaks https. */
export const WebhookEndpointRequest = z.strictObject({ url: WebhookUrl, types });
export type WebhookEndpointRequest = z.infer<typeof WebhookEndpointRequest>;

/** Body of PATCH /v1/webhook-endpoints/{id}: what is named is changed. */
export const WebhookEndpointPatch = z.strictObject({ url: WebhookUrl, types, state: z.enum(['on', 'off']) }).partial();
export type WebhookEndpointPatch = z.infer<typeof WebhookEndpointPatch>;

/** `waiting` = for its first or its next try, `sent`, `failed` = all tries were in vain, `stopped` = the address was switched off or gone. */
export const WebhookDeliveryState = z.enum(['waiting', 'sent', 'failed', 'stopped']);
export type WebhookDeliveryState = z.infer<typeof WebhookDeliveryState>;

/** One message on its way to one address. */
export const WebhookDelivery = z.object({
  id: z.string(),
  /** The `webhook-id`: the same for every try, by which the receiver tells what it has had. */
  messageId: z.string(),
  endpointId: z.string(),
  /** A `WebhookType`, or `webhook.test`. */
  type: z.string(),
  state: WebhookDeliveryState,
  atMs: z.int(),
  tries: z.int(),
  nextTryAtMs: z.int().nullable(),
  /** The last answer's status; null where none came. */
  lastStatus: z.int().nullable(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** One try. `outcome`: `sent`, `status` (any but 2xx), `redirect` (never followed), `gone`, `timeout`, `unreachable`, `address` (not on the open internet). */
export const WebhookTry = z.object({
  number: z.int(),
  atMs: z.int(),
  status: z.int().nullable(),
  outcome: z.enum(['sent', 'status', 'redirect', 'gone', 'timeout', 'unreachable', 'address']),
  tookMs: z.int(),
});
export type WebhookTry = z.infer<typeof WebhookTry>;

/** A delivery with each of its tries and what it carries, without who it is about. */
export const WebhookDeliveryView = z.object({ delivery: WebhookDelivery, attempts: z.array(WebhookTry), message: WebhookMessage });
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>;

/** Query of GET /v1/webhook-deliveries. */
export const DeliveriesQuery = z.object({
  endpoint: z.string().max(64).optional(),
  state: WebhookDeliveryState.optional(),
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).default(50),
});
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>;
