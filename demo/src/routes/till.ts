import { Hono } from 'hono';
import { commerce, item, purchase } from '../analytics.ts';
import { totals, type Voucher } from '../money.ts';
import { basketPage, lineName, subtotalOf, type Filled } from '../pages/basket.ts';
import { checkoutPage, FIELDS, orderPage, type Form } from '../pages/checkout.ts';
import type { Shop } from '../shop.ts';
import type { Order } from '../store/orders.ts';
import { MOST, type Note, type Visit } from '../store/visits.ts';
import { wordsIn } from '../words/index.ts';
import { fields, localeOf, show, goTo, visitOf, type Ctx, type Env } from './context.ts';

/** An address as Rapport takes it, too. */
export const EMAIL = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** The basket with products and prices; what is no longer sold falls out, what is short is cut to what is there. */
function fill(shop: Shop, visitId: string): { lines: Filled[]; short: boolean } {
  let short = false;
  const lines = shop.visits.basket(visitId).flatMap(({ variantId, quantity }) => {
    const known = shop.shelf.variant(variantId);
    const there = Math.min(quantity, known?.variant.stock ?? 0);
    if (there !== quantity) {
      short = true;
      shop.visits.put(visitId, variantId, there, shop.now());
    }
    return known === undefined || there === 0 ? [] : [{ ...known, quantity: there }];
  });
  return { lines, short };
}

/** Which of our sentences explains why a voucher was turned down. */
export function voucherWord(reason: string): string {
  if (/expired|run out/i.test(reason)) return 'voucher-expired';
  if (/used|spent|redeemed/i.test(reason)) return 'voucher-used';
  if (/minimum|subtotal|too small|at least/i.test(reason)) return 'voucher-minimum';
  if (/customer|person|shopper|belongs|member|owner/i.test(reason)) return 'voucher-person';
  return 'voucher-unknown';
}

function readForm(given: Record<string, string>): Form {
  const values = Object.fromEntries(FIELDS.map(([name]) => [name, (given[name] ?? '').trim().slice(0, 120)]));
  const wrong: Record<string, 'missing' | 'email'> = {};
  for (const [name] of FIELDS) if (values[name] === '') wrong[name] = 'missing';
  if (wrong['email'] === undefined && !EMAIL.test(values['email'] ?? '')) wrong['email'] = 'email';
  return { values, wrong };
}

/** The words about the voucher wait in the notes; they stand beside the field, not above the page. */
function till(c: Ctx, form: Form | undefined, status: 200 | 422 = 200, override?: string): Promise<Response> {
  const { shop } = c.var;
  const visit = visitOf(c);
  const locale = localeOf(c);
  const { lines } = fill(shop, visit.id);
  const notes = shop.visits.collect(visit.id);
  const isVoucher = (n: Note): boolean => n.kind === 'word' && n.word.startsWith('voucher-');
  const word = notes.findLast(isVoucher);
  shop.visits.leave(visit.id, ...notes.filter((n) => !isVoucher(n)));
  const said = override ?? (word?.kind === 'word' && word.word !== 'voucher-ok' ? word.word : undefined);
  const kept = form ?? {
    values: { name: visit.person?.name ?? '', email: visit.person?.email ?? '', country: locale === 'zh-Hant' ? 'TW' : 'DE' },
    wrong: {},
  };
  const current = shop.visits.voucherOf(visit.id);
  return show(c, status, (scene) =>
    checkoutPage(
      scene,
      lines,
      current,
      shop.shelf.currency,
      shop.visits.orderNumber(visit.id),
      kept,
      said === undefined ? undefined : wordsIn(locale).words[said],
      word?.kind === 'word' ? (word.about ?? '') : '',
    ),
  );
}

/** A voucher's code is looked at for what lies in the basket; what came of it waits in the notes. */
async function tryVoucher({ var: { shop } }: Ctx, visit: Visit, told: string): Promise<void> {
  const code = told.trim().slice(0, 64);
  if (code === '') return shop.visits.leave(visit.id, { kind: 'word', word: 'voucher-empty' });
  if (shop.api === undefined) return shop.visits.leave(visit.id, { kind: 'word', word: 'voucher-unknown', about: code });
  const check = await shop.api.check(code, subtotalOf(fill(shop, visit.id).lines), shop.shelf.currency, visit.person?.id);
  if (check.state === 'valid') shop.visits.keepVoucher(visit.id, check.voucher);
  shop.visits.leave(visit.id, {
    kind: 'word',
    word: check.state === 'valid' ? 'voucher-ok' : check.state === 'unreachable' ? 'voucher-unreachable' : voucherWord(check.reason),
    about: code,
  });
}

