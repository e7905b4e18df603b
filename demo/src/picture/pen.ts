/**
 * What every drawing starts from: numbers that are short in the file, colours in two tones,
 * and chance that always falls the same way for the same product.
 */

/** Chance seeded by a name: the same handle draws the same speckles for ever. Returns 0 ≤ n < 1. */
export function chance(seed: string): () => number {
  let h = 2166136261;
  for (const char of seed) h = Math.imul(h ^ (char.codePointAt(0) ?? 0), 16777619);
  return () => {
    h = (h + 0x6d2b79f5) | 0;
    let t = Math.imul(h ^ (h >>> 15), 1 | h);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One decimal is enough at 400 units and halves the file. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A point of a drawing, in the 400 × 400 field. */
export type Point = readonly [x: number, y: number];

/** A smooth line through points (Catmull–Rom turned into Béziers), without the leading move. */
export function through(points: readonly Point[]): string {
  const at = (i: number): Point => points[Math.max(0, Math.min(points.length - 1, i))] ?? [0, 0];
  let d = '';
  for (let i = 0; i < points.length - 1; i += 1) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const c1: Point = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6];
    const c2: Point = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6];
    d += `C${n(c1[0])} ${n(c1[1])} ${n(c2[0])} ${n(c2[1])} ${n(p2[0])} ${n(p2[1])}`;
  }
  return d;
}

/** A closed shape made of smooth sides joined by corners. */
export function joined(...sides: readonly (readonly Point[])[]): string {
  let d = '';
  for (const side of sides) {
    const [x, y] = side[0] ?? [0, 0];
    d += `${d === '' ? 'M' : 'L'}${n(x)} ${n(y)}${through(side)}`;
  }
  return `${d}Z`;
}

/** A straight-edged shape. */
export function polygon(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`;
}

/** One filled path. */
export function fill(d: string, colour: string, extra = ''): string {
  return `<path d="${d}" fill="${colour}"${extra === '' ? '' : ` ${extra}`}/>`;
}

/** One stroked path with round ends. */
export function stroke(d: string, colour: string, width: number, extra = ''): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"${extra === '' ? '' : ` ${extra}`}/>`;
}

/** One ellipse. */
export function oval(x: number, y: number, rx: number, ry: number, colour: string, extra = ''): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${colour}"${extra === '' ? '' : ` ${extra}`}/>`;
}

/** Mixes two #rrggbb colours; share is how much of the second, 0 to 1. */
export function mix(a: string, b: string, share: number): string {
  const part = (hex: string, i: number): number => Number.parseInt(hex.slice(1 + i * 2, 3 + i * 2), 16);
  return `#${[0, 1, 2]
    .map((i) =>
      Math.round(part(a, i) * (1 - share) + part(b, i) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The flat tones of one material. `base` in the light, `shade` turned away, `light` where it catches the window, `deep` inside. */
export interface Tones {
  readonly base: string;
  readonly shade: string;
  readonly light: string;
  readonly deep: string;
}

/** Two tones and their neighbours from one colour; shadows go warm, never grey. */
export function tones(base: string): Tones {
  const bright =
    Number.parseInt(base.slice(1, 3), 16) * 0.3 + Number.parseInt(base.slice(3, 5), 16) * 0.59 + Number.parseInt(base.slice(5, 7), 16) * 0.11;
  return {
    base,
    shade: mix(base, '#2b1e12', bright > 190 ? 0.13 : 0.26),
    light: mix(base, '#fffaf0', bright > 190 ? 0.5 : 0.2),
    deep: mix(base, '#1f160d', bright > 190 ? 0.3 : 0.5),
  };
}

/** The two faces that lettering is set in: whichever the reader's system has. */
export const SERIF = "'Songti TC','Noto Serif CJK TC','Noto Serif TC','Iowan Old Style',Georgia,serif";

/** Text for SVG. */
export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
}

/** One line of lettering. */
export function letter(text: string, x: number, y: number, size: number, colour: string, anchor = 'middle', spacing = 0): string {
  return `<text x="${n(x)}" y="${n(y)}" font-family="${SERIF}" font-size="${n(size)}" fill="${colour}" text-anchor="${anchor}"${spacing === 0 ? '' : ` letter-spacing="${n(spacing)}"`}>${escape(text)}</text>`;
}

/** Characters one below the other, as on a tea label. Returns lettering centred on x from the top y. */
export function column(text: string, x: number, y: number, size: number, colour: string, gap = 1.16): string {
  return [...text].map((char, i) => letter(char, x, y + size * (0.88 + i * gap), size, colour)).join('');
}
