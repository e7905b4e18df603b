import { shadow } from './ground.ts';
import { chance, column, fill, letter, mix, n, oval, polygon, stroke, tones } from './pen.ts';
import { MATERIALS, type Leaf, type Traits } from './traits.ts';
import { TILT, Turned } from './turned.ts';

type Pouch = Extract<Traits, { form: 'pouch' }>;
type Cake = Extract<Traits, { form: 'cake' }>;

/** One leaf of a kind at the origin; the pile turns and places it. */
const LEAVES: Record<Exclude<Leaf, 'powder'>, (tone: string, random: () => number) => string> = {
  ball: (c, r) => { const a = 5.6 + r() * 3; return oval(0, 0, a * 1.15, a, mix(c, '#1f160d', 0.3)) + oval(-1.3, -1.4, a * 0.85, a * 0.7, c) + stroke(`M${n(-a * 0.7)} 0Q0 ${n(-a * 0.7)} ${n(a * 0.6)} -1`, mix(c, '#1f160d', 0.38), 1.1); },
  strip: (c, r) => { const l = 13 + r() * 8; const b = 4 + r() * 6; return stroke(`M${n(-l)} 1Q0 ${n(-b)} ${n(l)} 2`, mix(c, '#1f160d', 0.3), 5.4) + stroke(`M${n(-l)} 0Q0 ${n(-b - 1)} ${n(l * 0.8)} 0`, c, 2.8); },
  needle: (c, r) => { const l = 11 + r() * 8; return stroke(`M${n(-l)} 1L${n(l)} 0`, mix(c, '#1f160d', 0.26), 3.4) + stroke(`M${n(-l)} 0L${n(l * 0.8)} -0.8`, c, 1.9); },
  bud: (c, r) => { const l = 12 + r() * 6; return fill(`M${n(-l)} 0Q0 -7.4 ${n(l)} -1Q0 6 ${n(-l)} 0Z`, mix(c, '#3a3f2c', 0.34)) + fill(`M${n(-l)} -0.6Q0 -7.4 ${n(l)} -1Q0 0.4 ${n(-l)} -0.6Z`, c); },
  flat: (c, r) => { const l = 15 + r() * 7; return fill(`M${n(-l)} 0Q0 -6.6 ${n(l)} -1Q0 5.4 ${n(-l)} 0Z`, mix(c, '#1f260d', 0.24)) + fill(`M${n(-l)} 0Q0 -6.6 ${n(l)} -1Q0 -1 ${n(-l)} 0Z`, c); },
  stem: (c, r) => { const l = 10 + r() * 13; return r() < 0.55 ? stroke(`M${n(-l)} 0L${n(l)} ${n(r() * 3 - 1)}`, mix(c, '#1f160d', 0.2), 4.6) + stroke(`M${n(-l)} -0.8L${n(l * 0.86)} -0.6`, mix(c, '#fff3d8', 0.2), 2.2) : fill('M-9 0L-2 -6L9 -2L4 5Z', c); },
  curl: (c, r) => { const l = 7 + r() * 4; return stroke(`M${n(-l)} 3C${n(-l)} ${n(-l)} ${n(l)} ${n(-l)} ${n(l)} 1C${n(l)} 5 2 5 1 2`, mix(c, '#1f160d', 0.3), 4.4) + stroke(`M${n(-l)} 2C${n(-l)} ${n(-l - 1)} ${n(l)} ${n(-l)} ${n(l - 1)} 0`, c, 2.2); },
  chip: (c, r) => { const l = 6 + r() * 5; return fill(polygon([[-l, 1], [-2, -5], [l, -3], [l * 0.6, 4], [-3, 5]]), mix(c, '#1f160d', 0.24)) + fill(polygon([[-l, 0], [-2, -5], [l, -3], [0, 0]]), c); },
};

/** A mound of leaf: pieces from the back to the front, each a little different, on a sheet of white paper. */
export function pile(leaf: Leaf, tone: string, tone2: string, cx: number, y: number, radius: number, height: number, random: () => number): string {
  if (leaf === 'powder') {
    const body = new Turned(cx, [[y - height, radius * 0.12], [y - height * 0.8, radius * 0.34], [y - height * 0.35, radius * 0.72], [y, radius]]);
    const t = tones(tone);
    let dust = '';
    for (let i = 0; i < 40; i += 1) { const a = random() * Math.PI * 2; const d = radius * (0.98 + random() * 0.2); dust += oval(cx + Math.cos(a) * d, y + 3 + Math.sin(a) * d * TILT, 1 + random() * 1.6, 0.9 + random(), t.base); }
    return dust + fill(body.outline(), t.base) + fill(body.slice(0.3, 1), t.shade) + body.speckles(26, t.light, random);
  }
  const pieces: { x: number; y: number; a: number; c: string }[] = [];
  const count = Math.round(radius * (leaf === 'needle' ? 2.1 : leaf === 'ball' ? 1.5 : 1.25));
  for (let i = 0; i < count; i += 1) {
    const u = (random() + random() + random()) / 1.5 - 1;
    const x = u * radius;
    const up = height * (1 - u * u) * random();
    const front = (random() - 0.35) * radius * 0.3 * Math.sqrt(1 - u * u);
    pieces.push({ x: cx + x, y: y - up + front, a: (random() * 2 - 1) * (leaf === 'ball' ? 180 : 46) + (random() < 0.5 ? 180 : 0), c: mix(tone, tone2, random()) });
  }
  for (let i = 0; i < 7; i += 1) { const a = random() * Math.PI * 2; pieces.push({ x: cx + Math.cos(a) * radius * 1.16, y: y + Math.sin(a) * radius * 0.24 + 5, a: random() * 360, c: mix(tone, tone2, random()) }); }
  pieces.sort((a, b) => a.y - b.y);
  const draw = LEAVES[leaf];
  return pieces.map((p) => `<g transform="translate(${n(p.x)} ${n(p.y)}) rotate(${n(p.a)})">${draw(p.c, random)}</g>`).join('');
}

