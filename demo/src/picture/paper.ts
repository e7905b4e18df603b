import { shadow } from './ground.ts';
import { column, fill, joined, letter, n, oval, polygon, stroke, tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';

type Book = Extract<Traits, { form: 'book' }>;
type Paper = Extract<Traits, { form: 'paper' }>;

const COVERS: Record<Book['motif'], (ink: string, x: number, y: number) => string> = {
  sun: (c, x, y) => oval(x, y, 40, 40, c) + stroke(`M${x - 62} ${y + 46}H${x + 62}M${x - 62} ${y + 56}H${x + 62}`, c, 2),
  steam: (c, x, y) =>
    [-26, 0, 26].map((d) => stroke(`M${x + d} ${y + 46}C${x + d - 24} ${y + 16} ${x + d + 24} ${y - 6} ${x + d} ${y - 40}`, c, 4)).join(''),
  hills: (c, x, y) => fill(`M${x - 74} ${y + 42}Q${x - 44} ${y - 36} ${x - 10} ${y + 8}Q${x + 22} ${y - 54} ${x + 74} ${y + 42}Z`, c),
  bowl: (c, x, y) =>
    fill(`M${x - 56} ${y - 14}H${x + 56}Q${x + 48} ${y + 44} ${x} ${y + 46}Q${x - 48} ${y + 44} ${x - 56} ${y - 14}Z`, c) +
    stroke(`M${x - 22} ${y + 54}H${x + 22}`, c, 5),
  rule: (c, x, y) => [-32, -16, 0, 16, 32].map((d, i) => stroke(`M${x - 60} ${y + d}H${x + 60 - i * 22}`, c, 3)).join(''),
  leaf: (c, x, y) => fill(`M${x - 56} ${y + 34}Q${x - 22} ${y - 52} ${x + 58} ${y - 40}Q${x + 40} ${y + 38} ${x - 56} ${y + 34}Z`, c),
  drop: (c, x, y) =>
    fill(`M${x} ${y - 46}C${x + 52} ${y + 12} ${x + 34} ${y + 46} ${x} ${y + 46}C${x - 34} ${y + 46} ${x - 52} ${y + 12} ${x} ${y - 46}Z`, c),
  stairs: (c, x, y) =>
    [0, 1, 2, 3].map((i) => fill(`M${x - 60 + i * 30} ${y + 44}v${-22 - i * 22}h30v${22 + i * 22}Z`, c, `opacity="${n(1 - i * 0.2)}"`)).join(''),
  window: (c, x, y) => stroke(`M${x - 44} ${y - 44}h88v88h-88ZM${x} ${y - 44}v88M${x - 44} ${y}h88`, c, 3) + oval(x + 20, y - 18, 12, 12, c),
  kettle: (c, x, y) =>
    fill(`M${x - 34} ${y - 10}Q${x} ${y - 26} ${x + 34} ${y - 10}L${x + 46} ${y + 40}H${x - 46}Z`, c) +
    stroke(`M${x - 36} ${y + 20}L${x - 64} ${y - 8}M${x - 26} ${y - 16}C${x - 34} ${y - 62} ${x + 34} ${y - 62} ${x + 26} ${y - 16}`, c, 5),
};

/** A cloth-bound book standing towards us, its cover set like the real thing: title, one drawing, the name. */
export function drawBook(t: Book): string {
  const c = tones(MATERIALS[t.cloth]);
  const ink = MATERIALS[t.ink];
  const thick = t.thick ?? 20;
  const [x0, y0, x1, y1] = t.low === true ? [100, 116, 300, 300] : [112, 70, 286, 312];
  const size = Math.min(25, 246 / Math.max(...t.lines.map((l) => l.length)));
  const mid = (x0 + 14 + x1) / 2;
  return (
    shadow((x0 + x1) / 2 + 6, y1 + 4, (x1 - x0) * 0.58, 0.12) +
    fill(
      polygon([
        [x1, y0],
        [x1 + thick, y0 - 12],
        [x1 + thick, y1 - 12],
        [x1, y1],
      ]),
      '#efe8d8',
    ) +
    [0.3, 0.55, 0.8].map((s) => stroke(`M${n(x1 + thick * s)} ${n(y0 - 12 * s + 3)}V${n(y1 - 12 * s - 3)}`, '#d5cab4', 1)).join('') +
    fill(
      polygon([
        [x0, y0],
        [x0 + thick, y0 - 12],
        [x1 + thick, y0 - 12],
        [x1, y0],
      ]),
      c.shade,
    ) +
    fill(
      polygon([
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
      ]),
      c.base,
    ) +
    fill(
      polygon([
        [x0, y0],
        [x0 + 14, y0],
        [x0 + 14, y1],
        [x0, y1],
      ]),
      c.shade,
    ) +
    t.lines.map((line, i) => letter(line, mid, y0 + 40 + i * size * 1.18, size, ink)).join('') +
    `<g transform="translate(${n(mid)} ${n((y0 + y1) / 2 + (t.low === true ? 11 : 14))}) scale(${t.low === true ? 0.46 : 0.92})">${COVERS[t.motif](ink, 0, 0)}</g>` +
    letter(t.sign, mid, y1 - 36, 13, ink, 'middle', 3) +
    letter(t.by, mid, y1 - 16, 11.5, ink, 'middle', 0.6)
  );
}

/** Things made of paper. */
export function drawPaper(t: Paper, random: () => number): string {
  const a = tones(MATERIALS[t.colour]);
  const b = tones(MATERIALS[t.second]);
  if (t.kind === 'notebook') {
    return (
      shadow(206, 306, 108, 0.1) +
      fill(
        polygon([
          [118, 104],
          [282, 96],
          [296, 290],
          [126, 302],
        ]),
        '#f4efe3',
      ) +
      fill(
        polygon([
          [110, 98],
          [274, 90],
          [288, 284],
          [118, 296],
        ]),
        a.base,
      ) +
      fill(
        polygon([
          [110, 98],
          [136, 96.8],
          [144, 294],
          [118, 296],
        ]),
        b.base,
      ) +
      [118, 152, 186, 220, 254].map((y, i) => stroke(`M${n(114 + i * 1.6)} ${y}L${n(134 + i * 1.6)} ${y - 1}`, b.light, 2)).join('') +
      fill(
        polygon([
          [172, 134],
          [246, 130],
          [248, 176],
          [174, 180],
        ]),
        '#f4efe3',
      ) +
      stroke('M184 149L236 146M184 162L222 160', b.base, 2)
    );
  }
  if (t.kind === 'cards') {
    const card = (x: number, y: number, turn: number, ground: string, mark: string): string =>
      `<g transform="translate(${x} ${y}) rotate(${turn})">${fill('M-62 -84H62V84H-62Z', ground)}${mark}</g>`;
    return (
      shadow(206, 300, 104, 0.1) +
      card(240, 196, 13, b.shade, '') +
      card(216, 200, 5, b.base, '') +
      card(
        180,
        206,
        -6,
        '#f6f1e6',
        fill('M-44 34Q-20 -30 0 4Q18 -40 46 34Z', a.base) + oval(18, -44, 13, 13, b.base) + stroke('M-44 52H44', a.base, 2),
      )
    );
  }
  if (t.kind === 'sheets') {
    return (
      shadow(206, 300, 116, 0.1) +
      Array.from({ length: 6 }, (_, i) =>
        fill(
          polygon([
            [92 + i * 2, 134 - i * 5],
            [292 + i * 2, 118 - i * 5],
            [312 + i, 268 - i * 5],
            [106 + i, 290 - i * 5],
          ]),
          i % 2 === 0 ? a.base : a.light,
        ),
      ).join('') +
      Array.from({ length: 34 }, () =>
        stroke(
          `M${n(124 + random() * 160)} ${n(116 + random() * 130)}q${n(6 + random() * 8)} ${n(random() * 10 - 5)} ${n(14 + random() * 8)} ${n(random() * 6 - 3)}`,
          b.base,
          1.1,
        ),
      ).join('')
    );
  }
  if (t.kind === 'roll') {
    const tube = (x: number, y: number, tone: typeof a, turn: number): string =>
      `<g transform="rotate(${turn} ${x} ${y})">${fill(`M${x - 110} ${y - 24}H${x + 104}V${y + 24}H${x - 110}Z`, tone.base)}${fill(`M${x - 110} ${y + 6}H${x + 104}V${y + 24}H${x - 110}Z`, tone.shade)}${oval(x + 104, y, 9, 24, tone.light)}${oval(x + 104, y, 4, 11, tone.deep)}${oval(x - 110, y, 9, 24, tone.base)}${fill(`M${x - 14} ${y - 25}h26v50h-26Z`, '#f4efe3')}</g>`;
    return shadow(200, 290, 122, 0.06) + tube(196, 196, b, -12) + tube(204, 258, a, -5);
  }
  const cone = (x: number, y: number, tone: typeof a): string =>
    fill(
      joined(
        [
          [x - 66, y - 70],
          [x, y - 78],
          [x + 66, y - 70],
        ],
        [
          [x + 66, y - 70],
          [x + 10, y + 62],
          [x, y + 66],
          [x - 10, y + 62],
          [x - 66, y - 70],
        ],
      ),
      tone.base,
    ) +
    fill(
      polygon([
        [x + 20, y - 76],
        [x + 66, y - 70],
        [x + 6, y + 64],
      ]),
      tone.shade,
    ) +
    stroke(`M${x - 58} ${y - 62}L${x - 6} ${y + 58}`, tone.deep, 1.4, 'stroke-dasharray="4 5"');
  return (
    shadow(244, 306, 90, 0.12) +
    fill(
      polygon([
        [196, 196],
        [318, 190],
        [320, 300],
        [198, 308],
      ]),
      b.base,
    ) +
    fill(
      polygon([
        [318, 190],
        [342, 202],
        [344, 288],
        [320, 300],
      ]),
      b.shade,
    ) +
    column('茶濾', 258, 214, 28, '#f7f1e2') +
    shadow(134, 300, 50, 0.2) +
    cone(136, 228, a)
  );
}
