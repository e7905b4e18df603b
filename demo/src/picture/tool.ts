import { shadow } from './ground.ts';
import { fill, joined, n, oval, polygon, stroke, tones, type Tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Tool = Extract<Traits, { form: 'tool' }>;
type Draw = (wood: Tones, metal: Tones) => string;

const turned = (angle: number, inner: string): string => `<g transform="rotate(${angle} 200 200)">${inner}</g>`;

/** Each of the small things by what the hand does with it. */
const TOOLS: Record<Tool['kind'], Draw> = {
  knife: (w, m) => shadow(204, 276, 128, 0.02) + turned(-32, fill('M46 204L196 190V214L60 210Z', m.base) + fill('M46 204L196 204V214L60 210Z', m.shade) + fill('M196 186h14v32h-14Z', m.deep) + fill(joined([[210, 188], [270, 182], [344, 188]], [[344, 188], [352, 202], [344, 216]], [[344, 216], [270, 222], [210, 216]]), w.base) + fill(joined([[210, 206], [270, 208], [350, 204]], [[350, 204], [344, 216]], [[344, 216], [270, 222], [210, 216]]), w.shade) + oval(330, 202, 4, 4, w.deep)),
  tongs: (w, m) => shadow(204, 276, 120, 0.02) + turned(-30, fill(joined([[60, 182], [170, 176], [300, 186], [340, 198]], [[340, 198], [300, 196], [170, 188], [60, 190]]), w.base) + fill(joined([[60, 226], [170, 230], [300, 216], [340, 202]], [[340, 202], [300, 206], [170, 218], [60, 217]]), w.shade) + fill('M318 190h20v22h-20Z', m.base) + stroke('M60 186l-10 4M60 222l-10 -4', w.deep, 5)),
  whisk: (w, m) => {
    const tines = Array.from({ length: 23 }, (_, i) => { const k = -1 + i / 11; return stroke(`M${n(200 + k * 24)} 196C${n(200 + k * 62)} 168 ${n(200 + k * 70)} 130 ${n(200 + k * 48)} ${n(106 - Math.abs(k) * 4)}`, i % 2 === 0 ? w.base : w.shade, 2.2); }).join('');
    const core = Array.from({ length: 9 }, (_, i) => { const k = -1 + i / 4; return stroke(`M${n(200 + k * 12)} 196C${n(200 + k * 20)} 170 ${n(200 + k * 22)} 146 ${n(200 + k * 8)} 124`, w.light, 1.8); }).join('');
    const stem = new Turned(200, [[204, 25], [210, 27], [296, 27], [300, 26]]);
    return shadow(200, 304, 40, 0.4) + core + tines + stem.body(w, false) + fill(stem.band(200, 214), m.base) + fill(stem.slice(0.42, 1, 200, 214), m.shade);
  },
  scissors: (w, m) => shadow(204, 300, 112, 0.08) + turned(24, fill('M196 40L214 60L210 214L192 206Z', m.base) + fill('M206 52L214 60L210 214L203 211Z', m.shade) + fill('M150 52L142 72L186 208L204 200Z', m.light) + fill('M142 72L186 208L192 205L146 62Z', m.shade) + oval(198, 196, 6, 6, m.deep) + stroke('M190 208C176 236 138 232 130 268C124 306 172 316 182 282C188 260 190 240 200 212', w.base, 13) + stroke('M208 208C222 238 262 236 268 274C272 312 224 318 216 284C210 262 208 240 202 214', w.shade, 13)),
  strainer: (w, m) => {
    const cup = new Turned(180, [[176, 76], [190, 74], [232, 56], [256, 30]]);
    const mesh = [-0.7, -0.4, -0.1, 0.2, 0.5, 0.8].map((k) => stroke(`M${cup.at(k, 178).map(n).join(' ')}Q${cup.at(k, 226).map(n).join(' ')} ${cup.at(k * 0.8, 254).map(n).join(' ')}`, m.deep, 1)).join('') + [196, 212, 228, 242].map((y) => stroke(`M${cup.at(-0.98, y).map(n).join(' ')}Q${n(180)} ${n(y + cup.width(y) * TILT * 2)} ${cup.at(0.98, y).map(n).join(' ')}`, m.deep, 1)).join('');
    return shadow(190, 276, 70, 0.2) + cup.body(m, false) + mesh + oval(180, 176, 80, 80 * TILT, m.light) + oval(180, 176, 70, 70 * TILT, m.deep) + fill(joined([[252, 166], [300, 154], [354, 150]], [[354, 150], [358, 160], [354, 170]], [[354, 170], [300, 174], [254, 184]]), w.base) + fill(joined([[254, 178], [300, 167], [357, 162]], [[357, 162], [354, 170]], [[354, 170], [300, 174], [254, 184]]), w.shade);
  },
  brush: (w, m) => shadow(204, 272, 130, 0.02) + turned(-28, fill(joined([[176, 192], [260, 188], [350, 196]], [[350, 196], [353, 202], [350, 208]], [[350, 208], [260, 214], [176, 212]]), w.base) + fill('M176 202L352 203L350 208L260 214L176 212Z', w.shade) + fill('M156 188h22v28h-22Z', m.base) + fill('M156 204h22v12h-22Z', m.shade) + fill(joined([[156, 186], [110, 180], [52, 196]], [[52, 196], [60, 204], [48, 210]], [[48, 210], [108, 224], [156, 218]]), '#e9dcc2') + fill(joined([[156, 204], [108, 208], [48, 210]], [[48, 210], [108, 224], [156, 218]]), '#cdbb99')),
  hourglass: (w, m) => {
    const top = new Turned(200, [[104, 58], [120, 60], [160, 44], [196, 8]]);
    const low = new Turned(200, [[200, 8], [238, 44], [276, 60], [290, 58]]);
    const plate = (y: number): string => new Turned(200, [[y, 80], [y + 12, 80]]).body(w, false) + oval(200, y, 80, 80 * TILT, w.light);
    return shadow(200, 318, 84) + plate(296) + stroke('M136 100V302M264 100V302', w.shade, 7) + fill(top.outline(), '#dfe8e3', 'opacity="0.85"') + fill(low.outline(), '#dfe8e3', 'opacity="0.85"') + fill(top.band(150, 196), m.base) + oval(200, 150, top.width(150), top.width(150) * TILT, m.light) + fill(new Turned(200, [[258, 6], [290, 50]]).outline(), m.base) + stroke('M200 196V260', m.base, 2) + fill(top.slice(-0.8, -0.66, 114, 166), '#fbfcfa') + fill(low.slice(-0.8, -0.66, 226, 280), '#fbfcfa') + plate(92);
  },
  thermometer: (w, m) => shadow(206, 300, 74, 0.2) + turned(18, stroke('M200 150L200 330', m.base, 9) + stroke('M203 150L203 330', m.shade, 4) + oval(200, 120, 62, 62, w.base) + oval(200, 120, 54, 54, '#f6f1e6') + Array.from({ length: 13 }, (_, i) => { const a = Math.PI * (0.75 + (i / 12) * 1.5); return stroke(`M${n(200 + Math.cos(a) * 46)} ${n(120 + Math.sin(a) * 46)}L${n(200 + Math.cos(a) * (i % 3 === 0 ? 35 : 40))} ${n(120 + Math.sin(a) * (i % 3 === 0 ? 35 : 40))}`, '#3a352c', 2); }).join('') + stroke('M200 120L226 92', '#a8512f', 3.4) + oval(200, 120, 5, 5, '#3a352c')),
  stand: (w, m) => { const ring = new Turned(200, [[236, 62], [244, 56], [282, 52], [294, 58]]); return shadow(200, 302, 66) + ring.body(w, false) + oval(200, 236, 62, 62 * TILT, w.light) + oval(200, 236, 52, 52 * TILT, w.deep) + turned(0, fill(polygon([[176, 250], [168, 96], [182, 92], [190, 252]]), m.base) + fill(polygon([[204, 254], [212, 84], [222, 86], [216, 254]]), m.shade) + fill(joined([[226, 252], [244, 140], [238, 106], [254, 98]], [[254, 98], [262, 120], [254, 146], [236, 254]]), m.light)) + fill(ring.band(240, 294), w.base) + fill(ring.slice(0.42, 1, 240, 294), w.shade); },
};

/** A tool; one made for the left hand is the mirror image, edges and all. */
export function drawTool(t: Tool): string {
  const drawing = TOOLS[t.kind](tones(MATERIALS[t.wood]), tones(MATERIALS[t.metal]));
  return t.side === 'left' ? `<g transform="translate(400 0) scale(-1 1)">${drawing}</g>` : drawing;
}
