import { fill, n, oval, stroke, through, type Point } from './pen.ts';
import type { Turned } from './turned.ts';
import type { Motif } from './traits.ts';

/** A line on the body through places (k, share of height). */
function on(body: Turned, places: readonly (readonly [number, number])[]): string {
  const points: Point[] = places.map(([k, s]) => body.at(k, body.top + (body.bottom - body.top) * s));
  const [x, y] = points[0] ?? [0, 0];
  return `M${n(x)} ${n(y)}${through(points)}`;
}

type Brush = (body: Turned, colour: string, random: () => number) => string;

const dot = (body: Turned, k: number, s: number, r: number, colour: string, squash = 0.9): string => {
  const [x, y] = body.at(k, body.top + (body.bottom - body.top) * s);
  return oval(x, y, r * Math.sqrt(1 - k * k * 0.7), r * squash, colour);
};

const petals = (body: Turned, k: number, s: number, r: number, colour: string, heart: string): string => {
  let out = '';
  for (let i = 0; i < 5; i += 1) {
    const a = (i / 5) * Math.PI * 2 - 0.3;
    const [x, y] = body.at(k, body.top + (body.bottom - body.top) * s);
    out += oval(x + Math.cos(a) * r, y + Math.sin(a) * r, r * 0.72, r * 0.72, colour);
  }
  return out + dot(body, k, s, r * 0.5, heart);
};

const line = (body: Turned, colour: string, width: number, places: readonly (readonly [number, number])[]): string =>
  stroke(on(body, places), colour, width);

