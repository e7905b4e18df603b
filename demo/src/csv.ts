import { AUTHORS, CATEGORIES, MAKERS, SERIES, type Follow, type Text } from '../catalogue/index.ts';
import { decimal, type Currency } from './money.ts';
import type { Product } from './store/shelf.ts';

/** The columns of Rapport's own CSV, in their order. */
export const COLUMNS = [
  'id',
  'group_id',
  'sku',
  'title',
  'title[zh-Hant]',
  'description',
  'description[zh-Hant]',
  'url',
  'url[zh-Hant]',
  'image',
  'brand',
  'brand[zh-Hant]',
  'category',
  'category[zh-Hant]',
  'author',
  'author[zh-Hant]',
  'series',
  'variant',
  'variant[zh-Hant]',
  'price',
  'currency',
  'stock',
  'tags',
] as const;

/** A cell by RFC 4180: quoted when it holds a comma, a quote or a line break. */
function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function named(list: readonly Follow[], id: string | undefined): Text {
  return list.find((entry) => entry.id === id)?.name ?? ['', ''];
}

/** The file that Rapport imports: a row for each variant, addresses absolute under `origin`. */
export function catalogueCsv(products: readonly Product[], currency: Currency, origin: string): string {
  const rows = products.flatMap((p) => {
    const brand = named(MAKERS, p.maker);
    const author = named(AUTHORS, p.author);
    const category = CATEGORIES.find(({ id }) => id === p.category)?.name ?? ['', ''];
    return p.variants.map((v) => [
      v.id,
      p.handle,
      v.sku,
      p.title[0],
      p.title[1],
      p.text[0],
      p.text[1],
      `${origin}/en/products/${p.handle}`,
      `${origin}/zh-Hant/products/${p.handle}`,
      `${origin}/pictures/${p.handle}.svg`,
      brand[0],
      brand[1],
      category[0],
      category[1],
      author[0],
      author[1],
      named(SERIES, p.series)[0],
      v.name[0],
      v.name[1],
      decimal(v.priceMinor),
      currency,
      String(v.stock),
      [...p.tags, ...(p.warrantyMonths === undefined ? [] : [`warranty-${p.warrantyMonths}-months`])].join('|'),
    ]);
  });
  return `${[COLUMNS as readonly string[], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** Reads RFC 4180 back into rows by column name. */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  let value = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') value += char;
      else if (text[i + 1] === '"') {
        value += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',' || char === '\n') {
      rows.at(-1)?.push(value);
      value = '';
      if (char === '\n') rows.push([]);
    } else if (char !== '\r') value += char;
  }
  if (value !== '' || (rows.at(-1)?.length ?? 0) > 0) rows.at(-1)?.push(value);
  const [head = [], ...body] = rows.filter((row) => row.length > 0);
  return body.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}
