import * as z from 'zod';
import type { ProblemCode } from '../problem.ts';
import { Channel } from '../contact.ts';
import { Locale } from '../locale.ts';
import { MessageKind, TellOutcome, TellReason } from '../message.ts';
import { OfferAsk } from '../offer.ts';
import { ImportFormat, Placement } from '../product.ts';
import type { Role } from '../settings.ts';
import { LIMITS } from '../wire.ts';

/** Who may call a route: by which credential it lets in. */
export type Guard = 'none' | 'shop-key' | 'shopper' | 'live' | 'secret-key' | 'staff' | 'back-end-or-staff' | 'setup' | 'signature' | 'link';

/** One route as the contract states it. */
export interface Route {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** In OpenAPI's form, `/v1/orders/{id}`. */
  readonly path: string;
  readonly guard: Guard;
  /** Which staff it lets in; all of them where nothing is said. */
  readonly roles?: readonly Role[];
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** What the body is when it isn't JSON. */
  readonly media?: 'text/csv';
  readonly idempotent?: boolean;
  readonly status: number;
  readonly answer?: z.ZodType;
  /** What the same is also to be had as, for who asks with `as`. */
  readonly file?: 'text/csv';
  readonly problems: readonly ProblemCode[];
}

const limit = z.coerce.number().int().min(1).max(LIMITS.pageRows).default(50);
const cursor = z.string().min(1).max(300).optional();
const locale = z.string().max(35).default('');
const count = z.coerce.number().int().min(1).max(LIMITS.recommendations).default(8);

/** Queries, by what they ask. */
export const TrendingQuery = z.object({ key: z.string().optional(), count, locale });
export const RecommendationsQuery = z.object({ placement: Placement, product: z.string().min(1).max(LIMITS.idChars).optional(), count, locale });
/** Body of POST /v1/me/page: the rows and the places for offers on it. What is none is answered with null, so that one wrong attribute on a page costs that one and nothing else. */
export const PageRequest = z.strictObject({
  rows: z.array(RecommendationsQuery.nullable().catch(null)).max(LIMITS.pageRecommendations).default([]),
  offers: z.array(OfferAsk.nullable().catch(null)).max(LIMITS.pageOffers).default([]),
});
export const HiddenQuery = z.object({ locale });
/** `after` = the last message a page has: what came since, the oldest first. */
export const InboxQuery = z.object({ before: cursor, after: cursor, limit, locale });
export const MessageLogQuery = z.object({
  before: cursor,
  limit,
  channel: Channel.optional(),
  outcome: TellOutcome.optional(),
  reason: TellReason.optional(),
  kind: MessageKind.optional(),
  shopper: z.string().min(1).max(64).optional(),
});
export const TemplateQuery = z.object({ locale: z.union([z.literal(''), Locale]).default('') });
export const ImportQuery = z.object({ format: ImportFormat });
/** `tell=no`: the file is taken, and nobody is told of what it brings. */
export const ApproveQuery = z.object({ tell: z.enum(['yes', 'no']).default('yes') });
export const ListQuery = z.object({ after: cursor, limit, query: z.string().max(LIMITS.queryChars).default('') });
export const PastQuery = z.object({ before: cursor, limit });

export const body = ['invalid-body', 'wrong-media-type', 'too-large', 'too-slow'] as const;
export const page = ['no-key', 'bad-key', 'secret-in-page', 'origin-not-allowed', 'unknown-shop', 'slow-down'] as const;
export const shopper = ['no-token', 'bad-token', 'origin-not-allowed', 'unknown-shop', 'moved', 'slow-down', 'erased'] as const;
export const server = ['no-key', 'bad-key', 'secret-in-page', 'unknown-shop', 'moved', 'slow-down'] as const;
export const staff = ['no-session', 'origin-not-allowed', 'role-not-allowed', 'unknown-shop', 'moved', 'slow-down'] as const;

export const owners: readonly Role[] = ['owner'];
export const managers: readonly Role[] = ['owner', 'manager'];
export const sellers: readonly Role[] = ['owner', 'manager', 'marketer'];
export const helpers: readonly Role[] = ['owner', 'manager', 'marketer', 'agent'];
