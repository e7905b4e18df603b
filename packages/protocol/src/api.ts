/* oxlint-disable max-lines -- one table, so that what is stated once can be seen at once */
import * as z from 'zod';
import { ConsentRecord } from './consent.ts';
import { EventBatch, TimelineEntry } from './event.ts';
import { MessagePage, ReadMark } from './message.ts';
import { DeliveryTaken, Order, OrderTaken } from './order.ts';
import { Balance, Redemption, Voucher, VoucherCheck, VoucherUse } from './points.ts';
import { ImportFormat, ImportReport, Placement, Product, RecommendationRow } from './product.ts';
import type { ProblemCode } from './problem.ts';
import {
  AuditEntry,
  CodeRequest,
  Overlap,
  SecretKey,
  SettingsPatch,
  ShopConfig,
  ShopMade,
  ShopRequest,
  ShopSettings,
  ShopView,
  SignIn,
  StaffMember,
  StaffRequest,
  WebhookSecretRequest,
} from './settings.ts';
import type { Role } from './settings.ts';
import {
  EventsTaken,
  Identified,
  IdentifyRequest,
  PersonExport,
  SessionGiven,
  SessionRequest,
  ShopperPage,
  ShopperRow,
  ShopperView,
} from './shopper.ts';
import { Consent } from './consent.ts';
import { Watch, WatchRequest } from './watch.ts';
import { LIMITS } from './wire.ts';

/** Who may call a route: by which credential it lets in. */
export type Guard = 'none' | 'shop-key' | 'shopper' | 'live' | 'secret-key' | 'staff' | 'back-end-or-staff' | 'setup' | 'signature';

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
  readonly problems: readonly ProblemCode[];
}

const limit = z.coerce.number().int().min(1).max(LIMITS.pageRows).default(50);
const cursor = z.string().min(1).max(300).optional();
const locale = z.string().max(35).default('');
const count = z.coerce.number().int().min(1).max(LIMITS.recommendations).default(8);

/** Queries, by what they ask. */
export const TrendingQuery = z.object({ key: z.string().optional(), count, locale });
export const RecommendationsQuery = z.object({ placement: Placement, product: z.string().min(1).max(LIMITS.idChars).optional(), count, locale });
export const InboxQuery = z.object({ before: cursor, limit, locale });
export const ImportQuery = z.object({ format: ImportFormat });
export const ListQuery = z.object({ after: cursor, limit, query: z.string().max(LIMITS.queryChars).default('') });
export const PastQuery = z.object({ before: cursor, limit });

const body = ['invalid-body', 'wrong-media-type', 'too-large', 'too-slow'] as const;
const page = ['no-key', 'bad-key', 'secret-in-page', 'origin-not-allowed', 'unknown-shop', 'slow-down'] as const;
const shopper = ['no-token', 'bad-token', 'origin-not-allowed', 'unknown-shop', 'moved', 'slow-down', 'erased'] as const;
const server = ['no-key', 'bad-key', 'secret-in-page', 'unknown-shop', 'moved', 'slow-down'] as const;
const staff = ['no-session', 'origin-not-allowed', 'role-not-allowed', 'unknown-shop', 'moved', 'slow-down'] as const;

const owners: readonly Role[] = ['owner'];
const managers: readonly Role[] = ['owner', 'manager'];
const sellers: readonly Role[] = ['owner', 'manager', 'marketer'];
const helpers: readonly Role[] = ['owner', 'manager', 'marketer', 'agent'];

