import { NO_HAND } from '@rapport/domain/recommend';
import { Hand, HandPlace } from '@rapport/protocol';
import type { ProductRule } from '@rapport/protocol';
import { Hono } from 'hono';
import type { App, AppContext } from '../guards/context.ts';
import { catalogOf, doorOf, forgetDoor, recommenderOf, shopOf } from '../guards/doors.ts';
import { staff } from '../guards/guards.ts';
import { body } from '../guards/schema.ts';
import { Problem, unwrap } from '../platform/problem.ts';

/** The figures are of so many days. */
const DAYS = 28;

const byName = ({ by, value }: ProductRule): string[] => (by === 'product' ? [value] : []);
const readersLocale = (c: AppContext): string => (c.req.header('Accept-Language') ?? '').split(/[,;]/)[0] ?? '';

/** Under /v1/placements: where recommendations stand, the owner's hand over them, and how each did. 200 · 400 · 403 role-not-allowed · 404. */
export const placements = new Hono<App>()
  .get('/', staff, async (c) => {
    const { shopId } = c.var.door;
    const catalog = await catalogOf(c.env, shopId);
    const [door, figures, products] = await Promise.all([
      doorOf(c.env, shopId, true),
      recommenderOf(c.env, shopId).then((recommender) => recommender.figures(DAYS)),
      catalog.count(),
    ]);
    const hands = door.settings.recommendations;
    const views = HandPlace.options.map((placement) => ({ placement, hand: hands?.[placement] ?? NO_HAND, figures: figures[placement] ?? null }));
    const named = new Set(
      views.flatMap(({ hand }) => [...hand.pins.map(({ productId }) => productId), ...[...hand.exclude, ...hand.boosts].flatMap(byName)]),
    );
    const cards = named.size === 0 ? [] : await catalog.cards([...named], readersLocale(c));
    return c.json({ placements: views, days: DAYS, products, titles: Object.fromEntries(cards.map(({ productId, title }) => [productId, title])) });
  })
  .patch('/:placement', staff, async (c) => {
    const place = HandPlace.safeParse(c.req.param('placement'));
    if (!place.success) throw new Problem('not-found');
    const { shopId } = c.var.door;
    const { settings, version } = unwrap(await (await shopOf(c.env, shopId)).layHand(place.data, await body(c, Hand), c.var.staff.email));
    forgetDoor(shopId);
    return c.json({ hand: settings.recommendations?.[place.data] ?? NO_HAND, version });
  });
