import * as z from 'zod';
import { DeliveryTaken, Order, OrderTaken } from '../order.ts';
import { Voucher, VoucherCheck, VoucherUse } from '../points.ts';
import { ImportReport } from '../product.ts';
import { ImportQuery, PastQuery, body, server, staff, sellers } from './route.ts';
import type { Route } from './route.ts';

/** What a shop’s own systems may ask. */
export const SERVER_ROUTES: readonly Route[] = [
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
    answer: z.object({
      valid: z.boolean(),
      voucher: Voucher.optional(),
      /** What it takes off at most, in minor units; null for what isn’t money. */
      worthMinor: z.int().nullable().optional(),
      reason: z.string().optional(),
    }),
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
];
