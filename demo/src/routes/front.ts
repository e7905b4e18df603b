import { Hono } from 'hono';
import { AUTHORS, MAKERS, SERIES } from '../../catalogue/index.ts';
import { aboutPage, wishesPage } from '../pages/about.ts';
import { home } from '../pages/home.ts';
import { followPage, searchPage, shelfPage } from '../pages/list.ts';
import { productPage } from '../pages/product.ts';
import { search } from '../search.ts';
import { show, type Env } from './context.ts';

/** What one can look at: home, shelves, products, people, search, about. */
export const front = new Hono<Env>()
  .get('/', (c) => show(c, 200, (scene) => home(scene, c.var.shop.shelf)))
  .get('/about', (c) => show(c, 200, aboutPage))
  .get('/wishes', (c) => show(c, 200, wishesPage))
  .get('/shelves/:id', (c, next) => {
    const { shelf } = c.var.shop;
    if (!shelf.products.some(({ category }) => category === c.req.param('id'))) return next();
    return show(
      c,
      200,
      (scene) => shelfPage(scene, shelf, c.req.param('id'), c.req.query('maker') ?? '', c.req.query('sort') ?? 'shop') ?? aboutPage(scene),
    );
  })
  .get('/products/:handle', (c, next) => {
    const product = c.var.shop.shelf.product(c.req.param('handle'));
    return product === undefined ? next() : show(c, 200, (scene) => productPage(scene, c.var.shop.shelf, product, c.req.query('variant') ?? ''));
  })
  .get('/:kind{makers|authors|series}/:id', (c, next) => {
    const kind = c.req.param('kind') as 'makers' | 'authors' | 'series';
    const follow = { makers: MAKERS, authors: AUTHORS, series: SERIES }[kind].find(({ id }) => id === c.req.param('id'));
    return follow === undefined ? next() : show(c, 200, (scene) => followPage(scene, c.var.shop.shelf, kind, follow));
  })
  .get('/search', (c) => {
    const query = (c.req.query('q') ?? '').trim().slice(0, 100);
    const { shelf } = c.var.shop;
    return show(c, 200, (scene) => searchPage(scene, shelf, query, search(shelf.products, query)));
  });