/** What the potters paint, each with a few strokes of one colour. */
const BRUSHES: Record<Motif, Brush> = {
  none: () => '',
  rings: (b, c) =>
    [0.2, 0.27]
      .map((s) =>
        line(
          b,
          c,
          2,
          [-1, -0.8, -0.4, 0, 0.4, 0.8, 1].map((k) => [k, s] as const),
        ),
      )
      .join(''),
  brush: (b, c) =>
    line(b, c, 13, [
      [-0.86, 0.5],
      [-0.4, 0.4],
      [0.1, 0.46],
      [0.62, 0.34],
    ]) +
    line(b, c, 5, [
      [0.2, 0.53],
      [0.5, 0.47],
      [0.76, 0.44],
    ]),
  dots: (b, c) => [-0.75, -0.38, 0, 0.38, 0.75].map((k, i) => dot(b, k, 0.38 + (i % 2) * 0.12, 5, c)).join(''),
  snow: (b, c, r) => Array.from({ length: 22 }, () => dot(b, (r() * 2 - 1) * 0.88, 0.1 + r() * 0.62, 1.6 + r() * 3.4, c)).join(''),
  'plum-branch': (b, c) =>
    line(b, c, 3.4, [
      [-0.9, 0.66],
      [-0.45, 0.5],
      [-0.1, 0.44],
      [0.34, 0.24],
    ]) +
    line(b, c, 2.2, [
      [-0.2, 0.46],
      [0.12, 0.56],
      [0.42, 0.55],
    ]) +
    petals(b, 0.36, 0.24, 5.4, c, '#f3f1ea') +
    petals(b, -0.36, 0.4, 4.6, c, '#f3f1ea') +
    petals(b, 0.45, 0.55, 4, c, '#f3f1ea'),
  rain: (b, c, r) =>
    Array.from({ length: 16 }, (_, i) => {
      const k = -0.86 + (i % 8) * 0.235 + r() * 0.06;
      const s = 0.12 + Math.floor(i / 8) * 0.28 + r() * 0.14;
      return line(b, c, 2, [
        [k, s],
        [k - 0.05, s + 0.15],
      ]);
    }).join(''),
  swallow: (b, c) =>
    [
      [-0.1, 0.34, 1],
      [0.44, 0.54, 0.6],
    ]
      .map(
        ([k = 0, s = 0, z = 1]) =>
          line(b, c, 4 * z, [
            [k - 0.34 * z, s - 0.08 * z],
            [k - 0.14 * z, s - 0.05 * z],
            [k, s + 0.05 * z],
            [k + 0.16 * z, s - 0.1 * z],
            [k + 0.36 * z, s - 0.14 * z],
          ]) +
          line(b, c, 2.4 * z, [
            [k, s + 0.05 * z],
            [k - 0.1 * z, s + 0.2 * z],
          ]) +
          line(b, c, 2.4 * z, [
            [k, s + 0.05 * z],
            [k + 0.03 * z, s + 0.22 * z],
          ]),
      )
      .join(''),
  grass: (b, c, r) =>
    Array.from({ length: 11 }, (_, i) => {
      const k = -0.82 + i * 0.16;
      const h = 0.2 + r() * 0.3;
      const lean = (r() - 0.4) * 0.2;
      return line(b, c, 2.6, [
        [k, 0.86],
        [k + lean * 0.3, 0.86 - h * 0.6],
        [k + lean, 0.86 - h],
      ]);
    }).join(''),
  wave: (b, c) =>
    [0.42, 0.54, 0.66]
      .map((s, j) =>
        line(
          b,
          c,
          2.8 - j * 0.4,
          Array.from({ length: 15 }, (_, i) => [-0.96 + i * 0.137, s + Math.sin(i * 1.1 + j * 1.4) * 0.035] as const),
        ),
      )
      .join(''),
  lotus: (b, c) =>
    [
      [-0.34, -0.22],
      [-0.16, -0.08],
      [0.16, 0.08],
      [0.34, 0.22],
    ]
      .map(([far = 0, near = 0]) =>
        line(b, c, 2.6, [
          [0, 0.62],
          [far, 0.44],
          [near, 0.26],
        ]),
      )
      .join('') +
    line(b, c, 2.6, [
      [0, 0.62],
      [-0.09, 0.4],
      [0, 0.22],
      [0.09, 0.4],
      [0, 0.62],
    ]) +
    line(b, c, 2.2, [
      [0, 0.62],
      [0.05, 0.76],
      [0, 0.9],
    ]),
  reed: (b, c) =>
    [
      [-0.4, 0.2],
      [-0.05, 0.12],
      [0.3, 0.28],
    ]
      .map(
        ([k = 0, s = 0]) =>
          line(b, c, 2.2, [
            [k - 0.1, 0.9],
            [k - 0.03, 0.6],
            [k, s + 0.16],
          ]) +
          line(b, c, 7, [
            [k, s + 0.16],
            [k + 0.015, s],
          ]),
      )
      .join(''),
  moon: (b, c) =>
    dot(b, 0.1, 0.34, 19, c, 1) +
    line(b, c, 2, [
      [-0.85, 0.68],
      [-0.3, 0.63],
      [0.2, 0.7],
      [0.75, 0.64],
    ]),
  leaf: (b, c) =>
    [
      [-0.45, 0.3, 0.5],
      [0.05, 0.46, -0.4],
      [0.5, 0.26, 0.3],
    ]
      .map(([k = 0, s = 0, a = 0]) => {
        const [x, y] = b.at(k, b.top + (b.bottom - b.top) * s);
        return fill('M-15 0Q0 -11 15 0Q0 11 -15 0Z', c, `transform="translate(${n(x)} ${n(y)}) rotate(${n(a * 60)})"`);
      })
      .join(''),
  hills: (b, c) =>
    line(b, c, 3, [
      [-0.98, 0.6],
      [-0.7, 0.46],
      [-0.45, 0.34],
      [-0.2, 0.5],
      [0.05, 0.42],
      [0.3, 0.28],
      [0.6, 0.5],
      [0.98, 0.58],
    ]) +
    line(b, c, 1.8, [
      [-0.9, 0.7],
      [-0.4, 0.6],
      [0.1, 0.68],
      [0.8, 0.64],
    ]),
  fish: (b, c) =>
    [
      [-0.3, 0.36, 1],
      [0.34, 0.56, -1],
    ]
      .map(([k = 0, s = 0, f = 1]) => {
        const [x, y] = b.at(k, b.top + (b.bottom - b.top) * s);
        return fill('M-18 0Q-4 -9 10 -1L19 -7L17 1L19 9L10 2Q-4 9 -18 0Z', c, `transform="translate(${n(x)} ${n(y)}) scale(${f} 1)"`);
      })
      .join(''),
  facets: (b, c) =>
    [-0.78, -0.42, 0, 0.42, 0.78]
      .map((k) =>
        line(b, c, 1.6, [
          [k, 0.1],
          [k * 0.98, 0.5],
          [k, 0.84],
        ]),
      )
      .join(''),
};

/** Paints a motif on a thrown body. */
export function paint(body: Turned, motif: Motif, colour: string, random: () => number): string {
  return BRUSHES[motif](body, colour, random);
}
