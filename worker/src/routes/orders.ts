import { CancellationRequest, Order, RefundRequest } from '@rapport/protocol';
import type { OrderTaken } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { onSlice, shopOf } from '../guards/doors.ts';
import { secretKey } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { readShopper } from '../guards/tokens.ts';
import { factsOf } from './facts.ts';
import type { Answer, At, SlicePort } from '../objects/ports.ts';
import { Problem, unwrap } from '../platform/problem.ts';
import { traitsOf } from './traits.ts';

/** POST /v1/orders: takes an order, or its next status, from the shop's back end. The same report again changes nothing. 200 · 400 · 401 · 409 order-conflict. */
export const orders = new Hono<App>().post('/orders', secretKey, async (c) => {
  return c.json(await orderTaken(c, await body(c, Order)));
});

/** POST /v1/orders/:id/refunds and /cancellation: money went back, or the order was called off. The same again changes nothing. 200 · 400 · 401 · 404 unknown-order. */
export const undoing = new Hono<App>()
  .post('/orders/:id/refunds', secretKey, async (c) => {
    const { id, amountMinor, lines } = await body(c, RefundRequest);
    const orderId = c.req.param('id');
    const { products } = await onOrder(c, orderId, (slice, at, owner) => slice.ordered(at, owner, orderId));
    const back = lines.flatMap(({ line }) => products[line] ?? []);
    const traits = await traitsOf(c.env, c.var.door.shopId, back);
    const { taken } = await onOrder(c, orderId, (slice, at, owner) => slice.refund(at, owner, orderId, { id, amountMinor, lines }, traits));
    return c.json(taken);
  })
  .post('/orders/:id/cancellation', secretKey, async (c) => {
    const { reason } = await body(c, CancellationRequest);
    const orderId = c.req.param('id');
    const { taken } = await onOrder(c, orderId, (slice, at, owner) => slice.cancelOrder(at, owner, orderId, reason));
    return c.json(taken);
  });

/** Calls the slice of whoever an order was first reported for. @throws {Problem} unknown-order */
const onOrder = async <T>(c: AppContext, orderId: string, call: (slice: SlicePort, at: At, owner: string) => Promise<Answer<T>>) => {
  const { shopId } = c.var.door;
  const owner = await (await shopOf(c.env, shopId)).ownerOf('order', orderId);
  if (owner === null) throw new Problem('unknown-order');
  return onSlice(c.env, shopId, owner, call);
};

/** Gives an order from a trusted source to whom it belongs. @throws {Problem} invalid-body when it says nobody · order-conflict · erased · moved */
export const orderTaken = async (c: AppContext, order: Order): Promise<OrderTaken> => {
  const { shopId } = c.var.door;
  const guest = order.shopperToken === undefined ? null : await readShopper(c.env.RAPPORT_SECRET, order.shopperToken);
  const { id: customerId, email } = order.customer;
  if (customerId === undefined && email === undefined && guest?.shop !== shopId) {
    throw new Problem('invalid-body', {
      issues: [{ path: 'customer', message: 'It must say whose order this is: customer.id, customer.email or a shopperToken' }],
    });
  }
  const shop = await shopOf(c.env, shopId);
  const known = unwrap(
    await shop.whoIs({
      orderId: order.id,
      ...(customerId === undefined ? {} : { customerId }),
      ...(email === undefined ? {} : { email }),
      ...(guest?.shop === shopId ? { guest: guest.shopper } : {}),
    }),
  );
  const { shopperToken: _, ...kept } = order;
  const ids = order.lines.map(({ productId }) => productId);
  const [facts, traits] = await Promise.all([factsOf(c, order.lines), traitsOf(c.env, shopId, ids)]);
  const { taken } = await onSlice(c.env, shopId, known.id, (slice, at, id) => slice.order(at, id, kept, facts, traits));
  return taken;
};
