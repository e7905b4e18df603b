import { HAND, type Draw } from './hand-tool.ts';
import { TABLE } from './table-tool.ts';
import { tones } from './pen.ts';
import { MATERIALS, type Traits } from './traits.ts';

type Tool = Extract<Traits, { form: 'tool' }>;

/** Each of the small things by what the hand does with it. */
const TOOLS: Record<Tool['kind'], Draw> = { ...HAND, ...TABLE };

/** A tool; one made for the left hand is the mirror image, edges and all. */
export function drawTool(t: Tool): string {
  const drawing = TOOLS[t.kind](tones(MATERIALS[t.wood]), tones(MATERIALS[t.metal]));
  return t.side === 'left' ? `<g transform="translate(400 0) scale(-1 1)">${drawing}</g>` : drawing;
}