function bag(t: Pouch): string {
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  return (
    fill(polygon([[96, 116], [212, 110], [220, 304], [88, 308]]), p.base) + fill(polygon([[212, 110], [240, 124], [252, 292], [220, 304]]), p.shade) +
    fill(polygon([[96, 86], [211, 80], [212, 112], [96, 118]]), p.light) + fill(polygon([[211, 80], [239, 96], [240, 124], [212, 112]]), p.shade) + stroke('M96 118L212 112L240 125', p.deep, 1.2, 'opacity="0.5"') +
    fill(polygon([[126, 140], [182, 137.5], [185, 262], [125, 264]]), t.paper === 'paper' || t.paper === 'chalk' ? b.base : '#f4efe3') + label(t, 155, 150, 34, t.paper === 'paper' || t.paper === 'chalk' ? '#f7f3e8' : '#2c2a25') + fill(polygon([[145, 274], [165, 273.4], [165, 293], [145, 293.6]]), b.base)
  );
}

function block(t: Pouch): string {
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  return (
    fill(polygon([[86, 128], [206, 128], [206, 306], [86, 306]]), p.base) + fill(polygon([[206, 128], [244, 112], [244, 288], [206, 306]]), p.shade) + fill(polygon([[86, 128], [126, 112], [244, 112], [206, 128]]), p.light) +
    fill(polygon([[86, 206], [206, 206], [206, 250], [86, 250]]), b.base) + fill(polygon([[206, 206], [244, 189], [244, 232], [206, 250]]), b.shade) + fill(polygon([[116, 146], [176, 146], [176, 284], [116, 284]]), '#f4efe3') + label(t, 146, 158, 36, '#2c2a25')
  );
}

function drum(t: Pouch): string {
  const body = new Turned(158, [[136, 58], [140, 60], [296, 60], [300, 58]]);
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  const lid = new Turned(158, [[116, 60], [120, 62], [160, 62]]);
  const cut = (d: string, tone: typeof b): string => fill(d, tone.base);
  return body.body(p, false) + cut(body.band(196, 276), b) + fill(body.slice(0.42, 1, 196, 276), b.shade) + lid.body(p, false) + oval(158, 116, 60, 60 * TILT, p.light) + fill(polygon([[136, 190], [178, 192], [178, 290], [136, 288]]), '#f4efe3') + label(t, 157, 199, 26, '#2c2a25');
}

function roll(t: Pouch): string {
  const p = tones(MATERIALS[t.paper]);
  const b = tones(MATERIALS[t.band]);
  return (
    fill(polygon([[92, 148], [232, 140], [236, 300], [92, 306]]), p.base) + fill(polygon([[232, 140], [258, 156], [260, 286], [236, 300]]), p.shade) + fill(polygon([[92, 148], [122, 130], [254, 124], [258, 156], [232, 140]]), p.light) +
    stroke('M162 144L166 303M92 226L236 220L260 222', b.base, 3.4) + stroke('M164 222C140 196 132 214 164 222C190 194 198 214 164 222', b.base, 3) + fill(polygon([[108, 166], [148, 164], [148, 212], [108, 214]]), '#f4efe3') + label({ ...t, label: t.label.slice(0, 2) }, 128, 168, 19, '#2c2a25')
  );
}

function label(t: Pouch, x: number, y: number, size: number, colour: string): string {
  const s = [...t.label].length > 2 ? size * 0.82 : size;
  return column(t.label, x, y, s, colour);
}

/** A packed tea with some of it poured out in front, because leaf is what one buys. */
export function drawPouch(t: Pouch, random: () => number): string {
  const pack = { bag, block, drum, roll }[t.pack](t);
  const sheet = fill(polygon([[176, 316], [206, 284], [356, 286], [338, 330], [196, 336]]), '#f7f3ea', 'opacity="0.92"');
  return shadow(168, 304, 92, 0.24) + pack + shadow(268, 322, 84, 0.06) + sheet + pile(t.leaf, t.tone, t.tone2 ?? mix(t.tone, '#fff3d8', 0.16), 268, 308, 62, t.leaf === 'powder' ? 44 : 40, random);
}