/** A basket that changed since its voucher was looked at: what it is worth now is asked again. Silence leaves it as it was. */
async function lookAgain(shop: Shop, visitId: string, customerId: string | undefined): Promise<void> {
  const voucher = shop.visits.voucherOf(visitId);
  const subtotalMinor = subtotalOf(fill(shop, visitId).lines);
  if (voucher?.worth === undefined || voucher.worth.ofMinor === subtotalMinor || shop.api === undefined) return;
  const check = await shop.api.check(voucher.code, subtotalMinor, shop.shelf.currency, customerId);
  if (check.state === 'unreachable') return;
  shop.visits.keepVoucher(visitId, check.state === 'valid' ? check.voucher : undefined);
  if (check.state === 'invalid') shop.visits.leave(visitId, { kind: 'word', word: voucherWord(check.reason), about: voucher.code });
}

/** The voucher once more, at the moment of buying. Using it is the worker's word; silence is not a no. */
async function useVoucher(
  shop: Shop,
  voucher: Voucher | undefined,
  order: string,
  customerId: string | undefined,
): Promise<'none' | 'used' | 'later' | 'refused'> {
  if (voucher === undefined || shop.api === undefined) return 'none';
  const answer = await shop.api.call(
    'POST',
    '/v1/vouchers/use',
    JSON.stringify({ code: voucher.code, orderId: order, ...(customerId === undefined ? {} : { customerId }) }),
  );
  return answer.ok ? 'used' : answer.refused ? 'refused' : 'later';
}

