import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Drawn for us on a 20 px grid, 1.5 px strokes. */
const SHAPES = {
  home: svg`<path d="M3 9.5 10 3.5l7 6M5 8.5v8h10v-8" />`,
  catalogue: svg`<path d="M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5zM3.5 6.5 10 10l6.5-3.5M10 10v7" />`,
  shoppers: svg`<circle cx="7.5" cy="7" r="3" /><path d="M2 16.5c.4-3 2.6-4.5 5.5-4.500s5.1 1.5 5.5 4.500M12.5 4.300a3 3 0 0 1 0 5.400M14.5 12.300c2 .6 3.2 2 3.5 4.2" />`,
  programme: svg`<circle cx="10" cy="10" r="6.5" /><path d="M10 6.500v7M7.5 8h3.800a1.5 1.5 0 0 1 0 3.200H8" />`,
  settings: svg`<path d="M3 6h8M15 6h2M3 14h2M9 14h8" /><circle cx="13" cy="6" r="2" /><circle cx="7" cy="14" r="2" />`,
  done: svg`<circle cx="10" cy="10" r="7" /><path d="m6.8 10.2 2.2 2.3 4.3-4.8" />`,
  todo: svg`<circle cx="10" cy="10" r="7" stroke-dasharray="2.5 2.9" />`,
  refused: svg`<path d="M10 3 18 16.500H2zM10 8v4M10 14.200v.1" />`,
  page: svg`<circle cx="10" cy="10" r="4" />`,
  shop: svg`<rect x="6" y="6" width="8" height="8" fill="currentColor" />`,
  rapport: svg`<path d="m10 4.5 5.5 5.5-5.5 5.500L4.5 10z" fill="currentColor" />`,
  staff: svg`<path d="M10 5 15.5 14.500h-11z" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A drawing beside a word; it says nothing by itself. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[name]}</svg>`;
}
