import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/serve/paths.ts';

// Pages of other makers, written after their structure: the classes, wrappers and resets that a tag meets there.

/** `form` is what stands in the form of the product, where the maker's page has one. */
type PageOf = (head: string, body: string, form?: string) => string;

const bootstrap = (): string => readFileSync(join(ROOT, 'node_modules/bootstrap/dist/css/bootstrap.min.css'), 'utf8');

/** What themes of the one platform do to every page: rem from 62.5 %, buttons and lists without a look, a grid of sections. */
const THEME = `*,*::before,*::after{box-sizing:inherit}html{box-sizing:border-box;font-size:62.5%;height:100%}body{display:grid;grid-template-rows:auto 1fr;margin:0;font:400 1.5rem/1.8 Assistant,sans-serif;letter-spacing:.06rem}
h1,h2,h3{font-family:Georgia,serif;letter-spacing:.06rem;word-break:break-word}h2{font-size:2.4rem;text-transform:uppercase}ul{padding-left:3rem}button,.button{background:#000;border:.1rem solid #000;color:#fff;min-height:4.7rem;padding:0 3rem;text-transform:uppercase}
dialog{background:pink}svg{height:100%;width:4.4rem}p{margin:2em 0}a:empty,ul:empty,div:empty,section:empty,h2:empty,p:empty{display:none}.page-width{margin:0 auto;max-width:120rem;padding:0 1.5rem}`;

/** What the other platform's shop pages do: floats, clearfixes, underlined links, buttons by element, tables and lists of their own. */
const SHOPFRONT = `html{font-size:16px}body,button,input{color:#43454b;font-family:"Source Sans Pro",HelveticaNeue-Light,sans-serif;line-height:1.618;font-weight:400}ul{list-style:disc;margin:0 0 1.41575em 3em;padding:0}
button,input[type=submit],.button{background-color:#eee;border-radius:0;color:#333;display:inline-block;font-weight:600;padding:.6180469716em 1.41575em;border:0}button:focus{outline:2px solid #7f54b3}h2{font-size:2em;line-height:1.214;font-weight:300;letter-spacing:-1px;margin:0 0 .5407911001em}
.woocommerce div.product div.images{float:left;width:48%}.woocommerce div.product div.summary{float:right;width:48%}img{max-width:100%;height:auto;display:block}table{border-spacing:0;width:100%;border-collapse:separate}dialog::backdrop{background:red}`;

/** Pages by the name of their maker. `body` is what stands among the product. */
export const PAGES: Readonly<Record<string, PageOf>> = {
  plain: (head, body) => `<!doctype html><html lang="en"><title>Bowl</title>${head}<h1>Bowl</h1>${body}</html>`,
  bootstrap: (
    head,
    body,
  ) => `<!doctype html><html lang="en"><title>Bowl</title><style>${bootstrap()}</style>${head}<body class="bg-body-tertiary"><nav class="navbar navbar-expand-lg bg-dark" data-bs-theme="dark"><div class="container"><a class="navbar-brand" href="#">Tea</a></div></nav>
<main class="container py-5"><div class="row"><div class="col-md-6"><div class="card"><div class="card-body"><h1 class="h2">Bowl</h1><button class="btn btn-primary">Add to cart</button></div></div></div><div class="col-md-6">${body}</div></div></main></body></html>`,
  shopify: (
    head,
    body,
    form = '',
  ) => `<!doctype html><html class="js" lang="en"><title>Bowl</title><style>${THEME}</style>${head}<body class="gradient template-product"><a class="skip-to-content-link button visually-hidden" href="#MainContent">Skip</a>
<div class="section-header"><header class="header page-width"><h1 class="header__heading">Tea</h1></header></div><main id="MainContent" class="content-for-layout focus-none" role="main"><section class="section product-section"><div class="page-width"><div class="product grid"><div class="grid__item product__media-wrapper"></div>
<div class="product__info-wrapper grid__item"><div class="product__title"><h2>Bowl</h2></div><div class="price"><span class="price-item price-item--regular">€48.00</span></div><form method="post" action="/cart/add" class="form" id="product-form">${form || '<input type="hidden" name="id" value="4711">'}<button type="submit" name="add" class="product-form__submit button">Add to cart</button></form>${body}</div></div></div></section></main></body></html>`,
  woocommerce: (
    head,
    body,
    form = '',
  ) => `<!doctype html><html lang="en"><title>Bowl</title><style>${SHOPFRONT}</style>${head}<body class="single single-product woocommerce woocommerce-page"><div id="page" class="hfeed site"><header class="site-header"><div class="col-full">Tea</div></header>
<div id="content" class="site-content"><div class="col-full"><div id="primary" class="content-area"><main class="site-main"><div id="product-15" class="product type-product instock"><div class="woocommerce-product-gallery images"></div><div class="summary entry-summary"><h1 class="product_title entry-title">Bowl</h1><p class="price"><span class="woocommerce-Price-amount amount"><bdi>€48.00</bdi></span></p>
<form class="cart"><div class="quantity"><input type="number" name="quantity" value="1"></div>${form}<button type="submit" name="add-to-cart" value="15" class="single_add_to_cart_button button alt">Add to cart</button></form>${body}</div></div></main></div></div></div></div></body></html>`,
  mirrored: (head, body) => `<!doctype html><html lang="en" dir="rtl"><title>Bowl</title>${head}<h1>Bowl</h1>${body}</html>`,
};

/** Style sheets that were never meant for us. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'everything unset': '* { all: unset } style, script, title { display: none }',
  'no buttons': 'button { display: none }',
  'a root of 62.5 %': 'html { font-size: 62.5% }',
  'everything important':
    'button, h2, p, ul, li, svg, dialog { color: red !important; font-size: 40px !important; margin: 30px !important; position: static !important }',
};
