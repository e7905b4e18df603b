import { shadow } from './ground.ts';
import { paint } from './motif.ts';
import { fill, joined, mix, n, oval, stroke, tones, type Point, type Tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Form<F extends Traits['form']> = Extract<Traits, { form: F }>;
type Thrown = Form<'cup'> | Form<'bowl'> | Form<'gaiwan'> | Form<'teapot'> | Form<'pitcher'>;

/** Clay, glaze down to its line, spots, painting: in the order the potter does them. */
export function finish(body: Turned, t: Thrown, random: () => number): string {
  const clay = tones(MATERIALS[t.clay]);
  const glaze = t.glaze === undefined ? undefined : tones(MATERIALS[t.glaze]);
  const colour = t.paint === undefined ? (glaze ?? clay).deep : MATERIALS[t.paint];
  return (
    body.body(clay, glaze === undefined && t.clay !== 'charcoal') +
    (glaze === undefined ? '' : body.glaze(glaze, t.line ?? 0.72, random, t.runs ?? 1)) +
    (t.speckle === undefined ? '' : body.speckles(t.speckle, (glaze ?? clay).deep, random)) +
    (t.motif === undefined ? '' : paint(body, t.motif, colour, random))
  );
}

function inside(t: Thrown): Tones {
  return tones(MATERIALS[t.glaze ?? t.clay]);
}

const CUPS: Record<Form<'cup'>['shape'], readonly Point[]> = {
  tulip: [
    [138, 92],
    [160, 82],
    [200, 78],
    [240, 74],
    [268, 56],
    [278, 40],
    [290, 40],
  ],
  straight: [
    [136, 70],
    [150, 70],
    [250, 68],
    [276, 60],
    [284, 48],
    [290, 48],
  ],
  bell: [
    [150, 104],
    [168, 84],
    [200, 76],
    [244, 66],
    [272, 44],
    [280, 36],
    [292, 38],
  ],
  low: [
    [190, 98],
    [210, 98],
    [250, 84],
    [276, 54],
    [284, 44],
    [294, 44],
  ],
  tall: [
    [104, 64],
    [140, 63],
    [220, 60],
    [276, 52],
    [286, 44],
    [294, 44],
  ],
  round: [
    [150, 76],
    [172, 88],
    [210, 94],
    [250, 80],
    [276, 50],
    [284, 42],
    [293, 42],
  ],
  cone: [
    [150, 100],
    [190, 84],
    [240, 60],
    [274, 38],
    [282, 34],
    [293, 36],
  ],
};

/** A cup without a handle; a pair stands one behind the other. */
export function drawCup(t: Form<'cup'>, random: () => number): string {
  const one = (dx: number, dy: number, scale: number): string => {
    const body = new Turned(
      200 + dx,
      CUPS[t.shape].map(([y, w]) => [292 + dy - (292 - y) * scale, w * scale] as const),
    );
    const foot = body.width(body.bottom);
    const plate = t.saucer === true ? saucer(200 + dx, body.bottom + 2, body.widest * 1.22, inside(t)) : '';
    return (
      shadow(
        200 + dx,
        body.bottom + foot * TILT * 0.7 + (t.saucer === true ? 8 : 0),
        t.saucer === true ? body.widest * 1.2 : foot * 1.5,
        t.saucer === true ? 0.1 : 0.3,
      ) +
      plate +
      finish(body, t, random) +
      body.opening(inside(t), t.tea)
    );
  };
  return t.pair === true ? one(62, -38, 0.82) + one(-52, 8, 0.9) : one(0, 4, 1.08);
}

const BOWLS: Record<Form<'bowl'>['shape'], readonly Point[]> = {
  wide: [
    [168, 136],
    [190, 128],
    [230, 104],
    [264, 66],
    [276, 48],
    [290, 50],
  ],
  deep: [
    [142, 108],
    [170, 110],
    [220, 108],
    [256, 88],
    [276, 54],
    [280, 46],
    [292, 47],
  ],
  hat: [
    [172, 142],
    [182, 126],
    [224, 92],
    [264, 52],
    [276, 40],
    [290, 42],
  ],
};

/** A bowl for tea or for the table. */
export function drawBowl(t: Form<'bowl'>, random: () => number): string {
  const body = new Turned(200, BOWLS[t.shape]);
  return shadow(200, 297, body.width(290) * 1.8, 0.28) + finish(body, t, random) + body.opening(inside(t), t.tea, 0.7);
}

function saucer(cx: number, y: number, r: number, t: Tones): string {
  return oval(cx, y + 9, r, r * TILT, t.shade) + oval(cx, y + 4, r, r * TILT, t.base) + oval(cx, y + 5, r * 0.66, r * TILT * 0.6, t.shade);
}

const GAIWANS: Record<Form<'gaiwan'>['shape'], readonly Point[]> = {
  flared: [
    [174, 108],
    [186, 94],
    [212, 84],
    [246, 66],
    [268, 42],
    [284, 42],
  ],
  round: [
    [174, 90],
    [192, 92],
    [224, 88],
    [254, 68],
    [270, 44],
    [284, 44],
  ],
  straight: [
    [168, 84],
    [190, 82],
    [230, 78],
    [256, 66],
    [270, 46],
    [284, 46],
  ],
};

/** The lidded bowl that half of all tea is made in. */
export function drawGaiwan(t: Form<'gaiwan'>, random: () => number): string {
  const body = new Turned(200, GAIWANS[t.shape]);
  const tone = inside(t);
  const rim = body.width(body.top);
  const lidTop = body.top - 46;
  const lid = new Turned(200, [
    [lidTop, 18],
    [lidTop + 6, 34],
    [lidTop + 24, rim * 0.72],
    [body.top - 6, rim * 0.86],
    [body.top, rim * 0.87],
  ]);
  const knob = new Turned(200, [
    [lidTop - 16, 20],
    [lidTop - 10, 17],
    [lidTop + 2, 13],
  ]);
  const plate = t.saucer ? saucer(200, 286, 104, tone) : '';
  return (
    shadow(200, t.saucer ? 304 : 292, t.saucer ? 106 : 64, 0.14) +
    plate +
    finish(body, t, random) +
    body.opening(tone) +
    lid.body(tone) +
    (t.motif === 'rings' ? paint(lid, 'rings', t.paint === undefined ? tone.deep : MATERIALS[t.paint], random) : '') +
    knob.body(tone, false) +
    oval(200, knob.top, 20, 20 * TILT, tone.light) +
    oval(200, knob.top, 15, 15 * TILT, tone.shade)
  );
}

/** The pitcher that makes every cup the same strength. */
export function drawPitcher(t: Form<'pitcher'>, random: () => number): string {
  const body = new Turned(200, [
    [138, 62],
    [160, 58],
    [196, 66],
    [240, 78],
    [276, 70],
    [292, 58],
  ]);
  const tone = inside(t);
  const lip = joined(
    [
      [152, 132],
      [130, 128],
      [118, 134],
    ],
    [
      [118, 134],
      [134, 150],
      [146, 176],
    ],
    [
      [146, 176],
      [160, 160],
      [170, 140],
    ],
  );
  const arm = t.handle ? stroke('M258 166C318 160 326 250 264 262', tone.shade, 15) + stroke('M258 164C314 160 320 248 264 259', tone.base, 9) : '';
  if (t.see !== true) return shadow(200, 300, 82) + arm + fill(lip, tone.base) + finish(body, t, random) + body.opening(tone, t.tea);
  const level = 206;
  const tea = t.tea ?? '#c79a4e';
  return (
    shadow(200, 300, 82) +
    arm +
    fill(lip, tone.base, 'opacity="0.8"') +
    fill(body.outline(), tone.base, 'opacity="0.62"') +
    fill(body.band(level, 286), tea) +
    fill(body.slice(0.42, 0.97, level, 286), mix(tea, '#2b1e12', 0.22)) +
    oval(200, level, body.width(level), body.width(level) * TILT, mix(tea, '#fffaf0', 0.25)) +
    fill(body.slice(-0.82, -0.7, 160, 276), '#fbfaf5', 'opacity="0.85"') +
    stroke(`M138 138A62 ${n(62 * TILT)} 0 1 0 262 138A62 ${n(62 * TILT)} 0 1 0 138 138Z`, tone.light, 3)
  );
}
