import { fill, mix, n, oval, polygon, stroke, tones } from './pen.ts';
import type { Leaf } from './traits.ts';
import { TILT, Turned } from './turned.ts';

/** One leaf of a kind at the origin; the pile turns and places it. */
export const LEAVES: Record<Exclude<Leaf, 'powder'>, (tone: string, random: () => number) => string> = {
  ball: (c, r) => {
    const a = 5.6 + r() * 3;
    return (
      oval(0, 0, a * 1.15, a, mix(c, '#1f160d', 0.3)) +
      oval(-1.3, -1.4, a * 0.85, a * 0.7, c) +
      stroke(`M${n(-a * 0.7)} 0Q0 ${n(-a * 0.7)} ${n(a * 0.6)} -1`, mix(c, '#1f160d', 0.38), 1.1)
    );
  },
  strip: (c, r) => {
    const l = 13 + r() * 8;
    const b = 4 + r() * 6;
    return stroke(`M${n(-l)} 1Q0 ${n(-b)} ${n(l)} 2`, mix(c, '#1f160d', 0.3), 5.4) + stroke(`M${n(-l)} 0Q0 ${n(-b - 1)} ${n(l * 0.8)} 0`, c, 2.8);
  },
  needle: (c, r) => {
    const l = 11 + r() * 8;
    return stroke(`M${n(-l)} 1L${n(l)} 0`, mix(c, '#1f160d', 0.26), 3.4) + stroke(`M${n(-l)} 0L${n(l * 0.8)} -0.8`, c, 1.9);
  },
  bud: (c, r) => {
    const l = 12 + r() * 6;
    return (
      fill(`M${n(-l)} 0Q0 -7.4 ${n(l)} -1Q0 6 ${n(-l)} 0Z`, mix(c, '#3a3f2c', 0.34)) +
      fill(`M${n(-l)} -0.6Q0 -7.4 ${n(l)} -1Q0 0.4 ${n(-l)} -0.6Z`, c)
    );
  },
  flat: (c, r) => {
    const l = 15 + r() * 7;
    return (
      fill(`M${n(-l)} 0Q0 -6.6 ${n(l)} -1Q0 5.4 ${n(-l)} 0Z`, mix(c, '#1f260d', 0.24)) + fill(`M${n(-l)} 0Q0 -6.6 ${n(l)} -1Q0 -1 ${n(-l)} 0Z`, c)
    );
  },
  stem: (c, r) => {
    const l = 10 + r() * 13;
    return r() < 0.55
      ? stroke(`M${n(-l)} 0L${n(l)} ${n(r() * 3 - 1)}`, mix(c, '#1f160d', 0.2), 4.6) +
          stroke(`M${n(-l)} -0.8L${n(l * 0.86)} -0.6`, mix(c, '#fff3d8', 0.2), 2.2)
      : fill('M-9 0L-2 -6L9 -2L4 5Z', c);
  },
  curl: (c, r) => {
    const l = 7 + r() * 4;
    return (
      stroke(`M${n(-l)} 3C${n(-l)} ${n(-l)} ${n(l)} ${n(-l)} ${n(l)} 1C${n(l)} 5 2 5 1 2`, mix(c, '#1f160d', 0.3), 4.4) +
      stroke(`M${n(-l)} 2C${n(-l)} ${n(-l - 1)} ${n(l)} ${n(-l)} ${n(l - 1)} 0`, c, 2.2)
    );
  },
  chip: (c, r) => {
    const l = 6 + r() * 5;
    return (
      fill(
        polygon([
          [-l, 1],
          [-2, -5],
          [l, -3],
          [l * 0.6, 4],
          [-3, 5],
        ]),
        mix(c, '#1f160d', 0.24),
      ) +
      fill(
        polygon([
          [-l, 0],
          [-2, -5],
          [l, -3],
          [0, 0],
        ]),
        c,
      )
    );
  },
};

/** A mound of leaf: pieces from the back to the front, each a little different, on a sheet of white paper. */
export function pile(leaf: Leaf, tone: string, tone2: string, cx: number, y: number, radius: number, height: number, random: () => number): string {
  if (leaf === 'powder') {
    const body = new Turned(cx, [
      [y - height, radius * 0.12],
      [y - height * 0.8, radius * 0.34],
      [y - height * 0.35, radius * 0.72],
      [y, radius],
    ]);
    const t = tones(tone);
    let dust = '';
    for (let i = 0; i < 40; i += 1) {
      const a = random() * Math.PI * 2;
      const d = radius * (0.98 + random() * 0.2);
      dust += oval(cx + Math.cos(a) * d, y + 3 + Math.sin(a) * d * TILT, 1 + random() * 1.6, 0.9 + random(), t.base);
    }
    return dust + fill(body.outline(), t.base) + fill(body.slice(0.3, 1), t.shade) + body.speckles(26, t.light, random);
  }
  const pieces: { x: number; y: number; a: number; c: string }[] = [];
  const count = Math.round(radius * (leaf === 'needle' ? 2.1 : leaf === 'ball' ? 1.5 : 1.25));
  for (let i = 0; i < count; i += 1) {
    const u = (random() + random() + random()) / 1.5 - 1;
    const x = u * radius;
    const up = height * (1 - u * u) * random();
    const front = (random() - 0.35) * radius * 0.3 * Math.sqrt(1 - u * u);
    pieces.push({
      x: cx + x,
      y: y - up + front,
      a: (random() * 2 - 1) * (leaf === 'ball' ? 180 : 46) + (random() < 0.5 ? 180 : 0),
      c: mix(tone, tone2, random()),
    });
  }
  for (let i = 0; i < 7; i += 1) {
    const a = random() * Math.PI * 2;
    pieces.push({ x: cx + Math.cos(a) * radius * 1.16, y: y + Math.sin(a) * radius * 0.24 + 5, a: random() * 360, c: mix(tone, tone2, random()) });
  }
  pieces.sort((a, b) => a.y - b.y);
  const draw = LEAVES[leaf];
  return pieces.map((p) => `<g transform="translate(${n(p.x)} ${n(p.y)}) rotate(${n(p.a)})">${draw(p.c, random)}</g>`).join('');
}
