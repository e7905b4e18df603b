import { fill, joined, mix, n, oval, type Point, type Tones } from './pen.ts';

/** How far the eye looks down: the short radius of a circle on its side, as a share of the long one. */
export const TILT = 0.17;

/**
 * A body turned on a wheel: half its width at some heights, smooth in between. Everything painted on it (shade, glaze,
 * bands, speckles) goes through the same projection, so that a line round a cup bends the way the cup does.
 */
export class Turned {
  readonly cx: number;
  readonly top: number;
  readonly bottom: number;
  readonly #knots: readonly Point[];
  readonly #slopes: readonly number[];

  /** @param profile pairs of height and half width, from the rim down. */
  constructor(cx: number, profile: readonly Point[]) {
    this.cx = cx;
    this.#knots = profile;
    this.top = profile[0]?.[0] ?? 0;
    this.bottom = profile.at(-1)?.[0] ?? 0;
    this.#slopes = slopes(profile);
  }

  /** Half the width at a height. */
  width(y: number): number {
    const k = this.#knots;
    let i = 0;
    while (i < k.length - 2 && y > (k[i + 1]?.[0] ?? 0)) i += 1;
    const [y0, w0] = k[i] ?? [0, 0];
    const [y1, w1] = k[i + 1] ?? [y0 + 1, w0];
    const h = y1 - y0;
    const t = Math.max(0, Math.min(1, (y - y0) / h));
    const [m0, m1] = [this.#slopes[i] ?? 0, this.#slopes[i + 1] ?? 0];
    const [t2, t3] = [t * t, t * t * t];
    return (2 * t3 - 3 * t2 + 1) * w0 + (t3 - 2 * t2 + t) * h * m0 + (-2 * t3 + 3 * t2) * w1 + (t3 - t2) * h * m1;
  }

  /** The widest half width. */
  get widest(): number {
    return Math.max(...this.#knots.map(([, w]) => w));
  }

  /** A place on the front: k from -1 (left edge) to 1 (right edge). */
  at(k: number, y: number): Point {
    const w = this.width(y);
    return [this.cx + k * w, y + TILT * w * Math.sqrt(Math.max(0, 1 - k * k))];
  }

  #down(k: number, from: number, to: number): Point[] {
    return Array.from({ length: 11 }, (_, i) => this.at(k, from + ((to - from) * i) / 10));
  }

  #across(y: (k: number) => number, from: number, to: number, steps = 10): Point[] {
    return Array.from({ length: steps + 1 }, (_, i) => {
      const k = from + ((to - from) * i) / steps;
      return this.at(Math.sin((k * Math.PI) / 2), y(k));
    });
  }

  /** The whole outline, the rim's far side included. */
  outline(): string {
    const w = this.width(this.top);
    const rim: Point[] = Array.from({ length: 9 }, (_, i) => {
      const a = (Math.PI * i) / 8;
      return [this.cx + w * Math.cos(a), this.top - TILT * w * Math.sin(a)];
    });
    return joined(
      this.#down(-1, this.top, this.bottom),
      this.#across(() => this.bottom, -1, 1),
      this.#down(1, this.bottom, this.top),
      rim,
    );
  }

  /** The part between two lengthwise lines, for shade and light. */
  slice(k0: number, k1: number, from = this.top, to = this.bottom): string {
    const [a, b] = [(Math.asin(k0) * 2) / Math.PI, (Math.asin(k1) * 2) / Math.PI];
    return joined(
      this.#down(k0, from, to),
      this.#across(() => to, a, b),
      this.#down(k1, to, from),
      this.#across(() => from, b, a),
    );
  }

  /** The part between two lines round the body; edges may wander by a function of k. */
  band(from: number, to: number, wander: (k: number) => number = () => 0): string {
    const steps = 16;
    return joined(
      this.#down(-1, from, to + wander(-1)),
      this.#across((k) => to + wander(k), -1, 1, steps),
      this.#down(1, to + wander(1), from),
      this.#across(() => from, 1, -1),
    );
  }

  /** Outline in two tones, a glint when glazed. */
  body(t: Tones, glossy = true): string {
    return (
      fill(this.outline(), t.base) +
      fill(this.slice(0.42, 1), t.shade) +
      (glossy ? fill(this.slice(-0.8, -0.66, this.top + (this.bottom - this.top) * 0.14, this.top + (this.bottom - this.top) * 0.62), t.light) : '')
    );
  }

  /** A glaze that stops above the foot, with runs of its own. */
  glaze(t: Tones, line: number, random: () => number, runs = 1): string {
    const y = this.top + (this.bottom - this.top) * line;
    const deep = (this.bottom - this.top) * 0.07 * runs;
    const [a, b, c] = [random() * 6, random() * 6, 2 + random() * 2];
    const wander = (k: number): number => deep * (Math.sin(k * c + a) + 0.6 * Math.sin(k * c * 2.3 + b));
    const whole = this.band(this.top, y, wander);
    const id = `g${Math.floor(random() * 1e9).toString(36)}`;
    const edge = mix(t.base, t.deep, 0.35);
    return (
      `<clipPath id="${id}"><path d="${whole}"/></clipPath>` +
      fill(this.band(this.top, y + 3, wander), edge) +
      fill(whole, t.base) +
      `<g clip-path="url(#${id})">${fill(this.slice(0.42, 1), t.shade)}${fill(this.slice(-0.8, -0.66, this.top + (y - this.top) * 0.16, this.top + (y - this.top) * 0.78), t.light)}</g>`
    );
  }

  /** The opening: lip, inside, and what is in it. */
  opening(t: Tones, liquid?: string, depth = 0.45): string {
    const w = this.width(this.top);
    const lip = Math.max(2.5, w * 0.06);
    const inner = w - lip;
    const id = `o${n(this.cx)}-${n(this.top)}`.replaceAll('.', '_');
    return (
      oval(this.cx, this.top, w, w * TILT, t.light) +
      oval(this.cx, this.top, inner, inner * TILT, t.deep) +
      `<clipPath id="${id}"><ellipse cx="${n(this.cx)}" cy="${n(this.top)}" rx="${n(inner)}" ry="${n(inner * TILT)}"/></clipPath>` +
      `<g clip-path="url(#${id})">${oval(this.cx - inner * 0.12, this.top + inner * TILT * 0.35, inner, inner * TILT, mix(t.deep, t.shade, 0.6))}` +
      `${liquid === undefined ? '' : oval(this.cx, this.top + inner * TILT * depth, inner * 0.94, inner * TILT * 0.9, liquid)}</g>`
    );
  }

  /** Iron spots in the clay, thrown by the seeded hand. */
  speckles(count: number, colour: string, random: () => number, from = this.top, to = this.bottom): string {
    let out = '';
    for (let i = 0; i < count; i += 1) {
      const y = from + (to - from) * (0.04 + 0.92 * random());
      const [x, yy] = this.at(Math.sin((random() * 2 - 1) * 1.4) * 0.95, y);
      const r = 0.8 + random() * random() * 2.6;
      out += oval(x, yy, r * 1.15, r, colour);
    }
    return out;
  }
}

/** Slopes that never overshoot (Fritsch and Carlson), so a shoulder stays a shoulder. */
function slopes(p: readonly Point[]): number[] {
  const d = p.slice(1).map(([y, w], i) => (w - (p[i]?.[1] ?? 0)) / (y - (p[i]?.[0] ?? 0)));
  return p.map((_, i) => {
    const [before, after] = [d[i - 1], d[i]];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
}