/** Basket and checkout, all by forms. */
export const tillRoutes = new Hono<Env>()
  .get('/basket', (c) => {
    const { shop, visit } = c.var;
    if (visit === undefined) return show(c, 200, (scene) => basketPage(scene, [], undefined, shop.shelf.currency));
    const { lines, short } = fill(shop, visit.id);
    if (short) shop.visits.leave(visit.id, { kind: 'word', word: 'gone' });
    return show(c, 200, (scene) => basketPage(scene, lines, visit.voucher, shop.shelf.currency));
  })
  .post('/basket', async (c) => {
    const { shop } = c.var;
    const given = await fields(c);
    const locale = localeOf(c);
    const known = shop.shelf.variant(given['variant'] ?? '');
    if (known === undefined) return goTo(c, `/${locale}/basket`);
    const visit = visitOf(c);
    const page = `/${locale}/products/${known.product.handle}?variant=${known.variant.id}`;
    const held = shop.visits.basket(visit.id).find(({ variantId }) => variantId === known.variant.id)?.quantity ?? 0;
    const wanted = held + Math.max(1, Math.min(MOST, Math.trunc(Number(given['quantity'] ?? '1')) || 1));
    const now = Math.min(wanted, known.variant.stock, MOST);
    if (now === 0) {
      shop.visits.leave(visit.id, { kind: 'word', word: 'sold-out' });
      return goTo(c, page);
    }
    shop.visits.put(visit.id, known.variant.id, now, shop.now());
    if (now > held)
      shop.visits.leave(visit.id, {
        kind: 'event',
        event: commerce('add_to_cart', shop.shelf.currency, [item(known.product, known.variant, now - held, locale)]),
      });
    shop.visits.leave(visit.id, { kind: 'word', word: now < wanted ? 'too-many' : 'added' });
    return goTo(c, page);
  })
  .post('/basket/change', async (c) => {
    const { shop, visit } = c.var;
    const locale = localeOf(c);
    if (visit === undefined) return goTo(c, `/${locale}/basket`);
    const given = await fields(c);
    for (const { variantId, quantity } of shop.visits.basket(visit.id)) {
      const typed = Number(given['remove'] === variantId ? '0' : (given[`q.${variantId}`] ?? quantity));
      const known = shop.shelf.variant(variantId);
      if (!Number.isInteger(typed) || typed < 0 || typed === quantity || known === undefined) continue;
      const now = Math.min(typed, known.variant.stock, MOST);
      shop.visits.put(visit.id, variantId, now, shop.now());
      if (now !== quantity)
        shop.visits.leave(visit.id, {
          kind: 'event',
          event: commerce(now > quantity ? 'add_to_cart' : 'remove_from_cart', shop.shelf.currency, [
            item(known.product, known.variant, Math.abs(now - quantity), locale),
          ]),
        });
      if (now < typed) shop.visits.leave(visit.id, { kind: 'word', word: 'too-many' });
    }
    return goTo(c, `/${locale}/basket`);
  })
  .get('/checkout', async (c) => {
    const { shop, visit } = c.var;
    if (visit === undefined || fill(shop, visit.id).lines.length === 0) return goTo(c, `/${localeOf(c)}/basket`);
    // The link beside a voucher in the account: used as if it had been typed, and gone from the address.
    const code = c.req.query('voucher');
    if (code !== undefined) {
      await tryVoucher(c, visit, code);
      return goTo(c, `/${localeOf(c)}/checkout#voucher`);
    }
    await lookAgain(shop, visit.id, visit.person?.id);
    return till(c, undefined);
  })
  .post('/checkout/voucher', async (c) => {
    const { shop, visit } = c.var;
    const back = `/${localeOf(c)}/checkout`;
    if (visit === undefined) return goTo(c, back);
    const given = await fields(c);
    if (given['drop'] !== undefined) shop.visits.keepVoucher(visit.id, undefined);
    else await tryVoucher(c, visit, given['code'] ?? '');
    return goTo(c, `${back}#voucher`);
  })
  .post('/checkout', async (c) => {
    const { shop, visit } = c.var;
    const locale = localeOf(c);
    if (visit === undefined) return goTo(c, `/${locale}/basket`);
    const given = await fields(c);
    const bought = shop.orders.findFor(given['order'] ?? '', visit.id, visit.person?.id);
    if (bought !== undefined) return goTo(c, `/${locale}/orders/${bought.id}`);
    const { lines, short } = fill(shop, visit.id);
    if (lines.length === 0) return goTo(c, `/${locale}/basket`);
    const form = readForm(given);
    if (Object.keys(form.wrong).length > 0) return till(c, form, 422);
    const voucher = shop.visits.voucherOf(visit.id);
    const sum = totals(subtotalOf(lines), voucher, shop.shelf.currency);
    if (short || given['total'] !== String(sum.totalMinor)) {
      shop.visits.leave(visit.id, { kind: 'word', word: 'gone' });
      return till(c, form, 422);
    }
    const id = shop.visits.orderNumber(visit.id);
    const use = await useVoucher(shop, voucher, id, visit.person?.id);
    if (use === 'refused') {
      shop.visits.keepVoucher(visit.id, undefined);
      return till(c, form, 422, 'voucher-dropped');
    }
    const v = form.values;
    const order: Order = {
      id,
      status: 'paid',
      currency: shop.shelf.currency,
      placedAtMs: shop.now(),
      personId: visit.person?.id,
      voucherCode: voucher?.code,
      ...sum,
      customer: { name: v['name'] ?? '', email: v['email'] ?? '', address: `${v['street']}, ${v['postcode']} ${v['city']}, ${v['country']}` },
      lines: lines.map((l) => ({
        productId: l.product.handle,
        variantId: l.variant.id,
        title: lineName({ locale }, l),
        quantity: l.quantity,
        unitPriceMinor: l.variant.priceMinor,
        totalMinor: l.variant.priceMinor * l.quantity,
      })),
    };
    if (shop.place(order, visit.id, use === 'later') !== undefined) {
      shop.visits.leave(visit.id, { kind: 'word', word: 'gone' });
      return goTo(c, `/${locale}/basket`);
    }
    shop.visits.leave(
      visit.id,
      { kind: 'event', event: purchase(order, (variant) => shop.shelf.variant(variant), locale) },
      { kind: 'word', word: `new ${id}` },
    );
    return goTo(c, `/${locale}/orders/${id}`);
  })
  .get('/orders/:id', async (c, next) => {
    const { shop, visit } = c.var;
    const order = visit === undefined ? undefined : shop.orders.findFor(c.req.param('id'), visit.id, visit.person?.id);
    if (order === undefined || visit === undefined) return await next();
    const notes = shop.visits.collect(visit.id);
    const isNew = notes.some((n) => n.kind === 'word' && n.word === `new ${order.id}`);
    shop.visits.leave(visit.id, ...notes.filter((n) => n.kind === 'event'));
    return await show(c, 200, (scene) =>
      orderPage(scene, order, isNew, (id) => {
        const known = shop.shelf.variant(id);
        return known === undefined ? undefined : lineName(scene, known);
      }),
    );
  });
