import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { ARRIVALS } from '../../catalogue/index.ts';
import { catalogueCsv } from '../csv.ts';
import { isLocale, type Locale } from '../locale.ts';
import { parseMinor } from '../money.ts';
import { counterPage } from '../pages/counter.ts';
import type { Answer } from '../rapport/api.ts';
import type { Shop } from '../shop.ts';
import type { OrderStatus } from '../store/orders.ts';
import { stocked, type Product } from '../store/shelf.ts';
import { counterWords } from '../words/counter.ts';
import { fields, localeOf, originOf, goTo, type Ctx, type Env } from './context.ts';

/** How many finished imports are asked after when the page is opened. */
const LOOK_BACK = 3;

function counterLocale(c: Ctx): Locale {
  const wished = c.req.query('locale') ?? getCookie(c, 'mm_counter') ?? '';
  if (!isLocale(wished)) return localeOf(c);
  if (c.req.query('locale') !== undefined)
    setCookie(c, 'mm_counter', wished, { httpOnly: true, sameSite: 'Lax', path: '/counter', maxAge: 365 * 24 * 3600 });
  return wished;
}

/** The arrivals at the prices and stock they have now, or will have. */
function arrivals(shop: Shop): Product[] {
  return ARRIVALS.map((seed) => shop.shelf.product(seed.handle) ?? stocked(seed, shop.shelf.currency));
}

function csv(c: Ctx, products: readonly Product[]): string {
  return catalogueCsv(products, c.var.shop.shelf.currency, originOf(c));
}

async function imports(shop: Shop): Promise<Map<number, Answer>> {
  const sent = shop.outbox
    .latest(30)
    .filter((row) => row.kind === 'import' && row.state === 'sent')
    .slice(0, LOOK_BACK);
  const asked = sent.map(async (row): Promise<[number, Answer]> => {
    const { id } = JSON.parse(row.answer) as { id?: string };
    return [row.seq, id === undefined || shop.api === undefined ? { ok: false, refused: true, reason: '' } : await shop.api.import(id)];
  });
  return new Map(await Promise.all(asked));
}

function push(c: Ctx, name: string, products: readonly Product[]): void {
  c.var.shop.post('import', name, csv(c, products));
  void c.var.shop.delivery?.drain();
}

const done = (c: Ctx, word: string, anchor = ''): Response => goTo(c, `/counter?said=${word}${anchor}`);

/** What only the owner does. Open to whoever can reach it: this is a demo, and the page says so. */
export const counter = new Hono<Env>()
  .get('/', async (c) => {
    const { shop, assets } = c.var;
    const locale = counterLocale(c);
    const arrived = ARRIVALS.every(({ handle }) => shop.shelf.product(handle) !== undefined);
    const page = counterPage(shop, {
      locale,
      css: assets.css,
      word: counterWords(locale).words[c.req.query('said') ?? ''],
      pick: c.req.query('pick') ?? '',
      arrived,
      imports: await imports(shop),
    });
    return c.html(String(page));
  })
  .get('/catalogue.csv', (c) =>
    c.body(csv(c, c.var.shop.shelf.products), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="catalogue.csv"',
    }),
  )
  .get('/arrivals.csv', (c) =>
    c.body(csv(c, arrivals(c.var.shop)), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="arrivals.csv"',
    }),
  )
  .post('/arrivals', (c) => {
    c.var.shop.shelf.unpack(c.var.shop.now());
    push(c, 'arrivals.csv', arrivals(c.var.shop));
    return done(c, 'unpacked', '#post');
  })
  .post('/catalogue', (c) => {
    push(c, 'catalogue.csv', c.var.shop.shelf.products);
    return done(c, 'pushed', '#post');
  })
  .post('/products/:handle', async (c) => {
    const { shelf } = c.var.shop;
    const given = await fields(c);
    const product = shelf.product(c.req.param('handle'));
    const wishes = (product?.variants ?? []).map((v) => ({
      id: v.id,
      priceMinor: parseMinor(given[`price.${v.id}`] ?? ''),
      stock: Number(given[`stock.${v.id}`] ?? 'x'),
    }));
    if (
      wishes.length === 0 ||
      wishes.some((w) => w.priceMinor === undefined || w.priceMinor === 0 || !Number.isInteger(w.stock) || w.stock < 0 || w.stock > 100_000)
    )
      return done(c, 'wrong', `&pick=${c.req.param('handle')}#prices`);
    for (const w of wishes) shelf.change(w.id, w.priceMinor ?? 0, w.stock);
    push(c, 'catalogue.csv', shelf.products);
    return done(c, 'saved', `&pick=${c.req.param('handle')}#prices`);
  })
  .post('/orders/:id', async (c) => {
    const to = (await fields(c))['to'] ?? '';
    const known: readonly string[] = ['shipped', 'complete', 'cancelled', 'refunded'] satisfies OrderStatus[];
    return done(c, known.includes(to) && c.var.shop.move(c.req.param('id'), to as OrderStatus) ? 'moved' : 'stuck');
  })
  .post('/retry', (c) => {
    c.var.shop.outbox.again(c.var.shop.now());
    void c.var.shop.delivery?.drain();
    return done(c, 'retried', '#post');
  });
