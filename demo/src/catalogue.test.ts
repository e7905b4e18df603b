import { expect, test } from 'vitest';
import { ARRIVALS, AUTHORS, CATALOGUE, CATEGORIES, MAKERS, SERIES, type Text } from '../catalogue/index.ts';
import { PICTURE_STYLE } from './picture/ground.ts';
import { picture } from './picture/draw.ts';
import { search } from './search.ts';
import { stocked } from './store/shelf.ts';

const ALL = [...CATALOGUE, ...ARRIVALS];

/** A small strict reader: every tag closed in its order, attributes quoted and said once. Returns how many elements there are. */
function elements(svg: string): number {
  const open: string[] = [];
  let count = 0;
  const rest = svg.replace(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end: string, name: string, attributes: string, self: string) => {
      const names = [...attributes.matchAll(/([\w:-]+)="/g)].map((m) => m[1]);
      if (new Set(names).size !== names.length || (end === '/' && open.pop() !== name)) throw new Error(`<${end}${name}${attributes}>`);
      if (end !== '/') count += 1;
      if (end !== '/' && self !== '/') open.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  return count;
}

test('the shelves hold what a real small shop holds', () => {
  expect(CATALOGUE.length).toBeGreaterThanOrEqual(80);
  expect(CATALOGUE.length).toBeLessThanOrEqual(120);
  expect(ARRIVALS.length).toBeGreaterThanOrEqual(4);
  expect(CATEGORIES).toHaveLength(6);
  expect(MAKERS).toHaveLength(12);
  expect(AUTHORS).toHaveLength(4);
  for (const { id } of CATEGORIES) expect(CATALOGUE.filter((p) => p.category === id).length).toBeGreaterThan(5);
  expect(new Set(CATALOGUE.map((p) => p.maker))).toEqual(new Set(MAKERS.map(({ id }) => id)));
  const prices = CATALOGUE.flatMap((p) => p.variants.map((v) => v.eur));
  expect([Math.min(...prices), Math.max(...prices)]).toEqual([4, 480]);
});

test('every handle, variant and stock number is its own', () => {
  const products = ALL.map((seed) => stocked(seed, 'EUR'));
  const variants = products.flatMap((p) => p.variants);
  for (const names of [products.map((p) => p.handle), variants.map((v) => v.id), variants.map((v) => v.sku)])
    expect(new Set(names).size).toBe(names.length);
  for (const p of products) {
    expect(p.handle).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect([undefined, ...AUTHORS.map(({ id }) => id)]).toContain(p.author);
    expect([undefined, ...SERIES.map(({ id }) => id)]).toContain(p.series);
    expect((p.warrantyMonths ?? 0) >= 24).toBe(p.category === 'kettles');
    for (const v of p.variants) expect(v.priceMinor > 0 && Number.isInteger(v.priceMinor) && v.stock >= 0).toBe(true);
  }
});

test('both languages are there, and the Chinese is Chinese', () => {
  const texts: Text[] = [
    ...ALL.flatMap((p) => [p.title, p.text, ...Object.values(p.facts), ...p.variants.map((v) => v.name).filter(([en]) => en !== '')]),
    ...[...MAKERS, ...AUTHORS, ...SERIES].flatMap((f) => [f.name, f.place, f.text]),
    ...CATEGORIES.flatMap((c) => [c.name, c.text]),
  ];
  for (const [en, zh] of texts) {
    expect(en).not.toBe('');
    expect(zh).toMatch(/\p{Script=Han}|℃|°C/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    expect(zh).not.toMatch(/\p{Script=Han}[,.!?;:]/u);
  }
  for (const pick of [0, 1] as const) expect(new Set(ALL.map((p) => p.text[pick])).size).toBe(ALL.length);
});

test('no two pictures are the same, and every one is well-formed', () => {
  const drawn = ALL.map((p) => picture(p.handle, p.title[0], p.picture));
  expect(new Set(drawn.map((svg) => svg.replace(/<title>.*?<\/title>/, ''))).size).toBe(drawn.length);
  for (const svg of drawn) {
    expect(elements(svg)).toBeGreaterThan(6);
    expect(svg).toContain(PICTURE_STYLE);
    expect(svg).not.toMatch(/gradient|url\((?!#)/i);
    expect(svg.length).toBeLessThan(60_000);
  }
  expect(picture('zhuni-pear-pot', 'x', ALL.find((p) => p.handle === 'zhuni-pear-pot')?.picture ?? ALL[0]!.picture)).toBe(
    picture('zhuni-pear-pot', 'x', ALL.find((p) => p.handle === 'zhuni-pear-pot')!.picture),
  );
});

test.each([
  'left-handed scissors',
  'scissors',
  'matcha bowl',
  '抹茶碗',
  '左手用茶刀',
  'left-handed tea knife',
  '左手剪刀',
  'The Second Lamp',
  '第二盞燈',
])('nothing answers “%s” until the arrivals are in', (query) => {
  expect(
    search(
      CATALOGUE.map((p) => stocked(p, 'EUR')),
      query,
    ),
  ).toEqual([]);
  expect(
    search(
      ALL.map((p) => stocked(p, 'EUR')),
      query,
    ).length,
  ).toBeGreaterThan(0);
});

test.each([
  ['oolong', 8],
  ['烏龍', 5],
  ['holzl', 6],
  ['Hölzl', 6],
  ['rough glaze', 6],
  ['kyusu', 3],
  ['鐵壺', 2],
  ['Ruth Calder', 1],
  ['matcha', 3],
  ['   ', 0],
])('“%s” finds at least %i', (query, least) => {
  expect(
    search(
      CATALOGUE.map((p) => stocked(p, 'EUR')),
      query,
    ).length,
  ).toBeGreaterThanOrEqual(least);
});
