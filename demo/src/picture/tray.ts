import { shadow } from './ground.ts';
import { fill, joined, oval, polygon, stroke, tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Form<F extends Traits['form']> = Extract<Traits, { form: F }>;

/** Trays: slats over a drawer, a lacquered round, a dry boat, a slab of slate. */
export function drawTray(t: Form<'tray'>): string {
  const w = tones(MATERIALS[t.wood]);
  const b = tones(MATERIALS[t.second]);
  if (t.kind === 'round')
    return (
      shadow(200, 268, 138, 0.06) +
      oval(200, 226, 142, 50, w.shade) +
      oval(200, 214, 142, 50, w.light) +
      oval(200, 216, 132, 44, w.base) +
      oval(200, 221, 124, 38, b.base) +
      fill('M230 184A124 38 0 0 1 230 258A170 60 0 0 0 230 184Z', b.shade)
    );
  if (t.kind === 'stone')
    return (
      shadow(206, 288, 130, 0.06) +
      fill(
        joined(
          [
            [76, 246],
            [96, 196],
            [126, 178],
          ],
          [
            [126, 178],
            [210, 172],
            [300, 182],
          ],
          [
            [300, 182],
            [328, 222],
            [334, 252],
          ],
          [
            [334, 252],
            [200, 270],
            [76, 246],
          ],
        ),
        w.base,
      ) +
      fill(
        joined(
          [
            [76, 246],
            [200, 268],
            [334, 252],
          ],
          [
            [334, 252],
            [332, 272],
          ],
          [
            [332, 272],
            [200, 290],
            [78, 266],
          ],
        ),
        w.shade,
      ) +
      oval(176, 220, 46, 14, w.shade) +
      oval(176, 218, 46, 14, b.base) +
      stroke('M232 206L300 214M240 226L290 232', w.light, 1.4)
    );
  if (t.kind === 'boat') {
    const body = new Turned(200, [
      [206, 132],
      [226, 128],
      [252, 96],
      [262, 90],
    ]);
    return (
      shadow(200, 280, 116, 0.12) +
      body.body(w) +
      oval(200, 206, 132, 132 * TILT * 1.4, w.light) +
      oval(200, 208, 123, 123 * TILT * 1.36, w.deep) +
      oval(200, 214, 104, 104 * TILT * 1.1, b.base) +
      [-2, -1, 0, 1, 2].map((i) => oval(200 + i * 34, 213, 6, 3, w.deep)).join('')
    );
  }
  const slats = Array.from({ length: 9 }, (_, i) => {
    const f = i / 9;
    const g = (i + 0.72) / 9;
    return fill(
      polygon([
        [76 + 228 * f + 26 * (1 - f), 176],
        [76 + 228 * g + 26 * (1 - g), 176],
        [62 + 276 * g, 246],
        [62 + 276 * f, 246],
      ]),
      i % 3 === 1 ? w.light : w.base,
    );
  }).join('');
  return (
    shadow(202, 286, 138, 0.08) +
    fill(
      polygon([
        [98, 172],
        [308, 172],
        [344, 250],
        [56, 250],
      ]),
      b.base,
    ) +
    slats +
    fill(
      polygon([
        [56, 250],
        [344, 250],
        [340, 284],
        [60, 284],
      ]),
      b.base,
    ) +
    fill(
      polygon([
        [220, 250],
        [344, 250],
        [340, 284],
        [220, 284],
      ]),
      b.shade,
    ) +
    oval(200, 268, 16, 4, b.deep)
  );
}
