import { shadow } from './ground.ts';
import { column, fill, n, oval, polygon, stroke, tones, type Tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Form<F extends Traits['form']> = Extract<Traits, { form: F }>;

function caddy(cx: number, bottom: number, w: number, h: number, t: Tones, band: Tones | undefined): string {
  const body = new Turned(cx, [
    [bottom - h, w],
    [bottom - 3, w],
    [bottom, w - 2],
  ]);
  const seam = bottom - h * 0.68;
  return (
    shadow(cx, bottom + w * TILT * 0.7, w * 1.08) +
    body.body(t, false) +
    fill(body.slice(-0.82, -0.7, bottom - h + 6, bottom - 8), t.light) +
    (band === undefined
      ? ''
      : fill(body.band(bottom - h * 0.46, bottom - h * 0.3), band.base) +
        fill(body.slice(0.42, 1, bottom - h * 0.46, bottom - h * 0.3), band.shade)) +
    fill(body.band(seam, seam + 2), t.deep) +
    oval(cx, bottom - h, w, w * TILT, t.light) +
    oval(cx, bottom - h, w - 4, (w - 4) * TILT, t.base)
  );
}

/** A tin keeps light, air and the cat out. */
export function drawTin(t: Form<'tin'>): string {
  const m = tones(MATERIALS[t.metal]);
  const band = t.band === undefined ? undefined : tones(MATERIALS[t.band]);
  const name = (x: number, y: number, size: number): string =>
    t.label === undefined
      ? ''
      : fill(
          polygon([
            [x - size * 0.8, y - size * 0.5],
            [x + size * 0.8, y - size * 0.5],
            [x + size * 0.8, y + size * ([...t.label].length * 1.16 + 0.2)],
            [x - size * 0.8, y + size * ([...t.label].length * 1.16 + 0.2)],
          ]),
          '#f4efe3',
        ) + column(t.label, x, y - size * 0.2, size, '#2c2a25');
  if (t.shape === 'pair') return caddy(252, 276, 62, 150, band ?? m, undefined) + caddy(146, 298, 66, 104, m, undefined);
  if (t.shape === 'tall') return caddy(200, 304, 62, 208, m, band) + name(196, 196, 24);
  if (t.shape === 'wood') {
    const body = new Turned(200, [
      [150, 74],
      [162, 84],
      [230, 90],
      [284, 80],
      [298, 70],
    ]);
    const grain = [-0.7, -0.4, -0.05, 0.3, 0.62]
      .map((k, i) =>
        stroke(
          `M${body
            .at(k, 176 + (i % 2) * 12)
            .map(n)
            .join(' ')}Q${body
            .at(k + 0.06, 230)
            .map(n)
            .join(' ')} ${body
            .at(k, 286 - (i % 3) * 12)
            .map(n)
            .join(' ')}`,
          m.shade,
          1.6,
        ),
      )
      .join('');
    const lid = new Turned(200, [
      [130, 50],
      [134, 70],
      [150, 78],
    ]);
    return shadow(200, 308, 88) + body.body(m, false) + grain + lid.body(band ?? m, false) + oval(200, 130, 50, 50 * TILT, (band ?? m).light);
  }
  if (t.shape === 'square') {
    return (
      shadow(202, 302, 104, 0.16) +
      fill(
        polygon([
          [112, 142],
          [246, 142],
          [246, 304],
          [112, 304],
        ]),
        m.base,
      ) +
      fill(
        polygon([
          [246, 142],
          [290, 124],
          [290, 284],
          [246, 304],
        ]),
        m.shade,
      ) +
      fill(
        polygon([
          [112, 142],
          [158, 124],
          [290, 124],
          [246, 142],
        ]),
        m.light,
      ) +
      oval(202, 130, 44, 9, m.shade) +
      oval(202, 122, 44, 9, m.light) +
      stroke('M112 176H246L290 157', m.deep, 1.6) +
      (band === undefined
        ? ''
        : fill(
            polygon([
              [112, 262],
              [246, 262],
              [246, 280],
              [112, 280],
            ]),
            band.base,
          ) +
          fill(
            polygon([
              [246, 262],
              [290, 244],
              [290, 262],
              [246, 280],
            ]),
            band.shade,
          )) +
      name(178, 200, 22)
    );
  }
  return caddy(200, 300, 88, 138, m, band) + name(194, 212, 22);
}
