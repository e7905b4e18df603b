import { shadow } from './ground.ts';
import { LEAVES } from './leaf.ts';
import { chance, column, fill, letter, mix, n, oval, polygon, tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Cake = Extract<Traits, { form: 'cake' }>;

/** Pressed tea: the disc in its wrapper with one side opened, the brick, the nests, the orange. */
export function drawCake(t: Cake, random: () => number): string {
  const b = MATERIALS[t.band];
  if (t.shape === 'disc') {
    const edge = chance(t.label);
    const crumbs = Array.from({ length: 70 }, () => {
      const a = edge() * Math.PI * 2;
      const d = Math.sqrt(edge()) * 92;
      return `<g transform="translate(${n(206 + Math.cos(a) * d)} ${n(196 + Math.sin(a) * d)}) rotate(${n(edge() * 360)}) scale(.7)">${LEAVES.strip(mix(t.tone, '#d8b98a', edge() * 0.36), edge)}</g>`;
    }).join('');
    return (
      shadow(206, 312, 92, 0.14) +
      oval(206, 198, 114, 114, mix(t.tone, '#1f160d', 0.34)) +
      oval(202, 196, 110, 110, t.tone) +
      crumbs +
      fill('M92 196A114 114 0 0 0 286 278L236 206L178 88A114 114 0 0 0 92 196Z', '#f1ebdc') +
      fill('M286 278L236 206L178 88L192 94L252 204Z', '#d9cfba') +
      `<circle cx="166" cy="206" r="43" fill="none" stroke="${b}" stroke-width="3"/>` +
      column(t.label.slice(0, 2), 166, 164, 34, b)
    );
  }
  if (t.shape === 'brick') {
    const m = tones(t.tone);
    return (
      shadow(204, 300, 124, 0.1) +
      fill(
        polygon([
          [88, 172],
          [290, 160],
          [296, 268],
          [92, 284],
        ]),
        m.base,
      ) +
      fill(
        polygon([
          [290, 160],
          [326, 178],
          [330, 280],
          [296, 268],
        ]),
        m.shade,
      ) +
      fill(
        polygon([
          [92, 284],
          [296, 268],
          [330, 280],
          [126, 300],
        ]),
        m.deep,
      ) +
      fill(
        polygon([
          [88, 172],
          [206, 165],
          [210, 275],
          [92, 284],
        ]),
        '#efe7d4',
      ) +
      fill(
        polygon([
          [88, 206],
          [207, 199],
          [208, 236],
          [90, 243],
        ]),
        b,
      ) +
      letter(t.label, 148, 230, 25, '#f7f1e2', 'middle', 3) +
      Array.from(
        { length: 26 },
        () =>
          `<g transform="translate(${n(222 + random() * 64)} ${n(178 + random() * 80)}) rotate(${n(random() * 180)}) scale(.55)">${LEAVES.strip(mix(t.tone, '#e2c69a', 0.2 + random() * 0.3), random)}</g>`,
      ).join('')
    );
  }
  if (t.shape === 'nest') {
    const nest = (x: number, y: number): string => {
      const body = new Turned(x, [
        [y - 34, 40],
        [y - 26, 46],
        [y, 42],
      ]);
      const m = tones(t.tone);
      return shadow(x, y + 6, 46) + body.body(m, false) + oval(x, y - 34, 40, 40 * TILT, m.light) + oval(x, y - 33, 20, 20 * TILT, m.deep);
    };
    const wrapped = (x: number, y: number): string =>
      shadow(x, y + 6, 46) +
      new Turned(x, [
        [y - 38, 36],
        [y - 30, 46],
        [y, 42],
      ]).body(tones('#efe7d4'), false) +
      fill(`M${x - 20} ${y - 36}L${x - 8} ${y - 56}L${x} ${y - 42}L${x + 10} ${y - 58}L${x + 20} ${y - 36}Z`, '#dcd0b6') +
      letter(t.label, x, y - 4, 21, b);
    return nest(134, 214) + wrapped(232, 200) + wrapped(164, 282) + nest(266, 276);
  }
  const peel = tones(MATERIALS.persimmon);
  const fruit = (x: number, y: number, r: number, open: boolean): string =>
    shadow(x, y + r * 0.92, r * 0.9) +
    oval(x, y, r, r * 0.92, peel.base) +
    fill(
      `M${n(x + r * 0.4)} ${n(y - r * 0.84)}A${n(r)} ${n(r * 0.92)} 0 0 1 ${n(x + r * 0.4)} ${n(y + r * 0.84)}A${n(r * 1.3)} ${n(r * 1.3)} 0 0 0 ${n(x + r * 0.4)} ${n(y - r * 0.84)}Z`,
      peel.shade,
    ) +
    (open
      ? oval(x, y - r * 0.66, r * 0.48, r * 0.2, '#e3bd86') + oval(x, y - r * 0.66, r * 0.38, r * 0.15, t.tone)
      : oval(x, y - r * 0.78, r * 0.12, r * 0.07, MATERIALS.moss)) +
    Array.from({ length: 18 }, () => {
      const a = random() * Math.PI * 2;
      const d = Math.sqrt(random()) * r * 0.8;
      return oval(x + Math.cos(a) * d, y + r * 0.12 + Math.sin(a) * d * 0.7, 1.5, 1.3, peel.shade);
    }).join('');
  return fruit(252, 196, 62, false) + fruit(154, 246, 72, true) + letter(t.label, 154, 268, 20, '#f6e6d2');
}
