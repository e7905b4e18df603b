import { shadow } from './ground.ts';
import { bail, clay, iron } from './hearth-kettle.ts';
import { fill, joined, mix, n, oval, polygon, stroke, tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Kettle = Extract<Traits, { form: 'kettle' }>;

/** A neck thin enough to write with. */
function goose(t: Kettle, electric: boolean): string {
  const metal = tones(MATERIALS[t.metal]);
  const grip = tones(MATERIALS[t.grip]);
  const body = new Turned(
    210,
    electric
      ? [
          [142, 50],
          [152, 56],
          [260, 84],
          [272, 86],
        ]
      : [
          [150, 52],
          [160, 60],
          [240, 88],
          [284, 90],
          [292, 88],
        ],
  );
  const lid = new Turned(210, [
    [body.top - 13, 16],
    [body.top - 9, 42],
    [body.top, body.width(body.top)],
  ]);
  const y = body.bottom;
  const neck = `M${n(210 - body.width(y - 30) + 6)} ${n(y - 28)}C${n(84)} ${n(y - 18)} ${n(112)} 172 ${n(84)} 152C74 145 68 147 60 150`;
  const arm = electric
    ? fill(
        joined(
          [
            [258, 160],
            [300, 150],
            [330, 162],
          ],
          [
            [330, 162],
            [330, 220],
            [316, 262],
          ],
          [
            [316, 262],
            [304, 262],
            [302, 254],
          ],
          [
            [302, 254],
            [312, 216],
            [312, 180],
          ],
          [
            [312, 180],
            [296, 172],
            [262, 184],
          ],
        ),
        grip.base,
      ) +
      fill(
        joined(
          [
            [320, 166],
            [330, 162],
          ],
          [
            [330, 162],
            [330, 220],
            [316, 262],
          ],
          [
            [316, 262],
            [309, 262],
          ],
          [
            [309, 262],
            [322, 216],
            [320, 166],
          ],
        ),
        grip.shade,
      )
    : stroke('M266 176C336 160 342 236 308 262', grip.shade, 15) + stroke('M266 174C332 160 336 232 306 258', grip.base, 9);
  const base = electric
    ? new Turned(210, [
        [282, 92],
        [296, 98],
      ]).body(tones(MATERIALS[t.grip]), false) +
      oval(210, 282, 92, 92 * TILT, grip.light) +
      oval(210, 280, 80, 80 * TILT, grip.shade) +
      oval(150, 305, 3.4, 2.6, '#7fa68f')
    : '';
  return (
    shadow(212, electric ? 312 : 304, 104, 0.14) +
    base +
    stroke(neck, metal.shade, 15) +
    stroke(neck, metal.base, 9, 'transform="translate(-1 -2)"') +
    arm +
    body.body(metal) +
    lid.body(metal, false) +
    oval(210, body.top - 21, 10, 9, grip.base) +
    oval(213, body.top - 19, 6, 6, grip.shade)
  );
}

/** A kettle for the stove: a wide foot, a short beak, a handle that stands up by itself. */
function stove(t: Kettle): string {
  const metal = tones(MATERIALS[t.metal]);
  const body = new Turned(204, [
    [168, 56],
    [180, 78],
    [220, 98],
    [270, 110],
    [288, 108],
    [296, 102],
  ]);
  const lid = new Turned(204, [
    [150, 12],
    [155, 40],
    [168, 58],
  ]);
  return (
    shadow(206, 308, 118, 0.14) +
    bail(204, 184, 84, 118, tones(MATERIALS[t.metal]), 6) +
    stroke('M152 104Q204 88 256 104', tones(MATERIALS[t.grip]).shade, 19) +
    stroke('M153 101Q204 86 254 101', tones(MATERIALS[t.grip]).base, 12) +
    fill(
      polygon([
        [122, 226],
        [70, 178],
        [58, 186],
        [104, 258],
      ]),
      metal.base,
    ) +
    fill(
      polygon([
        [104, 258],
        [58, 186],
        [64, 182],
        [118, 246],
      ]),
      metal.shade,
    ) +
    body.body(metal) +
    lid.body(metal, false) +
    oval(204, 144, 11, 10, tones(MATERIALS[t.grip]).base) +
    oval(207, 146, 6, 6, tones(MATERIALS[t.grip]).shade)
  );
}

/** Glass, so that one can watch the water change its mind. */
function glass(t: Kettle): string {
  const see = tones(MATERIALS.glass);
  const grip = tones(MATERIALS[t.grip]);
  const body = new Turned(206, [
    [152, 52],
    [172, 78],
    [222, 100],
    [266, 92],
    [292, 68],
  ]);
  const water = '#b9cfc9';
  const beads = [
    [176, 262],
    [190, 240],
    [212, 270],
    [228, 248],
    [204, 222],
    [244, 268],
    [160, 244],
  ]
    .map(([x = 0, y = 0], i) => oval(x, y, 3 + (i % 3), 3 + (i % 3), '#eef4f0'))
    .join('');
  return (
    shadow(206, 302, 92, 0.16) +
    stroke('M258 170C330 158 338 246 290 258', grip.shade, 14) +
    stroke('M258 168C326 158 332 242 290 255', grip.base, 8) +
    fill(
      joined(
        [
          [124, 224],
          [96, 200],
          [82, 160],
        ],
        [
          [68, 164],
          [76, 214],
          [116, 256],
        ],
      ),
      see.base,
    ) +
    fill(body.outline(), see.base, 'opacity="0.7"') +
    fill(body.band(206, 286), water) +
    fill(body.slice(0.46, 0.97, 206, 286), mix(water, '#2b1e12', 0.16)) +
    oval(206, 206, body.width(206), body.width(206) * TILT, '#d6e4de') +
    beads +
    fill(body.slice(-0.82, -0.7, 180, 270), '#fbfcfa') +
    new Turned(206, [
      [138, 12],
      [142, 36],
      [153, 54],
    ]).body(grip, false) +
    oval(206, 132, 11, 10, grip.light)
  );
}

/** A kettle by the way it is built. */
export function drawKettle(t: Kettle): string {
  if (t.build === 'iron') return iron(t);
  if (t.build === 'goose') return goose(t, false);
  if (t.build === 'electric') return goose(t, true);
  if (t.build === 'glass') return glass(t);
  if (t.build === 'clay') return clay(t);
  return stove(t);
}
