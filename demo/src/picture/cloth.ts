import { shadow } from './ground.ts';
import { fill, joined, n, oval, polygon, stroke, tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';

type Form<F extends Traits['form']> = Extract<Traits, { form: F }>;

/** A scoop of wood or bamboo, laid down slanting. */
export function drawScoop(t: Form<'scoop'>): string {
  const w = tones(MATERIALS[t.wood]);
  const turn = `transform="rotate(${t.tilt ?? -24} 200 210)"`;
  if (t.kind === 'boat')
    return (
      shadow(206, 268, 132, 0.04) +
      `<g ${turn}>${fill(
        joined(
          [
            [70, 204],
            [110, 172],
            [220, 166],
            [322, 182],
          ],
          [
            [322, 182],
            [338, 210],
            [322, 236],
          ],
          [
            [322, 236],
            [220, 254],
            [110, 246],
            [70, 214],
          ],
        ),
        w.base,
      )}${fill(
        joined(
          [
            [92, 208],
            [130, 190],
            [226, 184],
            [326, 198],
          ],
          [
            [326, 198],
            [331, 210],
            [326, 222],
          ],
          [
            [326, 222],
            [226, 238],
            [130, 232],
            [92, 208],
          ],
        ),
        w.shade,
      )}${stroke('M150 204H286M170 214H300', w.deep, 1.4)}</g>`
    );
  if (t.kind === 'spoon')
    return (
      shadow(206, 272, 120, 0.04) +
      `<g ${turn}>${fill(
        joined(
          [
            [172, 202],
            [260, 200],
            [352, 196],
          ],
          [
            [352, 196],
            [356, 207],
            [352, 218],
          ],
          [
            [352, 218],
            [260, 216],
            [172, 220],
          ],
        ),
        w.base,
      )}${stroke('M180 219L350 216', w.shade, 3)}${oval(120, 211, 62, 44, w.base)}${oval(120, 213, 50, 33, w.shade)}${oval(112, 216, 34, 20, w.deep, 'opacity="0.45"')}</g>`
    );
  return (
    shadow(206, 262, 140, 0.02) +
    `<g ${turn}>${fill(
      joined(
        [
          [60, 188],
          [84, 196],
          [200, 204],
          [346, 202],
        ],
        [
          [346, 202],
          [349, 208],
          [346, 214],
        ],
        [
          [346, 214],
          [200, 218],
          [92, 214],
          [58, 204],
        ],
      ),
      w.base,
    )}${fill(
      joined(
        [
          [84, 208],
          [200, 214],
          [346, 210],
        ],
        [
          [346, 210],
          [346, 214],
        ],
        [
          [346, 214],
          [200, 218],
          [92, 214],
        ],
      ),
      w.shade,
    )}${stroke('M206 203V219', w.deep, 3)}${oval(66, 194, 11, 6, w.light)}</g>`
  );
}

/** Cloth, folded or hung, with as many stripes as the loom was told. */
export function drawCloth(t: Form<'cloth'>): string {
  const c = tones(MATERIALS[t.colour]);
  const s = MATERIALS[t.stripe];
  const lines = (x0: number, x1: number, y: number, dy: number): string =>
    Array.from({ length: t.stripes }, (_, i) => stroke(`M${x0} ${y + i * 9}L${x1} ${y + i * 9 + dy}`, s, 3)).join('');
  if (t.kind === 'hung') {
    return `${stroke('M60 92H340', MATERIALS.walnut, 7)}${fill(
      joined(
        [
          [112, 92],
          [110, 200],
          [116, 316],
        ],
        [
          [116, 316],
          [150, 310],
          [200, 318],
          [250, 311],
          [288, 317],
        ],
        [
          [288, 317],
          [290, 200],
          [286, 92],
        ],
      ),
      c.base,
    )}${fill(
      joined(
        [
          [224, 92],
          [230, 200],
          [222, 314],
        ],
        [
          [222, 314],
          [250, 311],
          [288, 317],
        ],
        [
          [288, 317],
          [290, 200],
          [286, 92],
        ],
      ),
      c.shade,
    )}${lines(112, 290, 250, 3)}${stroke('M112 92H286', c.light, 5)}`;
  }
  if (t.kind === 'wrap') {
    return (
      shadow(202, 300, 104, 0.12) +
      fill(
        joined(
          [
            [104, 252],
            [116, 192],
            [200, 172],
            [288, 192],
            [300, 252],
          ],
          [
            [300, 252],
            [280, 296],
            [200, 304],
            [124, 296],
            [104, 252],
          ],
        ),
        c.base,
      ) +
      fill(
        joined(
          [
            [230, 178],
            [288, 192],
            [300, 252],
          ],
          [
            [300, 252],
            [280, 296],
            [220, 303],
          ],
          [
            [220, 303],
            [250, 250],
            [230, 178],
          ],
        ),
        c.shade,
      ) +
      fill(
        joined(
          [
            [200, 178],
            [150, 136],
            [112, 122],
          ],
          [
            [112, 122],
            [132, 158],
            [186, 192],
          ],
        ),
        c.base,
      ) +
      fill(
        joined(
          [
            [200, 178],
            [254, 132],
            [296, 126],
          ],
          [
            [296, 126],
            [270, 164],
            [214, 192],
          ],
        ),
        c.shade,
      ) +
      oval(200, 182, 24, 17, c.light) +
      oval(206, 186, 16, 11, c.shade) +
      [0, 1, 2]
        .slice(0, t.stripes)
        .map((i) => stroke(`M${112 + i * 6} ${262 + i * 10}Q200 ${286 + i * 6} ${292 - i * 6} ${262 + i * 10}`, s, 2.4))
        .join('')
    );
  }
  return (
    shadow(206, 292, 122, 0.1) +
    fill(
      polygon([
        [92, 236],
        [300, 228],
        [318, 272],
        [102, 290],
      ]),
      c.shade,
    ) +
    fill(
      polygon([
        [92, 208],
        [298, 200],
        [318, 252],
        [102, 268],
      ]),
      c.base,
    ) +
    fill(
      polygon([
        [92, 208],
        [298, 200],
        [300, 208],
        [94, 217],
      ]),
      c.light,
    ) +
    fill(
      polygon([
        [84, 168],
        [288, 158],
        [310, 222],
        [98, 238],
      ]),
      c.base,
    ) +
    stroke('M98 238L310 222', c.deep, 1.6, 'opacity="0.5"') +
    stroke('M102 268L318 252', c.deep, 1.6, 'opacity="0.5"') +
    Array.from({ length: t.stripes }, (_, i) => stroke(`M${n(88 + i * 3)} ${n(184 + i * 10)}L${n(294 + i * 3)} ${n(173 + i * 10)}`, s, 3.4)).join('')
  );
}
