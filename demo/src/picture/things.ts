import { shadow } from './ground.ts';
import { column, fill, joined, n, oval, polygon, stroke, tones, type Tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Form<F extends Traits['form']> = Extract<Traits, { form: F }>;

function caddy(cx: number, bottom: number, w: number, h: number, t: Tones, band: Tones | undefined): string {
  const body = new Turned(cx, [[bottom - h, w], [bottom - 3, w], [bottom, w - 2]]);
  const seam = bottom - h * 0.68;
  return (
    shadow(cx, bottom + w * TILT * 0.7, w * 1.08) + body.body(t, false) + fill(body.slice(-0.82, -0.7, bottom - h + 6, bottom - 8), t.light) + (band === undefined ? '' : fill(body.band(bottom - h * 0.46, bottom - h * 0.3), band.base) + fill(body.slice(0.42, 1, bottom - h * 0.46, bottom - h * 0.3), band.shade)) +
    fill(body.band(seam, seam + 2), t.deep) + oval(cx, bottom - h, w, w * TILT, t.light) + oval(cx, bottom - h, w - 4, (w - 4) * TILT, t.base)
  );
}

/** A tin keeps light, air and the cat out. */
export function drawTin(t: Form<'tin'>): string {
  const m = tones(MATERIALS[t.metal]);
  const band = t.band === undefined ? undefined : tones(MATERIALS[t.band]);
  const name = (x: number, y: number, size: number): string => (t.label === undefined ? '' : fill(polygon([[x - size * 0.8, y - size * 0.5], [x + size * 0.8, y - size * 0.5], [x + size * 0.8, y + size * ([...t.label].length * 1.16 + 0.2)], [x - size * 0.8, y + size * ([...t.label].length * 1.16 + 0.2)]]), '#f4efe3') + column(t.label, x, y - size * 0.2, size, '#2c2a25'));
  if (t.shape === 'pair') return caddy(252, 276, 62, 150, band ?? m, undefined) + caddy(146, 298, 66, 104, m, undefined);
  if (t.shape === 'tall') return caddy(200, 304, 62, 208, m, band) + name(196, 196, 24);
  if (t.shape === 'wood') {
    const body = new Turned(200, [[150, 74], [162, 84], [230, 90], [284, 80], [298, 70]]);
    const grain = [-0.7, -0.4, -0.05, 0.3, 0.62].map((k, i) => stroke(`M${body.at(k, 176 + (i % 2) * 12).map(n).join(' ')}Q${body.at(k + 0.06, 230).map(n).join(' ')} ${body.at(k, 286 - (i % 3) * 12).map(n).join(' ')}`, m.shade, 1.6)).join('');
    const lid = new Turned(200, [[130, 50], [134, 70], [150, 78]]);
    return shadow(200, 308, 88) + body.body(m, false) + grain + lid.body(band ?? m, false) + oval(200, 130, 50, 50 * TILT, (band ?? m).light);
  }
  if (t.shape === 'square') {
    return shadow(202, 302, 104, 0.16) + fill(polygon([[112, 142], [246, 142], [246, 304], [112, 304]]), m.base) + fill(polygon([[246, 142], [290, 124], [290, 284], [246, 304]]), m.shade) + fill(polygon([[112, 142], [158, 124], [290, 124], [246, 142]]), m.light) + oval(202, 130, 44, 9, m.shade) + oval(202, 122, 44, 9, m.light) + stroke('M112 176H246L290 157', m.deep, 1.6) + (band === undefined ? '' : fill(polygon([[112, 262], [246, 262], [246, 280], [112, 280]]), band.base) + fill(polygon([[246, 262], [290, 244], [290, 262], [246, 280]]), band.shade)) + name(178, 200, 22);
  }
  return caddy(200, 300, 88, 138, m, band) + name(194, 212, 22);
}

/** A scoop of wood or bamboo, laid down slanting. */
export function drawScoop(t: Form<'scoop'>): string {
  const w = tones(MATERIALS[t.wood]);
  const turn = `transform="rotate(${t.tilt ?? -24} 200 210)"`;
  if (t.kind === 'boat') return shadow(206, 268, 132, 0.04) + `<g ${turn}>${fill(joined([[70, 204], [110, 172], [220, 166], [322, 182]], [[322, 182], [338, 210], [322, 236]], [[322, 236], [220, 254], [110, 246], [70, 214]]), w.base)}${fill(joined([[92, 208], [130, 190], [226, 184], [326, 198]], [[326, 198], [331, 210], [326, 222]], [[326, 222], [226, 238], [130, 232], [92, 208]]), w.shade)}${stroke('M150 204H286M170 214H300', w.deep, 1.4)}</g>`;
  if (t.kind === 'spoon') return shadow(206, 272, 120, 0.04) + `<g ${turn}>${fill(joined([[172, 202], [260, 200], [352, 196]], [[352, 196], [356, 207], [352, 218]], [[352, 218], [260, 216], [172, 220]]), w.base)}${stroke('M180 219L350 216', w.shade, 3)}${oval(120, 211, 62, 44, w.base)}${oval(120, 213, 50, 33, w.shade)}${oval(112, 216, 34, 20, w.deep, 'opacity="0.45"')}</g>`;
  return shadow(206, 262, 140, 0.02) + `<g ${turn}>${fill(joined([[60, 188], [84, 196], [200, 204], [346, 202]], [[346, 202], [349, 208], [346, 214]], [[346, 214], [200, 218], [92, 214], [58, 204]]), w.base)}${fill(joined([[84, 208], [200, 214], [346, 210]], [[346, 210], [346, 214]], [[346, 214], [200, 218], [92, 214]]), w.shade)}${stroke('M206 203V219', w.deep, 3)}${oval(66, 194, 11, 6, w.light)}</g>`;
}

/** Cloth, folded or hung, with as many stripes as the loom was told. */
export function drawCloth(t: Form<'cloth'>): string {
  const c = tones(MATERIALS[t.colour]);
  const s = MATERIALS[t.stripe];
  const lines = (x0: number, x1: number, y: number, dy: number): string => Array.from({ length: t.stripes }, (_, i) => stroke(`M${x0} ${y + i * 9}L${x1} ${y + i * 9 + dy}`, s, 3)).join('');
  if (t.kind === 'hung') {
    return `${stroke('M60 92H340', MATERIALS.walnut, 7)}${fill(joined([[112, 92], [110, 200], [116, 316]], [[116, 316], [150, 310], [200, 318], [250, 311], [288, 317]], [[288, 317], [290, 200], [286, 92]]), c.base)}${fill(joined([[224, 92], [230, 200], [222, 314]], [[222, 314], [250, 311], [288, 317]], [[288, 317], [290, 200], [286, 92]]), c.shade)}${lines(112, 290, 250, 3)}${stroke('M112 92H286', c.light, 5)}`;
  }
  if (t.kind === 'wrap') {
    return shadow(202, 300, 104, 0.12) + fill(joined([[104, 252], [116, 192], [200, 172], [288, 192], [300, 252]], [[300, 252], [280, 296], [200, 304], [124, 296], [104, 252]]), c.base) + fill(joined([[230, 178], [288, 192], [300, 252]], [[300, 252], [280, 296], [220, 303]], [[220, 303], [250, 250], [230, 178]]), c.shade) + fill(joined([[200, 178], [150, 136], [112, 122]], [[112, 122], [132, 158], [186, 192]]), c.base) + fill(joined([[200, 178], [254, 132], [296, 126]], [[296, 126], [270, 164], [214, 192]]), c.shade) + oval(200, 182, 24, 17, c.light) + oval(206, 186, 16, 11, c.shade) + [0, 1, 2].slice(0, t.stripes).map((i) => stroke(`M${112 + i * 6} ${262 + i * 10}Q200 ${286 + i * 6} ${292 - i * 6} ${262 + i * 10}`, s, 2.4)).join('');
  }
  return (
    shadow(206, 292, 122, 0.1) + fill(polygon([[92, 236], [300, 228], [318, 272], [102, 290]]), c.shade) + fill(polygon([[92, 208], [298, 200], [318, 252], [102, 268]]), c.base) + fill(polygon([[92, 208], [298, 200], [300, 208], [94, 217]]), c.light) + fill(polygon([[84, 168], [288, 158], [310, 222], [98, 238]]), c.base) + stroke('M98 238L310 222', c.deep, 1.6, 'opacity="0.5"') + stroke('M102 268L318 252', c.deep, 1.6, 'opacity="0.5"') +
    Array.from({ length: t.stripes }, (_, i) => stroke(`M${n(88 + i * 3)} ${n(184 + i * 10)}L${n(294 + i * 3)} ${n(173 + i * 10)}`, s, 3.4)).join('')
  );
}

/** Trays: slats over a drawer, a lacquered round, a dry boat, a slab of slate. */
export function drawTray(t: Form<'tray'>): string {
  const w = tones(MATERIALS[t.wood]);
  const b = tones(MATERIALS[t.second]);
  if (t.kind === 'round') return shadow(200, 268, 138, 0.06) + oval(200, 226, 142, 50, w.shade) + oval(200, 214, 142, 50, w.light) + oval(200, 216, 132, 44, w.base) + oval(200, 221, 124, 38, b.base) + fill('M230 184A124 38 0 0 1 230 258A170 60 0 0 0 230 184Z', b.shade);
  if (t.kind === 'stone') return shadow(206, 288, 130, 0.06) + fill(joined([[76, 246], [96, 196], [126, 178]], [[126, 178], [210, 172], [300, 182]], [[300, 182], [328, 222], [334, 252]], [[334, 252], [200, 270], [76, 246]]), w.base) + fill(joined([[76, 246], [200, 268], [334, 252]], [[334, 252], [332, 272]], [[332, 272], [200, 290], [78, 266]]), w.shade) + oval(176, 220, 46, 14, w.shade) + oval(176, 218, 46, 14, b.base) + stroke('M232 206L300 214M240 226L290 232', w.light, 1.4);
  if (t.kind === 'boat') { const body = new Turned(200, [[206, 132], [226, 128], [252, 96], [262, 90]]); return shadow(200, 280, 116, 0.12) + body.body(w) + oval(200, 206, 132, 132 * TILT * 1.4, w.light) + oval(200, 208, 123, 123 * TILT * 1.36, w.deep) + oval(200, 214, 104, 104 * TILT * 1.1, b.base) + [-2, -1, 0, 1, 2].map((i) => oval(200 + i * 34, 213, 6, 3, w.deep)).join(''); }
  const slats = Array.from({ length: 9 }, (_, i) => { const f = i / 9; const g = (i + 0.72) / 9; return fill(polygon([[76 + 228 * f + 26 * (1 - f), 176], [76 + 228 * g + 26 * (1 - g), 176], [62 + 276 * g, 246], [62 + 276 * f, 246]]), i % 3 === 1 ? w.light : w.base); }).join('');
  return shadow(202, 286, 138, 0.08) + fill(polygon([[98, 172], [308, 172], [344, 250], [56, 250]]), b.base) + slats + fill(polygon([[56, 250], [344, 250], [340, 284], [60, 284]]), b.base) + fill(polygon([[220, 250], [344, 250], [340, 284], [220, 284]]), b.shade) + oval(200, 268, 16, 4, b.deep);
}

