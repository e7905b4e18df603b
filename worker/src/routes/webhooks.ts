import { Order } from '@rapport/protocol';
import type { DeliveryTaken, OrderLine } from '@rapport/protocol';
import { Hono } from 'hono';
import * as z from 'zod';
import type { App, AppContext } from '../guards/context.ts';
import { catalogOf } from '../guards/doors.ts';
import { parsed } from '../guards/schema.ts';
import { signature } from '../guards/signature.ts';
import type { Delivered } from '../connectors/delivered-order.ts';
import { orderFromShopify } from '../connectors/shopify-order.ts';
import { orderFromWooCommerce } from '../connectors/woocommerce-order.ts';
import { log } from '../platform/log.ts';
import { Problem } from '../platform/problem.ts';
import { orderTaken } from './orders.ts';

const CONNECTORS = { shopify: orderFromShopify, woocommerce: orderFromWooCommerce } as const;

/**
 * POST /v1/webhooks/:shop/:kind: an order that the shop's system signed; the same delivery again changes nothing, and an older state than the known one neither.
 * What can't be helped by sending again is answered with 200 and why: a sender that hears "no" a few times in a row stops sending for good.
 * 200 · 400 invalid-body · 401 bad-signature · 409 order-conflict · 413 · 429 · 503.
 */
export const webhooks = new Hono<App>().post('/:shop/:kind', signature, async (c) => {
  const { kind, text } = c.var.delivery;
  const said = kind === 'orders' ? { ok: true as const, order: parsed(Order, text), skus: null } : CONNECTORS[kind](jsonOf(text));
  return c.json(await accept(c, said));
});

/** Refusals that the sender could do nothing about. */
const FINAL: ReadonlySet<string> = new Set(['erased', 'order-conflict', 'invalid-body']);

type Said = Delivered | { readonly ok: true; readonly order: Order; readonly skus: null };

const accept = async (c: AppContext, said: Said): Promise<DeliveryTaken> => {
  const { kind } = c.var.delivery;
  if (!said.ok) return ignore(c, said.reason);
  try {
    return { taken: await orderTaken(c, said.skus === null ? said.order : await inOurWords(c, said.order, said.skus)) };
  } catch (error) {
    // The shop's own back end is told when it contradicts itself; of an erased person it learns no more than anybody.
    if (!(error instanceof Problem) || !FINAL.has(error.code) || (kind === 'orders' && error.code !== 'erased')) throw error;
    return ignore(c, error.code);
  }
};

/**
 * Their order with our products: a shop system numbers its products, while a catalogue that came as a file knows them by handle, SKU and title. A line that means
 * none of ours, or may mean several, keeps their number: the points are the same, only nothing can be learnt from it.
 */
const inOurWords = async (c: AppContext, order: Order, skus: readonly (string | undefined)[]): Promise<Order> => {
  const catalog = await catalogOf(c.env, c.var.door.shopId);
  const found = await catalog.which(order.lines.map(({ productId, variantId, title }, i) => ({ productId, variantId, title, sku: skus[i] })));
  const lines = order.lines.map((line, i): OrderLine => {
    const ours = found[i];
    if (!ours || ours.productId === line.productId) return line;
    const { variantId: _, ...kept } = line;
    return { ...kept, productId: ours.productId, ...(ours.variantId === undefined ? {} : { variantId: ours.variantId }) };
  });
  return { ...order, lines };
};

const ignore = (c: AppContext, reason: string): DeliveryTaken => {
  log('webhook.ignored', { request: c.var.requestId, shop: c.var.door.shopId, kind: c.var.delivery.kind, reason });
  return { taken: null, ignored: reason };
};

/** The JSON of a foreign delivery, as sane as any other that comes in; null where it is none. */
const jsonOf = (text: string): unknown => {
  try {
    return parsed(z.unknown(), text);
  } catch {
    return null;
  }
};
