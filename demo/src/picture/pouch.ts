import { shadow } from './ground.ts';
import { pile } from './leaf.ts';
import { column, fill, mix, oval, polygon, stroke, tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Pouch = Extract<Traits, { form: 'pouch' }>;

function bag(t: Pouch): string {
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  return (
    fill(
      polygon([
        [96, 116],
        [212, 110],
        [220, 304],
        [88, 308],
      ]),
      p.base,
    ) +
    fill(
      polygon([
        [212, 110],
        [240, 124],
        [252, 292],
        [220, 304],
      ]),
      p.shade,
    ) +
    fill(
      polygon([
        [96, 86],
        [211, 80],
        [212, 112],
        [96, 118],
      ]),
      p.light,
    ) +
    fill(
      polygon([
        [211, 80],
        [239, 96],
        [240, 124],
        [212, 112],
      ]),
      p.shade,
    ) +
    stroke('M96 118L212 112L240 125', p.deep, 1.2, 'opacity="0.5"') +
    fill(
      polygon([
        [126, 140],
        [182, 137.5],
        [185, 262],
        [125, 264],
      ]),
      t.paper === 'paper' || t.paper === 'chalk' ? b.base : '#f4efe3',
    ) +
    label(t, 155, 150, 34, t.paper === 'paper' || t.paper === 'chalk' ? '#f7f3e8' : '#2c2a25') +
    fill(
      polygon([
        [145, 274],
        [165, 273.4],
        [165, 293],
        [145, 293.6],
      ]),
      b.base,
    )
  );
}

function block(t: Pouch): string {
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  return (
    fill(
      polygon([
        [86, 128],
        [206, 128],
        [206, 306],
        [86, 306],
      ]),
      p.base,
    ) +
    fill(
      polygon([
        [206, 128],
        [244, 112],
        [244, 288],
        [206, 306],
      ]),
      p.shade,
    ) +
    fill(
      polygon([
        [86, 128],
        [126, 112],
        [244, 112],
        [206, 128],
      ]),
      p.light,
    ) +
    fill(
      polygon([
        [86, 206],
        [206, 206],
        [206, 250],
        [86, 250],
      ]),
      b.base,
    ) +
    fill(
      polygon([
        [206, 206],
        [244, 189],
        [244, 232],
        [206, 250],
      ]),
      b.shade,
    ) +
    fill(
      polygon([
        [116, 146],
        [176, 146],
        [176, 284],
        [116, 284],
      ]),
      '#f4efe3',
    ) +
    label(t, 146, 158, 36, '#2c2a25')
  );
}

function drum(t: Pouch): string {
  const body = new Turned(158, [
    [136, 58],
    [140, 60],
    [296, 60],
    [300, 58],
  ]);
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  const lid = new Turned(158, [
    [116, 60],
    [120, 62],
    [160, 62],
  ]);
  const cut = (d: string, tone: typeof b): string => fill(d, tone.base);
  return (
    body.body(p, false) +
    cut(body.band(196, 276), b) +
    fill(body.slice(0.42, 1, 196, 276), b.shade) +
    lid.body(p, false) +
    oval(158, 116, 60, 60 * TILT, p.light) +
    fill(
      polygon([
        [136, 190],
        [178, 192],
        [178, 290],
        [136, 288],
      ]),
      '#f4efe3',
    ) +
    label(t, 157, 199, 26, '#2c2a25')
  );
}

function roll(t: Pouch): string {
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  return (
    fill(
      polygon([
        [92, 148],
        [232, 140],
        [236, 300],
        [92, 306],
      ]),
      p.base,
    ) +
    fill(
      polygon([
        [232, 140],
        [258, 156],
        [260, 286],
        [236, 300],
      ]),
      p.shade,
    ) +
    fill(
      polygon([
        [92, 148],
        [122, 130],
        [254, 124],
        [258, 156],
        [232, 140],
      ]),
      p.light,
    ) +
    stroke('M162 144L166 303M92 226L236 220L260 222', b.base, 3.4) +
    stroke('M164 222C140 196 132 214 164 222C190 194 198 214 164 222', b.base, 3) +
    fill(
      polygon([
        [108, 166],
        [148, 164],
        [148, 212],
        [108, 214],
      ]),
      '#f4efe3',
    ) +
    label({ ...t, label: t.label.slice(0, 2) }, 128, 168, 19, '#2c2a25')
  );
}

function label(t: Pouch, x: number, y: number, size: number, colour: string): string {
  const s = [...t.label].length > 2 ? size * 0.82 : size;
  return column(t.label, x, y, s, colour);
}

/** A packed tea with some of it poured out in front, because leaf is what one buys. */
export function drawPouch(t: Pouch, random: () => number): string {
  const pack = { bag, block, drum, roll }[t.pack](t);
  const sheet = fill(
    polygon([
      [176, 316],
      [206, 284],
      [356, 286],
      [338, 330],
      [196, 336],
    ]),
    '#f7f3ea',
    'opacity="0.92"',
  );
  return (
    shadow(168, 304, 92, 0.24) +
    pack +
    shadow(268, 322, 84, 0.06) +
    sheet +
    pile(t.leaf, t.tone, t.tone2 ?? mix(t.tone, '#fff3d8', 0.16), 268, 308, 62, t.leaf === 'powder' ? 44 : 40, random)
  );
}
