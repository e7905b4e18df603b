import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Drawn for us on a 20 px grid, 1.5 px strokes. Tags are closed in full: the build's minifier takes the slash of `<path />` away, and the next shape with it. */
const SHAPES = {
  home: svg`<path d="M3 9.5 10 3.5l7 6M5 8.5v8h10v-8"></path>`,
  catalogue: svg`<path d="M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5zM3.5 6.5 10 10l6.5-3.5M10 10v7"></path>`,
  shoppers: svg`<circle cx="7.5" cy="7" r="3"></circle><path d="M2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M12.5 4.3a3 3 0 0 1 0 5.4M14.5 12.3c2 .6 3.2 2 3.5 4.2"></path>`,
  messages: svg`<path d="M3 4.5h14v9.5H9l-3.5 3v-3H3z"></path><path d="M6.5 8h7M6.5 11h4"></path>`,
  segments: svg`<circle cx="7.5" cy="10" r="5"></circle><path d="M11 5.6a5 5 0 1 1 0 8.8"></path>`,
  figures: svg`<path d="M3 16.5h14M5.5 16v-5M10 16V5M14.5 16V8.5"></path>`,
  programme: svg`<circle cx="10" cy="10" r="6.5"></circle><path d="M10 6.5v7M7.5 8h3.8a1.5 1.5 0 0 1 0 3.2H8"></path>`,
  recommendations: svg`<path d="M3 5.5h14M3 10h9M3 14.5h6"></path><path d="m13.5 15 1.7 1.7 3-3.4"></path>`,
  access: svg`<circle cx="6.5" cy="13" r="3.5"></circle><path d="M9 10.5 16.5 3M13 6.5l2.5 2.5"></path>`,
  offers: svg`<path d="M3.5 10.5v-6a1 1 0 0 1 1-1h6l6 6a1.4 1.4 0 0 1 0 2l-5 5a1.4 1.4 0 0 1-2 0z"></path><circle cx="7.3" cy="7.3" r="1"></circle>`,
  rules: svg`<path d="M4.5 14h11c-1.1-1.2-1.6-2.3-1.6-5a3.9 3.9 0 0 0-7.8 0c0 2.7-.5 3.8-1.6 5ZM8.4 16.6a1.8 1.8 0 0 0 3.2 0M3.5 3.5l13 13"></path>`,
  settings: svg`<path d="M3 6h8M15 6h2M3 14h2M9 14h8"></path><circle cx="13" cy="6" r="2"></circle><circle cx="7" cy="14" r="2"></circle>`,
  done: svg`<circle cx="10" cy="10" r="7"></circle><path d="m6.8 10.2 2.2 2.3 4.3-4.8"></path>`,
  todo: svg`<circle cx="10" cy="10" r="7" stroke-dasharray="2.5 2.9"></circle>`,
  refused: svg`<path d="M10 3 18 16.5H2zM10 8v4M10 14.2v.1"></path>`,
  page: svg`<circle cx="10" cy="10" r="4"></circle>`,
  shop: svg`<rect x="6" y="6" width="8" height="8" fill="currentColor"></rect>`,
  rapport: svg`<path d="m10 4.5 5.5 5.5-5.5 5.5L4.5 10z" fill="currentColor"></path>`,
  staff: svg`<path d="M10 5 15.5 14.5h-11z"></path>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A drawing beside a word; it says nothing by itself. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${SHAPES[name]}</svg>`;
}
