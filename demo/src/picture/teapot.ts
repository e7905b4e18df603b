import { shadow } from './ground.ts';
import { fill, joined, n, oval, stroke, tones, type Point, type Tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';
import { finish } from './ware.ts';

type Teapot = Extract<Traits, { form: 'teapot' }>;

/** Bodies from the shoulder down, and how far the lid covers the top. */
const BODIES: Record<Teapot['shape'], readonly Point[]> = {
  pear: [
    [158, 38],
    [184, 58],
    [224, 88],
    [258, 92],
    [284, 70],
    [294, 54],
  ],
  round: [
    [160, 46],
    [176, 74],
    [216, 98],
    [254, 90],
    [284, 58],
    [294, 46],
  ],
  flat: [
    [196, 52],
    [206, 82],
    [236, 112],
    [262, 106],
    [284, 74],
    [294, 60],
  ],
  tall: [
    [126, 46],
    [140, 62],
    [190, 74],
    [250, 82],
    [282, 74],
    [294, 66],
  ],
  drum: [
    [168, 58],
    [176, 82],
    [206, 94],
    [258, 94],
    [284, 82],
    [294, 70],
  ],
};

const KNOBS: Record<Teapot['knob'], (x: number, y: number, t: Tones) => string> = {
  ball: (x, y, t) =>
    oval(x, y - 11, 14, 13, t.base) +
    fill(`M${n(x + 4)} ${n(y - 23)}A14 13 0 0 1 ${n(x + 4)} ${n(y + 1)}A20 20 0 0 0 ${n(x + 4)} ${n(y - 23)}Z`, t.shade),
  flat: (x, y, t) =>
    new Turned(x, [
      [y - 13, 20],
      [y - 7, 17],
      [y, 10],
    ]).body(t, false) + oval(x, y - 13, 20, 20 * TILT, t.light),
  ring: (x, y, t) =>
    stroke(`M${n(x - 10)} ${n(y - 1)}C${n(x - 22)} ${n(y - 27)} ${n(x + 22)} ${n(y - 27)} ${n(x + 10)} ${n(y - 1)}`, t.shade, 8) +
    stroke(`M${n(x - 11)} ${n(y - 3)}C${n(x - 22)} ${n(y - 27)} ${n(x + 16)} ${n(y - 27)} ${n(x + 10)} ${n(y - 8)}`, t.base, 5),
  bridge: (x, y, t) =>
    stroke(`M${n(x - 20)} ${n(y)}Q${n(x)} ${n(y - 22)} ${n(x + 20)} ${n(y)}`, t.shade, 9) +
    stroke(`M${n(x - 20)} ${n(y - 1)}Q${n(x)} ${n(y - 23)} ${n(x + 18)} ${n(y - 4)}`, t.base, 5),
  twig: (x, y, t) =>
    stroke(`M${n(x)} ${n(y)}L${n(x - 1)} ${n(y - 14)}M${n(x - 18)} ${n(y - 15)}Q${n(x)} ${n(y - 20)} ${n(x + 19)} ${n(y - 13)}`, t.deep, 7) +
    stroke(`M${n(x - 18)} ${n(y - 17)}Q${n(x)} ${n(y - 22)} ${n(x + 14)} ${n(y - 17)}`, t.base, 3),
};

function spout(body: Turned, kind: Teapot['spout'], t: Tones): string {
  const mid = (body.top + body.bottom) / 2;
  const w = body.width(mid + 10);
  const x = body.cx - w + 8;
  const root = mid + (kind === 'short' ? 4 : 18);
  const tip: Point = kind === 'short' ? [x - 40, body.top + 16] : kind === 'curved' ? [x - 66, body.top + 2] : [x - 66, body.top + 14];
  const thick = kind === 'short' ? 34 : 42;
  const upper: Point[] =
    kind === 'curved'
      ? [
          [x + 8, root - thick / 2],
          [x - 26, root - 26],
          [x - 42, tip[1] + 26],
          [tip[0] + 9, tip[1] - 2],
        ]
      : [
          [x + 8, root - thick / 2 - 4],
          [x - 18, (root + tip[1]) / 2 - 14],
          [tip[0] + 8, tip[1] - 3],
        ];
  const lower: Point[] =
    kind === 'curved'
      ? [
          [tip[0] - 7, tip[1] + 6],
          [x - 60, tip[1] + 44],
          [x - 36, root + 10],
          [x + 8, root + thick / 2 + 8],
        ]
      : [
          [tip[0] - 6, tip[1] + 6],
          [x - 28, (root + tip[1]) / 2 + 16],
          [x + 8, root + thick / 2],
        ];
  return (
    fill(joined(upper, lower), t.base) +
    fill(
      joined(
        lower.map(([a, b]) => [a, b] as const),
        [...lower].reverse().map(([a, b], i) => [a + (i === 0 ? 0 : 5), b - (i === lower.length - 1 ? 1 : 9)] as const),
      ),
      t.shade,
    ) +
    `<ellipse cx="${n(tip[0] + 1)}" cy="${n(tip[1] + 2)}" rx="9.5" ry="4.5" fill="${t.deep}" transform="rotate(${kind === 'short' ? -32 : -24} ${n(tip[0] + 1)} ${n(tip[1] + 2)})"/>`
  );
}

function handle(body: Turned, kind: Teapot['handle'], t: Tones): string {
  const { top, bottom, cx } = body;
  const mid = (top + bottom) / 2;
  const w = body.width(mid);
  if (kind === 'over') {
    const y = top - 84;
    const arc = `M${n(cx - w * 0.7)} ${n(top + 26)}C${n(cx - w * 1.05)} ${n(y - 6)} ${n(cx + w * 1.05)} ${n(y - 6)} ${n(cx + w * 0.7)} ${n(top + 26)}`;
    return stroke(arc, t.shade, 12) + stroke(arc, t.base, 6, 'transform="translate(-1.5 -1.5)"');
  }
  const x = cx + body.width(top + 24) - 4;
  const arc = `M${n(x)} ${n(top + 22)}C${n(cx + w + 66)} ${n(top + 2)} ${n(cx + w + 60)} ${n(bottom - 18)} ${n(cx + body.width(bottom - 36) - 2)} ${n(bottom - 34)}`;
  return stroke(arc, t.shade, 14) + stroke(arc, t.base, 8, 'transform="translate(-1.5 -2)"');
}

/** The hollow handle of a kyusu stands out of its side towards the hand that pours. */
function sideHandle(body: Turned, t: Tones): string {
  const mid = (body.top + body.bottom) / 2 - 6;
  const [x, y] = [body.cx + 34, mid + body.width(mid) * TILT];
  const grip = joined(
    [
      [x - 15, y - 12],
      [x + 34, y - 4],
      [x + 92, y + 12],
    ],
    [
      [x + 92, y + 12],
      [x + 97, y + 26],
      [x + 90, y + 42],
    ],
    [
      [x + 90, y + 42],
      [x + 32, y + 28],
      [x - 15, y + 20],
    ],
  );
  return (
    fill(grip, t.base) +
    fill(
      joined(
        [
          [x - 15, y + 8],
          [x + 34, y + 16],
          [x + 96, y + 30],
        ],
        [
          [x + 96, y + 30],
          [x + 90, y + 42],
        ],
        [
          [x + 90, y + 42],
          [x + 32, y + 28],
          [x - 15, y + 20],
        ],
      ),
      t.shade,
    ) +
    `<ellipse cx="${n(x + 93)}" cy="${n(y + 27)}" rx="6" ry="15" fill="${t.deep}" transform="rotate(-12 ${n(x + 93)} ${n(y + 27)})"/>`
  );
}

/** A teapot, by its body, lid, knob, spout and the hand it is made for. */
export function drawTeapot(t: Teapot, random: () => number): string {
  const body = new Turned(t.handle === 'back' ? 206 : 200, BODIES[t.shape]);
  const tone = tones(MATERIALS[t.glaze ?? t.clay]);
  const rim = body.width(body.top);
  const dome = t.shape === 'flat' ? 16 : t.shape === 'tall' ? 18 : 24;
  const lid = new Turned(body.cx, [
    [body.top - dome, 11],
    [body.top - dome + 4, rim * 0.5],
    [body.top - 5, rim * 0.94],
    [body.top + 1, rim],
  ]);
  const drawing =
    shadow(body.cx, body.bottom + body.width(body.bottom) * TILT * 0.7, body.width(body.bottom) * 1.5, 0.22) +
    (t.handle === 'side' ? '' : handle(body, t.handle, t.handle === 'over' ? tones(MATERIALS.bamboo) : tone)) +
    spout(body, t.spout, tone) +
    finish(body, t, random) +
    lid.body(tone) +
    KNOBS[t.knob](body.cx, body.top - dome + 1, tone) +
    (t.handle === 'side' ? sideHandle(body, tone) : '');
  const shifted = `<g transform="translate(4 8)">${drawing}</g>`;
  return t.side === 'left' ? `<g transform="translate(400 0) scale(-1 1)">${shifted}</g>` : shifted;
}
