import { shadow } from './ground.ts';
import { fill, joined, n, oval, stroke, tones, type Tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Kettle = Extract<Traits, { form: 'kettle' }>;

/** A handle that stands over the lid. */
export function bail(cx: number, y: number, w: number, height: number, t: Tones, width: number): string {
  const d = `M${n(cx - w)} ${n(y)}C${n(cx - w * 1.15)} ${n(y - height)} ${n(cx + w * 1.15)} ${n(y - height)} ${n(cx + w)} ${n(y)}`;
  return stroke(d, t.shade, width) + stroke(d, t.base, width * 0.5, 'transform="translate(-1 -1.5)"');
}

/** Cast iron, with its field of small points, each set into the mould by hand. */
export function iron(t: Kettle): string {
  const metal = tones(MATERIALS[t.metal]);
  const body = new Turned(204, [
    [160, 48],
    [176, 84],
    [216, 108],
    [240, 110],
    [262, 102],
    [284, 72],
    [294, 56],
  ]);
  const lid = new Turned(204, [
    [144, 14],
    [149, 34],
    [160, 50],
  ]);
  let points = '';
  if (t.dots === true)
    for (let row = 0; row < 5; row += 1)
      for (let i = 0; i < 13; i += 1) {
        const [x, y] = body.at(Math.sin(((i + (row % 2) * 0.5) / 13 - 0.48) * 2.9), 184 + row * 13);
        points += oval(x, y, 3, 2.8, metal.deep) + oval(x - 0.8, y - 0.9, 2, 1.8, metal.light);
      }
  const beak = joined(
    [
      [116, 214],
      [90, 196],
      [76, 168],
    ],
    [
      [62, 174],
      [70, 214],
      [104, 246],
    ],
  );
  return (
    shadow(204, 302, 96, 0.2) +
    bail(204, 176, 92, 124, tones(MATERIALS[t.grip]), 9) +
    fill(beak, metal.base) +
    `<ellipse cx="69" cy="171" rx="8" ry="4" fill="${metal.deep}" transform="rotate(-24 69 171)"/>` +
    body.body(metal, t.dots !== true) +
    points +
    (t.dots === true ? '' : stroke('M96 232Q204 268 312 232', metal.deep, 2)) +
    lid.body(metal, false) +
    oval(204, 138, 12, 10, tones(MATERIALS[t.grip]).base) +
    oval(208, 140, 7, 7, tones(MATERIALS[t.grip]).shade)
  );
}

/** A clay kettle on its small brazier. */
export function clay(t: Kettle): string {
  const c = tones(MATERIALS[t.metal]);
  const g = tones(MATERIALS[t.grip]);
  const body = new Turned(206, [
    [128, 40],
    [142, 66],
    [172, 82],
    [200, 76],
    [218, 58],
  ]);
  const stand = new Turned(206, [
    [222, 66],
    [236, 62],
    [262, 60],
    [292, 70],
    [300, 72],
  ]);
  const lid = new Turned(206, [
    [112, 10],
    [116, 28],
    [128, 42],
  ]);
  return (
    shadow(208, 310, 84, 0.2) +
    stand.body(g, false) +
    oval(206, 222, 66, 66 * TILT, g.light) +
    oval(206, 222, 56, 56 * TILT, g.deep) +
    fill(
      joined([
        [184, 308],
        [184, 282],
        [206, 270],
        [228, 282],
        [228, 308],
      ]),
      g.deep,
    ) +
    fill(
      joined([
        [194, 308],
        [198, 296],
        [206, 290],
        [214, 296],
        [218, 308],
      ]),
      '#c26b3d',
    ) +
    fill(
      joined(
        [
          [128, 168],
          [100, 152],
          [88, 128],
        ],
        [
          [76, 134],
          [86, 166],
          [122, 194],
        ],
      ),
      c.base,
    ) +
    body.body(c, false) +
    lid.body(c, false) +
    oval(206, 107, 10, 9, c.shade) +
    fill(
      joined(
        [
          [262, 146],
          [304, 128],
          [346, 118],
        ],
        [
          [346, 118],
          [352, 130],
          [348, 140],
        ],
        [
          [348, 140],
          [308, 150],
          [268, 168],
        ],
      ),
      c.base,
    ) +
    fill(
      joined(
        [
          [266, 158],
          [308, 142],
          [350, 131],
        ],
        [
          [350, 131],
          [348, 140],
        ],
        [
          [348, 140],
          [308, 150],
          [268, 168],
        ],
      ),
      c.shade,
    )
  );
}
