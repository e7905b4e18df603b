import * as z from 'zod';
import { LIMITS } from './wire.ts';

const id = z.string().min(1).max(LIMITS.idChars);
/** Whole numbers of a currency's smallest unit. */
const minor = z.int().min(0).max(1e12);

/** GA4's names for what a page can report, plus none of our own. */
export const EventName = z.enum([
  'page_view',
  'view_item_list',
  'select_item',
  'view_item',
  'search',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'view_cart',
  'begin_checkout',
  'add_shipping_info',
  'add_payment_info',
  'purchase',
  'login',
  'sign_up',
  'share',
  'view_promotion',
  'select_promotion',
]);
export type EventName = z.infer<typeof EventName>;

/** One product in an event, by the shop's own ids. */
export const EventItem = z.strictObject({
  productId: id,
  variantId: id.optional(),
  quantity: z.int().min(1).max(100_000).optional(),
  priceMinor: minor.optional(),
});
export type EventItem = z.infer<typeof EventItem>;

/**
 * Something that happened on a page. It says how long ago (`ageMs`), not when: a wrong clock on the shopper's side then does no harm.
 * `id` is made once by the page; sending an event again changes nothing.
 */
export const ShopEvent = z.strictObject({
  id: z.uuid(),
  name: EventName,
  ageMs: z.int().min(0).max(LIMITS.eventAgeMs),
  /** Path of the page, without query. */
  path: z.string().max(2000).optional(),
  title: z.string().max(300).optional(),
  query: z.string().min(1).max(LIMITS.queryChars).optional(),
  resultsCount: z.int().min(0).max(1e9).optional(),
  items: z.array(EventItem).max(50).optional(),
  orderId: id.optional(),
  valueMinor: minor.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** The answer a shown or chosen product came with, so that quality a placement is known. */
  recommendationId: id.optional(),
});
export type ShopEvent = z.infer<typeof ShopEvent>;

/** What a page sends: at most 100 events of one shopper. */
export const EventBatch = z.strictObject({
  events: z.array(ShopEvent).min(1).max(LIMITS.batchEvents),
});
export type EventBatch = z.infer<typeof EventBatch>;

/** One entry of a person's time line as staff and the person see it; the newest first. */
export const TimelineEntry = z.object({
  id: z.string(),
  /** An EventName, or what happened on our side: watch_created, message_sent, order_paid, points_earned, reward_redeemed … */
  name: z.string(),
  atMs: z.int(),
  /** Who says so: the page (may be forged), the shop's back end, Rapport itself, or staff. */
  source: z.enum(['page', 'shop', 'rapport', 'staff']),
  detail: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
