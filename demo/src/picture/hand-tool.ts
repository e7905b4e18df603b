import { shadow } from './ground.ts';
import { fill, joined, oval, stroke, type Tones } from './pen.ts';

/** Draws one thing in its two materials. */
export type Draw = (wood: Tones, metal: Tones) => string;

/** Lays a thing down at an angle. */
export const turned = (angle: number, inner: string): string => `<g transform="rotate(${angle} 200 200)">${inner}</g>`;

/** What lies slanting in the hand: to cut, to lift, to paint. */
export const HAND = {
  knife: (w, m) =>
    shadow(204, 276, 128, 0.02) +
    turned(
      -32,
      fill('M46 204L196 190V214L60 210Z', m.base) +
        fill('M46 204L196 204V214L60 210Z', m.shade) +
        fill('M196 186h14v32h-14Z', m.deep) +
        fill(
          joined(
            [
              [210, 188],
              [270, 182],
              [344, 188],
            ],
            [
              [344, 188],
              [352, 202],
              [344, 216],
            ],
            [
              [344, 216],
              [270, 222],
              [210, 216],
            ],
          ),
          w.base,
        ) +
        fill(
          joined(
            [
              [210, 206],
              [270, 208],
              [350, 204],
            ],
            [
              [350, 204],
              [344, 216],
            ],
            [
              [344, 216],
              [270, 222],
              [210, 216],
            ],
          ),
          w.shade,
        ) +
        oval(330, 202, 4, 4, w.deep),
    ),
  tongs: (w, m) =>
    shadow(204, 276, 120, 0.02) +
    turned(
      -30,
      fill(
        joined(
          [
            [60, 182],
            [170, 176],
            [300, 186],
            [340, 198],
          ],
          [
            [340, 198],
            [300, 196],
            [170, 188],
            [60, 190],
          ],
        ),
        w.base,
      ) +
        fill(
          joined(
            [
              [60, 226],
              [170, 230],
              [300, 216],
              [340, 202],
            ],
            [
              [340, 202],
              [300, 206],
              [170, 218],
              [60, 217],
            ],
          ),
          w.shade,
        ) +
        fill('M318 190h20v22h-20Z', m.base) +
        stroke('M60 186l-10 4M60 222l-10 -4', w.deep, 5),
    ),
  scissors: (w, m) =>
    shadow(204, 300, 112, 0.08) +
    turned(
      24,
      fill('M196 40L214 60L210 214L192 206Z', m.base) +
        fill('M206 52L214 60L210 214L203 211Z', m.shade) +
        fill('M150 52L142 72L186 208L204 200Z', m.light) +
        fill('M142 72L186 208L192 205L146 62Z', m.shade) +
        oval(198, 196, 6, 6, m.deep) +
        stroke('M190 208C176 236 138 232 130 268C124 306 172 316 182 282C188 260 190 240 200 212', w.base, 13) +
        stroke('M208 208C222 238 262 236 268 274C272 312 224 318 216 284C210 262 208 240 202 214', w.shade, 13),
    ),
  brush: (w, m) =>
    shadow(204, 272, 130, 0.02) +
    turned(
      -28,
      fill(
        joined(
          [
            [176, 192],
            [260, 188],
            [350, 196],
          ],
          [
            [350, 196],
            [353, 202],
            [350, 208],
          ],
          [
            [350, 208],
            [260, 214],
            [176, 212],
          ],
        ),
        w.base,
      ) +
        fill('M176 202L352 203L350 208L260 214L176 212Z', w.shade) +
        fill('M156 188h22v28h-22Z', m.base) +
        fill('M156 204h22v12h-22Z', m.shade) +
        fill(
          joined(
            [
              [156, 186],
              [110, 180],
              [52, 196],
            ],
            [
              [52, 196],
              [60, 204],
              [48, 210],
            ],
            [
              [48, 210],
              [108, 224],
              [156, 218],
            ],
          ),
          '#e9dcc2',
        ) +
        fill(
          joined(
            [
              [156, 204],
              [108, 208],
              [48, 210],
            ],
            [
              [48, 210],
              [108, 224],
              [156, 218],
            ],
          ),
          '#cdbb99',
        ),
    ),
} satisfies Record<string, Draw>;