/** Pressed tea: the disc in its wrapper with one side opened, the brick, the nests, the orange. */
export function drawCake(t: Cake, random: () => number): string {
  const b = MATERIALS[t.band];
  if (t.shape === 'disc') {
    const edge = chance(t.label);
    const crumbs = Array.from({ length: 70 }, () => { const a = edge() * Math.PI * 2; const d = Math.sqrt(edge()) * 92; return `<g transform="translate(${n(206 + Math.cos(a) * d)} ${n(196 + Math.sin(a) * d)}) rotate(${n(edge() * 360)}) scale(.7)">${LEAVES.strip(mix(t.tone, '#d8b98a', edge() * 0.36), edge)}</g>`; }).join('');
    return (
      shadow(206, 312, 92, 0.14) + oval(206, 198, 114, 114, mix(t.tone, '#1f160d', 0.34)) + oval(202, 196, 110, 110, t.tone) + crumbs +
      fill('M92 196A114 114 0 0 0 286 278L236 206L178 88A114 114 0 0 0 92 196Z', '#f1ebdc') + fill('M286 278L236 206L178 88L192 94L252 204Z', '#d9cfba') + `<circle cx="166" cy="206" r="43" fill="none" stroke="${b}" stroke-width="3"/>` + column(t.label.slice(0, 2), 166, 164, 34, b)
    );
  }
  if (t.shape === 'brick') {
    const m = tones(t.tone);
    return shadow(204, 300, 124, 0.1) + fill(polygon([[88, 172], [290, 160], [296, 268], [92, 284]]), m.base) + fill(polygon([[290, 160], [326, 178], [330, 280], [296, 268]]), m.shade) + fill(polygon([[92, 284], [296, 268], [330, 280], [126, 300]]), m.deep) + fill(polygon([[88, 172], [206, 165], [210, 275], [92, 284]]), '#efe7d4') + fill(polygon([[88, 206], [207, 199], [208, 236], [90, 243]]), b) + letter(t.label, 148, 230, 25, '#f7f1e2', 'middle', 3) + Array.from({ length: 26 }, () => `<g transform="translate(${n(222 + random() * 64)} ${n(178 + random() * 80)}) rotate(${n(random() * 180)}) scale(.55)">${LEAVES.strip(mix(t.tone, '#e2c69a', 0.2 + random() * 0.3), random)}</g>`).join('');
  }
  if (t.shape === 'nest') {
    const nest = (x: number, y: number): string => { const body = new Turned(x, [[y - 34, 40], [y - 26, 46], [y, 42]]); const m = tones(t.tone); return shadow(x, y + 6, 46) + body.body(m, false) + oval(x, y - 34, 40, 40 * TILT, m.light) + oval(x, y - 33, 20, 20 * TILT, m.deep); };
    const wrapped = (x: number, y: number): string => shadow(x, y + 6, 46) + new Turned(x, [[y - 38, 36], [y - 30, 46], [y, 42]]).body(tones('#efe7d4'), false) + fill(`M${x - 20} ${y - 36}L${x - 8} ${y - 56}L${x} ${y - 42}L${x + 10} ${y - 58}L${x + 20} ${y - 36}Z`, '#dcd0b6') + letter(t.label, x, y - 4, 21, b);
    return nest(134, 214) + wrapped(232, 200) + wrapped(164, 282) + nest(266, 276);
  }
  const peel = tones(MATERIALS.persimmon);
  const fruit = (x: number, y: number, r: number, open: boolean): string => shadow(x, y + r * 0.92, r * 0.9) + oval(x, y, r, r * 0.92, peel.base) + fill(`M${n(x + r * 0.4)} ${n(y - r * 0.84)}A${n(r)} ${n(r * 0.92)} 0 0 1 ${n(x + r * 0.4)} ${n(y + r * 0.84)}A${n(r * 1.3)} ${n(r * 1.3)} 0 0 0 ${n(x + r * 0.4)} ${n(y - r * 0.84)}Z`, peel.shade) + (open ? oval(x, y - r * 0.66, r * 0.48, r * 0.2, '#e3bd86') + oval(x, y - r * 0.66, r * 0.38, r * 0.15, t.tone) : oval(x, y - r * 0.78, r * 0.12, r * 0.07, MATERIALS.moss)) + Array.from({ length: 18 }, () => { const a = random() * Math.PI * 2; const d = Math.sqrt(random()) * r * 0.8; return oval(x + Math.cos(a) * d, y + r * 0.12 + Math.sin(a) * d * 0.7, 1.5, 1.3, peel.shade); }).join('');
  return fruit(252, 196, 62, false) + fruit(154, 246, 72, true) + letter(t.label, 154, 268, 20, '#f6e6d2');
}
