import { shadow } from './ground.ts';
import { turned, type Draw } from './hand-tool.ts';
import { fill, joined, n, oval, polygon, stroke } from './pen.ts';
import { TILT, Turned } from './turned.ts';

/** What stands on the table: to beat, to sieve, to time, to measure, to hold. */
export const TABLE = {
  whisk: (w, m) => {
    const tines = Array.from({ length: 23 }, (_, i) => {
      const k = -1 + i / 11;
      return stroke(
        `M${n(200 + k * 24)} 196C${n(200 + k * 62)} 168 ${n(200 + k * 70)} 130 ${n(200 + k * 48)} ${n(106 - Math.abs(k) * 4)}`,
        i % 2 === 0 ? w.base : w.shade,
        2.2,
      );
    }).join('');
    const core = Array.from({ length: 9 }, (_, i) => {
      const k = -1 + i / 4;
      return stroke(`M${n(200 + k * 12)} 196C${n(200 + k * 20)} 170 ${n(200 + k * 22)} 146 ${n(200 + k * 8)} 124`, w.light, 1.8);
    }).join('');
    const stem = new Turned(200, [
      [204, 25],
      [210, 27],
      [296, 27],
      [300, 26],
    ]);
    return (
      shadow(200, 304, 40, 0.4) +
      core +
      tines +
      stem.body(w, false) +
      fill(stem.band(200, 214), m.base) +
      fill(stem.slice(0.42, 1, 200, 214), m.shade)
    );
  },
  strainer: (w, m) => {
    const cup = new Turned(180, [
      [176, 76],
      [190, 74],
      [232, 56],
      [256, 30],
    ]);
    const mesh =
      [-0.7, -0.4, -0.1, 0.2, 0.5, 0.8]
        .map((k) =>
          stroke(
            `M${cup.at(k, 178).map(n).join(' ')}Q${cup.at(k, 226).map(n).join(' ')} ${cup
              .at(k * 0.8, 254)
              .map(n)
              .join(' ')}`,
            m.deep,
            1,
          ),
        )
        .join('') +
      [196, 212, 228, 242]
        .map((y) =>
          stroke(`M${cup.at(-0.98, y).map(n).join(' ')}Q${n(180)} ${n(y + cup.width(y) * TILT * 2)} ${cup.at(0.98, y).map(n).join(' ')}`, m.deep, 1),
        )
        .join('');
    return (
      shadow(190, 276, 70, 0.2) +
      cup.body(m, false) +
      mesh +
      oval(180, 176, 80, 80 * TILT, m.light) +
      oval(180, 176, 70, 70 * TILT, m.deep) +
      fill(
        joined(
          [
            [252, 166],
            [300, 154],
            [354, 150],
          ],
          [
            [354, 150],
            [358, 160],
            [354, 170],
          ],
          [
            [354, 170],
            [300, 174],
            [254, 184],
          ],
        ),
        w.base,
      ) +
      fill(
        joined(
          [
            [254, 178],
            [300, 167],
            [357, 162],
          ],
          [
            [357, 162],
            [354, 170],
          ],
          [
            [354, 170],
            [300, 174],
            [254, 184],
          ],
        ),
        w.shade,
      )
    );
  },
  hourglass: (w, m) => {
    const top = new Turned(200, [
      [104, 58],
      [120, 60],
      [160, 44],
      [196, 8],
    ]);
    const low = new Turned(200, [
      [200, 8],
      [238, 44],
      [276, 60],
      [290, 58],
    ]);
    const plate = (y: number): string =>
      new Turned(200, [
        [y, 80],
        [y + 12, 80],
      ]).body(w, false) + oval(200, y, 80, 80 * TILT, w.light);
    return (
      shadow(200, 318, 84) +
      plate(296) +
      stroke('M136 100V302M264 100V302', w.shade, 7) +
      fill(top.outline(), '#dfe8e3', 'opacity="0.85"') +
      fill(low.outline(), '#dfe8e3', 'opacity="0.85"') +
      fill(top.band(150, 196), m.base) +
      oval(200, 150, top.width(150), top.width(150) * TILT, m.light) +
      fill(
        new Turned(200, [
          [258, 6],
          [290, 50],
        ]).outline(),
        m.base,
      ) +
      stroke('M200 196V260', m.base, 2) +
      fill(top.slice(-0.8, -0.66, 114, 166), '#fbfcfa') +
      fill(low.slice(-0.8, -0.66, 226, 280), '#fbfcfa') +
      plate(92)
    );
  },
  thermometer: (w, m) =>
    shadow(206, 300, 74, 0.2) +
    turned(
      18,
      stroke('M200 150L200 330', m.base, 9) +
        stroke('M203 150L203 330', m.shade, 4) +
        oval(200, 120, 62, 62, w.base) +
        oval(200, 120, 54, 54, '#f6f1e6') +
        Array.from({ length: 13 }, (_, i) => {
          const a = Math.PI * (0.75 + (i / 12) * 1.5);
          return stroke(
            `M${n(200 + Math.cos(a) * 46)} ${n(120 + Math.sin(a) * 46)}L${n(200 + Math.cos(a) * (i % 3 === 0 ? 35 : 40))} ${n(120 + Math.sin(a) * (i % 3 === 0 ? 35 : 40))}`,
            '#3a352c',
            2,
          );
        }).join('') +
        stroke('M200 120L226 92', '#a8512f', 3.4) +
        oval(200, 120, 5, 5, '#3a352c'),
    ),
  stand: (w, m) => {
    const ring = new Turned(200, [
      [236, 62],
      [244, 56],
      [282, 52],
      [294, 58],
    ]);
    return (
      shadow(200, 302, 66) +
      ring.body(w, false) +
      oval(200, 236, 62, 62 * TILT, w.light) +
      oval(200, 236, 52, 52 * TILT, w.deep) +
      turned(
        0,
        fill(
          polygon([
            [176, 250],
            [168, 96],
            [182, 92],
            [190, 252],
          ]),
          m.base,
        ) +
          fill(
            polygon([
              [204, 254],
              [212, 84],
              [222, 86],
              [216, 254],
            ]),
            m.shade,
          ) +
          fill(
            joined(
              [
                [226, 252],
                [244, 140],
                [238, 106],
                [254, 98],
              ],
              [
                [254, 98],
                [262, 120],
                [254, 146],
                [236, 254],
              ],
            ),
            m.light,
          ),
      ) +
      fill(ring.band(240, 294), w.base) +
      fill(ring.slice(0.42, 1, 240, 294), w.shade)
    );
  },
} satisfies Record<string, Draw>;