/** Every route there is, once: OpenAPI, the contract tests and the guards' tests are made from it. */
export const ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/config',
    guard: 'shop-key',
    summary: 'What a page may know before anybody agreed to anything',
    status: 200,
    answer: ShopConfig,
    problems: page,
  },
  {
    method: 'get',
    path: '/v1/trending',
    guard: 'shop-key',
    summary: 'Products that many want just now; the same for all',
    query: TrendingQuery,
    status: 200,
    answer: RecommendationRow,
    problems: [...page, 'invalid-query'],
  },
  {
    method: 'post',
    path: '/v1/session',
    guard: 'shop-key',
    summary: 'A guest token, after consent',
    body: SessionRequest,
    status: 201,
    answer: SessionGiven,
    problems: [...page, ...body, 'no-consent'],
  },
  {
    method: 'post',
    path: '/v1/identify',
    guard: 'shop-key',
    summary: 'Signs a member in with what the shop vouches for',
    body: IdentifyRequest,
    status: 200,
    answer: Identified,
    problems: [...page, ...body, 'bad-identity', 'moved'],
  },
  {
    method: 'post',
    path: '/v1/events',
    guard: 'shopper',
    summary: 'Takes a batch of events in',
    body: EventBatch,
    status: 202,
    answer: EventsTaken,
    problems: [...shopper, ...body, 'no-consent'],
  },
  {
    method: 'get',
    path: '/v1/me',
    guard: 'shopper',
    summary: 'Everything the components need of this shopper',
    status: 200,
    answer: ShopperView,
    problems: shopper,
  },
  {
    method: 'get',
    path: '/v1/me/recommendations',
    guard: 'shopper',
    summary: 'Products for this shopper and this place',
    query: RecommendationsQuery,
    status: 200,
    answer: RecommendationRow,
    problems: [...shopper, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/me/inbox',
    guard: 'shopper',
    summary: 'Messages, the newest first',
    query: InboxQuery,
    status: 200,
    answer: MessagePage,
    problems: [...shopper, 'invalid-query'],
  },
  {
    method: 'post',
    path: '/v1/me/inbox/read',
    guard: 'shopper',
    summary: 'Marks messages as read',
    body: ReadMark,
    status: 200,
    answer: ShopperView,
    problems: [...shopper, ...body],
  },
  {
    method: 'get',
    path: '/v1/me/watches',
    guard: 'shopper',
    summary: 'The wishes this shopper keeps',
    status: 200,
    answer: z.object({ watches: z.array(Watch) }),
    problems: shopper,
  },
  {
    method: 'post',
    path: '/v1/me/watches',
    guard: 'shopper',
    summary: 'Keeps a wish',
    body: WatchRequest,
    status: 201,
    answer: Watch,
    problems: [...shopper, ...body, 'no-consent', 'too-many-watches'],
  },
  { method: 'delete', path: '/v1/me/watches/{id}', guard: 'shopper', summary: 'Drops a wish', status: 200, answer: ShopperView, problems: shopper },
  {
    method: 'post',
    path: '/v1/me/redemptions',
    guard: 'shopper',
    summary: 'Takes a reward for points',
    body: Redemption,
    idempotent: true,
    status: 201,
    answer: z.object({ voucher: Voucher }),
    problems: [...shopper, ...body, 'unknown-reward', 'not-enough-points', 'out-of-stock', 'key-reused'],
  },
  {
    method: 'post',
    path: '/v1/me/consent',
    guard: 'shopper',
    summary: 'Writes down what the shopper agrees to',
    body: ConsentRecord,
    status: 200,
    answer: ShopperView,
    problems: [...shopper, ...body],
  },
  {
    method: 'get',
    path: '/v1/me/live',
    guard: 'live',
    summary: 'A WebSocket that says what changed',
    status: 101,
    problems: [...shopper, 'invalid-query'],
  },
  {
    method: 'post',
    path: '/v1/orders',
    guard: 'secret-key',
    summary: 'Takes an order, or its next status',
    body: Order,
    status: 200,
    answer: OrderTaken,
    problems: [...server, ...body, 'order-conflict', 'erased'],
  },
  {
    method: 'post',
    path: '/v1/vouchers/validate',
    guard: 'secret-key',
    summary: 'Whether a voucher counts for this basket',
    body: VoucherCheck,
    status: 200,
    answer: z.object({ valid: z.boolean(), voucher: Voucher.optional(), reason: z.string().optional() }),
    problems: [...server, ...body],
  },
  {
    method: 'post',
    path: '/v1/vouchers/use',
    guard: 'secret-key',
    summary: 'Uses a voucher up for an order',
    body: VoucherUse,
    status: 200,
    answer: Voucher,
    problems: [...server, ...body, 'unknown-voucher', 'voucher-used'],
  },
  {
    method: 'post',
    path: '/v1/webhooks/{shop}/{kind}',
    guard: 'signature',
    summary:
      'Takes an order that the shop’s system signed: `orders` (an Order, by Standard Webhooks), `shopify` or `woocommerce` (an order of theirs)',
    body: z.looseObject({}),
    status: 200,
    answer: DeliveryTaken,
    problems: ['bad-signature', 'invalid-body', 'too-large', 'too-slow', 'order-conflict', 'moved', 'slow-down'],
  },
  {
    method: 'post',
    path: '/v1/imports',
    guard: 'back-end-or-staff',
    roles: sellers,
    summary: 'Imports products from a file',
    query: ImportQuery,
    media: 'text/csv',
    status: 202,
    answer: ImportReport,
    problems: [...server, ...staff, 'invalid-query', 'invalid-file', 'too-large', 'too-slow', 'overloaded'],
  },
  {
    method: 'get',
    path: '/v1/imports',
    guard: 'back-end-or-staff',
    summary: 'Imports, the newest first',
    query: PastQuery,
    status: 200,
    answer: z.object({ imports: z.array(ImportReport), next: z.string().nullable() }),
    problems: [...server, ...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/imports/{id}',
    guard: 'back-end-or-staff',
    summary: 'How far an import is and what it found',
    status: 200,
    answer: ImportReport,
    problems: [...server, ...staff, 'not-found'],
  },
  {
    method: 'post',
    path: '/v1/shops',
    guard: 'setup',
    summary: 'Makes the shop that the set-up link is for',
    body: ShopRequest,
    status: 201,
    answer: ShopMade,
    problems: ['no-key', 'bad-key', 'origin-not-allowed', ...body, 'shop-exists'],
  },
  {
    method: 'post',
    path: '/v1/staff/codes',
    guard: 'none',
    summary: 'Mails a sign-in code to a member of staff',
    body: CodeRequest,
    status: 202,
    answer: z.object({ sent: z.literal(true) }),
    problems: [...body, 'origin-not-allowed'],
  },
  {
    method: 'post',
    path: '/v1/staff/sessions',
    guard: 'none',
    summary: 'Signs a member of staff in',
    body: SignIn,
    status: 201,
    answer: z.object({ shopId: z.string() }),
    problems: [...body, 'origin-not-allowed', 'bad-code'],
  },
  { method: 'delete', path: '/v1/staff/sessions', guard: 'staff', summary: 'Signs out', status: 204, problems: staff },
  { method: 'get', path: '/v1/shop', guard: 'staff', summary: 'The shop, as its staff sees it', status: 200, answer: ShopView, problems: staff },
  {
    method: 'patch',
    path: '/v1/shop',
    guard: 'staff',
    roles: managers,
    summary: 'Changes settings',
    body: SettingsPatch,
    status: 200,
    answer: z.object({ settings: ShopSettings, version: z.int() }),
    problems: [...staff, ...body, 'role-not-allowed'],
  },
  {
    method: 'get',
    path: '/v1/products',
    guard: 'staff',
    summary: 'The catalogue',
    query: ListQuery,
    status: 200,
    answer: z.object({ products: z.array(Product), next: z.string().nullable() }),
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/shoppers',
    guard: 'staff',
    roles: helpers,
    summary: 'People',
    query: ListQuery,
    status: 200,
    answer: ShopperPage,
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/shoppers/{id}',
    guard: 'staff',
    roles: helpers,
    summary: 'A person',
    status: 200,
    answer: z.object({ shopper: ShopperRow, consent: Consent, balance: Balance, watches: z.array(Watch), vouchers: z.array(Voucher) }),
    problems: [...staff, 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/shoppers/{id}/timeline',
    guard: 'staff',
    roles: helpers,
    summary: 'All that happened with a person, the newest first',
    query: PastQuery,
    status: 200,
    answer: z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() }),
    problems: [...staff, 'invalid-query', 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/staff',
    guard: 'staff',
    roles: owners,
    summary: 'Who works here',
    status: 200,
    answer: z.object({ staff: z.array(StaffMember) }),
    problems: staff,
  },
  {
    method: 'post',
    path: '/v1/staff',
    guard: 'staff',
    roles: owners,
    summary: 'Takes somebody on, or gives them another role',
    body: StaffRequest,
    status: 200,
    answer: StaffMember,
    problems: [...staff, ...body],
  },
  {
    method: 'delete',
    path: '/v1/staff/{id}',
    guard: 'staff',
    roles: owners,
    summary: 'Lets somebody go, with all their sessions; the id is their address',
    status: 204,
    problems: staff,
  },
  {
    method: 'get',
    path: '/v1/keys',
    guard: 'staff',
    roles: owners,
    summary: 'The secret keys, without themselves',
    status: 200,
    answer: z.object({ keys: z.array(SecretKey) }),
    problems: staff,
  },
  {
    method: 'post',
    path: '/v1/keys',
    guard: 'staff',
    roles: owners,
    summary: 'Makes a further secret key; shown this once',
    status: 201,
    answer: z.object({ id: z.string(), secretKey: z.string() }),
    problems: staff,
  },
  {
    method: 'post',
    path: '/v1/keys/{id}/end',
    guard: 'staff',
    roles: owners,
    summary: 'Ends a secret key, at once or after an overlap',
    body: Overlap,
    status: 200,
    answer: z.object({ endsAtMs: z.int() }),
    problems: [...staff, ...body, 'not-found'],
  },
  {
    method: 'post',
    path: '/v1/identity-secret',
    guard: 'staff',
    roles: owners,
    summary: 'Makes a new identity secret; the old one counts for an overlap',
    body: Overlap,
    status: 201,
    answer: z.object({ identitySecret: z.string() }),
    problems: [...staff, ...body],
  },
  {
    method: 'post',
    path: '/v1/webhook-secret',
    guard: 'staff',
    roles: owners,
    summary: 'Makes or takes a new secret for signed deliveries; the old one counts for an overlap',
    body: WebhookSecretRequest,
    status: 201,
    answer: z.object({ webhookSecret: z.string() }),
    problems: [...staff, ...body],
  },
  {
    method: 'get',
    path: '/v1/audit',
    guard: 'staff',
    roles: managers,
    summary: 'What staff did, the newest first',
    query: PastQuery,
    status: 200,
    answer: z.object({ entries: z.array(AuditEntry), next: z.string().nullable() }),
    problems: [...staff, 'invalid-query'],
  },
  {
    method: 'get',
    path: '/v1/me/export',
    guard: 'shopper',
    summary: 'Everything that is held of this shopper',
    status: 200,
    answer: PersonExport,
    problems: shopper,
  },
  { method: 'delete', path: '/v1/me', guard: 'shopper', summary: 'Forgets this shopper', status: 204, problems: shopper },
  {
    method: 'get',
    path: '/v1/shoppers/{id}/export',
    guard: 'staff',
    roles: managers,
    summary: 'Everything that is held of a person',
    status: 200,
    answer: PersonExport,
    problems: staff,
  },
  { method: 'delete', path: '/v1/shoppers/{id}', guard: 'staff', roles: managers, summary: 'Forgets a person', status: 204, problems: staff },
  {
    method: 'post',
    path: '/v1/slices/{id}/rebuild',
    guard: 'staff',
    roles: owners,
    summary: 'Copies a slice into a fresh object, so that nothing deleted is left in a file',
    status: 202,
    answer: z.object({ slice: z.int(), generation: z.int() }),
    problems: [...staff, 'not-found'],
  },
];
